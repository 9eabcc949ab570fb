import Foundation
import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Lines of the nation") struct NationLinesTests {
  private static func lines(_ view: WorkspaceView) throws -> [String: NationLines] {
    let standard = view.standard
    return try view.read { db, tables in
      let phases = try tables.phases(of: standard, in: db)
      return try Dictionary(
        uniqueKeysWithValues: standard.indicators.map {
          ($0.key, try NationLines(db, standard, $0, phases: phases, from: tables))
        })
    }.value
  }

  /// Holds every line of some authorities against what comparing each of them says.
  private static func compare(_ names: [String], _ view: WorkspaceView) throws -> Set<LineVerdict.Reason> {
    let lines = try lines(view)
    var reasons = Set<LineVerdict.Reason>()
    for name in names {
      let organisation = try view.workspace.organisation(named: name)
      let findings = try view.compare(
        ComparisonRequest(
          organisation: organisation, indicators: view.standard.indicators, phases: view.workspace.phasesWithFigures())
      ).value
      let known = lines.values.filter { $0.lines[organisation.code] != nil }.map(\.indicator.key)
      #expect(Set(findings.map(\.indicator.key)) == Set(known))
      for finding in findings {
        let line = try #require(lines[finding.indicator.key]?.lines[organisation.code])
        reasons.insert(finding.verdict.reason)
        #expect(line.verdict == finding.verdict, "\(name), \(finding.indicator.key)")
        #expect(line.run.map(\.phase.key) == finding.line?.phases ?? [])
        #expect(line.fit?.fit?.slope == finding.line?.fit?.slope)
        #expect(line.fit?.fit?.first == finding.line?.fit?.first && line.fit?.fit?.last == finding.line?.fit?.last)
        #expect(line.fit?.percentPerUnitInterval == finding.line?.percentPerUnitInterval)
        #expect(line.latest == finding.phases.last { $0.bame != nil || $0.white != nil }?.comparison)
      }
    }
    return reasons
  }

  @Test("say of every sixth authority what comparing it says, to either audience")
  func illustrative() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    let names = try fixture.workspace().organisations().enumerated().filter { $0.offset % 6 == 0 }.map(\.element.name)
    #expect(names.count == 22)
    let all = try Self.compare(names, Gate(audience: .internal).view(of: fixture.workspace()))
    #expect(all.isSuperset(of: [.tooFewCases, .boundary, .towardsParity, .awayFromParity, .tooFewPhases]))
    let shared = try Self.compare(names, GateTests.shared(fixture))
    #expect(shared.isSuperset(of: [.hiddenCounts, .tooManyHidden, .tooFewCases]))
    #expect(try Self.compare(names, GateTests.shared(fixture, rules: "hesa")).contains(.roundedCounts))
  }

  @Test("say the same of counts that no line can be drawn through")
  func odd() throws {
    let fixture = try Fixture()
    func rows(_ phase: Int, _ service: String, _ indicator: String, bame: String?, white: String?) -> String {
      [("bame", bame), ("white", white)].map { group, counts in
        counts.map { "\(phase),Northbridge,\(service),\(indicator),all,\(group),\($0)\n" } ?? ""
      }.joined()
    }
    try fixture.loadCounts(
      // Different services; one group only; a hidden head-count; a series break before phase 2.
      rows(1, "adults", "disciplinary", bame: "20,200", white: "30,700")
        + rows(2, "children", "disciplinary", bame: "20,200", white: "30,700")
        + rows(1, "adults", "training", bame: "20,200", white: nil)
        + rows(1, "adults", "leaving", bame: "20,200", white: "30,700")
        + rows(2, "adults", "leaving", bame: "20,*", white: "30,700")
        + rows(1, "adults", "senior-management", bame: "2,*", white: "3,700")
        + (1...4).map { rows($0, "adults", "harassment-colleagues", bame: "\(70 - 9 * $0),200", white: "90,700") }
        .joined())
    let reasons = try Self.compare(["Northbridge"], Gate(audience: .internal).view(of: fixture.workspace()))
    #expect(reasons.isSuperset(of: [.differentServices, .oneGroupOnly, .tooFewPhases, .hiddenCounts]))
    let broken = try #require(
      try Self.lines(Gate(audience: .internal).view(of: fixture.workspace()))["harassment-colleagues"]?.lines["X0001"])
    #expect(broken.run.map(\.phase.key) == ["2", "3", "4"])
    #expect(!broken.covers(1.4) && broken.covers(2.4) && broken.covers(3.4) && !broken.covers(4.4))
  }

  @Test("leave out employers outside the nation, unless they are asked for")
  func employers() throws {
    let fixture = try Fixture()
    try fixture.load(
      try fixture.folder.write(
        "code,name,region,type,kind\nE1,Alpha,North,authority,authority\nE2,Beta,North,trust,employer\n", to: "r.csv"))
    let rows = ["Alpha", "Beta"].map {
      "1,\($0),all,leaving,all,bame,20,200\n1,\($0),all,leaving,all,white,30,700\n"
    }.joined()
    try fixture.load(try fixture.folder.write(Fixture.header + rows, to: "counts.csv"))
    let view = try Gate(audience: .internal).view(of: fixture.workspace())
    let (standard, leaving) = (view.standard, try view.standard.indicator(named: "leaving"))
    let found = try view.read { db, tables in
      try [nil, ["E2"]].map { codes in
        try NationLines(db, standard, leaving, phases: standard.phases, of: codes, from: tables).lines.keys.sorted()
      }
    }.value
    #expect(found == [["E1"], ["E2"]])
  }
}
