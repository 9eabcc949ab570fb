import Crypto
import Foundation
import GRDB
import Testing

@testable import Phaseline

/// What a load brings, replaces and leaves, and how it is taken back.
@Suite("Loading") struct LoaderTests {
  static let rows = """
    1,Northbridge,all,shortlisting,all,bame,26,250
    1,Northbridge,all,shortlisting,all,white,195,740
    1,Saint Aldermere,all,shortlisting,all,bame,9,40
    1,Saint Aldermere,all,shortlisting,all,white,30,90

    """

  @Test("the same file twice changes nothing and leaves no entry")
  func twice() throws {
    let fixture = try Fixture()
    #expect(try fixture.loadCounts(Self.rows).tally == LoadTally(added: 4))
    let before = try fixture.content()
    let report = try fixture.loadCounts(Self.rows)
    #expect(report.change == nil)
    #expect(report.tally == LoadTally(unchanged: 4))
    #expect(try fixture.content() == before)
    #expect(try fixture.workspace().history().count == 2)
  }

  @Test("a corrected file replaces what it covers, and undo brings it back")
  func corrected() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.rows)
    let before = try fixture.content()
    let corrected = Self.rows.replacing("bame,26,250", with: "bame,28,250")
    #expect(try fixture.loadCounts(corrected).tally == LoadTally(replaced: 1, unchanged: 3))
    let totals = "SELECT numerator_low FROM national_total WHERE service = 'all' AND ethnicity = 'bame'"
    #expect(try fixture.integer(totals) == 37)
    let undone = try fixture.workspace().undo(command: "undo")
    #expect(undone.tally == LoadTally(added: 1, removed: 1))
    #expect(try fixture.integer(totals) == 35)
    #expect(try fixture.content() == before)
  }

  @Test("undo takes back change after change, each once, down to nothing; the journal keeps all")
  func undone() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.rows)
    try fixture.loadCounts("2,Northbridge,all,shortlisting,all,bame,43,281\n", named: "more.csv")
    let workspace = try fixture.workspace()
    #expect(try workspace.undo(command: "undo").undone.id == 3)
    #expect(try workspace.undo(command: "undo").undone.id == 2)
    #expect(try workspace.undo(command: "undo").undone.id == 1)
    #expect(throws: UsageProblem.nothingToUndo) { try workspace.undo(command: "undo") }
    #expect(try fixture.content().isEmpty)
    #expect(try workspace.history().map(\.kind) == [.load, .load, .load, .undo, .undo, .undo])
    try fixture.load(fixture.folder.path("register.csv"), fixture.folder.path("counts.csv"))
    #expect(try fixture.integer("SELECT count(*) FROM observation") == 4)
  }

  @Test("undo of one standard's change, while another is spoken of, leaves no total behind")
  func otherStandard() throws {
    var fixture = try Fixture()
    fixture.standard = "nhs-wres"
    try fixture.load(Fixture.data.appendingPathComponent("nhs-wres").path)
    let counts = try fixture.folder.write(
      Fixture.header + "2021,Elsewhere,all,appointment,all,bame,5,50\n2021,Elsewhere,all,appointment,all,white,9,50\n",
      to: "counts.csv")
    let register = try fixture.folder.write("code,name,region,type\nN99,Elsewhere,London,trust\n", to: "register.csv")
    try fixture.load(register, counts)
    #expect(try fixture.integer("SELECT count(*) FROM national_total") > 0)
    fixture.standard = Standard.defaultKey
    _ = try fixture.workspace().undo(command: "undo")
    #expect(try fixture.integer("SELECT count(*) FROM national_total") == 0)
  }

  @Test("the journal holds each file's own SHA-256")
  func hashes() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.rows)
    let change = try #require(try fixture.workspace().history().last)
    let data = try Data(contentsOf: URL(fileURLWithPath: fixture.folder.path("counts.csv")))
    #expect(
      change.files == [
        Change.File(
          path: fixture.folder.path("counts.csv"), sha256: SHA256.hash(data: data).hex, kind: "observations", rows: 4)
      ])
    #expect(change.tally.added == 4)
  }

  @Test("the first real load brings the standard's own registers and figures; loading them again changes nothing")
  func background() throws {
    let fixture = try Fixture()
    let register = try fixture.folder.write("code,name,region,type\nZ1,Elsewhere,North,council\n", to: "register.csv")
    let file = try fixture.folder.write(
      Fixture.header + "3,Elsewhere,all,training,all,bame,1,10\n3,Elsewhere,all,training,all,white,4,20\n",
      to: "own.csv")
    let report = try fixture.load(register, file)
    #expect(report.background?.added == 191)
    #expect(try fixture.integer("SELECT count(*) FROM organisation") == 155)
    #expect(try fixture.load(Fixture.data.appendingPathComponent("sc-wres").path).change == nil)
    #expect(try fixture.load(file).background == nil)
  }

  @Test("the standard that a file names wins over the one that was chosen")
  func namedStandard() throws {
    let fixture = try Fixture()
    let report = try fixture.load(Fixture.data.appendingPathComponent("nhs-wres").path)
    #expect(report.standard == "nhs-wres")
    #expect(try fixture.integer("SELECT count(*) FROM observation WHERE standard = 'nhs-wres'") == 11)
  }

  @Test("a `<N` beside a printed 0 is 1 and more, load after load, until the 0 is corrected")
  func settled() throws {
    let fixture = try Fixture()
    let rows = "1,Northbridge,all,shortlisting,all,bame,<5,40\n1,Northbridge,all,shortlisting,all,white,0,90\n"
    let low = "SELECT numerator_low FROM observation WHERE ethnicity = 'bame'"
    try fixture.loadCounts(rows)
    #expect(try fixture.integer(low) == 1)
    #expect(try fixture.loadCounts(rows).tally == LoadTally(unchanged: 2))
    #expect(try fixture.integer(low) == 1)
    #expect(try fixture.loadCounts(rows.replacing("white,0", with: "white,9")).tally == LoadTally(replaced: 2))
    #expect(try fixture.integer(low) == 0)
    _ = try fixture.workspace().undo(command: "undo")
    #expect(try fixture.integer(low) == 1)
  }

  @Test("zeros of one file say nothing of the hidden counts of another; a duplicate is one, whatever is stored")
  func apart() throws {
    let fixture = try Fixture()
    func row(_ service: String, _ ethnicity: String, _ count: String) -> String {
      "1,Northbridge,\(service),training,all,\(ethnicity),\(count),100\n"
    }
    let lows = "SELECT numerator_low FROM observation WHERE ethnicity = 'bame' ORDER BY service"
    let adults = row("adults", "bame", "<5") + row("adults", "white", "9")
    try fixture.loadCounts(adults, named: "adults.csv")
    let children = row("children", "bame", "<5") + row("children", "white", "0")
    #expect(try fixture.loadCounts(children, named: "children.csv").tally == LoadTally(added: 2))
    #expect(try fixture.rows(lows) == [[.integer(0)], [.integer(1)]])
    #expect(try fixture.loadCounts(adults, named: "adults.csv").tally == LoadTally(unchanged: 2))
    #expect(try fixture.rows(lows) == [[.integer(0)], [.integer(1)]])

    for second in ["9", "8"] {
      let twice = row("adults", "white", "9") + row("adults", "white", second)
      let error = #expect(throws: LoadRefused.self) { try fixture.loadCounts(twice, named: "twice.csv") }
      #expect(error?.count == 1)
      #expect(error?.description.contains("twice.csv:3: this row is given twice in this load") == true)
    }
    let register = Fixture.register + "X0001,Northbridge,South,illustrative authority,illustrative\n"
    let error = #expect(throws: LoadRefused.self) {
      try fixture.load(try fixture.folder.write(register, to: "twice.csv"))
    }
    #expect(error?.description.hasSuffix("Remove one of the two.\nNothing was loaded.") == true)
  }

  @Test("blank lines before and behind the header are nothing")
  func blankLines() throws {
    let fixture = try Fixture()
    let register = Fixture.register.replacing("kind\n", with: "kind\n\n\n")
    #expect(try fixture.load(try fixture.folder.write("\n\n" + register, to: "register.csv")).tally.added == 2)
  }

  @Test("a source, and a standard column, are kept and checked")
  func optionalColumns() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let header = "standard,source," + Fixture.header
    let row = "X,\"FOI, 2025\",1,Northbridge,all,shortlisting,all,bame,5,40\n"
    try fixture.load(try fixture.folder.write(header + row.replacing("X", with: "sc-wres"), to: "counts.csv"))
    #expect(try fixture.rows("SELECT source FROM observation") == [[.text("FOI, 2025")]])
    let wrong = try fixture.folder.write(header + row.replacing("X", with: "sc-wers"), to: "wrong.csv")
    let error = #expect(throws: UsageProblem.self) { try fixture.load(wrong) }
    #expect(error == .unknownStandard("sc-wers", known: ["nhs-wres", "sc-wres"]))
    let mixed = try fixture.folder.write(
      header + row.replacing("X", with: "sc-wres") + row.replacing("X", with: "nhs-wres"), to: "mixed.csv")
    let refused = #expect(throws: LoadRefused.self) { try fixture.load(mixed) }
    #expect(
      refused?.problems.first?.description
        == "\(mixed):3:1: the row is of the standard 'nhs-wres', this load of 'sc-wres'. Load each standard's files "
        + "apart.")
  }

  @Test("the standard's own folder is one change, whatever the path to it; so is one file of it")
  func ownFolder() throws {
    for name in ["sc-wres", "sc-wres/../sc-wres/published-figures.csv", "sc-wres/organisations.csv"] {
      let fixture = try Fixture()
      let report = try fixture.load(Fixture.data.path + "/" + name)
      #expect(report.background == nil)
      #expect(report.tally == LoadTally(added: 191))
      #expect(try fixture.workspace().history().count == 1)
    }
  }

  @Test("a folder is one change, its registers first whatever their names")
  func folder() throws {
    let fixture = try Fixture()
    try fixture.folder.write(Fixture.header + Self.rows, to: "in/a.csv")
    try fixture.folder.write(Fixture.register, to: "in/z.CSV")
    try fixture.folder.write("not a csv", to: "in/notes.txt")
    let report = try fixture.load(fixture.folder.path("in"))
    #expect(report.files.map(\.kind) == ["register", "observations"])
    #expect(report.tally == LoadTally(added: 6))
    #expect(report.isIllustrative)
  }

  @Test("headers in any order and case, with a byte order mark, quoted, with CRLF, load the same")
  func variants() throws {
    let plain = try Fixture()
    try plain.loadCounts("1,Saint Aldermere,all,shortlisting,all,bame,9,40\n")
    let odd = try Fixture()
    try odd.load(try odd.folder.write(Fixture.register, to: "register.csv"))
    try odd.load(
      try odd.folder.write(
        "\u{FEFF}Denominator,NUMERATOR,\"ethnicity\",category,indicator,service,authority,phase\r\n"
          + "40,\"9\",BAME, all ,Appointment from Shortlist,ALL,\"saint  aldermere\",Phase 1\r\n", to: "odd.csv"))
    #expect(try odd.content() == plain.content())
  }

  @Test("names may be aliases, numbers and codes")
  func aliases() throws {
    let fixture = try Fixture()
    try fixture.loadCounts("2025-26,X0001,all,2,all,Global Majority,9,40\n")
    #expect(
      try fixture.rows("SELECT phase, organisation, indicator, ethnicity FROM observation") == [
        [.text("3"), .text("X0001"), .text("shortlisting"), .text("bame")]
      ])
  }

  struct Hidden: Sendable, CustomTestStringConvertible {
    var what: String
    var numerator: String
    var denominator = "40"
    var isZeroShown = false
    var other = "30"
    var expected: [Int64]
    var testDescription: String { what }
  }

  @Test(
    "hidden counts are what they may be, never 0 and never a midpoint",
    arguments: [
      Hidden(what: "<5", numerator: "<5", expected: [0, 4, 40, 40]),
      Hidden(what: "<5 with zeros shown", numerator: "<5", isZeroShown: true, expected: [1, 4, 40, 40]),
      Hidden(what: "<5 beside a printed 0", numerator: "<5", other: "0", expected: [1, 4, 40, 40]),
      Hidden(what: "<50 of 40", numerator: "<50", expected: [0, 40, 40, 40]),
      Hidden(what: "a star", numerator: "*", expected: [0, 40, 40, 40]),
      Hidden(what: "blank", numerator: "", expected: [0, 40, 40, 40]),
      Hidden(what: "[c]", numerator: "[c]", expected: [0, 40, 40, 40]),
      Hidden(what: "c", numerator: "c", expected: [0, 40, 40, 40]),
      Hidden(what: "a tilde", numerator: "~", expected: [0, 40, 40, 40]),
      Hidden(what: "< 5", numerator: "< 5", expected: [0, 4, 40, 40]),
      Hidden(what: "a range", numerator: "3-6", expected: [3, 6, 40, 40]),
      Hidden(what: "a hidden denominator", numerator: "7", denominator: "*", expected: [7, 7, 0, 2_147_483_647]),
    ])
  func hidden(_ it: Hidden) throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    let file = try fixture.folder.write(
      Fixture.header + "1,Northbridge,all,shortlisting,all,bame,\(it.numerator),\(it.denominator)\n"
        + "1,Northbridge,all,shortlisting,all,white,\(it.other),90\n", to: "counts.csv")
    var options = LoadOptions()
    options.zerosAreShown = it.isZeroShown
    try fixture.load(file, options: options)
    let row = try fixture.rows(
      "SELECT numerator_low, numerator_high, denominator_low, denominator_high, as_received FROM observation "
        + "WHERE ethnicity = 'bame'"
    ).first
    #expect(row?.prefix(4).map { $0 } == it.expected.map { .integer($0) })
    #expect(row?.last == .text("\(it.numerator) of \(it.denominator)"))
  }

  @Test("real and illustrative data never share a workspace")
  func mixture() throws {
    let fixture = try Fixture()
    let file = try fixture.folder.write(Fixture.register, to: "register.csv")
    try fixture.load(Fixture.data.appendingPathComponent("sc-wres").path)
    let error = #expect(throws: LoadRefused.self) { try fixture.load(file) }
    #expect(
      error?.description
        == "\(file): these figures are illustrative, the workspace's, or others of this load, are real. Keep them "
        + "apart: load into another workspace with `--workspace FILE`.\nNothing was loaded.")
    let other = try Fixture()
    try other.load(try other.folder.write(Fixture.register, to: "register.csv"))
    #expect(throws: LoadRefused.self) { try other.load(Fixture.data.appendingPathComponent("sc-wres").path) }
    #expect(try other.integer("SELECT count(*) FROM organisation") == 2)
  }

  @Test("a load that is stopped leaves the workspace as it was")
  func stopped() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.rows)
    let before = try fixture.content()
    let rows = (1...5).flatMap { phase in
      Ethnicity.allCases.flatMap { ethnicity in
        (0..<400).map { "\(phase),Northbridge,all,training,all,\(ethnicity),\($0),4000\n" }
      }
    }.joined()
    let file = try fixture.folder.write(Fixture.header + rows, to: "long.csv")
    let cancellation = Cancellation()
    cancellation.cancel()
    let loader = Loader(
      path: fixture.path, standardKey: fixture.standard, catalogue: fixture.catalogue, cancellation: cancellation)
    #expect(throws: CancellationError.self) { try loader.load([file], command: "load") }
    #expect(try fixture.content() == before)
  }

  @Test("a disk that is full, and a workspace that another program holds, leave all as it was")
  func limits() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.rows)
    let before = try fixture.content()
    let rows = (0..<20_000).map { "X\(1000 + $0),Place \($0),North,a,illustrative\n" }.joined()
    let file = try fixture.folder.write("code,name,region,type,kind\n" + rows, to: "register.csv")
    var loader = Loader(path: fixture.path, standardKey: fixture.standard, catalogue: fixture.catalogue)
    loader.limits.pages =
      20 + (try DatabaseQueue(path: fixture.path).read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 })
    let full = #expect(throws: (any Error).self) { try loader.load([file], command: "load") }
    #expect(full.flatMap { UsageProblem(ofStore: $0, at: fixture.path) } == .fullDisk(path: fixture.path))
    #expect(try fixture.content() == before)

    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let holder = try DatabaseQueue(path: fixture.path, configuration: configuration)
    try holder.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    loader.limits = Workspace.Limits(patience: 0.1)
    let locked = #expect(throws: (any Error).self) { try loader.load([file], command: "load") }
    let problem = locked.flatMap { $0 as? UsageProblem ?? UsageProblem(ofStore: $0, at: fixture.path) }
    #expect(problem == .lockedWorkspace(path: fixture.path, holders: []))
    try holder.inDatabase { try $0.execute(sql: "ROLLBACK") }
    #expect(try fixture.content() == before)
  }
}
