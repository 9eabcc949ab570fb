import Testing

@testable import Phaseline

/// Days of the programme, for a calendar.
@Suite("The programme's calendar") struct ProgrammeCalendarTests {
  @Test("an organisation's has its steps, its open actions and the sessions of the phase; the programme's no actions")
  func events() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    typealias Events = ProgrammeEventTests
    try Events.add("Interviews, structured; always", from: .phase("3"), to: .day(Day("2026-07-15")), in: workspace)
    try Events.add("Mixed panels", from: .phase("3"), to: .phase("4"), .planned, in: workspace)
    try Events.add("Open", from: .phase("3"), in: workspace)
    try Events.add("Over", from: .phase("1"), to: .phase("4"), .done, closed: Day("2025-03-01"), in: workspace)
    try Events.add("Another's", of: "X0002", from: .phase("3"), to: .phase("4"), in: workspace)
    try Events.addSession("Shortlisting", on: ["shortlisting"], "2026-07-20", phase: "4", in: workspace)
    try Events.addSession("Of another phase", on: [], "2025-07-20", phase: "3", in: workspace)
    let phase = try workspace.standard.phase(named: "4")
    let today = try Day("2026-06-01")
    let all = try workspace.calendar(of: phase, seenBy: .internal, today: today)
    #expect(all.events.count == workspace.standard.cycle.count + 1 && all.made == today)
    let own = try workspace.calendar(
      of: phase, for: workspace.organisation(named: "Northbridge"), seenBy: .internal, today: today)
    let added = own.events.filter { !$0.uid.contains("-phase-") }
    #expect(own.events.map(\.day) == own.events.map(\.day).sorted())
    #expect(
      added == [
        ProgrammeCalendar.Event(
          uid: "sc-wres-X0001-action-1@phaseline", day: try Day("2026-07-15"),
          summary: "Northbridge, action 1 is due: Interviews, structured; always",
          description: "An action on appointments from shortlist, short term, under way, from phase 3. "
            + "Illustrative data: no real authority."),
        ProgrammeCalendar.Event(
          uid: "sc-wres-session-1@phaseline", day: try Day("2026-07-20"),
          summary: "Community of Practice, session 1: Shortlisting",
          description: "A session of phase 4, on appointments from shortlist. Illustrative data: no real authority."),
        ProgrammeCalendar.Event(
          uid: "sc-wres-X0001-action-2@phaseline", day: try Day("2026-10-31"),
          summary: "Northbridge, action 2 is due: Mixed panels",
          description:
            "An action on appointments from shortlist, short term, planned, from phase 3. It is due in phase 4: "
            + "this is the last day to submit its counts. Illustrative data: no real authority."),
      ])
  }

  @Test("of actions and of sessions alone: without who answers, who speaks and who came; to others without the title")
  func alone() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    let action = try ProgrammeEventTests.add(
      "Structured interviews", from: .phase("3"), to: .phase("4"), in: workspace)
    let made = try Day("2026-06-01")
    func calendar(_ action: Action) -> ProgrammeCalendar {
      ProgrammeCalendar(
        [action], names: ["X0001": "Northbridge"], of: workspace.standard, isIllustrative: false, made: made)
    }
    #expect(calendar(action).events.map(\.summary) == ["Northbridge, action 1 is due: Structured interviews"])
    #expect(calendar(action.asSeen(by: .shared)).events.map(\.summary) == ["Northbridge, action 1 is due"])
    try ProgrammeEventTests.addSession(
      "Shortlisting", on: [], "2024-05-12", phase: "1", in: workspace, came: ["Northbridge"])
    let sessions = ProgrammeCalendar(
      try workspace.view.sessions().value, of: workspace.standard, isIllustrative: false, made: made)
    #expect(sessions.events.map(\.description) == ["A session of phase 1."])
    for event in calendar(action).events + sessions.events {
      #expect(!"\(event)".contains("Head of Workforce") && !"\(event)".contains("Minutes"))
    }
  }
}
