import Foundation
import Testing

@testable import Phaseline

/// Actions and sessions beside the figures, from a real workspace.
@Suite("Actions and sessions in findings") struct ProgrammeEventTests {
  /// Counts of two authorities in phases 1 to 5.
  private static func fixture() throws -> Fixture {
    let fixture = try Fixture()
    var rows = ""
    for phase in 1...5 {
      for (name, cases) in [("Northbridge", 20 + phase), ("Saint Aldermere", 30)] {
        for indicator in ["shortlisting", "training"] {
          rows += "\(phase),\(name),all,\(indicator),all,bame,\(cases),200\n"
          rows += "\(phase),\(name),all,\(indicator),all,white,150,600\n"
        }
      }
    }
    try fixture.loadCounts(rows)
    return fixture
  }

  @discardableResult
  static func add(
    _ title: String, on indicators: [String] = ["shortlisting"], of code: String = "X0001", from start: PlannedTime,
    to due: PlannedTime? = nil, _ status: Action.Status = .underWay, closed: Day? = nil, mayBeShared: Bool = false,
    in workspace: Workspace
  ) throws -> Action {
    var action = Action(of: code, title: title, indicators: indicators, term: .short, start: start)
    (action.owner, action.evidence, action.due) = ("Head of Workforce", "Minutes of the board", due)
    (action.status, action.closed, action.mayBeShared) = (status, closed, mayBeShared)
    return try workspace.addAction(action, command: "action add").action
  }

  static func addSession(
    _ title: String, on indicators: [String], _ day: String, phase: String, in workspace: Workspace, came: [String] = []
  ) throws {
    let session = try workspace.addSession(
      CommunitySession(
        on: Day(day), in: workspace.standard.phase(named: phase), title: title, indicators: indicators,
        speakers: ["Head of Workforce"]), command: "session add")
    guard !came.isEmpty else { return }
    _ = try workspace.attend(
      session.number, came.map { try workspace.organisation(named: $0) }, today: Day("2030-01-01"),
      command: "session attend")
  }

  private static func findings(
    _ workspace: Workspace, of name: String = "Northbridge", phases: ClosedRange<Int> = 1...5,
    for audience: Audience = .internal
  ) throws -> [Finding] {
    let rules = try DisclosureRules(named: "under-10", in: Catalogue(folder: Fixture.data))
    let view = try Gate(audience: audience, rules: rules).view(of: workspace)
    return try view.compare(
      ComparisonRequest(
        organisation: workspace.organisation(named: name),
        indicators: [
          workspace.standard.indicator(named: "shortlisting"), workspace.standard.indicator(named: "training"),
        ],
        phases: workspace.standard.phases.filter { Int($0.key).map(phases.contains) ?? false })
    ).value
  }

  @Test("an organisation's findings hold its actions and the sessions it attended, of the indicator, by time")
  func events() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    try Self.add("Later", from: .phase("4"), .planned, in: workspace)
    try Self.add(
      "Structured interviews", on: ["training", "shortlisting"], from: .phase("2"), to: .phase("4"), in: workspace)
    try Self.add("Another's", of: "X0002", from: .phase("1"), in: workspace)
    try Self.addSession(
      "Shortlisting", on: ["shortlisting"], "2025-05-12", phase: "2", in: workspace, came: ["Northbridge"])
    try Self.addSession(
      "Not there", on: ["shortlisting"], "2025-06-12", phase: "2", in: workspace, came: ["Saint Aldermere"])
    try Self.addSession("On nothing", on: [], "2025-07-12", phase: "2", in: workspace, came: ["Northbridge"])
    let found = try Self.findings(workspace)
    #expect(found[0].events.map(\.title) == ["Structured interviews", "Shortlisting", "Later"])
    #expect(found[1].events.map(\.title) == ["Structured interviews"])
    let interviews = found[0].events[0]
    #expect(
      interviews
        == ProgrammeEvent(
          kind: .action, number: 2, title: "Structured interviews", term: .short, status: .underWay, start: "phase 2",
          end: "phase 4", startTime: workspace.standard.time(of: .phase("2")),
          endTime: workspace.standard.time(of: .phase("4"))))
    #expect(found[0].events.map(\.when) == ["from phase 2", "12 May 2025", "planned from phase 4"])
    #expect(found[0].events.map(\.name) == ["Structured interviews", "Session: Shortlisting", "Later"])
    #expect(try Self.findings(workspace, of: "Saint Aldermere")[0].events.map(\.title) == ["Another's", "Not there"])
    let nation = try workspace.view.national(workspace.standard.indicators, phases: workspace.standard.phases).value
    #expect(nation.allSatisfy(\.events.isEmpty) && !nation.isEmpty)
  }

  @Test("neither owner nor evidence is anywhere in a finding")
  func leastSaid() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    try Self.add("Structured interviews", from: .phase("2"), in: workspace)
    try Self.addSession(
      "Shortlisting", on: ["shortlisting"], "2025-05-12", phase: "2", in: workspace, came: ["Northbridge"])
    let text = String(decoding: try JSONEncoder().encode(try Self.findings(workspace)), as: UTF8.self)
    #expect(text.contains("Structured interviews"))
    #expect(!text.contains("Head of Workforce") && !text.contains("Minutes of the board"))
  }

  @Test("a shared audience reads what an action is only where it may, and of no session who came")
  func shared() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    try Self.add("Structured interviews", from: .phase("2"), mayBeShared: true, in: workspace)
    try Self.add("A quiet word", from: .phase("3"), in: workspace)
    try Self.addSession(
      "Shortlisting", on: ["shortlisting"], "2025-05-12", phase: "2", in: workspace, came: ["Northbridge"])
    let found = try #require(try Self.findings(workspace, for: .shared).first)
    #expect(found.events.map(\.title) == ["Structured interviews", "an action on this indicator"])
    #expect(
      found.actionsSentence
        == "Actions: 1 Structured interviews (short term, under way, from phase 2); 2 an action on this indicator (short term, "
        + "under way, from phase 3).")
    let text = String(decoding: try JSONEncoder().encode(found), as: UTF8.self)
    #expect(!text.contains("A quiet word") && !text.contains("session"))
  }

  @Test("in force is what was begun and goes on, or went on within the phases shown")
  func inForce() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    try Self.add("Goes on", from: .phase("3"), to: .phase("4"), in: workspace)
    try Self.add("Not begun", from: .phase("2"), .planned, in: workspace)
    try Self.add("Ended early", from: .phase("1"), .done, closed: Day("2025-03-01"), in: workspace)
    try Self.add("Given up", from: .phase("3"), .stopped, closed: Day("2026-05-01"), in: workspace)
    #expect(try Self.findings(workspace)[0].actionsInForce.map(\.number) == [3, 1, 4])
    #expect(try Self.findings(workspace, phases: 4...5)[0].actionsInForce.map(\.number) == [1])
    #expect(
      try Self.findings(workspace, phases: 1...2)[0].actionsInForce.map(\.number) == [3],
      "what was over before the phases shown, or began after them, is not said")
    let all = try Self.findings(workspace)
    #expect(
      all[0].actionsSentence
        == "Actions: 3 Ended early (short term, done, from phase 1 to 1 March 2025); 1 Goes on (short term, under way, from "
        + "phase 3 to phase 4); 4 Given up (short term, stopped, from phase 3 to 1 May 2026). Whether the figures followed: "
        + "`action review`.")
    #expect(all[1].actionsSentence == nil)
    #expect(all[0].events.last?.when == "from phase 3, stopped 1 May 2026")
  }
}
