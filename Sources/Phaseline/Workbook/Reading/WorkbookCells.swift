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
      sheets.append(SheetCells(name: name, rows: rows(of: sheet)))
    }
    return sheets
  }

  private static func rows(of sheet: Sheet) -> [(number: Int, cells: [String])] {
    var rows: [Int: [String]] = [:]
    for (address, cell) in sheet.cells {
      var cells = rows[address.row] ?? []
      if cells.count < address.column { cells += Array(repeating: "", count: address.column - cells.count) }
      cells[address.column - 1] = cell.value?.trimmingBlanks ?? ""
      rows[address.row] = cells
    }
    return rows.sorted { $0.key < $1.key }.map { (number: $0.key, cells: $0.value) }
  }
}

extension WorkbookFault {
  /// What is wrong, as a clause.
  package var clause: String { words.what }
}
