import IndicatorStatistics
import Testing

@testable import Phaseline

/// Of rounded counts no more is said than holds whatever was rounded.
@Suite("Verdicts on rounded counts") struct RoundedVerdictTests {
  private static func compare(_ name: String, rules: String, _ counts: String) throws -> (told: Finding, full: Finding)
  {
    let fixture = try GateTests.fixture(counts)
    let view = try Gate(audience: .internal).view(of: fixture.workspace())
    return (
      try GateTests.compare(GateTests.shared(fixture, rules: rules), name), try GateTests.compare(view, name)
    )
  }

  private static let few = GateTests.counts.replacing("bame,3,120", with: "bame,10,285").replacing(
    "white,12,400", with: "white,10,730")

  private static func phase(_ phase: Int, bame: Int, white: Int) -> String {
    let first = GateTests.counts.replacing("bame,3,120", with: "bame,\(bame),285").replacing(
      "white,12,400", with: "white,\(white),730")
    let lines: [String] = first.split(separator: "\n").map { "\(phase)\($0.dropFirst())\n" }
    return lines.joined()
  }

  @Test("10 of 285 against 10 of 730 are more likely, but not for everybody who may be told so", arguments: ["hesa"])
  func few(rules: String) throws {
    let (told, full) = try Self.compare("Northbridge", rules: rules, Self.few)
    #expect(full.phases[0].comparison?.verdict == .moreLikely)
    #expect(told.phases[0].comparison?.verdict == .cannotTell)
    #expect(told.phases[0].position?.kind == .cannotTell)
    #expect(told.notes.contains { $0.hasPrefix("Counts are rounded to the nearest 5") })
    #expect(told.disclosure.words.contains("figures worked out of the rounded counts"))
    #expect(!full.notes.contains { $0.contains("rounded") })
  }

  @Test("a forest, and an area, say what a comparison says")
  func forest() throws {
    let fixture = try GateTests.fixture(Self.few)
    let view = try GateTests.shared(fixture, rules: "hesa")
    let indicator = try view.standard.indicator(named: "disciplinary")
    let request = FieldRequest(indicator: indicator, own: try fixture.workspace().organisation(named: "Northbridge"))
    let own = try #require(try view.forest(request).value.rows.first(where: \.identity.isOwn))
    #expect(own.verdict == .cannotTell && own.identity.ratio?.verdict == .cannotTell)
    let north = Self.few.replacing("bame,5,150", with: "bame,3,150").replacing("bame,25,300", with: "bame,22,300")
    func areas(_ view: WorkspaceView) throws -> PhaseVerdict? {
      let phase = try view.standard.phase(named: "1")
      let found = try view.areas([indicator], in: phase, service: .adults).value.first
      return found?.areas.first { $0.name == "North" }?.comparison.verdict
    }
    let counts = try GateTests.fixture(north)
    #expect(try areas(Gate(audience: .internal).view(of: counts.workspace())) == .moreLikely)
    #expect(try areas(GateTests.shared(counts, rules: "hesa")) == .cannotTell)
  }

  @Test("of large counts a verdict stays", arguments: ["hesa", "nhs-england"])
  func many(rules: String) throws {
    let counts = GateTests.counts.replacing("bame,25,300", with: "bame,90,300")
    let (told, full) = try Self.compare("Westmoor", rules: rules, counts)
    #expect(told.phases[0].comparison?.verdict == .moreLikely)
    #expect(told.phases[0].position?.kind == full.phases[0].position?.kind)
  }

  @Test("a line that rounding leaves open is no line")
  func line() throws {
    let counts =
      Self.phase(1, bame: 3, white: 12) + Self.phase(2, bame: 10, white: 5) + Self.phase(3, bame: 20, white: 5)
    let fixture = try GateTests.fixture(counts)
    let view = try GateTests.shared(fixture, rules: "hesa")
    let told = try GateTests.compare(view, "Northbridge")
    let full = try GateTests.compare(Gate(audience: .internal).view(of: fixture.workspace()), "Northbridge")
    #expect(full.verdict.kind == .worsening)
    #expect(told.verdict == LineVerdict(kind: .cannotTell, reason: .roundedCounts))
    #expect(told.line?.fit == nil && told.line?.percentPerUnitInterval != nil)
    #expect(told.headline == "Rounded counts leave open whether Northbridge has changed on disciplinary action")
  }
}
