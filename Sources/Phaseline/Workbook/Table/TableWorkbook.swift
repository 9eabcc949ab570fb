import Foundation

/// A table as a workbook of one sheet, its row of headings frozen: numbers are numbers, and texts are texts, whatever they
/// begin with.
public enum TableWorkbook {
  /// The most rows that a sheet has, that of headings among them.
  static let mostRows = 1_048_576
  /// The most UTF-16 units that a cell holds.
  static let longestText = 32_767

  /// The bytes of the file.
  /// - Parameters:
  ///   - table: What stands in it: each column under its key.
  ///   - name: What the sheet is called.
  /// - Throws: `UsageProblem.refused` where a sheet cannot hold it; `WorkbookWritingFailed`.
  public static func data(_ table: Table, sheet name: String) throws -> Data {
    guard table.rows.count < mostRows else {
      throw UsageProblem.refused(
        "A sheet has \(Wordings.grouped(mostRows)) rows, and these are \(Wordings.grouped(table.rows.count)) and their "
          + "headings. Ask for fewer, or write them as CSV.")
    }
    let book = try WorkbookWriter()
    book.describe(title: name, subject: "", comments: "")
    let sheet = try book.openSheet(name)
    for (column, heading) in zip(1..., table.columns) {
      sheet.text(heading.key, 1, column, WorkbookWriter.Style(isBold: true))
      sheet.width(width(of: heading), ofColumns: column...column)
    }
    sheet.freeze(above: 2, leftOf: 1)
    for (row, cells) in zip(2..., table.rows) {
      for (column, cell) in zip(1..., cells) {
        write(cell, isNumeric: table.columns[column - 1].isNumeric, sheet, row, column)
      }
    }
    return try book.finish()
  }

  private static func write(
    _ cell: Table.Cell, isNumeric: Bool, _ sheet: SheetWriter, _ row: Int, _ column: Int
  ) {
    switch cell {
    case .text(let text):
      // A count that may be hidden is written as text where it is, and as a number where it is not.
      if isNumeric, let number = Int(text) { return sheet.number(Double(number), row, column, plain) }
      sheet.text(shortened(text), row, column, plain)
    case .integer(let number): sheet.number(Double(number), row, column, plain)
    case .number(let number, _): if number.isFinite { sheet.number(number, row, column, plain) }
    case .none: break
    }
  }

  private static let plain = WorkbookWriter.Style()

  /// What no cell holds is cut, and says so.
  private static func shortened(_ text: String) -> String {
    guard text.utf16.count > longestText else { return text }
    return String(decoding: text.utf16.prefix(longestText - 1), as: UTF16.self) + "…"
  }

  private static func width(of column: Table.Column) -> Double { min(40, max(12, Double(column.key.count) + 2)) }
}
