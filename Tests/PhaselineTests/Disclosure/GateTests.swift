import Foundation
import GRDB
import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Gate") struct GateTests {
  /// Five authorities; two of them have few in the process.
  static let counts = """
    1,Northbridge,adults,disciplinary,all,bame,3,120
    1,Northbridge,adults,disciplinary,all,white,12,400
    1,Northbridge,adults,disciplinary,all,unknown,2,30
    1,Saint Aldermere,adults,disciplinary,all,bame,5,150
    1,Saint Aldermere,adults,disciplinary,all,white,14,500
    1,Saint Aldermere,adults,disciplinary,all,unknown,3,20
    1,Westmoor,adults,disciplinary,all,bame,25,300
    1,Westmoor,adults,disciplinary,all,white,40,900
    1,Westmoor,adults,disciplinary,all,unknown,11,60
    1,Eastcliff,adults,disciplinary,all,bame,31,350
    1,Eastcliff,adults,disciplinary,all,white,45,800
    1,Eastcliff,adults,disciplinary,all,unknown,12,70
    1,Southmere,adults,disciplinary,all,bame,28,310
    1,Southmere,adults,disciplinary,all,white,38,700
    1,Southmere,adults,disciplinary,all,unknown,14,80

    """
  static let register = """
    code,name,region,type,kind
    X0001,Northbridge,North,illustrative authority,illustrative
    X0002,Saint Aldermere,North,illustrative authority,illustrative
    X0003,Westmoor,North,illustrative authority,illustrative
    X0004,Eastcliff,South,illustrative authority,illustrative
    X0005,Southmere,South,illustrative authority,illustrative

    """

  static func fixture(_ counts: String = counts) throws -> Fixture {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(register, to: "register.csv"))
    try fixture.load(try fixture.folder.write(Fixture.header + counts, to: "counts.csv"))
    return fixture
  }

  /// `under-10` with a line more.
  static func renamed(in fixture: Fixture) throws -> DisclosureRules {
    let preset = Fixture.data.appendingPathComponent("disclosure/under-10.yaml")
    let yaml = try String(contentsOf: preset, encoding: .utf8) + "# mine\n"
    return try DisclosureRules(yaml: yaml, file: "mine.yaml", key: "mine.yaml")
  }

  static func shared(_ fixture: Fixture, rules: String = "under-10") throws -> WorkspaceView {
    try Gate(audience: .shared, rules: DisclosureRules(named: rules, in: fixture.catalogue)).view(
      of: fixture.workspace())
  }

  static func compare(
    _ view: WorkspaceView, _ name: String, with comparator: ComparisonRequest.Comparator = .national
  ) throws -> Finding {
    let organisation = try view.workspace.organisation(named: name)
    let found = try view.compare(
      ComparisonRequest(
        organisation: organisation, indicators: [view.standard.indicator(named: "disciplinary")],
        phases: view.standard.phases, comparator: comparator)
    ).value
    return try #require(found.first)
  }

  @Test("says so where more is hidden than it takes")
  func unproven() throws {
    let contradictory =
      Self.counts + """
        1,Northbridge,children,disciplinary,all,bame,<5,80
        1,Northbridge,children,disciplinary,all,white,20,300
        1,Northbridge,all,disciplinary,all,bame,50,200
        1,Northbridge,all,disciplinary,all,white,32,700

        """
    let words = try Self.shared(try Self.fixture(contradictory)).disclosure.words
    #expect(words.contains("; around "))
    #expect(words.contains("all is hidden, since in the time there was less could not be shown to be safe"))
    #expect(try !Self.shared(try Self.fixture()).disclosure.words.contains("all is hidden"))
  }

  @Test("what may show any count is for the internal audience only")
  func everything() throws {
    #expect(try Gate(audience: .internal).everything("`load`") { 7 }.value == 7)
    #expect(throws: DisclosureRefused(.everything(what: "`load`"))) {
      try Gate(audience: .shared).everything("`load`") { 7 }
    }
    let view = try Self.shared(try Self.fixture())
    #expect(throws: DisclosureRefused(.everything(what: "`sql`"))) { try view.query("SELECT 1") }
    #expect(throws: DisclosureRefused(.everything(what: "`history 1`"))) { try view.detail(of: 1) }
    #expect(throws: DisclosureRefused(.everything(what: "`history 1 --warnings`"))) { try view.warnings(of: 1) }
  }

  @Test("without rules nothing is shared")
  func noRules() throws {
    let workspace = try Self.fixture().workspace()
    #expect(throws: DisclosureRefused(.noRules)) { try Gate(audience: .shared).view(of: workspace) }
  }

  @Test("of an error that may name counts a shared audience learns only that there is one")
  func errors() throws {
    let fixture = try Fixture()
    let row = "1,Northbridge,adults,disciplinary,all,bame,31,30\n"
    #expect {
      try fixture.loadCounts(row)
    } throws: { error in
      guard let problem = error as? any PeopleReadable else { return false }
      let shared = Gate(audience: .shared).words(of: problem)
      return Gate(audience: .internal).words(of: problem).contains("31") && !shared.contains("31")
        && !shared.contains("Northbridge")
    }
    #expect(Gate(audience: .shared).words(of: UsageProblem.noAuthority) == UsageProblem.noAuthority.description)
  }

  @Test("a hidden count is what it may be, and all that follows from it: ratio, interval, verdict, people, headline")
  func derived() throws {
    let fixture = try Self.fixture()
    let own = try Self.compare(Self.shared(fixture), "Northbridge")
    let phase = try #require(own.phases.first)
    #expect(phase.bame?.numerator == CountRange(low: 0, high: 8), "3 and 5 are the 8 that the sum leaves")
    #expect(phase.white?.numerator == CountRange(12))
    #expect(phase.bame?.rate == nil && phase.comparison?.relativeLikelihood == nil)
    let range = try #require(phase.comparison?.range)
    #expect(range.lower == 0 && abs(range.upper - 8.0 / 120 / (12.0 / 400)) < 1e-12)
    #expect(phase.comparison?.peopleToParity == nil && phase.comparison?.riskDifference == nil)
    #expect(own.line?.detectablePercentPerUnit == nil)
    #expect(own.disclosure.label == "shared (under-10)")
    // It says what is true all the same.
    #expect(own.sentence.contains("0–8 of 120"))
    // With all counts it is another matter.
    let all = try Self.compare(Gate(audience: .internal).view(of: fixture.workspace()), "Northbridge")
    #expect(all.phases.first?.comparison?.relativeLikelihood != nil)
  }

  @Test("the rest of the nation, less an authority with a hidden count, is hidden too")
  func rest() throws {
    let fixture = try Self.fixture()
    let found = try Self.compare(Self.shared(fixture), "Northbridge", with: .rest)
    let rest = try #require(found.phases.first?.comparator?.pooledCounts)
    #expect(rest.organisations == 4)
    #expect(rest.bame.numerator == CountRange(low: 92 - 8, high: 92))
    #expect(rest.white.numerator == CountRange(149 - 12))
  }

  @Test("fewer than three others are no group to be told of")
  func few() throws {
    let found = try Self.compare(Self.shared(Self.fixture()), "Eastcliff", with: .region)
    #expect(try #require(found.phases.first).comparator == nil)
  }

  @Test("figures of each authority's own counts are not given where a count of most is hidden")
  func most() throws {
    let fixture = try Self.fixture(Self.counts.replacing("bame,25,300", with: "bame,5,300"))
    func national(_ view: WorkspaceView) throws -> Finding {
      let indicator = try view.standard.indicator(named: "disciplinary")
      return try #require(try view.national([indicator], phases: view.standard.phases).value.first)
    }
    let full = try national(Gate(audience: .internal).view(of: fixture.workspace())).nation?.phases.first
    #expect(full?.mantelHaenszel != nil && full?.randomEffects != nil)
    let told = try national(Self.shared(fixture))
    let figures = try #require(told.nation?.phases.first)
    #expect(figures.hidden > figures.organisations)
    #expect(figures.mantelHaenszel == nil && figures.randomEffects == nil && !figures.isAverageDrawnUp)
    #expect(told.notes.contains { $0.contains("too few counts are known for M–H and average") })
  }

  @Test("others go without names and counts, but for those that agreed to be named")
  func names() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    let request = FieldRequest(
      indicator: try workspace.standard.indicator(named: "disciplinary"),
      own: try workspace.organisation(named: "Westmoor"))
    func named() throws -> [String] {
      let forest = try Self.shared(fixture).forest(request).value
      for row in forest.rows where row.identity.code == nil {
        #expect(row.identity.bame == nil && row.identity.ratio == nil)
      }
      return forest.rows.filter { $0.identity.code != nil }.map(\.identity.name)
    }
    #expect(try named() == ["Westmoor"])
    let (other, phase) = (
      try workspace.organisation(named: "Southmere"), try workspace.standard.phase(named: "1")
    )
    func answer(_ mayBeNamed: Bool, on day: String) throws {
      _ = try workspace.recordConsent(mayBeNamed, of: other, phase: phase, on: Day(day), command: "cycle record")
    }
    // A step says nothing of names, nor does a phase in which nobody was asked.
    _ = try workspace.record(.registered, of: other, phase: phase, on: Day("2023-05-01"), command: "cycle record")
    #expect(try named() == ["Westmoor"])
    try answer(true, on: "2023-05-02")
    #expect(try Set(named()) == ["Westmoor", "Southmere"])
    _ = try workspace.record(
      .registered, of: other, phase: workspace.standard.phase(named: "2"), on: Day("2024-05-01"),
      command: "cycle record")
    #expect(try Set(named()) == ["Westmoor", "Southmere"])
    try answer(false, on: "2023-06-02")
    #expect(try named() == ["Westmoor"])
    _ = try workspace.undo(last: 1, command: "undo")
    #expect(try Set(named()) == ["Westmoor", "Southmere"])
  }

  @Test("nobody is compared with one other that has not agreed to be named")
  func oneOther() throws {
    let view = try Self.shared(try Self.fixture())
    let (own, other) = try (
      view.workspace.organisation(named: "Westmoor"), view.workspace.organisation(named: "Southmere")
    )
    #expect(throws: DisclosureRefused(.notNamed(name: "Southmere"))) {
      try view.compare(
        ComparisonRequest(
          organisation: own, indicators: view.standard.indicators, phases: view.standard.phases,
          comparator: .organisation(other)))
    }
  }

  @Test("sources are free text: not shared")
  func sources() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Self.register, to: "register.csv"))
    let header = Fixture.header.replacing("denominator\n", with: "denominator,source\n")
    let rows = Self.counts.replacing(/(\d)\n/) { "\($0.output.1),asked of Jo Smith\n" }
    try fixture.load(try fixture.folder.write(header + rows, to: "counts.csv"))
    let all = try Self.compare(Gate(audience: .internal).view(of: fixture.workspace()), "Westmoor")
    #expect(all.sources.contains("asked of Jo Smith"))
    let shared = try Self.compare(Self.shared(fixture), "Westmoor")
    #expect(!"\(shared)".contains("Jo Smith"))
  }

  @Test("a workspace that may not be written to shares nothing, and says why")
  func readOnly() throws {
    let fixture = try Self.fixture()
    let (file, folder) = (fixture.path, fixture.folder.url.path)
    #expect(chmod(file, 0o444) == 0 && chmod(folder, 0o555) == 0)
    defer {
      chmod(folder, 0o755)
      chmod(file, 0o644)
    }
    guard access(file, W_OK) != 0 else { return }  // root may write to it
    #expect(throws: DisclosureRefused(.readOnly(path: file))) { try Self.shared(fixture) }
    #expect(try Self.compare(Gate(audience: .internal).view(of: fixture.workspace()), "Westmoor").phases.count == 1)
  }
}
