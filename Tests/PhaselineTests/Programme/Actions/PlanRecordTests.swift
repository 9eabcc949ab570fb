import Testing

@testable import Phaseline

/// The states of a plan, in and out of a real workspace.
@Suite("Plans") struct PlanRecordTests {
  @discardableResult
  private static func record(
    _ state: PlanRecord.State, _ day: String, in workspace: Workspace, phase: String = "3"
  ) throws -> String {
    try workspace.recordPlan(
      state, of: workspace.organisation(named: "Northbridge"), phase: workspace.standard.phase(named: phase),
      on: Day(day), today: Day("2027-06-01"), command: "action plan"
    ).words
  }

  private static func plans(_ fixture: Fixture) throws -> [PlanRecord] {
    let workspace = try fixture.workspace()
    return try Gate(audience: .internal).view(of: workspace).plans(of: workspace.organisation(named: "Northbridge"))
      .value
  }

  @Test("each state has its day; the agreement is the step of the cycle, wherever it was recorded")
  func states() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    #expect(
      try Self.record(.drafted, "2026-02-01", in: workspace)
        == "Northbridge, phase 3: plan drafted on 1 February 2026 (change 3).")
    try Self.record(.staffNetworks, "2026-02-20", in: workspace)
    try Self.record(.seniorLeaders, "2026-02-10", in: workspace)
    try RecordingTests.record(.planAgreed, "3", "2026-03-01", in: workspace)
    try Self.record(.published, "2026-04-01", in: workspace)
    let plan = try #require(try Self.plans(fixture).first)
    #expect(
      plan.days == [
        .drafted: try Day("2026-02-01"), .staffNetworks: try Day("2026-02-20"), .seniorLeaders: try Day("2026-02-10"),
        .agreed: try Day("2026-03-01"), .published: try Day("2026-04-01"),
      ])
    #expect(plan.state == .published)
    let before = try fixture.dump()
    #expect(
      try Self.record(.drafted, "2026-02-01", in: workspace)
        == "Northbridge, phase 3: plan drafted on 1 February 2026: recorded already; nothing changed.")
    #expect(try fixture.dump() == before)
    _ = try workspace.undo(last: 5, command: "undo 5")
    #expect(try Self.plans(fixture).isEmpty)
    _ = try workspace.redo(last: 5, command: "redo 5")
    #expect(try fixture.dump() == before)
    try Self.record(.agreed, "2026-03-02", in: workspace)
    #expect(
      try workspace.cycle(
        of: workspace.organisation(named: "Northbridge"), phases: [workspace.standard.phase(named: "3")],
        today: Day("2027-01-01")
      ).first?.days[.planAgreed] == Day("2026-03-02"))
  }

  @Test("states that are out of order are refused")
  func order() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    try Self.record(.drafted, "2026-02-01", in: workspace)
    let before = try fixture.dump()
    for (state, day, message) in [
      (
        PlanRecord.State.agreed, "2026-01-31",
        "Northbridge, phase 3: plan agreed on 31 January 2026 is out of order: it was drafted on 1 February 2026. Correct the "
          + "day that is wrong, or the phase; nothing was changed."
      ),
      (
        .published, "2028-01-31",
        "31 January 2028 is still to come: today is 1 June 2027, and what is recorded has been done. Record it then, or "
          + "correct the day; nothing was changed."
      ),
    ] {
      let error = #expect(throws: UsageProblem.self) { try Self.record(state, day, in: workspace) }
      #expect(error?.description == message)
    }
    #expect(throws: UsageProblem.self) { try RecordingTests.record(.planAgreed, "3", "2026-01-31", in: workspace) }
    #expect(try fixture.dump() == before)
    try Self.record(.published, "2026-04-01", in: workspace)
    #expect(throws: UsageProblem.self) { try Self.record(.drafted, "2026-04-02", in: workspace) }
  }
}
