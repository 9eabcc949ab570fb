import Foundation
import Testing

@testable import Phaseline

@Suite("Standing in the cycle") struct CycleStandingTests {
  private static func standing(_ name: String, _ phase: String, on day: String, _ workspace: Workspace) throws -> String
  {
    let phase = try workspace.standard.phase(named: phase)
    let all = try workspace.cycle(in: phase, today: Day(day))
    let standing = try #require(all.first { $0.organisation.name == name })
    let alone = try workspace.cycle(of: standing.organisation, phases: workspace.standard.phases, today: Day(day))
    #expect(alone.first { $0.phase == phase } == standing)
    return "\(standing.next?.kind.words ?? "–") \(standing.due?.iso ?? "–") \(standing.state.words)"
  }

  @Test("the next step is the one after the last that was done; it is late from the day after its last")
  func next() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    #expect(
      try Self.standing("Northbridge", "4", on: "2026-07-01", workspace) == "registered 2026-06-30 not registered")
    try RecordingTests.record(.registered, "4", "2026-05-12", in: workspace)
    #expect(try Self.standing("Northbridge", "4", on: "2026-08-31", workspace) == "took part 2026-08-31 on time")
    #expect(try Self.standing("Northbridge", "4", on: "2026-09-01", workspace) == "took part 2026-08-31 late by 1 day")
    try RecordingTests.record(.submitted, "4", "2026-10-12", in: workspace)
    #expect(try Self.standing("Northbridge", "4", on: "2026-11-28", workspace) == "reported 2027-01-31 on time")
    try RecordingTests.record(.planAgreed, "4", "2027-03-01", in: workspace)
    #expect(try Self.standing("Northbridge", "4", on: "2029-01-01", workspace) == "– – done")
  }

  @Test("counts that are here are submitted, on the day on which they came; a recorded day goes before")
  func counts() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    let phase = try workspace.standard.phase(named: "1")
    func standing() throws -> CycleStanding {
      try #require(try workspace.cycle(in: phase, today: Day("2024-01-01")).first)
    }
    let came = try #require(try workspace.history().first { $0.id == 2 }).at.prefix(10)
    #expect(try standing().submittedBy == .counts && standing().days[.submitted]?.iso == String(came))
    #expect(try standing().days.count == 1, "a later step implies no earlier one")
    try RecordingTests.record(.submitted, "1", "2023-11-12", in: workspace)
    #expect(try standing().submittedBy == .recorded && standing().days[.submitted]?.iso == "2023-11-12")
    _ = try workspace.undo(last: 2, command: "undo 2")
    #expect(try standing().submittedBy == nil)
  }

  @Test("the latest come first, then those who have begun, then the others, then employers")
  func order() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    try RecordingTests.record(.registered, "4", "2026-05-01", of: "Carefield", in: workspace)
    func names(_ day: String) throws -> [String] {
      try workspace.cycle(in: workspace.standard.phase(named: "4"), today: Day(day)).map(\.organisation.name)
    }
    #expect(try names("2026-09-30") == ["Northbridge", "Saint Aldermere", "Carefield"])
    try RecordingTests.record(.registered, "4", "2026-05-01", of: "Saint Aldermere", in: workspace)
    #expect(try names("2026-05-30") == ["Saint Aldermere", "Northbridge", "Carefield"])
    try RecordingTests.record(.submitted, "4", "2026-09-01", in: workspace)
    #expect(try names("2026-09-30") == ["Saint Aldermere", "Northbridge", "Carefield"])
  }

  @Test("the phase of a day is the one whose twelve months hold it, else the last with anything")
  func phase() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    #expect(try workspace.phaseOfCycle(on: Day("2024-03-31"))?.key == "1")
    #expect(try workspace.phaseOfCycle(on: Day("2024-04-01"))?.key == "2")
    #expect(try workspace.phaseOfCycle(on: Day("2022-06-01"))?.key == "1", "between the pilot and phase 1")
    try RecordingTests.record(.registered, "4", "2026-05-12", in: workspace)
    #expect(try workspace.phaseOfCycle(on: Day("2022-06-01"))?.key == "4")
  }

  @Test("the calendar has the days that are due, under names that stay")
  func calendar() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    let phase = try workspace.standard.phase(named: "4")
    let made = try Day("2026-09-01")
    let all = try workspace.calendar(of: phase, seenBy: .internal, today: made)
    #expect(all.events.map(\.day.iso) == ["2026-06-30", "2026-08-31", "2026-10-31", "2027-01-31", "2027-03-31"])
    #expect(Set(all.events.map(\.uid)).count == 5)
    try RecordingTests.record(.tookPart, "4", "2026-08-12", in: workspace)
    let own = try workspace.calendar(
      of: phase, for: workspace.organisation(named: "Northbridge"), seenBy: .internal, today: made)
    #expect(own.events.map(\.day.iso) == ["2026-10-31", "2027-01-31", "2027-03-31"])
    #expect(own.events[0].uid == "sc-wres-phase-4-submitted-X0001@phaseline")
    #expect(own.events[0].summary == "Northbridge, SC-WRES phase 4: last day for 'Submitted'")
    #expect(
      own.events[0].description
        == "The last day for 'Submitted' in phase 4, which runs from April 2026 to March 2027 (assumed: no source dates "
        + "it). Illustrative data: no real authority.")
  }
}
