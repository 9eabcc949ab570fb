import IndicatorStatistics
import Phaseline
import Rainbow

/// Plain text as wide as the terminal, with bold headings where it shows them.
struct TerminalLayout: TextLayout {
  private let surroundings: Surroundings

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  func heading(_ text: String) -> String {
    lines(text).map { surroundings.isColoured ? $0.bold : $0 }.joined(separator: "\n")
  }

  func typed(_ lines: [String]) -> String { lines.map { "  \($0)" }.joined(separator: "\n") }

  private func lines(_ text: String) -> [String] {
    DisplayWidth.wrapped(text, to: surroundings.width, breaksWords: false)
  }

  /// The verdict in a colour, which says what its words say and no more.
  func heading(_ text: String, verdict: String, of kind: LineVerdict.Kind) -> String {
    guard surroundings.isColoured, let color = Self.color(kind), verdict.hasPrefix(VerdictWords.name(kind)) else {
      return heading("\(text): \(verdict)")
    }
    var left = text.split(separator: " ").count
    return lines("\(text): \(verdict)").map { line in
      let words = line.split(separator: " ")
      let (title, rest) = (words.prefix(left).joined(separator: " "), words.dropFirst(left).joined(separator: " "))
      left = max(0, left - words.count)
      let parts = [title.bold, rest.bold.applyingColor(color)]
      return zip([title, rest], parts).filter { !$0.0.isEmpty }.map(\.1).joined(separator: " ")
    }.joined(separator: "\n")
  }

  private static func color(_ kind: LineVerdict.Kind) -> NamedColor? {
    switch kind {
    case .improving: .green
    case .worsening: .red
    case .cannotTell: .yellow
    case .crossedParity, .noMaterialChange, .notTested: nil
    }
  }

  func paragraph(_ text: String) -> String { Self.wrap(text, width: surroundings.width) }

  func table(_ table: Table) -> String {
    let notes = table.notes.map { paragraph($0) }
    guard !table.rows.isEmpty else { return ([table.empty] + notes).joined(separator: "\n") }
    let (shown, more) = shortened(table)
    let lines = TableLayout(shown).lines(width: surroundings.tableWidth).map { line in
      line.isHead && surroundings.isColoured ? line.text.bold : line.text
    }
    return (lines + [more].compactMap { $0 } + notes).joined(separator: "\n")
  }

  /// Its first rows where there is room for no more, and what to say of the others.
  private func shortened(_ table: Table) -> (Table, String?) {
    guard let limit = surroundings.rowLimit, table.rows.count > limit else { return (table, nil) }
    var shown = table
    shown.rows = Array(table.rows.prefix(limit))
    let counts = "\(Wordings.grouped(limit)) of \(Wordings.grouped(table.rows.count))"
    return (shown, paragraph("Showing \(counts) rows: `show _ --all` has all."))
  }

  func document(_ document: Document) -> String {
    let width = document.termWidth
    return document.parts.map { part in
      switch part {
      case .heading(let text): return heading(text)
      case .paragraph(let text): return paragraph(text)
      case .entry(let term, let text): return entry(term, text, width: width)
      }
    }.joined(separator: "\n")
  }

  /// The text beside its term; under it where there is no room beside.
  private func entry(_ term: String, _ text: String, width: Int) -> String {
    let isBeside = surroundings.width >= width + 4 + 20
    let indent = String(repeating: " ", count: isBeside ? width + 4 : 4)
    let body = Self.wrap(text, width: surroundings.width - indent.count).replacing("\n", with: "\n" + indent)
    if isBeside { return "  \(DisplayWidth.padded(term, to: width))  \(body)" }
    return "  " + Self.wrap(term, width: surroundings.width - 2).replacing("\n", with: "\n  ") + "\n" + indent + body
  }

  /// Breaks a paragraph between words.
  static func wrap(_ text: String, width: Int) -> String {
    DisplayWidth.wrapped(text, to: width, breaksWords: false).joined(separator: "\n")
  }
}

extension Document {
  /// The width of its longest term, at most 24.
  var termWidth: Int {
    min(24, parts.map { if case .entry(let term, _) = $0 { DisplayWidth.of(term) } else { 0 } }.max() ?? 0)
  }
}
