/// A cell of a sheet, by row and column, both from 1.
struct CellAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// What a sheet may have at most.
  static let (lastRow, lastColumn) = (1_048_576, 16_384)
  var row: Int
  var column: Int

  init(row: Int, column: Int) { (self.row, self.column) = (row, column) }

  /// - Parameter text: `D14`, also `$D$14`.
  /// - Returns: `nil` where it is no cell's.
  init?(_ text: some StringProtocol) {
    guard let match = String(text).wholeMatch(of: /\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})/), let row = Int(match.2) else {
      return nil
    }
    let column = match.1.utf8.reduce(0) { 26 * $0 + Int($1) - 64 }
    guard row <= Self.lastRow, column <= Self.lastColumn else { return nil }
    self.init(row: row, column: column)
  }

  /// `D` of `D14`.
  static func letters(ofColumn column: Int) -> String {
    var (letters, rest) = ("", column)
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// `D14`.
  var description: String { Self.letters(ofColumn: column) + String(row) }

  static func < (left: CellAddress, right: CellAddress) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// Cells from a corner to the opposite one.
struct CellArea: Hashable, Sendable, CustomStringConvertible {
  var first, last: CellAddress

  func contains(_ cell: CellAddress) -> Bool {
    (first.row...last.row).contains(cell.row)
      && (first.column...last.column).contains(cell.column)
  }

  /// `A1:B2`.
  var description: String { "\(first):\(last)" }
}

extension CellArea {
  /// - Parameter text: `A1:B2`, or one cell.
  init?(_ text: String) {
    let ends = text.split(separator: ":").map { CellAddress($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else { return nil }
    self.init(
      first: CellAddress(row: min(first.row, last.row), column: min(first.column, last.column)),
      last: CellAddress(row: max(first.row, last.row), column: max(first.column, last.column)))
  }
}

extension String {
  /// A formula as it is after its cell has moved: references without `$` move with it.
  func moved(rows: Int, columns: Int) -> String {
    replacing(/(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]{0,6})/) { match in
      guard let cell = CellAddress("\(match.output.2)\(match.output.4)") else { return String(match.output.0) }
      let column = match.output.1.isEmpty ? max(1, cell.column + columns) : cell.column
      let row = match.output.3.isEmpty ? max(1, cell.row + rows) : cell.row
      return "\(match.output.1)\(CellAddress.letters(ofColumn: column))\(match.output.3)\(row)"
    }
  }
}
