import Foundation
import Testing

@testable import Phaseline

@Suite("The year of a phase") struct CycleYearTests {
  @Test("from a printed day, from the period, else counted on and said to be assumed")
  func years() throws {
    let standard = try StandardTests.catalogue.source(of: "sc-wres").standard()
    let years = standard.phases.map { phase in
      standard.cycleYear(of: phase).map { "\(phase.key) \($0.year)\($0.isAssumed ? "?" : "")" } ?? "none"
    }
    #expect(years == ["pilot 2021", "1 2023", "2 2024", "3 2025", "4 2026?", "5 2027?"])
  }

  @Test("the last days of domain.md; a printed last day of collection wins")
  func due() throws {
    let standard = try StandardTests.catalogue.source(of: "sc-wres").standard()
    func days(_ key: String) throws -> [String] {
      let phase = try standard.phase(named: key)
      return standard.cycle.compactMap { standard.due($0, in: phase)?.iso }
    }
    #expect(try days("1") == ["2023-06-30", "2023-08-31", "2023-11-30", "2024-01-31", "2024-03-31"])
    #expect(try days("4") == ["2026-06-30", "2026-08-31", "2026-10-31", "2027-01-31", "2027-03-31"])
  }

  @Test("a standard without a cycle has no steps; a copy that an older version kept is read")
  func older() throws {
    let standard = try Standard(yaml: StandardTests.small, file: "standard.yaml")
    #expect(standard.cycle.isEmpty && standard.cycleYear(of: standard.phases[0]) == nil)
    let data = try JSONEncoder().encode(StandardTests.catalogue.source(of: "sc-wres").standard())
    var object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object.removeValue(forKey: "cycleSteps") != nil)
    let old = try JSONDecoder().decode(Standard.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(old.cycle.isEmpty && old.phases.count == 6)
  }

  @Test("an old copy in a workspace is brought up to date from the catalogue")
  func synchronised() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    try fixture.workspace().queue.write { db in
      try db.execute(sql: "UPDATE standard SET hash = 'old', definition = json_remove(definition, '$.cycleSteps')")
    }
    let alone = try Workspace.open(fixture.path, standard: "sc-wres", catalogue: nil)
    #expect(alone.standard.cycle.isEmpty)
    #expect(try fixture.workspace().standard.cycle.count == 5)
  }
}
