import Foundation
import Phaseline

/// Notebooks: what their cells gave, in every form that they keep of it.
enum NotebookForm: SharedForm {
  static let name = "notebook"

  static func fits(_ file: SharedFile) -> Bool {
    file.ending == "ipynb" || ["md", "markdown"].contains(file.ending) && file.beginning.contains("<!-- phaseline:")
  }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    let notebook: Notebook
    do {
      notebook =
        file.ending == "ipynb"
        ? try Notebook(try file.data(), name: file.path) : try MarkdownNotebook.read(try file.text()) { _ in nil }
    } catch let problem as UsageProblem {
      throw SharedFileProblem(.said("\(problem)"), of: file.path)
    }
    var reader = CellsReader(Contents(vocabulary, file: file.path))
    for (index, cell) in notebook.cells.enumerated() { try reader.take(cell, at: "cell \(index + 1)") }
    return reader.reading
  }
}

/// Reads cell by cell, since what one sets holds for those that follow.
private struct CellsReader {
  private(set) var reading = SharedReading()
  private let contents: Contents
  private var context = ToldContext()
  private var variables: [(name: String, text: String)] = []

  init(_ contents: Contents) { self.contents = contents }

  mutating func take(_ cell: Notebook.Cell, at place: String) throws(SharedFileProblem) {
    guard cell.isCode else { return reading.add(try contents.read(markdown: cell.source, in: context, at: place)) }
    var own = context
    for line in cell.source.split(whereSeparator: \.isNewline) {
      let line = replaced(String(line))
      if let match = line.wholeMatch(of: /\s*let\s+([A-Za-z_][A-Za-z0-9_]*)\s*=\s*"?([^"]*)"?\s*/) {
        variables.append((String(match.1), String(match.2)))
      }
      let said = CommandWords(line, contents.vocabulary).context
      own = own.with(said)
      if line.hasPrefix("use ") { context = context.with(said) }
    }
    for output in cell.outputs { try take(output, in: own, at: place) }
  }

  /// With the texts of variables in their places, as the cells before have set them.
  private func replaced(_ line: String) -> String {
    variables.reversed().reduce(line) { $0.replacing("$\($1.name)", with: $1.text) }
  }

  private mutating func take(
    _ output: JSONValue, in context: ToldContext, at place: String
  ) throws(SharedFileProblem) {
    if let text = output["text"]?.joinedText { reading.add(try contents.read(text: text, in: context, at: place)) }
    for (type, value) in (output["data"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      reading.add(try read(value, as: type, in: context, at: "\(place), \(type)"))
    }
  }

  private func read(
    _ value: JSONValue, as type: String, in context: ToldContext, at place: String
  ) throws(SharedFileProblem) -> SharedReading {
    let text = value.joinedText ?? ""
    switch type {
    case "text/html": return try contents.read(html: text, in: context, at: place)
    case "text/markdown": return try contents.read(markdown: text, in: context, at: place)
    case "image/svg+xml": return contents.read(picture: Data(text.utf8), at: place)
    case _ where type.hasPrefix("image/"):
      return Data(base64Encoded: text, options: .ignoreUnknownCharacters).map { contents.read(picture: $0, at: place) }
        ?? SharedReading()
    case _ where type.hasSuffix("json"):
      var reader = JSONReader(contents.vocabulary, file: contents.file)
      reader.take(value, at: place)
      return try reader.finished()
    default: return try contents.read(text: text, in: context, at: place)
    }
  }
}
