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
    try view.workspace.register(found, bytes: bytes, scope: "export observations", figures: found.value.count)
    return found.value
  }

  private static func numerator(_ rows: [ExportedCount], _ place: String, _ ethnicity: Ethnicity = .bame) -> CountRange? {
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
    try fixture.workspace().register(all, bytes: Data(), scope: "x", figures: 1)
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
    #expect(first.plan?.id == (try GateTests.shared(one)).plan?.id)
    #expect(try one.integer("SELECT count(*) FROM disclosure_plan") == 1)
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
    #expect(Self.numerator(after, "Westmoor") == Self.numerator(before, "Westmoor"), "what has not changed stays as it was")
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
