import Foundation
import TestSupport
import Testing

@testable import Phaseline

/// `export … -o FILE.xlsx`, read back by the reader of submissions.
@Suite("export as a workbook") struct ExportTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.write("code,name,region,type\nX1,\"=1+1, \"\"Ald\"\"\",North,a\nX2,Brook,North,a\n", to: "register.csv")
    try program.write(
      """
      phase,authority,service,indicator,category,ethnicity,numerator,denominator
      1,X1,all,leaving,all,bame,20,200
      1,X1,all,leaving,all,white,<5,300
      1,X2,all,leaving,all,bame,21,210
      1,X2,all,leaving,all,white,31,310

      """, to: "counts.csv")
    try #require(program.run("load", "register.csv", "counts.csv").status == 0)
  }

  private func sheet(_ name: String, of file: String) throws -> Sheet {
    try #require(try WorkbookFile(program.data(file)).sheet(name))
  }

  @Test("counts are numbers, hidden ones and names are texts, whatever they begin with")
  func observations() throws {
    #expect(try program.run("export", "observations", "-o", "x.xlsx").text == "x.xlsx\n")
    let sheet = try sheet("table", of: "x.xlsx")
    #expect(
      (1...8).map { sheet.text(1, $0) }.joined(separator: " ")
        == "phase authority service indicator category ethnicity numerator denominator")
    #expect(sheet.cells[CellAddress(row: 2, column: 2)] == .init(kind: .text, value: "=1+1, \"Ald\""))
    #expect(sheet.cells[CellAddress(row: 2, column: 1)] == .init(kind: .text, value: "1"), "the key of a phase")
    #expect(sheet.cells[CellAddress(row: 2, column: 7)] == .init(kind: .number, value: "20"))
    #expect(sheet.cells[CellAddress(row: 3, column: 7)] == .init(kind: .text, value: "0-4"))
    #expect(sheet.cells[CellAddress(row: 3, column: 8)] == .init(kind: .number, value: "300"))
    #expect(sheet.text(5, 2) == "Brook" && sheet.text(6, 1) == "")
  }

  @Test("findings have the rows of CSV, each number as a number")
  func findings() throws {
    #expect(try program.run("export", "findings", "-o", "x.xlsx").status == 0)
    #expect(try program.run("batch", "compare", "--every-authority", "-o", "y.xlsx").status == 0)
    let csv = try program.run("export", "findings", "--format", "csv").text.split(separator: "\n")
    let (sheet, batch) = (try sheet("findings", of: "x.xlsx"), try self.sheet("findings", of: "y.xlsx"))
    let keys = csv[0].split(separator: ",").map(String.init)
    #expect(keys.indices.map { sheet.text(1, $0 + 1) } == keys)
    #expect(
      (2...4).map { sheet.text($0, 3) } == ["=1+1, \"Ald\"", "Brook", "Illustrative nation"].map { $0 }
        || sheet.text(4, 3) != "")
    #expect(Set(sheet.cells.keys.map(\.row)).count == csv.count)
    let ratio = try #require(keys.firstIndex(of: "relative_likelihood")) + 1
    #expect(sheet.cells[CellAddress(row: 3, column: ratio)]?.kind == .number)
    #expect(batch.cells.filter { $0.key.row <= 3 } == sheet.cells.filter { $0.key.row <= 3 })
  }

  @Test("a file that cannot be written is left as it was; the same shared twice is one share")
  func written() throws {
    let nowhere = try program.run("export", "findings", "-o", "no/x.xlsx")
    #expect(nowhere.status == 1)
    #expect(nowhere.error == "'no/x.xlsx' cannot be written. Check that its folder exists and may be written to.\n")
    for _ in 1...2 {
      #expect(try program.run("export", "findings", "X2", "--audience", "shared", "-o", "x.xlsx").status == 0)
      usleep(1_100_000)  // a workbook says in which second it was made
    }
    #expect(try program.run("shares", "--format", "csv").text.split(separator: "\n").count == 2)
  }
}
