import Phaseline
import Rainbow
import TextTable

/// Plain text as wide as the terminal, with bold headings where it shows them.
struct TerminalLayout: TextLayout {
  private let surroundings: Surroundings

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  func heading(_ text: String) -> String { surroundings.isColoured ? text.bold : text }

  func paragraph(_ text: String) -> String { Self.wrap(text, width: surroundings.width) }

  func table(_ table: Table) -> String {
    let notes = table.notes.map { paragraph($0) }
    guard !table.rows.isEmpty else { return ([table.empty] + notes).joined(separator: "\n") }
    let rendered = TextTable<[Table.Cell]> { row in
      zip(table.columns, row).map { column, cell in
        Column(
          title: column.title, value: cell.words(grouped: table.groupsThousands),
          align: column.isNumeric ? .right : .left)
      }
    }.string(for: table.rows, style: WideColumns.self)
    let lines = (rendered ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(Self.trimmed)
    let head = lines.prefix(1).map { surroundings.isColoured ? $0.bold : $0 }
    return (head + lines.dropFirst().filter { !$0.isEmpty } + notes).joined(separator: "\n")
  }

  func document(_ document: Document) -> String {
    let width = document.termWidth
    return document.parts.map { part in
      switch part {
      case .heading(let text): return heading(text)
      case .paragraph(let text): return paragraph(text)
      case .entry(let term, let text):
        let body = Self.wrap(text, width: max(20, surroundings.width - width - 4))
        let padded = term.padding(toWidth: width)
        let indent = String(repeating: " ", count: width + 4)
        return "  \(padded)  " + body.replacing("\n", with: "\n" + indent)
      }
    }.joined(separator: "\n")
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// Breaks a paragraph between words.
  static func wrap(_ text: String, width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}

/// TextTable's plain style with two blanks between columns: with one, "12 of 150 96 of 612" is hard to read.
enum WideColumns: TextTableStyle {
  static func prepare(_ text: String, for column: Column) -> String { Style.plain.prepare(text, for: column) }
  static func escape(_ text: String) -> String { text }
  static func begin(_ table: inout String, index: Int, columns: [Column]) {}
  static func end(_ table: inout String, index: Int, columns: [Column]) {}
  static func header(_ table: inout String, index: Int, columns: [Column]) {
    table += columns.map { $0.headerString(for: self) }.joined(separator: "  ") + "\n"
  }
  static func row(_ table: inout String, index: Int, columns: [Column]) {
    table += columns.map { $0.string(for: self) }.joined(separator: "  ") + "\n"
  }
}

extension Document {
  /// The width of its longest term, at most 24.
  var termWidth: Int {
    min(24, parts.map { if case .entry(let term, _) = $0 { term.count } else { 0 } }.max() ?? 0)
  }
}

extension String {
  /// With blanks behind it up to a width.
  func padding(toWidth width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
