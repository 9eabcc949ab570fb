import Foundation

/// The cells of a workbook, for those who look at it and load nothing.
package enum WorkbookCells {
  /// An export of a nation has more cells than any submission.
  private static let mostCells = 4_000_000

  /// The cells of one sheet that are not blank.
  package struct SheetCells: Sendable {
    /// As the workbook calls it.
    package let name: String
    /// From the first that is not blank: its number, and its cells from the first column on.
    package let rows: [(number: Int, cells: [String])]
  }

  /// - Parameter data: All of the file.
  /// - Throws: `WorkbookFault` where it is damaged, locked, too large, or no workbook.
  package static func sheets(of data: Data) throws(WorkbookFault) -> [SheetCells] {
    let workbook = try WorkbookFile(data)
    var sheets: [SheetCells] = []
    for name in workbook.names {
      guard let sheet = try workbook.sheet(name, mostCells: mostCells) else { continue }
      sheets.append(SheetCells(name: name, rows: try rows(of: sheet)))
    }
    return sheets
  }

  /// Each row as wide as the first, whose headings say what the cells below them are: what stands beside them is of nothing,
  /// and a cell in a sheet's last column would make thousands of blank ones in its row.
  private static func rows(of sheet: Sheet) throws(WorkbookFault) -> [(number: Int, cells: [String])] {
    let numbers = Set(sheet.cells.keys.map(\.row)).sorted()
    let width = sheet.cells.keys.filter { $0.row == numbers.first }.map(\.column).max() ?? 0
    guard numbers.count <= mostCells / max(width, 1) else {
      throw .tooLarge(
        what: "\(numbers.count) rows under \(width) columns on the sheet '\(sheet.name)'", limit: "\(mostCells) cells")
    }
    var rows = Dictionary(uniqueKeysWithValues: numbers.map { ($0, Array(repeating: "", count: width)) })
    for (address, cell) in sheet.cells where address.column <= width {
      rows[address.row]?[address.column - 1] = cell.value?.trimmingBlanks ?? ""
    }
    return numbers.map { (number: $0, cells: rows[$0] ?? []) }
  }
}

extension WorkbookFault {
  /// What is wrong, as a clause.
  package var clause: String { words.what }
}
