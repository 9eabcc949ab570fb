import Foundation
import TestSupport
import Testing

@testable import Phaseline

@Suite("A table as a workbook") struct TableWorkbookTests {
  private static func table(_ rows: [[Table.Cell]]) -> Table {
    Table(
      columns: [Table.Column(key: "name", title: ""), Table.Column(key: "count", title: "", isNumeric: true)],
      rows: rows)
  }

  @Test("texts stay texts, numbers are numbers, and nothing is written for what is not known")
  func cells() throws {
    let texts = ["=1+1", "+x", "@SUM(A1)", "'=x", "<b>&\"", "two\nlines", "12", "{=A1}", "http://x.y", "אבג", "🙂"]
    let rows: [[Table.Cell]] =
      texts.map { [.text($0), .text("0-9")] } + [
        [.integer(-7), .text("1234")], [.number(0.1, decimals: 1), .none],
        [.number(.infinity, decimals: 1), .text("*")],
      ]
    let data = try TableWorkbook.data(Self.table(rows), sheet: "findings")
    let sheet = try #require(try WorkbookFile(data).sheet("findings"))
    func cell(_ row: Int, _ column: Int) -> Sheet.Cell? { sheet.cells[CellAddress(row: row, column: column)] }
    for (row, text) in zip(2..., texts) {
      #expect(cell(row, 1) == Sheet.Cell(kind: .text, value: text))
      #expect(cell(row, 2) == Sheet.Cell(kind: .text, value: "0-9"))
    }
    let last = texts.count + 2
    #expect(cell(last, 1) == Sheet.Cell(kind: .number, value: "-7"))
    #expect(cell(last, 2) == Sheet.Cell(kind: .number, value: "1234"))
    #expect(cell(last + 1, 1) == Sheet.Cell(kind: .number, value: "0.1"))
    #expect(cell(last + 1, 2) == nil && cell(last + 2, 1) == nil)
    #expect(cell(last + 2, 2) == Sheet.Cell(kind: .text, value: "*"))
  }

  @Test("the row of headings stays in sight; the sheet is open to whoever works with it")
  func frozen() throws {
    let data = try TableWorkbook.data(Self.table([[.text("a"), .integer(1)]]), sheet: "table")
    let part = try #require(try ZipParts(data)["xl/worksheets/sheet1.xml"])
    #expect(part.contains("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"))
    #expect(!part.contains("sheetProtection"))
  }

  @Test("no row is read wider than its headings, and no sheet that would be more than memory holds")
  func wide() throws {
    let data = try TableWorkbook.data(
      Self.table(Array(repeating: [.text("a"), .integer(1)], count: 300)), sheet: "table")
    func cells(with cell: String) throws -> [Int] {
      var parts = try ZipParts(data)
      let sheet = try #require(parts["xl/worksheets/sheet1.xml"])
      let row = try #require(sheet.firstRange(of: "<row r=\"\(cell.suffix(1))\""))
      let end = try #require(sheet[row.upperBound...].firstRange(of: "</row>"))
      let added = "<c r=\"\(cell)\"><v>1</v></c>"
      parts["xl/worksheets/sheet1.xml"] = sheet.replacingCharacters(in: end, with: added + "</row>")
      return try WorkbookCells.sheets(of: try parts.packed()).flatMap { $0.rows.map(\.cells.count) }
    }
    #expect(try Set(cells(with: "XFD2")) == [2])
    let fault = WorkbookFault.tooLarge(
      what: "301 rows under 16384 columns on the sheet 'table'", limit: "4000000 cells")
    #expect(throws: fault) { try cells(with: "XFD1") }
  }

  @Test("a text that no cell holds is cut, and says so")
  func long() throws {
    let text = String(repeating: "🙂", count: 20_000)
    let data = try TableWorkbook.data(Self.table([[.text(text), .none]]), sheet: "table")
    let found = try #require(try WorkbookFile(data).sheet("table")).text(2, 1)
    #expect(found.utf16.count <= 32_767 && found.hasPrefix("🙂🙂") && found.hasSuffix("🙂…"))
  }

  @Test("a sheet of many megabytes in one line is read whole")
  func large() throws {
    let texts = (0..<800).map { "\($0)" + String(repeating: "x", count: 20_000) }
    let data = try TableWorkbook.data(Self.table(texts.map { [.text($0), .integer(1)] }), sheet: "table")
    #expect(try ZipParts(data).parts.contains { $0.data.count > 12_000_000 })
    let rows = try WorkbookCells.sheets(of: data).flatMap(\.rows)
    #expect(rows.dropFirst().map(\.cells) == texts.map { [$0, "1"] })
  }

  @Test("more rows than a sheet has are refused")
  func full() {
    let table = Self.table(Array(repeating: [], count: 1_048_576))
    #expect(
      throws: UsageProblem.refused(
        "A sheet has 1,048,576 rows, and these are 1,048,576 and their headings. Ask for fewer, or write them as CSV.")
    ) { try TableWorkbook.data(table, sheet: "table") }
  }
}
