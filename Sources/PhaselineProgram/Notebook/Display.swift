import Foundation
import Phaseline

/// An answer as a notebook shows it: in several forms, of which whoever reads it takes the best that it knows.
struct Display: Sendable, Hashable {
  /// By MIME type; pictures that are no text in Base64.
  var data: [String: String]
  /// What the picture shows, for whoever cannot see it.
  var alternative: String?
  /// How wide the picture is shown, in pixels of the page.
  var width: Int?
  /// Whether it is a result, and not a picture of one.
  var isResult: Bool { alternative == nil }

  static let plain = "text/plain"
  static let markdown = "text/markdown"
  static let html = "text/html"
  static let png = "image/png"
  static let svg = "image/svg+xml"
}

extension Renderer {
  /// What a notebook shows of an answer.
  /// - Parameter rendered: The same as bytes.
  /// - Returns: `nil` of what is shown as it is: sentences, files, rows for programs.
  func display(_ answer: Disclosed<Answer>, _ rendered: Rendered, as format: OutputFormat) async throws -> Display? {
    switch (answer.value, format) {
    case (.picture(let picture), .png), (.picture(let picture), .svg): Self.display(picture, rendered, format)
    case (.findings, .table), (.table, .table), (.document, .table), (.read, .table):
      try await display(ofText: answer, rendered)
    case (.report, .table): Display(data: [Display.plain: Self.text(rendered)])
    default: nil
    }
  }

  private func display(ofText answer: Disclosed<Answer>, _ rendered: Rendered) async throws -> Display? {
    guard case let plain = Self.text(rendered), !plain.isEmpty else { return nil }
    if case .message = answer.value.laidOut(for: .program) { return nil }
    let markdown = Self.text(try await render(answer, as: .markdown))
    return Display(
      data: [Display.plain: plain, Display.markdown: markdown, Display.html: CommonMark.html(markdown)])
  }

  private static func display(_ picture: Picture, _ rendered: Rendered, _ format: OutputFormat) -> Display? {
    guard let inline = picture.inline else { return nil }
    var data = [Display.plain: "\(inline.title)\n\n\(inline.description)\n"]
    switch format {
    case .svg: data[Display.svg] = shown(text(rendered), width: inline.width)
    default: data[Display.png] = rendered.data.base64EncodedString()
    }
    if let svg = inline.svg { data[Display.svg] = shown(String(decoding: svg, as: UTF8.self), width: inline.width) }
    let alternative = "\(inline.title). \(inline.description)"
    data[Display.html] = html(data, alternative, width: inline.width)
    return Display(data: data, alternative: alternative, width: inline.width)
  }

  /// The picture with its words: front ends leave out those that stand in the metadata.
  private static func html(_ data: [String: String], _ alternative: String, width: Int) -> String {
    let source =
      data[Display.png].map { "\(Display.png);base64,\($0)" }
      ?? "\(Display.svg);base64,\(Data((data[Display.svg] ?? "").utf8).base64EncodedString())"
    return "<img alt=\"\(NotebookPage.escaped(alternative))\" width=\"\(width)\" src=\"data:\(source)\">\n"
  }

  /// Front ends show a scalable picture as wide as it says itself.
  private static func shown(_ svg: String, width: Int) -> String {
    svg.replacing(/^([^>]*>\s*)?<svg\s+width="(\d+)" height="(\d+)"/, maxReplacements: 1) { match in
      let (before, height) = (
        match.output.1 ?? "", (Int(match.output.3) ?? 0) * width / max(1, Int(match.output.2) ?? 1)
      )
      return "\(before)<svg width=\"\(width)\" height=\"\(height)\""
    }
  }

  private static func text(_ rendered: Rendered) -> String { String(decoding: rendered.data, as: UTF8.self) }
}
