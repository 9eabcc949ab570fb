import Foundation
import Phaseline

/// A notebook as one page of HTML: it loads nothing and runs nothing, and a screen reader finds its way in it.
struct NotebookPage {
  private let notebook: Notebook
  private let name: String
  private let folder: URL

  /// - Parameters:
  ///   - name: What it is called where no heading says.
  ///   - folder: Where the pictures are that its prose names.
  init(_ notebook: Notebook, name: String, folder: URL) {
    (self.notebook, self.name, self.folder) = (notebook, name, folder)
  }

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="Phaseline \(Version.current)">
    <title>\(Self.escaped(title))</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <main>
    \(hasHeading ? "" : "<h1>\(Self.escaped(title))</h1>\n")\(notebook.cells.map(html).joined(separator: "\n"))
    </main>
    <footer><p>Made by Phaseline \(Version.current).</p></footer>
    </body>
    </html>

    """
  }

  private var heading: String? {
    notebook.cells.lazy.filter { $0.type == "markdown" }
      .compactMap { $0.source.firstMatch(of: /(?m)^# +(.+)$/).map { String($0.output.1) } }.first
  }
  private var hasHeading: Bool { heading != nil }
  private var title: String { heading.map { $0.trimmingCharacters(in: .whitespaces) } ?? name }

  private func html(_ cell: Notebook.Cell) -> String {
    switch cell.type {
    case "markdown": "<section class=\"prose\">\n\(CommonMark.html(withPictures(cell)))</section>"
    case "code": cell.isRunnable || !cell.outputs.isEmpty ? code(cell) : ""
    default: "<pre class=\"raw\">\(Self.escaped(cell.source))</pre>"
    }
  }

  private func code(_ cell: Notebook.Cell) -> String {
    let label = cell.count.map { "Commands \($0)" } ?? "Commands"
    let given = cell.outputs.map(html).joined(separator: "\n")
    return """
      <section class="cell" aria-label="\(label)">
      <pre class="commands" tabindex="0" role="region" aria-label="\(label), as typed"><code>\(Self.escaped(cell.source))</code></pre>
      \(given)
      </section>
      """
  }

  /// What is said as Markdown is made HTML here: HTML that a notebook brings along is never taken.
  private func html(_ output: JSONValue) -> String {
    if let text = output["text"]?.joinedText {
      return
        "<pre class=\"\(output["name"]?.string == "stderr" ? "note" : "said wrapped")\">\(Self.escaped(text))</pre>"
    }
    if let trace = output["traceback"]?.array {
      let text = trace.compactMap(\.string).joined(separator: "\n")
      return "<pre class=\"failure\">\(Self.escaped(text))</pre>"
    }
    let data = output["data"]
    for (type, coding) in [(Display.svg, "image/svg+xml"), (Display.png, "image/png")] {
      guard let text = data?[type]?.joinedText else { continue }
      let alternative = output["metadata"]?[type]?["alt"]?.string ?? data?[Display.plain]?.joinedText ?? ""
      let bytes = type == Display.svg ? Data(text.utf8).base64EncodedString() : text.filter { !$0.isNewline }
      let width = output["metadata"]?[type]?["width"]?.integer.map { " width=\"\($0)\"" } ?? ""
      return "<img alt=\"\(Self.escaped(alternative))\"\(width) src=\"data:\(coding);base64,\(Self.escaped(bytes))\">"
    }
    if let markdown = data?[Display.markdown]?.joinedText {
      return
        "<div class=\"result\" tabindex=\"0\" role=\"region\" aria-label=\"Result\">\n\(CommonMark.html(markdown))</div>"
    }
    return "<pre class=\"said\">\(Self.escaped(data?[Display.plain]?.joinedText ?? ""))</pre>"
  }

  /// Pictures that are attached, or lie beside the notebook, stand in the page itself.
  private func withPictures(_ cell: Notebook.Cell) -> String {
    cell.source.replacing(/!\[([^\]\n]*)\]\(([^()\s]+)\)/) { match in
      let (text, path) = (match.output.1, String(match.output.2))
      return picture(path, of: cell).map { "![\(text)](\($0))" } ?? String(match.output.0)
    }
  }

  private func picture(_ path: String, of cell: Notebook.Cell) -> String? {
    if path.hasPrefix("attachment:") {
      let attached = cell.rest["attachments"]?[String(path.dropFirst("attachment:".count))]?.object?.first
      return attached.flatMap { type, data in
        data.joinedText.map { "data:\(type);base64,\($0.filter { !$0.isNewline })" }
      }
    }
    let kinds = ["png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"]
    guard let kind = kinds[NSString(string: path).pathExtension.lowercased()] else { return nil }
    let file = folder.appendingPathComponent(path.removingPercentEncoding ?? path).resolvingSymlinksInPath()
    guard file.path.hasPrefix(folder.resolvingSymlinksInPath().path + "/") else { return nil }
    let data = try? Data(contentsOf: file)
    return data.map { "data:\(kind);base64,\($0.base64EncodedString())" }
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }

  private static let style = """
    :root { color-scheme: light; }
    body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; color: #1a1a1a; background: #fff;
      font: 1rem/1.55 "Open Sans", system-ui, sans-serif; }
    h1, h2, h3, h4 { line-height: 1.25; }
    a { color: #0b4f8a; }
    .cell { margin: 1.25rem 0; padding-left: 1rem; border-left: 4px solid #c9d3dd; }
    pre { overflow-x: auto; padding: .6rem .8rem; margin: .5rem 0; font-size: .875rem; line-height: 1.4; }
    pre.commands { background: #eef2f6; }
    pre.said, pre.raw { background: #fafafa; }
    pre.wrapped { white-space: pre-wrap; }
    pre.note { background: #fff7df; white-space: pre-wrap; }
    pre.failure { background: #fdecea; white-space: pre-wrap; }
    .result { overflow-x: auto; }
    table { border-collapse: collapse; margin: .75rem 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
    th, td { padding: .3rem .7rem; border-bottom: 1px solid #d5dbe1; text-align: left; vertical-align: top; }
    th { border-bottom: 2px solid #6b7885; }
    img { max-width: 100%; height: auto; }
    footer { margin-top: 2.5rem; color: #4a5560; font-size: .85rem; }
    @media print { body { max-width: none; padding: 0; } .cell { break-inside: avoid-page; } }
    """
}
