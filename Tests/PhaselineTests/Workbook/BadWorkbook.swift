import Foundation
import TestSupport

@testable import Phaseline

/// Workbooks that are wrong: rows of the table of bad input. Each is a template of Northbridge that is filled in, then spoilt.
extension BadInput {
  private typealias Book = SubmissionWorkbook

  private static func workbook(
    _ sort: FaultSort, _ what: String, _ spoil: @escaping @Sendable (inout SubmissionWorkbook) throws -> Void
  ) -> BadInput { BadInput(sort, what, [("northbridge.xlsx", .workbook(spoil))]) }

  /// A part of the zip, replaced.
  private static func part(
    _ sort: FaultSort, _ what: String, _ name: String, _ change: @escaping @Sendable (String) -> String?
  ) -> BadInput { workbook(sort, what) { $0.zip[name] = change($0.zip[name] ?? "") } }

  /// The bytes of the file, changed.
  private static func bytes(
    _ sort: FaultSort, _ what: String, _ change: @escaping @Sendable (Data) throws -> Data
  ) -> BadInput { BadInput(sort, what, [("northbridge.xlsx", .packed(change))]) }

  static let workbooks = archives + dangers + markers + sheets + cells

  private static let archives: [BadInput] = [
    BadInput(.notText, "A CSV that is named as a workbook", [("returns.xlsx", .counts(good))]),
    BadInput(
      .notText, "A workbook of an older Excel", [("returns.xlsx", .bytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A]))]),
    part(.notText, "An OpenDocument spreadsheet that is named .xlsx", "mimetype") { _ in
      "application/vnd.oasis.opendocument.spreadsheet"
    },
    part(.notText, "A zip archive of something else", "[Content_Types].xml") { _ in nil },
    bytes(.notText, "A workbook that was cut off on its way") { $0.prefix($0.count / 2) },
    bytes(.notText, "A workbook of which a byte changed on its way") { data in
      var data = data
      let index = data.index(data.startIndex, offsetBy: 200)
      data[index] ^= 0xFF
      return data
    },
    part(.notText, "A workbook without its list of texts", "xl/sharedStrings.xml") { _ in nil },
    part(.notText, "A workbook of which a sheet is broken", Book.part("adults")) { String($0.prefix($0.count / 2)) },
    part(.notText, "A workbook of which a sheet is gone", Book.part("adults")) { _ in nil },
  ]

  private static let dangers: [BadInput] = [
    BadInput(
      .unsafeWorkbook, "A workbook with a password",
      [
        (
          "returns.xlsx",
          .bytes([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + "EncryptedPackage".utf8.flatMap { [$0, 0] })
        )
      ]),
    workbook(.unsafeWorkbook, "An archive with a password") { $0.zip.password = "secret" },
    part(.unsafeWorkbook, "A workbook with macros", "xl/vbaProject.bin") { _ in "macros" },
    part(.unsafeWorkbook, "A workbook that may have macros", "[Content_Types].xml") {
      $0.replacing(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        with: "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    },
    workbook(.unsafeWorkbook, "A zip bomb that says how large it is") {
      $0.zip.parts.append(("xl/media/picture.bin", Data(count: ZipArchive.largestPart + 1)))
    },
    bytes(.notText, "A zip bomb that says that it is small") { data in
      var zip = try ZipParts(data)
      zip["xl/sharedStrings.xml"] = String(repeating: " ", count: 8 << 20)
      return try ZipParts.declare(1000, of: "xl/sharedStrings.xml", in: zip.packed())
    },
    part(.unsafeWorkbook, "A zip with a name that leads outside", "../../etc/cron.d/x") { _ in "x" },
    part(.unsafeWorkbook, "An external entity", Book.part("adults")) {
      $0.replacing(
        "<worksheet", with: "<!DOCTYPE w [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet", maxReplacements: 1)
    },
    part(.unsafeWorkbook, "A billion laughs", "xl/sharedStrings.xml") { _ in
      let laughs = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
      return "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY l0 \"ha\">\(laughs)]><sst><si><t>&l9;</t></si></sst>"
    },
    part(.unsafeWorkbook, "A document type behind a long comment, with an entity for a count", Book.part("adults")) {
      $0.replacing(
        "<worksheet",
        with: "<!--\(String(repeating: "x", count: 70_000))--><!DOCTYPE w [<!ENTITY e \"2\">]><worksheet",
        maxReplacements: 1
      ).replacing("<v>26</v>", with: "<v>1&e;6</v>")
    },
    workbook(.unsafeWorkbook, "A sheet that is not UTF-8") { book in
      let part = Book.part("adults")
      let text = (book.zip[part] ?? "").replacing("UTF-8", with: "UTF-16")
      let bytes = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      guard let index = book.zip.parts.firstIndex(where: { $0.name == part }) else { return }
      book.zip.parts[index].data = Data([0xFF, 0xFE] + bytes)
    },
    part(.unsafeWorkbook, "A sheet that claims another encoding", Book.part("adults")) {
      $0.replacing("encoding=\"UTF-8\"", with: "encoding=\"IBM037\"")
    },
    workbook(.unsafeWorkbook, "An archive with two parts of one name") { book in
      let part = Book.part("adults")
      book.zip.parts.append((part.replacing("sheet2", with: "SHEET2"), Data((book.zip[part] ?? "").utf8)))
    },
    part(.unsafeWorkbook, "A document type behind a comment that is no comment's end", Book.part("adults")) {
      $0.replacing("<worksheet", with: "<!--><a --><!DOCTYPE w [<!ENTITY e \"2\">]><worksheet", maxReplacements: 1)
    },
    part(.unsafeWorkbook, "A sheet that claims another encoding behind many blanks", Book.part("adults")) {
      $0.replacing("encoding=\"UTF-8\"", with: "\(String(repeating: " ", count: 5_000))encoding=\"UTF-7\"")
    },
    workbook(.unsafeWorkbook, "A name of an element that is not UTF-8") { book in
      guard let index = book.zip.parts.firstIndex(where: { $0.name == "xl/workbook.xml" }) else { return }
      let parts = book.zip.parts[index].data.split(separator: UInt8(ascii: "b"), maxSplits: 1)
      book.zip.parts[index].data = parts[0] + Data([0xF8]) + (parts.count > 1 ? parts[1] : Data())
    },
    part(.unsafeWorkbook, "A number format without an end", "xl/styles.xml") {
      $0.replacing(
        "<fonts",
        with:
          "<numFmts><numFmt numFmtId=\"200\" formatCode=\"\(String(repeating: "[", count: 80_000))\"/></numFmts><fonts",
        maxReplacements: 1)
    },
    part(.notText, "Two parts of one number", "xl/_rels/workbook.xml.rels") {
      $0.replacing("Id=\"rId2\"", with: "Id=\"rId1\"")
    },
    part(.notText, "An element within a count", Book.part("adults")) {
      $0.replacing("<v>26</v>", with: "<v>2<b/>6</v>")
    },
    workbook(.unsafeWorkbook, "More sheets than anybody has") { book in
      let sheet = "<sheet name=\"adults\" sheetId=\"2\" r:id=\"rId2\"/>"
      book.zip["xl/workbook.xml"] = book.zip["xl/workbook.xml"]?.replacing(
        "</sheets>", with: String(repeating: sheet, count: 1_000) + "</sheets>")
    },
    workbook(.unsafeWorkbook, "More merged cells than anybody merges") { book in
      let merged = String(repeating: "<mergeCell ref=\"T1:U1\"/>", count: 5_000)
      book["adults"] = book["adults"].replacing("</sheetData>", with: "</sheetData><mergeCells>\(merged)</mergeCells>")
    },
    part(.notText, "A row beyond the last", Book.part("adults")) {
      $0.replacing("</sheetData>", with: "<row r=\"9223372036854775807\"></row><row></row></sheetData>")
    },
    part(.notText, "A column beyond the last", Book.part("adults")) {
      $0.replacing("</sheetData>", with: "<row r=\"30\"><c r=\"XFE30\"><v>1</v></c></row></sheetData>")
    },
    part(.notText, "Two cells at one place", Book.part("adults")) {
      $0.replacing("</sheetData>", with: "<row r=\"17\"><c r=\"D17\"><v>99</v></c></row></sheetData>")
    },
    part(.unsafeWorkbook, "A sheet that is filled to its last row", Book.part("adults")) {
      $0.replacing(
        "</sheetData>", with: String(repeating: "<row><c><v>1</v></c></row>", count: 1_048_557) + "</sheetData>")
    },
  ]

  private static let markers: [BadInput] = [
    workbook(.otherWorkbook, "A workbook that is no template") { book in
      book.zip["xl/sharedStrings.xml"] = book.zip["xl/sharedStrings.xml"]?.replacing(
        "Workbook version", with: "Version")
    },
    workbook(.otherWorkbook, "A sheet that was copied from another phase's workbook") { book in
      book.zip["xl/sharedStrings.xml"] = book.zip["xl/sharedStrings.xml"]?.replacing(
        "sc-wres / 1 / X0001 / adults", with: "sc-wres / 3 / X0001 / adults")
    },
    workbook(.otherWorkbook, "A sheet that was copied from another authority's workbook") { book in
      book.zip["xl/sharedStrings.xml"] = book.zip["xl/sharedStrings.xml"]?.replacing(
        "sc-wres / 1 / X0001 / children", with: "sc-wres / 1 / X0002 / children")
    },
    workbook(.otherWorkbook, "A sheet without its marker") { try $0.text("", "A2") },
    workbook(.otherWorkbook, "A workbook that has lost its phase") { book in
      try book.text("", Self.cell(beside: "Phase", in: book), of: "instructions")
    },
    workbook(.unknownName, "A workbook of a phase that there is not") { book in
      try book.text("77", Self.cell(beside: "Phase", in: book), of: "instructions")
    },
    workbook(.unknownName, "A workbook of an authority that no register has") { book in
      try book.text("X0099", Self.cell(beside: "Code", in: book), of: "instructions")
    },
    BadInput(
      .wrongStandard, "A workbook of another standard than the one before it",
      [
        ("northbridge.xlsx", .workbook { _ in }),
        (
          "other.xlsx",
          .workbook { book in try book.text("nhs-wres", Self.cell(beside: "Standard", in: book), of: "instructions") }
        ),
      ]),
    workbook(.otherWorkbook, "A workbook of a later Phaseline") { book in
      try book.text("99", Self.cell(beside: "Workbook version", in: book), of: "instructions")
    },
    part(.movedCells, "A first sheet that was renamed", "xl/workbook.xml") {
      $0.replacing("\"instructions\"", with: "\"Anleitung\"")
    },
    workbook(.otherWorkbook, "A workbook in which another authority's name was written") { book in
      try book.text("Saint Aldermere", Self.cell(beside: "Authority", in: book), of: "instructions")
    },
    BadInput(
      .otherWorkbook, "Two workbooks of one authority and phase",
      [("northbridge.xlsx", .workbook { _ in }), ("northbridge-2.xlsx", .workbook { _ in })]),
  ]

  /// The cell to the right of a text on the first sheet.
  private static func cell(beside text: String, in book: SubmissionWorkbook) throws -> String {
    let file = try WorkbookFile(book.data())
    let cell = try file.sheet("instructions")?.cells.first { $0.value.value == text }?.key
    return cell.map { "\(CellAddress(row: $0.row, column: $0.column + 1))" } ?? ""
  }

  private static let sheets: [BadInput] = [
    part(.movedCells, "A sheet that was renamed", "xl/workbook.xml") {
      $0.replacing("\"adults\"", with: "\"Adults 2026\"")
    },
    part(.movedCells, "A sheet that was deleted", "xl/workbook.xml") {
      $0.replacing(/<sheet name="adults"[^>]*\/>/, with: "")
    },
    workbook(.movedCells, "A line that was deleted") { book in
      book["adults"] = book["adults"].replacing(/<row r="17".*?<\/row>/, with: "")
    },
    workbook(.movedCells, "A line that was copied") { book in
      try book.put("<v>\(Self.shared(book, "8 leaving"))</v>", type: "s", into: "A18", of: "adults")
    },
    workbook(.movedCells, "A heading that was changed") { try $0.text("White total", "G5") },
    workbook(.movedCells, "A count below the lines") { book in
      book["adults"] = book["adults"].replacing(
        "</sheetData>", with: "<row r=\"19\"><c r=\"D19\"><v>12</v></c></row></sheetData>")
    },
    workbook(.movedCells, "Cells that are merged") { book in
      book["adults"] = book["adults"].replacing(
        "</sheetData>", with: "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"D17:D18\"/></mergeCells>")
    },
    workbook(.movedCells, "A count in a hidden row") { book in
      book["adults"] = book["adults"].replacing("<row r=\"17\"", with: "<row r=\"17\" hidden=\"1\"")
    },
    workbook(.movedCells, "A count in a hidden column") { book in
      book["adults"] = book["adults"].replacing(
        /<col min="4" max="11"/, with: "<col hidden=\"1\" min=\"4\" max=\"11\"")
    },
  ]

  /// Where a text stands among the shared ones.
  private static func shared(_ book: SubmissionWorkbook, _ text: String) throws -> Int {
    let texts = (book.zip["xl/sharedStrings.xml"] ?? "").matches(of: /<si><t[^>]*>(.*?)<\/t><\/si>/)
    return texts.firstIndex { $0.output.1 == text } ?? 0
  }

  private static let cells: [BadInput] = [
    workbook(.notACount, "A date where a count belongs") { book in
      book.zip["xl/styles.xml"] = book.zip["xl/styles.xml"]?.replacing(
        /<\/cellXfs>/, with: "<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>")
      let styles = (book.zip["xl/styles.xml"] ?? "").firstMatch(of: /<cellXfs[^>]*>(.*?)<\/cellXfs>/)?.output.1 ?? ""
      try book.put("<v>46176</v>", style: styles.matches(of: /<xf\s/).count - 1, into: "D17", of: "adults")
    },
    workbook(.notACount, "A formula without a result") { try $0.put("<f>SUM(A1:A3)</f>", into: "D17", of: "adults") },
    workbook(.notACount, "A formula that has failed") {
      try $0.put("<f>1/0</f><v>#DIV/0!</v>", type: "e", into: "D17", of: "adults")
    },
    workbook(.notACount, "Words, half a person and a percentage, all at once") { book in
      try book.text("many", "D17")
      try book.number("30.5", "F17")
      try book.text("10%", "H17", of: "children")
    },
    workbook(.notACount, "A percentage that is stored as 1") { book in
      book.zip["xl/styles.xml"] = book.zip["xl/styles.xml"]?.replacing(
        /<\/cellXfs>/, with: "<xf numFmtId=\"9\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>")
      let styles = (book.zip["xl/styles.xml"] ?? "").firstMatch(of: /<cellXfs[^>]*>(.*?)<\/cellXfs>/)?.output.1 ?? ""
      try book.put("<v>1</v>", style: styles.matches(of: /<xf\s/).count - 1, into: "D17", of: "adults")
    },
    workbook(.notACount, "A number that is shown in thousands") { book in
      book.zip["xl/styles.xml"] = book.zip["xl/styles.xml"]?.replacing(
        "<fonts", with: "<numFmts count=\"1\"><numFmt numFmtId=\"201\" formatCode=\"#,##0,\"/></numFmts><fonts",
        maxReplacements: 1
      ).replacing(
        /<\/cellXfs>/, with: "<xf numFmtId=\"201\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>")
      let styles = (book.zip["xl/styles.xml"] ?? "").firstMatch(of: /<cellXfs[^>]*>(.*?)<\/cellXfs>/)?.output.1 ?? ""
      try book.put("<v>26000</v>", style: styles.matches(of: /<xf\s/).count - 1, into: "D17", of: "adults")
    },
    workbook(.notACount, "A number that is none") { try $0.number("0x10", "D17") },
    workbook(.notACount, "A head-count that is no count, which many lines follow") { try $0.text("about 140", "D6") },
    workbook(.numeratorAboveDenominator, "A head-count of which a digit is missing") { book in
      try book.number("14", "D6")
      try book.number("15", "D12")
    },
    workbook(.notACount, "A number without its head-count") { try $0.put("", into: "D6", of: "adults") },
    workbook(.notACount, "An 'out of' without its number") { try $0.number("40", "E11") },
    workbook(.numeratorAboveDenominator, "More leavers than staff") { try $0.number("141", "D17") },
    workbook(.noRows, "A workbook that is not filled in") { book in
      for cell in ["D6", "F6", "H6", "D17", "F17", "H17"] {
        for sheet in ["adults", "children"] { try book.put("", into: cell, of: sheet) }
      }
    },
  ]
}
