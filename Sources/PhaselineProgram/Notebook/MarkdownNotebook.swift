import Foundation
import Phaseline

/// A notebook as Markdown: fenced blocks of `phaseline` are its cells of commands, what stands between them is prose. What a
/// cell gave stands behind it, between two comments; comments also keep what Markdown has no place for.
enum MarkdownNotebook {
  /// How outputs are written.
  enum Outputs: Sendable {
    /// As a reader of Markdown sees them.
    case shown
    /// Also, in a comment, what cannot be read back from that.
    case whole
  }

  static let language = Kernelspec.name
  static let end = comment("end")

  static func comment(_ what: String, _ json: JSONValue? = nil) -> String {
    // Neither the end of a comment nor anything that looks like it may stand in one.
    let text = json.map { " " + $0.line.replacing("--", with: "-\\u002d").replacing(">", with: "\\u003e") } ?? ""
    return "<!-- \(language): \(what)\(text) -->"
  }

  /// What a comment of ours says: its JSON, null where it has none; `nil` where the line is none.
  static func said(_ what: String, in line: Substring) -> JSONValue? {
    let opening = "<!-- \(language): \(what)"
    guard line.hasPrefix(opening), line.hasSuffix(" -->") else { return nil }
    let text = line.dropFirst(opening.count).dropLast(4)
    return text.isEmpty ? .null : text.first == " " ? try? JSONValue(Data(text.utf8)) : nil
  }
}

/// A line that opens a fenced block.
struct Fence {
  let mark: Character
  let length: Int
  /// What stands behind the marks.
  let info: String

  init?(_ line: Substring) {
    guard let mark = line.first, mark == "`" || mark == "~" else { return nil }
    let marks = line.prefix { $0 == mark }
    let info = line[marks.endIndex...].trimmingCharacters(in: .whitespaces)
    guard marks.count >= 3, mark == "~" || !info.contains("`") else { return nil }
    (self.mark, length, self.info) = (mark, marks.count, info)
  }

  var language: String { String(info.prefix { !$0.isWhitespace }) }
  /// What is said of the cell, as JSON behind the language.
  var attributes: [String: JSONValue] {
    (try? JSONValue(Data(info.dropFirst(language.count).utf8)))?.object ?? [:]
  }

  func isClosed(by line: Substring) -> Bool {
    let marks = line.prefix { $0 == mark }
    return marks.count >= length && line[marks.endIndex...].allSatisfy(\.isWhitespace)
  }

  /// A block of text, fenced by more marks than stand in it.
  static func block(_ text: String, _ info: String) -> String {
    let longest =
      text.split(whereSeparator: { (sign: Character) in sign.isNewline }).map { (line: Substring) -> Int in
        line.prefix(while: { $0 == "`" }).count
      }.max() ?? 0
    let marks = String(repeating: "`", count: max(3, longest + 1))
    let body = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    return "\(marks)\(info)\n\(body)\(marks)"
  }
}

/// What a block of text behind a cell is.
enum ShownOutput: String {
  case stdout = "text"
  case stderr = "text stderr"
  case result = "text result"
  case failure = "text error"

  func output(_ lines: ArraySlice<Substring>, count: Int) -> JSONValue {
    let text = lines.map { $0 + "\n" }.joined()
    switch self {
    case .stdout: return CellOutput.stream(.stdout, text).json(count: count)
    case .stderr: return CellOutput.stream(.stderr, text).json(count: count)
    case .result: return CellOutput.display(Display(data: [Display.plain: text])).json(count: count)
    case .failure:
      let trace = lines.map(String.init)
      let failure = CellFailure(message: trace.first ?? "", trace: trace, status: ExitStatus.failed)
      return CellOutput.failure(failure).json(count: count)
    }
  }
}
