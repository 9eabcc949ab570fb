import Foundation
import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Register of what was shared") struct RegisterTests {
  private static func observations(_ view: WorkspaceView) throws -> Disclosed<[ExportedCount]> {
    try view.observations(
      of: view.exported(nil).value, indicators: view.standard.indicators, phases: view.standard.phases, sums: true)
  }

  private static func share(_ fixture: Fixture) throws -> [ExportedCount] {
    let view = try GateTests.shared(fixture)
    let found = try observations(view)
    let bytes = Data("\(found.value)".utf8)
    try found.register(bytes: bytes, scope: "export observations", figures: found.value.count)
    return found.value
  }

  private static func numerator(_ rows: [ExportedCount], _ place: String, _ ethnicity: Ethnicity = .bame) -> CountRange?
  {
    rows.first { ($0.authority ?? $0.area) == place && $0.ethnicity == ethnicity }?.counts.numerator
  }

  @Test("one row for what is shared, none for the same again, none for the internal audience")
  func rows() throws {
    let fixture = try GateTests.fixture()
    let first = try Self.share(fixture)
    #expect(try Self.share(fixture) == first)
    let shares = try fixture.workspace().shares()
    #expect(shares.count == 1)
    #expect(shares.first?.scope == "export observations" && shares.first?.rules == "under-10")
    #expect(shares.first?.figures == first.count && shares.first?.sha256.count == 64)
    let all = try Self.observations(Gate(audience: .internal).view(of: fixture.workspace()))
    try all.register(bytes: Data(), scope: "x", figures: 1)
    #expect(try fixture.workspace().shares().count == 1)
  }

  @Test("the plan is made once for a state of the workspace, and the order of asking changes nothing")
  func once() throws {
    let (one, other) = (try GateTests.fixture(), try GateTests.fixture())
    let first = try Self.observations(GateTests.shared(one))
    _ = try GateTests.compare(GateTests.shared(other), "Westmoor")
    _ = try GateTests.shared(other, rules: "under-5").national(
      other.workspace().standard.indicators, phases: other.workspace().standard.phases)
    let last = try Self.observations(GateTests.shared(other))
    #expect(first.value == last.value)
    #expect(try Self.observations(GateTests.shared(other)).value == last.value)
    #expect(first.origin?.plan.id == (try GateTests.shared(one)).plan?.id)
    #expect(try one.integer("SELECT count(*) FROM disclosure_plan") == 1)
  }

  @Test("what was shared by other rules is known, and is not shown for that")
  func otherRules() throws {
    let fixture = try GateTests.fixture(GateTests.counts.replacing("bame,3,120", with: "bame,7,120"))
    _ = try GateTests.shared(fixture)  // a plan that nothing is shared of
    let weak = try Self.observations(GateTests.shared(fixture, rules: "under-5"))
    #expect(Self.numerator(weak.value, "Saint Aldermere") == CountRange(5))
    try weak.register(bytes: Data("weak".utf8), scope: "x", figures: 1)
    let strong = try Self.share(fixture)
    #expect(Self.numerator(strong, "Saint Aldermere")?.isExact == false)
    #expect(
      try fixture.integer("SELECT count(*) FROM disclosure_plan") == 2, "the first plan knew of no share: it is gone")
  }

  @Test("after a correction the difference of what was shared gives no hidden count away")
  func correction() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.share(fixture)
    #expect(Self.numerator(before, "Northbridge") == CountRange(low: 0, high: 8))
    let nation = try #require(Self.numerator(before, "nation"))
    #expect(nation == CountRange(92))
    // Northbridge alone is corrected, from 3 to 8: a new sum of 97 would tell that it went up by 5.
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + "1,Northbridge,adults,disciplinary,all,bame,8,120\n", to: "correction.csv"))
    let after = try Self.share(fixture)
    #expect(Self.numerator(after, "Northbridge")?.isExact == false)
    let known = try #require(Self.numerator(after, "nation"))
    #expect(known.high - known.low >= 2, "the sum after it is hidden as well: \(known)")
    #expect(known.low <= 97 && known.high >= 97)
    #expect(
      Self.numerator(after, "Westmoor") == Self.numerator(before, "Westmoor"), "what has not changed stays as it was")
  }

  @Test("a count that was shown, and is corrected to a small one, does not follow from the sums")
  func shownBefore() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.share(fixture)
    #expect(Self.numerator(before, "Westmoor") == CountRange(25))
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + "1,Westmoor,adults,disciplinary,all,bame,6,300\n", to: "correction.csv"))
    let after = try Self.share(fixture)
    #expect(Self.numerator(after, "Westmoor")?.holds(CountRange(low: 4, high: 8)) == true)
    let nation = try #require(Self.numerator(after, "nation"))
    #expect(!nation.isExact, "92 − 25 + x = \(nation) would give x")
  }

  @Test("an authority that joins after a share is not given away by how the sums grew, not even by nothing")
  func joined() throws {
    let without = GateTests.counts.split(separator: "\n").filter { !$0.contains("Saint Aldermere") }
    let fixture = try GateTests.fixture(without.joined(separator: "\n") + "\n")
    _ = try Self.share(fixture)
    let rows = """
      1,Saint Aldermere,adults,disciplinary,all,bame,5,150
      1,Saint Aldermere,adults,disciplinary,all,white,14,500
      1,Saint Aldermere,adults,disciplinary,all,unknown,0,20

      """
    try fixture.load(try fixture.folder.write(Fixture.header + rows, to: "joined.csv"))
    let after = try Self.share(fixture)
    #expect(Self.numerator(after, "nation")?.isExact == false, "its 5 would be the difference")
    #expect(Self.numerator(after, "nation", .unknown)?.isExact == false, "its 0 would be no difference")
    // The same rules under another name know what was shared under the first.
    let view = try Gate(audience: .shared, rules: GateTests.renamed(in: fixture)).view(of: fixture.workspace())
    #expect(try Self.numerator(Self.observations(view).value, "nation")?.isExact == false)
  }

  @Test("an authority that moves to another region is not given away by how the regions changed")
  func moved() throws {
    let fixture = try GateTests.fixture()
    _ = try Self.share(fixture)
    try fixture.load(
      try fixture.folder.write(
        GateTests.register.replacing("X0001,Northbridge,North", with: "X0001,Northbridge,South"), to: "moved.csv"))
    let after = try Self.share(fixture)
    #expect(Self.numerator(after, "region North")?.isExact != true)
    #expect(Self.numerator(after, "region South")?.isExact != true)
  }

  @Test("undo brings back the state, not a second plan's worth of knowledge")
  func undo() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.share(fixture)
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + "1,Northbridge,adults,disciplinary,all,bame,8,120\n", to: "correction.csv"))
    _ = try fixture.workspace().undo(last: 1, command: "undo", progress: .silent)
    #expect(try Self.share(fixture) == before)
  }
}

extension CountRange {
  fileprivate func holds(_ other: CountRange) -> Bool { low <= other.low && other.high <= high }
}
