import Foundation
import Testing

@testable import Phaseline

/// Forms of files that load, and ways of loading them.
@Suite("Forms of files") struct LoadFormsTests {
  private static let long = """
    1,Northbridge,all,training,all,bame,26,250
    1,Northbridge,all,training,all,white,<5,740
    1,Northbridge,all,training,all,unknown,2,30
    1,Saint Aldermere,all,training,all,bame,9,40
    1,Saint Aldermere,all,training,all,white,0,90

    """

  @Test(
    "the wide form says the same as the long one, its columns in any order and under other names",
    arguments: [
      """
      phase,authority,indicator,bame_numerator,bame_denominator,white_numerator,white_denominator,unknown_numerator,\
      unknown_denominator
      1,Northbridge,training,26,250,<5,740,2,30
      1,Saint Aldermere,training,9,40,0,90,,

      """,
      """
      BME denominator,BME numerator,numerator_white,denominator_white,Phase,Indicator,Service,Category,Authority,\
      unknown numerator,Unknown Denominator,source
      250,26,<5,740,Phase 1,Funded training,all,all,X0001,2,30,
      40,9,0,90,1,5,,all,saint aldermere,,,

      """.replacing(",,all,saint", with: ",all,all,saint"),
    ])
  func wide(text: String) throws {
    let long = try Fixture()
    try long.loadCounts(Self.long)
    let wide = try Fixture()
    try wide.load(try wide.folder.write(Fixture.register, to: "register.csv"))
    let report = try wide.load(try wide.folder.write(text, to: "wide.csv"))
    #expect(report.tally == LoadTally(added: 5))
    #expect(report.files.map(\.rows) == [2])
    #expect(try wide.content() == long.content())
  }

  @Test("a hidden count of the wide form is one, and a group of which nothing is said is left out")
  func wideBlanks() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let file = try fixture.folder.write(FileKind.wideForm + "\n1,Northbridge,training,,250,,\n", to: "wide.csv")
    try fixture.load(file)
    #expect(
      try fixture.rows("SELECT ethnicity, numerator_high, as_received FROM observation") == [
        [.text("bame"), .integer(250), .text(" of 250")]
      ])
  }

  @Test(
    "white space of every kind around a count is none of it",
    arguments: [" 26", "26\t", "\u{A0}26", "26\u{A0}\u{202F}", "\" 26 \"", "\u{2009}26"])
  func blanks(count: String) throws {
    let fixture = try Fixture()
    try fixture.loadCounts("1,Northbridge,all,training,all,bame,\(count),250\n")
    #expect(try fixture.integer("SELECT numerator_low FROM observation") == 26)
  }

  @Test("rows of nothing but commas, columns without a name, and fields too many that are blank, are nothing")
  func trailingCommas() throws {
    let plain = try Fixture()
    try plain.loadCounts(Self.long)
    let padded = try Fixture()
    try padded.load(try padded.folder.write(Fixture.register, to: "register.csv"))
    let text = (Fixture.header + Self.long).split(separator: "\n").map { $0 + ",,\n" }.joined()
    try padded.load(try padded.folder.write(text + ",,,,,,,,,\n,,,\n", to: "padded.csv"))
    #expect(try padded.content() == plain.content())
    let uneven = try Fixture()
    let rows = Self.long.split(separator: "\n").map { $0 + ",,,\n" }.joined()
    try uneven.loadCounts(rows)
    #expect(try uneven.content() == plain.content())
  }

  @Test("unknown columns are left out when that is asked for, and said")
  func ignored() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let header = "notes," + Fixture.header.replacing("\n", with: ",Checked by\n")
    let file = try fixture.folder.write(header + "see me,1,Northbridge,all,training,all,bame,26,250,Jo\n", to: "x.csv")
    let refused = #expect(throws: LoadRefused.self) { try fixture.load(file) }
    #expect(refused?.problems.map { "\($0.place)" } == ["\(file):1:1", "\(file):1:10"])
    var options = LoadOptions()
    options.ignoresUnknownColumns = true
    let report = try fixture.load(file, options: options)
    #expect(report.ignoredColumns == [LoadReport.IgnoredColumns(path: file, columns: ["notes", "Checked by"])])
    #expect(try fixture.integer("SELECT numerator_low FROM observation") == 26)
  }

  @Test("a dry run says what a load says, and changes nothing; into a new workspace it makes none")
  func dryRun() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.long)
    let before = try fixture.content()
    let corrected = try fixture.folder.write(
      Fixture.header + Self.long.replacing("26,250", with: "29,250") + "2,Northbridge,all,training,all,bame,0,250\n",
      to: "corrected.csv")
    var options = LoadOptions()
    options.isDryRun = true
    var dry = try fixture.load(corrected, options: options)
    #expect(dry.change == nil)
    #expect(try fixture.content() == before)
    #expect(try fixture.workspace().history().count == 2)
    let real = try fixture.load(corrected)
    #expect(real.change == 3)
    #expect(real.tally == LoadTally(added: 1, replaced: 1, unchanged: 4))
    (dry.change, dry.isDryRun) = (real.change, false)
    #expect(dry == real)

    let new = try Fixture()
    let register = try new.folder.write(Fixture.register, to: "register.csv")
    #expect(try new.load(register, options: options).tally.added == 2)
    #expect(access(new.path, F_OK) != 0)
  }

  @Test("a correction says how many rows moved and by how much; hidden counts are counted apart")
  func movement() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.long)
    let corrected = Self.long.replacing("26,250", with: "22,250").replacing("9,40", with: "14,45")
      .replacing("<5,740", with: "3,740")
    let movement = try fixture.loadCounts(corrected, named: "corrected.csv").movement
    #expect((movement.rows, movement.hidden) == (3, 1))
    #expect(movement.numerators == LoadMovement.Shift(rows: 2, least: -4, greatest: 5, sum: 1))
    #expect(movement.denominators == LoadMovement.Shift(rows: 1, least: 5, greatest: 5, sum: 5))
    let sourced = try fixture.folder.write(
      "source," + Fixture.header + corrected.split(separator: "\n").map { "HR,\($0)\n" }.joined(), to: "sourced.csv")
    let report = try fixture.load(sourced)
    #expect(report.tally.replaced == 5)
    #expect(report.movement == LoadMovement(), "another source moves nobody")
  }

  @Test("a file that was loaded before is known by its content; one that puts old counts back says so")
  func repeated() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.long)
    let copy = try fixture.folder.write(Fixture.header + Self.long, to: "copy.csv")
    let again = try fixture.load(copy)
    #expect(again.change == nil)
    #expect(again.repeated.map(\.change) == [2])
    #expect(again.repeated.map(\.putsBack) == [nil])
    try fixture.loadCounts(Self.long.replacing("26,250", with: "22,250"), named: "corrected.csv")
    let old = try fixture.load(copy)
    #expect(old.repeated.map(\.path) == [copy])
    #expect(old.repeated.map(\.putsBack) == [3])
    _ = try fixture.workspace().undo(last: 3, command: "undo 3")
    #expect(try fixture.load(copy).repeated == [], "what is taken back was not loaded")
  }

  @Test("what an option reads otherwise puts nothing back, and is said to move")
  func otherwise() throws {
    let fixture = try Fixture()
    let file = try fixture.folder.write(Fixture.header + Self.long.replacing("0,90", with: "1,90"), to: "counts.csv")
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    var options = LoadOptions()
    options.zerosAreShown = true
    try fixture.load(file, options: options)
    let report = try fixture.load(file)
    #expect(report.tally == LoadTally(replaced: 1, unchanged: 4))
    #expect(report.repeated.map(\.putsBack) == [nil])
    #expect((report.movement.rows, report.movement.hidden) == (1, 1))
  }

  @Test("a `<N` beside a printed 0 is 1 and more, however each row spells their organisation; 0 of 0 prints nothing")
  func spelledOtherwise() throws {
    let fixture = try Fixture()
    let rows = "1,Northbridge,all,training,all,bame,<5,40\nPhase 1,X0001,all,5,all,white,0,90\n"
    try fixture.loadCounts(rows)
    #expect(try fixture.integer("SELECT numerator_low FROM observation WHERE ethnicity = 'bame'") == 1)
    try fixture.loadCounts(rows.replacing("0,90", with: "9,90") + "1,X0001,all,5,all,unknown,0,0\n", named: "next.csv")
    #expect(try fixture.integer("SELECT numerator_low FROM observation WHERE ethnicity = 'bame'") == 0)
  }

  @Test("rows of the wide form without any count are passed over, and said")
  func withoutCounts() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let file = try fixture.folder.write(
      FileKind.wideForm + "\n1,Northbridge,training,,,,\n1,Northbridge,leaving,1,20,2,30\n", to: "wide.csv")
    let report = try fixture.load(file)
    #expect((report.tally.added, report.rowsWithoutCounts, report.groupsWithoutCounts) == (2, 1, 0))
    let half = try fixture.folder.write(FileKind.wideForm + "\n1,Northbridge,leaving,,,2,30\n", to: "half.csv")
    let again = try fixture.load(half)
    #expect((again.tally.unchanged, again.groupsWithoutCounts, again.rowsWithoutCounts) == (1, 1, 0))
  }

  @Test("a dry run into a new workspace says what comes with it")
  func dryBackground() throws {
    let fixture = try Fixture()
    let register = try fixture.folder.write("code,name,region,type\nZ1,Elsewhere,North,council\n", to: "register.csv")
    var options = LoadOptions()
    options.isDryRun = true
    #expect(try fixture.load(register, options: options).background?.added == 191)
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.url.path) == ["register.csv"])
  }

  @Test("the standard's own files are its own wherever they lie")
  func copies() throws {
    let fixture = try Fixture()
    let copy = fixture.folder.url.appendingPathComponent("copy")
    try FileManager.default.copyItem(at: Fixture.data.appendingPathComponent("sc-wres"), to: copy)
    let report = try fixture.load(copy.path)
    #expect(report.background == nil)
    #expect((report.change, report.tally.added) == (1, 191))
  }

  @Test("spreadsheets in a folder are passed over, and said")
  func leftOut() throws {
    let fixture = try Fixture()
    try fixture.folder.write(Fixture.register, to: "in/register.csv")
    try fixture.folder.write("x", to: "in/return.XLS")
    try fixture.folder.write("x", to: "in/readme.txt")
    let folder = fixture.folder.path("in")
    #expect(try fixture.load(folder).leftOut == [folder + "/return.XLS"])
  }

  @Test("a file named twice is read once, whatever the path; two registers that agree are one")
  func named() throws {
    let fixture = try Fixture()
    let folder = fixture.folder.url.path
    try fixture.folder.write(Fixture.register, to: "in/register.csv")
    try fixture.folder.write(Fixture.register, to: "other.csv")
    try fixture.folder.write(Fixture.header + Self.long, to: "in/counts.csv")
    let report = try fixture.load(
      folder + "/in", folder + "/in/../in/counts.csv", folder + "/other.csv", folder + "/in/counts.csv")
    #expect(report.files.count == 3)
    #expect(report.tally == LoadTally(added: 7, unchanged: 2))
  }

  @Test("a load says how far it is, from nothing to all bytes of its files")
  func progress() throws {
    let fixture = try Fixture()
    let rows = (0..<40_000).map { "X\(1000 + $0),Place \($0),North,a,illustrative\n" }.joined()
    let file = try fixture.folder.write("code,name,region,type,kind\n" + rows, to: "register.csv")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file)).count
    let told = Told()
    try fixture.load(file, progress: WorkProgress { what, done, total in told.steps.append((what, done, total)) })
    let reading = told.steps.filter { $0.what == "Reading register.csv" }
    #expect(reading.count == 9)
    #expect(reading.allSatisfy { $0.total == bytes })
    #expect(reading.map(\.done) == reading.map(\.done).sorted())
    #expect(try #require(reading.last).done > bytes / 2)
  }
}

/// What a load told; it does so on the thread that loads.
private final class Told: @unchecked Sendable {
  var steps: [(what: String, done: Int, total: Int)] = []
}
