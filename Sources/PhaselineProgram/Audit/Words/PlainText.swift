import Foundation
import Phaseline

/// Text of a terminal, or of pages laid out in characters, as blocks: tables are found by their columns.
enum PlainText {
  /// - Parameter vocabulary: Says which headings are those of a table, and with which names a paragraph begins.
  static func blocks(_ text: String, _ vocabulary: AuditVocabulary) -> [TextBlock] {
    var (blocks, paragraph): ([TextBlock], [Substring]) = ([], [])
    func end() {
      if !paragraph.isEmpty {
        blocks.append(
          .paragraph(paragraph.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")))
      }
      paragraph = []
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline || $0 == "\u{0C}" }
    var at = 0
    while at < lines.count {
      if let (table, next) = table(lines, from: at, vocabulary) {
        end()
        blocks.append(.table(table))
        at = next
        continue
      }
      if lines[at].allSatisfy(\.isWhitespace) {
        end()
      } else {
        if begins(lines[at], vocabulary) { end() }
        paragraph.append(lines[at])
        // A heading stands on a line of its own.
        if vocabulary.names.isName(AuditVocabulary.folded(lines[at])) { end() }
      }
      at += 1
    }
    end()
    return blocks
  }

  /// Whether a line is the first of a paragraph though none is blank above it: it names whose or what follows.
  private static func begins(_ line: Substring, _ vocabulary: AuditVocabulary) -> Bool {
    let folded = AuditVocabulary.folded(line)
    if let match = folded.prefixMatch(of: /phase ([^ :]+):/), vocabulary.phase(match.1) != nil { return true }
    guard let name = vocabulary.names.name(at: folded[...]) else { return false }
    return [nil, ":"].contains(folded.dropFirst(name.count).first)
  }

  // MARK: - Tables

  /// Columns stand at least so far apart.
  private static let gap = 2

  private static func table(
    _ lines: [Substring], from start: Int, _ vocabulary: AuditVocabulary
  ) -> (SharedTable, next: Int)? {
    let head = Array(lines[start])
    var blank = head.map(\.isWhitespace)
    let first = cells(of: head, between: columns(blank))
    guard first.count > 1, TableColumns(first, vocabulary).tellsCounts else { return nil }
    // What follows belongs to it as long as the gaps between its columns stay open.
    var end = start + 1
    while end < lines.count, !lines[end].allSatisfy(\.isWhitespace) {
      let both = merged(blank, Array(lines[end]).map(\.isWhitespace))
      guard columns(both).count >= first.count else { break }
      blank = both
      end += 1
    }
    let columns = columns(blank)
    var rows: [[String]] = []
    for line in lines[start..<end] {
      let cells = cells(of: Array(line), between: columns)
      // Of what is too long for its column the rest stands below it, with nothing in the first.
      if rows.isEmpty || cells.first?.isEmpty == false {
        rows.append(cells)
      } else if let last = rows.popLast() {
        rows.append(zip(last, cells).map { $1.isEmpty ? $0 : $0.isEmpty ? $1 : "\($0) \($1)" })
      }
    }
    return (SharedTable(headings: rows.first ?? [], rows: Array(rows.dropFirst())), end)
  }

  private static func merged(_ left: [Bool], _ right: [Bool]) -> [Bool] {
    (0..<max(left.count, right.count)).map { index in
      (index < left.count ? left[index] : true) && (index < right.count ? right[index] : true)
    }
  }

  /// Where columns are: between runs of blanks.
  private static func columns(_ blank: [Bool]) -> [Range<Int>] {
    var (columns, start, blanks): ([Range<Int>], Int?, Int) = ([], nil, 0)
    for (index, isBlank) in blank.enumerated() {
      if isBlank {
        blanks += 1
        if blanks == gap, let first = start {
          columns.append(first..<(index + 1 - gap))
          start = nil
        }
      } else {
        blanks = 0
        if start == nil { start = index }
      }
    }
    if let start { columns.append(start..<(blank.count - blanks)) }
    return columns
  }

  private static func cells(of line: [Character], between columns: [Range<Int>]) -> [String] {
    columns.map { column in
      let part = line[min(column.lowerBound, line.count)..<min(column.upperBound, line.count)]
      return String(part).trimmingCharacters(in: .whitespaces)
    }
  }
}
