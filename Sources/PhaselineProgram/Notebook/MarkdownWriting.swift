import Foundation
import Phaseline

extension MarkdownNotebook {
  /// - Parameter pictures: The folder, beside it, of its pictures.
  /// - Returns: The text, and the pictures by their paths.
  static func text(
    of notebook: Notebook, pictures: String, keeping: Outputs
  ) -> (text: String, files: [(path: String, data: Data)]) {
    var writer = MarkdownWriter(pictures: pictures, keeping: keeping)
    let text = writer.write(notebook)
    return (text, writer.files)
  }

  private struct MarkdownWriter {
    let pictures: String
    let keeping: Outputs
    var files: [(path: String, data: Data)] = []
    private var done = 0

    init(pictures: String, keeping: Outputs) { (self.pictures, self.keeping) = (pictures, keeping) }

    mutating func write(_ notebook: Notebook) -> String {
      var usual = Notebook(cells: [], metadata: [:])
      usual.declareLanguage()
      let isUsual = notebook.metadata == usual.metadata && notebook.rest.isEmpty
      let head: JSONValue = ["metadata": .object(notebook.metadata), "rest": .object(notebook.rest)]
      let opening = isUsual ? [] : [comment("notebook", head)]
      let text = opening + blocks(of: notebook.cells, isWhole: false)
      // A block of prose that is never closed would swallow what follows.
      if sources(text.joined(separator: "\n\n")) != notebook.cells.map(\.withoutOutputs) {
        (files, done) = ([], 0)
        return (opening + blocks(of: notebook.cells, isWhole: true)).joined(separator: "\n\n") + "\n"
      }
      return text.joined(separator: "\n\n") + "\n"
    }

    private func sources(_ text: String) -> [Notebook.Cell] {
      (try? MarkdownNotebook.read(text) { _ in nil })?.cells.map(\.withoutOutputs) ?? []
    }

    private mutating func blocks(of cells: [Notebook.Cell], isWhole: Bool) -> [String] {
      var wasProse = false
      return cells.enumerated().map { index, cell in
        defer { wasProse = !cell.isCode }
        return cell.isCode
          ? code(cell, index, isWhole: isWhole) : prose(cell, index, isWhole: isWhole, follows: wasProse)
      }
    }

    private func prose(_ cell: Notebook.Cell, _ index: Int, isWhole: Bool, follows: Bool) -> String {
      guard case .object(var members) = cell.json, !isWhole else { return comment("cell", cell.json) }
      members["source"] = nil
      let marked = comment("cell", .object(members)) + "\n\n" + cell.source
      for candidate in (follows ? [] : [cell.source]) + [marked] {
        if isRead(candidate, as: cell, index) { return candidate }
      }
      return comment("cell", cell.json)
    }

    private func isRead(_ text: String, as cell: Notebook.Cell, _ index: Int) -> Bool {
      (try? MarkdownNotebook.read(text, from: index) { _ in nil })?.cells == [cell]
    }

    private mutating func code(_ cell: Notebook.Cell, _ index: Int, isWhole: Bool) -> String {
      guard case .object(var members) = cell.json else { return "" }
      for key in ["cell_type", "source", "outputs", "execution_count"] { members[key] = nil }
      if cell.id == Notebook.Cell.usualID(at: index) { members["id"] = nil }
      if cell.metadata.isEmpty { members["metadata"] = nil }
      let attributes = members.isEmpty ? "" : " " + JSONValue.object(members).line
      // A backquote in what is said of the cell would be none of the fence's.
      let info = (MarkdownNotebook.language + attributes).replacing("`", with: "\\u0060")
      let source = cell.source.isEmpty ? "" : cell.source + "\n"
      if cell.isRunnable { done += 1 }
      guard !isWhole, isRead(Fence.block(source, info), as: cell.withoutOutputs, index) else {
        return comment("cell", cell.json)
      }
      guard !cell.outputs.isEmpty || cell.count != nil else { return Fence.block(source, info) }
      return Fence.block(source, info) + "\n\n" + outputs(of: cell)
    }

    private mutating func outputs(of cell: Notebook.Cell) -> String {
      let before = files.count
      let shown = cell.outputs.enumerated().compactMap { show($1, "\(pictures)/cell-\(done)-\($0 + 1)") }
      let text = ([comment("outputs")] + shown + [MarkdownNotebook.end]).joined(separator: "\n\n")
      if keeping == .shown { return text }
      let drawn = files[before...]
      let again = MarkdownNotebook.outputs(
        in: text.split(separator: "\n", omittingEmptySubsequences: false)[...], count: done
      ) { path in drawn.first { $0.path == path }?.data }
      if again == cell.outputs, cell.count == (cell.isRunnable ? done : nil) { return text }
      let count = cell.count.map { JSONValue.integer($0) } ?? .null
      let whole = comment("outputs", ["outputs": .array(cell.outputs), "count": count])
      return ([whole] + shown + [MarkdownNotebook.end]).joined(separator: "\n\n")
    }

    /// - Parameter path: Of the picture, if it is one, without its ending.
    private mutating func show(_ output: JSONValue, _ path: String) -> String? {
      if let name = output["name"]?.string, let text = output["text"]?.joinedText {
        return Fence.block(text, (name == "stderr" ? ShownOutput.stderr : .stdout).rawValue)
      }
      if let trace = output["traceback"]?.array {
        return Fence.block(trace.compactMap(\.string).joined(separator: "\n"), ShownOutput.failure.rawValue)
      }
      for (type, ending) in [(Display.svg, "svg"), (Display.png, "png")] {
        guard let text = output["data"]?[type]?.joinedText else { continue }
        let data = type == Display.svg ? Data(text.utf8) : Data(base64Encoded: text, options: .ignoreUnknownCharacters)
        guard let data else { continue }
        files.append(("\(path).\(ending)", data))
        let alternative = output["metadata"]?[type]?["alt"]?.string ?? ""
        let escaped = alternative.replacing(/[\\\[\]]/) { "\\\($0.output)" }.replacing("\n", with: " ")
        return "![\(escaped)](\(Self.encoded("\(path).\(ending)")))"
      }
      return output["data"]?[Display.plain]?.joinedText.map { Fence.block($0, ShownOutput.result.rawValue) }
    }

    private static func encoded(_ path: String) -> String {
      path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(CharacterSet(charactersIn: "()")))
        ?? path
    }
  }
}

extension Notebook.Cell {
  /// It, as it is before it was run.
  var withoutOutputs: Notebook.Cell {
    var cell = self
    (cell.outputs, cell.count) = ([], nil)
    return cell
  }
}
