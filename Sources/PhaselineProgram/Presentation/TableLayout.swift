import Phaseline

/// Sets a table in lines that fit a width. Nothing is left out: where it is too wide, texts are broken between words; where
/// that is not enough, its columns are set in blocks one below the other, each with the first column.
struct TableLayout {
  /// One line of it.
  struct Line: Hashable {
    var text: String
    var isHead = false
  }

  /// Between two columns.
  private static let gap = 2
  /// A text is broken into lines narrower than this only where the whole table fits then.
  private static let narrow = 12

  private struct Column {
    var title: String
    var isNumeric: Bool
    var cells: [String]
    /// The width that it has where there is room.
    var natural: Int
    /// That of its longest word; of numbers, of the longest.
    var word: Int
    /// That at which it still reads well.
    var least: Int { isNumeric ? word : min(natural, max(word, narrow)) }
  }
  private let columns: [Column]
  private let rows: Int

  init(_ table: Table) {
    rows = table.rows.count
    columns = table.columns.enumerated().map { index, column in
      let words = table.rows.map { $0[index].words(grouped: table.groupsThousands).replacing("\n", with: " ") }
      return Self.column(column, column.isNumeric ? Self.aligned(words) : words)
    }
  }

  private static func column(_ column: Table.Column, _ cells: [String]) -> Column {
    func longest(_ text: String) -> Int { text.split(separator: " ").map { DisplayWidth.of($0) }.max() ?? 0 }
    let (widest, title) = (cells.map { DisplayWidth.of($0) }.max() ?? 0, DisplayWidth.of(column.title))
    let word = max(longest(column.title), column.isNumeric ? widest : cells.map(longest).max() ?? 0)
    return Column(
      title: column.title, isNumeric: column.isNumeric, cells: cells, natural: max(widest, title), word: word)
  }

  /// With blanks behind numbers, so that their points stand below each other.
  private static func aligned(_ cells: [String]) -> [String] {
    func behind(_ text: String) -> Int {
      guard let point = text.lastIndex(of: "."), text.allSatisfy({ $0.isNumber || ".,-−".contains($0) }) else {
        return 0
      }
      return text.distance(from: point, to: text.endIndex)
    }
    let most = cells.map(behind).max() ?? 0
    return cells.map { $0 == "–" || $0.isEmpty ? $0 : $0 + String(repeating: " ", count: most - behind($0)) }
  }

  /// - Parameter width: In columns of the terminal; none where lines may be as long as they are.
  func lines(width: Int?) -> [Line] {
    let all = Array(columns.indices)
    guard let width, let first = all.first, Self.total(columns.map(\.natural)) > width else {
      return block(all, columns.map(\.natural))
    }
    if let widths = fitted(all, width) ?? fitted(all, width, least: columns.map(\.word)) { return block(all, widths) }
    let blocks = blocks(width)
    return blocks.enumerated().flatMap { number, shown -> [Line] in
      let places = [first] + shown
      let widths = fitted(places, width) ?? forced(places, width)
      let lines = block(places, widths)
      guard number > 0, let from = shown.first, let to = shown.last else { return lines }
      let range = from == to ? "column \(from + 1)" : "columns \(from + 1)–\(to + 1)"
      return [Line(text: ""), Line(text: "(\(range) of \(columns.count))")] + lines
    }
  }

  private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(0, widths.count - 1) }

  /// Widths with which columns fit, the widest texts made narrower first; `nil` where they cannot.
  private func fitted(_ places: [Int], _ width: Int, least: [Int]? = nil) -> [Int]? {
    var widths = places.map { columns[$0].natural }
    let least = least ?? places.map { columns[$0].least }
    guard Self.total(least) <= width else { return nil }
    while Self.total(widths) > width {
      let loose = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = loose.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  /// The columns but the first, as many side by side as fit beside it.
  private func blocks(_ width: Int) -> [[Int]] {
    var blocks: [[Int]] = []
    for place in columns.indices.dropFirst() {
      if let last = blocks.last, fitted([0] + last + [place], width) != nil {
        blocks[blocks.count - 1].append(place)
      } else {
        blocks.append([place])
      }
    }
    return blocks.isEmpty ? [[]] : blocks
  }

  /// Widths of columns that do not fit unless words are broken.
  private func forced(_ places: [Int], _ width: Int) -> [Int] {
    let share = max(1, (width - Self.gap * (places.count - 1)) / max(1, places.count))
    let first = min(columns[places[0]].least, share)
    guard places.count > 1 else { return [max(1, width)] }
    return [first] + places.dropFirst().map { _ in max(1, width - Self.gap - first) }
  }

  private func block(_ places: [Int], _ widths: [Int]) -> [Line] {
    let head = row(places, widths) { columns[$0].title }.map { Line(text: $0, isHead: true) }
    return head
      + (0..<rows).flatMap { number in row(places, widths) { columns[$0].cells[number] }.map { Line(text: $0) } }
  }

  /// The lines of a row: as many as its longest cell has.
  private func row(_ places: [Int], _ widths: [Int], _ text: (Int) -> String) -> [String] {
    let cells = zip(places, widths).map { place, width in
      let text = text(place)
      return DisplayWidth.of(text) <= width ? [text] : DisplayWidth.wrapped(text, to: width, breaksWords: true)
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { number in
      let line = zip(zip(places, widths), cells).map { column, lines in
        DisplayWidth.padded(
          number < lines.count ? lines[number] : "", to: column.1, isRight: columns[column.0].isNumeric)
      }.joined(separator: String(repeating: " ", count: Self.gap))
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
