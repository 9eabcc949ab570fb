import Phaseline

/// The cells of one row.
struct TableRow {
  let columns: TableColumns
  let cells: [String]

  /// A cell; blank where the row is short.
  subscript(column: Int) -> String { column < cells.count ? cells[column] : "" }

  /// The cell of a role that stands once; none where it is blank.
  subscript(role: TableColumns.Role) -> String? {
    guard let column = columns.first(role), !self[column].isEmpty else { return nil }
    return self[column]
  }

  /// To how many places its figures are printed, where they are for machines: then "0.5" is a half and nothing else.
  var machineDecimals: Int? {
    let most =
      columns.roles.indices.map { column in
        switch columns.roles[column] {
        case .number, .ratio, .comparatorPooled: PrintedNumber.decimals(of: self[column])
        default: 0
        }
      }.max() ?? 0
    return most >= Self.machinePrecision ? most : nil
  }

  /// People round to less.
  private static let machinePrecision = 9

  /// How many cells hold a count or a figure.
  var numbers: Int {
    columns.roles.indices.reduce(0) { sum, column in
      switch columns.roles[column] {
      case .count, .counts, .pair, .number, .ratio, .comparatorPooled:
        sum + (self[column].contains { ("0"..."9").contains($0) } ? 1 : 0)
      default: sum
      }
    }
  }
}
