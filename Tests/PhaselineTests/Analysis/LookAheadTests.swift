import Foundation
import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// The gap to the rest, the way to parity, and time in years.
@Suite("Looking ahead") struct LookAheadTests {
  /// Three phases; Northbridge rises from 0.5 to 0.8 of the White rate. Saint Aldermere is in all of them, Latecomer only in
  /// the last, where it would turn the rest's line round.
  static func rows(bame: [Int] = [100, 130, 160]) -> String {
    let own = bame.enumerated().map { index, count in
      """
      \(index + 1),Northbridge,all,shortlisting,all,bame,\(count),1000
      \(index + 1),Northbridge,all,shortlisting,all,white,400,2000
      \(index + 1),Saint Aldermere,all,shortlisting,all,bame,2000,10000
      \(index + 1),Saint Aldermere,all,shortlisting,all,white,4800,20000

      """
    }
    return own.joined() + """
      3,Latecomer,all,shortlisting,all,bame,9000,10000
      3,Latecomer,all,shortlisting,all,white,200,20000

      """
  }

  static func finding(_ rows: String = rows(), _ request: LineRequest = LineRequest(looksAhead: true)) throws -> Finding
  {
    let fixture = try Fixture()
    let register = ComparatorTests.register.replacing("Eastwick", with: "Latecomer")
    try fixture.load(try fixture.folder.write(register, to: "register.csv"))
    try fixture.loadCounts(rows)
    let workspace = try fixture.workspace()
    let findings = try workspace.compare(
      ComparisonRequest(
        organisation: try workspace.organisation(named: "Northbridge"),
        indicators: [try workspace.standard.indicator(named: "shortlisting")],
        phases: try workspace.standard.phases(in: "1..3"), line: request))
    return try #require(findings.first)
  }

  @Test("the rest is the same authorities in every phase")
  func panel() throws {
    let finding = try Self.finding()
    let gap = try #require(finding.line?.gap)
    #expect(gap.organisations == 1, "Latecomer is not in all three phases")
    #expect(gap.gap?.kind == .narrowed)
    let rest = Line(
      try (1...3).map {
        Stratum(t: Double($0), counts: try #require(GroupCounts(x1: 2000, n1: 10000, x0: 4800, n0: 20000)))
      })
    let own = Line(
      try [100, 130, 160].enumerated().map {
        Stratum(
          t: Double($0.offset + 1), counts: try #require(GroupCounts(x1: $0.element, n1: 1000, x0: 400, n0: 2000)))
      })
    #expect(gap.gap == own.gap(to: rest))
    #expect(
      finding.outlook.first?.hasPrefix("The gap to the rest (the same 1 authority in each phase) has narrowed") == true)
  }

  @Test("a projection, and the pace that the wanted phase needs")
  func projection() throws {
    let finding = try Self.finding(Self.rows(), LineRequest(looksAhead: true, targetPhase: "8"))
    let ahead = try #require(finding.line?.projection)
    #expect(ahead.target == "phase 8")
    #expect(ahead.projection?.outcome == .dated)
    let last = try #require(finding.line?.fit?.last)
    let required = try #require(ahead.requiredPercentPerUnit)
    #expect(agree(required, 100 * (exp(-last.log / 5) - 1)))
    #expect(finding.outlook.contains { $0.contains("it would be there in phase 4") && $0.contains("by phase 8") })
  }

  @Test("without a change shown there is no date, but the pace that it would take")
  func unchanged() throws {
    let finding = try Self.finding(Self.rows(bame: [100, 105, 100]))
    #expect(finding.line?.projection?.projection?.outcome == .noChangeShown)
    #expect(finding.outlook.contains { $0.hasPrefix("The line ends at 0.51; to be at parity by phase 6 takes") })
  }

  @Test("a target phase that is not to come is refused")
  func target() throws {
    for wanted in ["3", "1", "soon", "9999"] {
      #expect(throws: UsageProblem.self) {
        try Self.finding(Self.rows(), LineRequest(looksAhead: true, targetPhase: wanted))
      }
    }
  }

  @Test("others with a hidden count are left out of the rest, and counted")
  func hidden() throws {
    let rows =
      Self.rows().replacing(
        "2,Saint Aldermere,all,shortlisting,all,bame,2000", with: "2,Saint Aldermere,all,shortlisting,all,bame,<5")
      + (1...3).map { phase in
        "\(phase),Lonely,all,shortlisting,all,bame,900,5000\n\(phase),Lonely,all,shortlisting,all,white,2400,9000\n"
      }.joined()
    let gap = try #require(try Self.finding(rows).line?.gap)
    #expect(gap.organisations == 1 && gap.hidden == 1)
    #expect(gap.gap != nil)
    let alone = try Self.finding(
      Self.rows().replacing(
        "2,Saint Aldermere,all,shortlisting,all,bame,2000", with: "2,Saint Aldermere,all,shortlisting,all,bame,<5"))
    #expect(alone.line?.gap?.gap == nil && alone.line?.gap?.reason.isEmpty == false)
  }

  @Test("phases of different services are no line, and those of others no panel")
  func services() throws {
    let mixed = try Self.finding(Self.rows().replacing("1,Northbridge,all", with: "1,Northbridge,adults"))
    #expect(mixed.verdict.reason == .differentServices && mixed.line == nil)
    #expect(mixed.sentence.contains("--service adults"))
    let others = try Self.finding(Self.rows().replacing("1,Saint Aldermere,all", with: "1,Saint Aldermere,adults"))
    #expect(others.line?.gap?.gap == nil, "the one other is not the same in each phase")
  }

  @Test("where nobody else is in every phase there is no comparison with the rest over time")
  func nobody() throws {
    let rows = Self.rows().split(separator: "\n").filter { !$0.hasPrefix("2,Saint") }.joined(separator: "\n") + "\n"
    #expect(
      try Self.finding(rows).line?.gap?.reason
        == "no other authority has counts of all services in all of these phases, none hidden")
  }

  @Test("years are those between the middles of collection; undated phases are refused")
  func years() throws {
    let phases = [
      Phase(dated: "1", ordinal: 0, "2020-01-01", "2020-01-31"),
      Phase(dated: "2", ordinal: 1, "2021-07-01", "2021-07-31"), Phase(dated: "3", ordinal: 2, nil, nil),
    ]
    let times = try PhaseTimes(phases, unit: .year).times(of: ["1", "2"])
    // 547 days from 16 January 2020 to 16 July 2021.
    #expect(agree(times[1] - times[0], 547 / 365.25))
    #expect(throws: UsageProblem.self) { try PhaseTimes(phases, unit: .year).times(of: ["1", "3"]) }
    #expect(try PhaseTimes(phases, unit: .phase).times(of: ["1", "3"]) == [0, 2])
    #expect(throws: UsageProblem.self) { try Self.finding(Self.rows(), LineRequest(unit: .year)) }
  }

  @Test("a phase beyond the catalogue is named as its last one is")
  func beyond() throws {
    let phases = [Phase(dated: "2023", ordinal: 0, nil, nil), Phase(dated: "2024", ordinal: 1, nil, nil)]
    let times = PhaseTimes(phases, unit: .phase)
    #expect(times.words(of: 4) == "2027")
    #expect(try times.time(ofTarget: "2030", after: (phases[1], 1)).time == 7)
  }

  @Test("a family of tests is named; one indicator is none")
  func families() throws {
    let finding = try Self.finding()
    #expect(finding.line?.q == nil)
    #expect([finding, finding].withQValues.allSatisfy { $0.line?.q == nil }, "nor are categories of one indicator")
    var other = finding
    other.indicator.key = "training"
    for both in [finding, other].withQValues {
      #expect(both.line?.q != nil && both.line?.family == "2 lines of Northbridge")
      #expect(both.methods["line.q"] == .benjaminiHochberg)
    }
  }
}

private func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(b)) }

extension Phase {
  fileprivate init(dated key: String, ordinal: Int, _ first: String?, _ last: String?) {
    self.init(
      key: key, ordinal: ordinal, label: key, period: "", firstDay: first, lastDay: last, registered: nil,
      tookPart: nil, submitted: nil, aliases: [])
  }
}
