import Foundation
import TestSupport
import Testing

@testable import Phaseline

/// What is typed into a template comes out of the workspace. That spreadsheets read and write it is in `make test-office`.
@Suite("A submission workbook") struct SubmissionTests {
  private static func fixture() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.loadCounts(
      """
      pilot,Northbridge,adults,leaving,all,bame,20,140
      pilot,Northbridge,adults,leaving,all,white,<5,350
      pilot,Northbridge,adults,leaving,all,unknown,1,20

      """)
    return fixture
  }

  /// Spoils nothing: fills, changes, loads, and gives the rows of the phase.
  private func loaded(
    _ change: (inout SubmissionWorkbook) throws -> Void = { _ in }, options: LoadOptions = LoadOptions()
  ) throws -> (report: LoadReport, rows: [String]) {
    let fixture = try Self.fixture()
    var book = try SubmissionWorkbook(fixture)
    try book.fill()
    try change(&book)
    let report = try fixture.load(try fixture.folder.write(book.data(), to: "northbridge.xlsx"), options: options)
    let rows = try fixture.rows(
      """
      SELECT service || ' ' || indicator || ' ' || category || ' ' || ethnicity || ' ' || numerator_low || '-'
        || numerator_high || '/' || denominator_low || '-' || denominator_high FROM observation
      WHERE phase = '1' ORDER BY service, indicator, category, ethnicity
      """)
    return (report, rows.map { if case .text(let text)? = $0.first { text } else { "" } })
  }

  private static let leavers = [
    "adults leaving all bame 26-26/140-140", "adults leaving all unknown 2-2/20-20",
    "adults leaving all white 30-30/360-360",
  ]

  @Test("gives the counts that were typed, with the head-count for its 'out of'")
  func typed() throws {
    let (report, rows) = try loaded()
    #expect(rows == Self.leavers)
    #expect(
      report.tally.added == 3 && report.rowsWithoutCounts == 21, "two sheets of eleven lines, one of them filled in")
    #expect(report.files.map(\.kind) == ["observations"])
  }

  @Test("is found again by its words, wherever its lines and columns have gone")
  func moved() throws {
    let (_, rows) = try loaded { book in
      // A row and two columns are inserted, as a spreadsheet does it: every address moves, in formulas too.
      var sheet = book["adults"]
      sheet = sheet.replacing(/<row r="([0-9]+)"/) { match in
        let row = Int(match.output.1) ?? 0
        return "<row r=\"\(row > 9 ? row + 1 : row)\""
      }
      sheet = sheet.replacing(/(r="|IF\(|,)([A-Z])([0-9]+)("|=""|\))/) { match in
        let row = Int(match.output.3) ?? 0
        let column = (CellAddress("\(match.output.2)1")?.column ?? 0) + 2
        return "\(match.output.1)\(CellAddress(row: row > 9 ? row + 1 : row, column: column))\(match.output.4)"
      }
      book["adults"] = sheet
    }
    #expect(rows == Self.leavers)
  }

  @Test("hidden counts and texts mean what they mean in a CSV")
  func hidden() throws {
    let (_, rows) = try loaded { book in
      try book.text("&lt;5", "D17")
      try book.text(" 30 ", "F17")
      try book.text("*", "H17")
      try book.text("1-3", "D12")
      try book.number("4.0E0", "F12")
    }
    #expect(
      rows == [
        "adults disciplinary all bame 1-3/140-140", "adults disciplinary all white 4-4/360-360",
        "adults leaving all bame 0-4/140-140", "adults leaving all unknown 0-20/20-20",
        "adults leaving all white 30-30/360-360",
      ])
  }

  @Test("an 'out of' of its own stands before the head-count, and a formula is its last result")
  func ownPeople() throws {
    let (_, rows) = try loaded { book in
      try book.number("120", "E17")
      try book.put("<f>SUM(Z1:Z9)</f><v>31</v>", into: "F17", of: "adults")
      // A spreadsheet that has not calculated since, or has thrown results away.
      try book.put("<f>IF(F6=\"\",\"\",F6)</f><v>7</v>", into: "G17", of: "adults")
      try book.put("<f aca=\"false\">IF(H6=\"\",\"\",H6)</f>", into: "I17", of: "adults")
    }
    #expect(
      rows == [
        "adults leaving all bame 26-26/120-120", "adults leaving all unknown 2-2/20-20",
        "adults leaving all white 31-31/360-360",
      ])
  }

  @Test("a formula that cells share moves with them")
  func shared() throws {
    let (_, rows) = try loaded { book in
      // Excel writes a column that was filled down so: from line 8 the head-count two lines above the first of them.
      try book.put(
        "<f t=\"shared\" ref=\"E16:E17\" si=\"0\">IF(D5=\"\",\"\",D5)</f><v>999</v>", into: "E16", of: "adults")
      try book.put("<f t=\"shared\" si=\"0\"/><v>999</v>", into: "E17", of: "adults")
      try book.put(
        "<f t=\"shared\" ref=\"G16:G17\" si=\"1\">IF($F$6=\"\",\"\",$F$6)</f><v>1</v>", into: "G16", of: "adults")
      try book.put("<f t=\"shared\" si=\"1\"/><v>1</v>", into: "G17", of: "adults")
    }
    #expect(rows == Self.leavers)
  }

  @Test("what other vocabularies hold is no count")
  func foreign() throws {
    let (_, rows) = try loaded { book in
      book["adults"] = book["adults"].replacing(
        "<v>26</v>", with: "<v>26</v><foo:v xmlns:foo=\"urn:foo\">78</foo:v>"
      ).replacing(
        "</sheetData>",
        with: "<foo:row xmlns:foo=\"urn:foo\" r=\"16\"><c r=\"D16\"><v>88</v></c></foo:row></sheetData>")
    }
    #expect(rows == Self.leavers)
  }

  @Test("formulas move as spreadsheets move them")
  func movedFormulas() {
    #expect("IF(D6=\"\",\"\",$D$6)+A$1+$B2".moved(rows: 2, columns: 1) == "IF(E8=\"\",\"\",$D$6)+B$1+$B4")
  }

  @Test("of adults and of children apart are loaded together")
  func apart() throws {
    let fixture = try Self.fixture()
    for sheet in ["adults", "children"] {
      var book = try SubmissionWorkbook(fixture)
      try book.fill(sheet)
      try fixture.folder.write(book.data(), to: "returns/\(sheet).xlsx")
    }
    #expect(try fixture.load(fixture.folder.path("returns")).tally.added == 6)
  }

  @Test("the checks of the sheet take for a count what load takes")
  func checks() {
    let formula = CountFormulas.isNumber("D16", of: "E16")
    #expect(formula.count < 255, "Excel takes no longer one for a validation: \(formula.count)")
  }

  @Test("a sheet that is formatted to its last row, and notes beside the table, are no counts")
  func surroundings() throws {
    let (_, rows) = try loaded { book in
      let note = "<row r=\"19\"><c r=\"B19\" t=\"inlineStr\"><is><t>see 2024: 3 of 4</t></is></c></row>"
      let empty = String(repeating: "<row><c s=\"1\"/></row>", count: 200_000)
      book["adults"] = book["adults"].replacing("</sheetData>", with: "\(note)\(empty)</sheetData>")
    }
    #expect(rows == Self.leavers)
  }

  @Test("loaded again changes nothing, corrected it replaces, and an undo brings the first back")
  func again() throws {
    let fixture = try Self.fixture()
    var book = try SubmissionWorkbook(fixture)
    try book.fill()
    let file = try fixture.folder.write(book.data(), to: "northbridge.xlsx")
    try fixture.load(file)
    let before = try fixture.content()
    #expect(try fixture.load(file).tally == LoadTally(added: 0, replaced: 0, unchanged: 3, removed: 0))
    try book.number("27", "D17")
    try book.data().write(to: URL(fileURLWithPath: file))
    let corrected = try fixture.load(file)
    #expect(corrected.tally.replaced == 1 && corrected.movement.numerators.sum == 1)
    _ = try fixture.workspace().undo(last: 1, command: "undo")
    #expect(try fixture.content() == before)
  }

  @Test("of another authority or phase than was asked for is refused")
  func expected() throws {
    var options = LoadOptions()
    options.organisation = "Saint Aldermere"
    func said(_ options: LoadOptions) throws -> String? {
      do { _ = try loaded(options: options) } catch let refused as LoadRefused {
        return refused.problems[0].fault.words.what
      }
      return nil
    }
    #expect(try said(options) == "this is the workbook of Northbridge, phase 1, not of Saint Aldermere")
    (options.organisation, options.phase) = ("x0001", "Phase 2")
    #expect(try said(options) == "this is the workbook of Northbridge, phase 1, not of phase 2")
    options.phase = "1"
    #expect(try said(options) == nil)
  }

  @Test("of a folder are loaded with its CSV files; what a spreadsheet leaves beside an open one is not")
  func folder() throws {
    let fixture = try Self.fixture()
    var book = try SubmissionWorkbook(fixture)
    try book.fill()
    try fixture.folder.write(book.data(), to: "returns/northbridge.xlsx")
    try fixture.folder.write(Data([1, 2, 3]), to: "returns/~$northbridge.xlsx")
    try fixture.folder.write(Data([1, 2, 3]), to: "returns/old.xls")
    try fixture.folder.write(
      Fixture.header + "1,Saint Aldermere,adults,leaving,all,bame,3,40\n", to: "returns/aldermere.csv")
    let report = try fixture.load(fixture.folder.path("returns"))
    #expect(report.tally.added == 4 && report.files.count == 2)
    #expect(report.leftOut.map { URL(fileURLWithPath: $0).lastPathComponent } == ["old.xls"])
  }

  @Test("that is not filled in yet is passed over among others, and is a mistake alone")
  func empty() throws {
    let fixture = try Self.fixture()
    var book = try SubmissionWorkbook(fixture)
    let other = try SubmissionWorkbook(fixture, organisation: "Saint Aldermere")
    let blank = try fixture.folder.write(other.data(), to: "returns/aldermere.xlsx")
    #expect(throws: LoadRefused.self) { try fixture.load(blank) }
    try book.fill()
    try fixture.folder.write(book.data(), to: "returns/northbridge.xlsx")
    let report = try fixture.load(fixture.folder.path("returns"))
    #expect(report.tally.added == 3 && report.files.map(\.rows) == [0, 3])
  }

  @Test("shows what was given last, and says of itself whose it is")
  func template() throws {
    let fixture = try Self.fixture()
    let file = try WorkbookFile(SubmissionWorkbook(fixture).data())
    #expect(file.names == ["instructions", "adults", "children", "definitions"])
    let adults = try #require(try file.sheet("adults"))
    #expect(adults.text(1, 1) == "Northbridge, phase 1: adults' services")
    #expect(adults.text(2, 1) == "Marker: sc-wres / 1 / X0001 / adults")
    #expect((13...15).map { adults.text(5, $0) } == ["Minoritised, pilot", "White, pilot", "Unknown, pilot"])
    #expect((13...15).map { adults.text(17, $0) } == ["20 of 140", "0-4 of 350", "1 of 20"])
    #expect(adults.text(4, 1).hasPrefix("ILLUSTRATIVE"))
    let definitions = try #require(try file.sheet("definitions"))
    #expect((4...12).map { definitions.text($0, 1) } == (1...9).map(String.init))
  }

  @Test("writes every name as text: no spreadsheet runs it")
  func formulaInName() throws {
    let fixture = try Fixture()
    let name = "=HYPERLINK(\"http://evil\")"
    try fixture.load(
      try fixture.folder.write(
        "code,name,region,type,kind\nX0001,\"\(name.replacing("\"", with: "\"\""))\",+North,@type,illustrative\n",
        to: "register.csv"))
    let book = try SubmissionWorkbook(fixture, organisation: "X0001")
    for sheet in SubmissionWorkbook.sheets {
      #expect(!book[sheet].matches(of: /<f>(.*?)<\/f>/).contains { $0.output.1.contains("HYPERLINK") })
    }
    let file = try WorkbookFile(book.data())
    #expect(try file.sheet("instructions")?.cells.values.contains { $0.value == name && $0.formula == nil } == true)
  }

  @Test(
    "formulas of the template are known again as spreadsheets write them",
    arguments: [
      ("IF(D6=\"\",\"\",D6)", "D6"), ("=IF($D$6=\"\",\"\",$D$6)", "D6"), ("IF(D6=\"\",\"\",D7)", nil), ("D6", nil),
    ]
      as [(String, String?)])
  func followed(_ formula: String, _ cell: String?) {
    #expect(SheetReading.followed(by: formula)?.description == cell)
  }
}
