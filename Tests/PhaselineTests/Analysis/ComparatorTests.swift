import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// Whom an organisation is compared with.
@Suite("Comparators") struct ComparatorTests {
  static let register = """
    code,name,region,type,kind
    X0001,Northbridge,North,illustrative authority,illustrative
    X0002,Saint Aldermere,South,illustrative authority,illustrative
    X0003,Eastwick,North,illustrative authority,illustrative
    X0004,Lonely,West,illustrative city,illustrative

    """
  static let rows = """
    1,Northbridge,all,shortlisting,all,bame,24,120
    1,Northbridge,all,shortlisting,all,white,90,600
    1,Saint Aldermere,all,shortlisting,all,bame,200,2000
    1,Saint Aldermere,all,shortlisting,all,white,900,5000
    1,Eastwick,all,shortlisting,all,bame,30,300
    1,Eastwick,all,shortlisting,all,white,90,700
    1,Lonely,all,shortlisting,all,bame,3,40
    1,Lonely,all,shortlisting,all,white,9,70

    """

  static func fixture() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Self.register, to: "register.csv"))
    try fixture.loadCounts(Self.rows)
    return fixture
  }

  static func phase(
    _ fixture: Fixture, of name: String = "Northbridge", with comparator: ComparisonRequest.Comparator
  ) throws -> PhaseFinding {
    let finding = try ComparisonTests.finding(fixture, of: name, phases: "1", with: comparator)
    return try #require(finding.phases.first)
  }

  @Test("the others of the region, of the type, and one other")
  func groups() throws {
    let fixture = try Self.fixture()
    let eastwick = try fixture.workspace().organisation(named: "Eastwick")
    let cases: [(ComparisonRequest.Comparator, String, String)] = [
      (.region, "30 of 300", "The other authority in North"),
      (.type, "230 of 2,300", "The other 2 illustrative authorities"),
      (.organisation(eastwick), "30 of 300", "Eastwick"),
      (.rest, "233 of 2,340", "The other 3 authorities"),
    ]
    let own = try #require(GroupCounts(x1: 24, n1: 120, x0: 90, n0: 600))
    for (comparator, counts, name) in cases {
      let phase = try Self.phase(fixture, with: comparator)
      let others = try #require(phase.comparator)
      #expect(others.kind == comparator.kind)
      #expect(others.pooledCounts?.bame.words == counts)
      #expect(others.name == name)
      let pooled = try #require(others.pooledCounts)
      let rest = try #require(
        GroupCounts(
          x1: pooled.bame.numerator.low, n1: pooled.bame.denominator.low, x0: pooled.white.numerator.low,
          n0: pooled.white.denominator.low))
      #expect(phase.position == own.position(against: rest), "the position is against those it is compared with")
    }
  }

  @Test("where there is nobody to compare with, that is said")
  func refused() throws {
    let fixture = try Self.fixture()
    let own = try fixture.workspace().organisation(named: "Northbridge")
    for (name, comparator) in [
      ("Lonely", ComparisonRequest.Comparator.region), ("Lonely", .type), ("Northbridge", .organisation(own)),
    ] {
      #expect(throws: UsageProblem.self) { try Self.phase(fixture, of: name, with: comparator) }
    }
  }

  @Test("a region's published figures stand beside an organisation of it; a nation is no region")
  func published() throws {
    var fixture = try Fixture()
    fixture.standard = "nhs-wres"
    try fixture.load(Fixture.data.appendingPathComponent("nhs-wres").path)
    let workspace = try fixture.workspace()
    func findings(_ name: String) throws -> [Finding] {
      try workspace.compare(
        ComparisonRequest(
          organisation: try workspace.organisation(named: name), indicators: workspace.standard.indicators,
          phases: workspace.standard.phases, comparator: .region))
    }
    let trusts = try #require(try findings("N01").first)
    #expect(trusts.phases.allSatisfy { $0.comparator?.pooled == nil }, "employers are no part of the region's sums")
    #expect(throws: UsageProblem.self) { try findings("N03") }
  }
}
