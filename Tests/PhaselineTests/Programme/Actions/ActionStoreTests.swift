import Testing

@testable import Phaseline

/// Actions, in and out of a real workspace.
@Suite("Actions") struct ActionStoreTests {
  static func action(_ title: String = "Review panel", start: String = "1") throws -> Action {
    Action(
      of: "X0001", title: title, indicators: ["disciplinary"], term: .short, start: PlannedTime(stored: start))
  }

  private static func current(_ number: Int, _ fixture: Fixture) throws -> Action {
    try Gate(audience: .internal).view(of: fixture.workspace()).action(number).value.action
  }

  private static func revisions(_ number: Int, _ fixture: Fixture) throws -> [ActionRevision] {
    try Gate(audience: .internal).view(of: fixture.workspace()).action(number).value.revisions
  }

  private static func refusal(_ work: () throws -> some Sendable) -> String {
    do {
      _ = try work()
      return ""
    } catch { return "\(error)" }
  }

  @Test("every state of an action is kept; undo and redo bring each back, and no number is given twice")
  func revisions() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    let added = try workspace.addAction(Self.action(), command: "action add")
    #expect(added.action.number == 1 && added.before == nil)
    let first = try fixture.current()
    let updated = try workspace.updateAction(1, command: "action update 1") {
      $0.status = .underWay
      $0.owner = "Head of HR"
    }
    let second = try fixture.dump()
    #expect(
      updated.action.differences(from: added.action, workspace.standard) == [
        "owner: none → Head of HR", "status: planned → under way",
      ])
    _ = try workspace.undo(last: 1, command: "undo")
    #expect(try fixture.current() == first)
    #expect(try Self.current(1, fixture) == added.action)
    #expect(try Self.revisions(1, fixture).map(\.isTakenBack) == [false, true])
    _ = try workspace.redo(last: 1, command: "redo")
    #expect(try fixture.dump() == second)
    _ = try workspace.undo(last: 2, command: "undo 2")
    #expect(throws: UsageProblem.self) { try Self.current(1, fixture) }
    #expect(try workspace.addAction(Self.action("Another"), command: "action add").action.number == 2)
    #expect(try workspace.deepChecks().allSatisfy(\.isGood))
  }

  @Test("the same again changes nothing")
  func same() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    _ = try workspace.addAction(Self.action(), command: "action add")
    let before = try fixture.dump()
    #expect(try workspace.updateAction(1, command: "u") { $0.term = .short }.change == nil)
    #expect(try fixture.dump() == before)
  }

  @Test("whoever changes what somebody else has changed since is told, shown the change, and changes nothing")
  func conflict() throws {
    let fixture = try RecordingTests.fixture()
    let (mine, theirs) = (try fixture.workspace(), try fixture.workspace())
    let seen = try mine.addAction(Self.action(), command: "action add").action.change
    _ = try theirs.updateAction(1, seen: seen, command: "action update 1 --due 2") { $0.due = .phase("2") }
    let before = try fixture.dump()
    let error = #expect(throws: ActionConflict.self) {
      try mine.updateAction(1, seen: seen, command: "action update 1 --due 3") { $0.due = .phase("3") }
    }
    let words = try #require(error).description.replacing(/[0-9-]{10}T[0-9:]{8}Z/, with: "T")
    #expect(
      words == """
        Action 1 has changed since you looked at it: change 4 (action update 1 --due 2, T):
          due: none → phase 2
        Nothing was changed. If yours still holds, give it again (`--seen 4` says that you have seen this).
        """)
    #expect(try fixture.dump() == before)
    #expect(try mine.updateAction(1, seen: 4, command: "u") { $0.due = .phase("3") }.change == 5)
    _ = try theirs.undo(last: 1, command: "undo")
    let undone = #expect(throws: ActionConflict.self) {
      try mine.updateAction(1, seen: 5, command: "u") { $0.owner = "A" }
    }
    #expect(
      try #require(undone).description.replacing(/[0-9-]{10}T[0-9:]{8}Z/, with: "T") == """
        Action 1 has changed since you looked at it: change 5 (u, T) was taken back:
          due: phase 3 → phase 2
        Nothing was changed. If yours still holds, give it again (`--seen 4` says that you have seen this).
        """)
  }

  @Test("a closed action is not changed")
  func closed() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    _ = try workspace.addAction(Self.action(), command: "action add")
    _ = try workspace.closeAction(1, as: .done, on: Day("2026-09-30"), today: Day("2026-10-01"), command: "c")
    let before = try fixture.dump()
    #expect(
      Self.refusal { try workspace.updateAction(1, command: "u") { $0.title = "x" }.change ?? 0 }
        == "Action 1 was closed on 30 September 2026 (done), and stays as it was then. Add another action that goes on from "
        + "it; `undo` takes the closing back only if it was the last change of all. Nothing was changed.")
    #expect(try fixture.dump() == before)
    #expect(try workspace.organisation(ofAction: 1).name == "Northbridge")
    // That others may read it can be withdrawn all the same.
    #expect(try workspace.updateAction(1, command: "u") { $0.mayBeShared = true }.action.mayBeShared)
    #expect(try workspace.updateAction(1, command: "u") { $0.mayBeShared = false }.action.mayBeShared == false)
  }

  @Test(
    "what is due soon after its first phase was counted is in order, and who did not look is told of the change before")
  func accepted() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    var action = try Self.action(start: "3")
    action.due = .day(try Day("2025-12-31"))
    _ = try workspace.addAction(action, command: "add")
    let first = try workspace.updateAction(1, command: "u 1") { $0.owner = "A" }
    #expect(first.unseen == nil)
    let second = try workspace.updateAction(1, seen: first.change, command: "u 2") { $0.owner = "B" }
    #expect(second.unseen == nil)
    #expect(try workspace.updateAction(1, command: "u 3") { $0.owner = "C" }.unseen?.command == "u 2")
  }

  /// Each changes a good action, or a closing, into one that cannot be.
  private static let refusals: [(String, @Sendable (inout Action) throws -> Void, String)] = [
    ("no title", { $0.title = " \n" }, "The title is empty. Give it in a few words; nothing was changed."),
    (
      "a title of two lines", { $0.title = "one\ntwo" },
      "The title holds a control character or a line feed (one…). Type it again without; nothing was changed."
    ),
    (
      "a title that turns the writing round", { $0.title = "abc\u{202E}def" },
      "The title holds a control character or a line feed (abc…). Type it again without; nothing was changed."
    ),
    (
      "an owner of 201 characters", { $0.owner = String(repeating: "x", count: 201) },
      "The owner has 201 characters, and at most 200 are kept. Shorten it, and name the document that has the rest; nothing "
        + "was changed."
    ),
    (
      "evidence of 100,000 characters", { $0.evidence = String(repeating: "ä", count: 100_000) },
      "The evidence has 100,000 characters, and at most 5,000 are kept. Shorten it, and name the document that has the rest; "
        + "nothing was changed."
    ),
    (
      "evidence with a bell", { $0.evidence = "ding\u{7}" },
      "The evidence holds a control character (ding…). Type it again without; nothing was changed."
    ),
    (
      "no indicator", { $0.indicators = [] },
      "An action is about an indicator. Name one or more; `indicators` lists them. Nothing was changed."
    ),
    (
      "due before its start", { ($0.start, $0.due) = (.phase("3"), .phase("2")) },
      "It is due by phase 2, before it begins (phase 3, after its counts). Correct one of the two; nothing was changed."
    ),
    (
      "due a day before its start",
      { ($0.start, $0.due) = (.day(try Day("2026-05-02")), .day(try Day("2026-05-01"))) },
      "It is due by 1 May 2026, before it begins (2 May 2026). Correct one of the two; nothing was changed."
    ),
    (
      "due when its first phase is counted, after which it begins", { ($0.start, $0.due) = (.phase("2"), .phase("2")) },
      "It is due by phase 2, before it begins (phase 2, after its counts). Correct one of the two; nothing was changed."
    ),
    (
      "due in a phase that was counted before its first day",
      { ($0.start, $0.due) = (.day(try Day("2025-01-10")), .phase("2")) },
      "It is due by phase 2, before it begins (10 January 2025). Correct one of the two; nothing was changed."
    ),
    (
      "a title of one letter with 300 accents", { $0.title = "a" + String(repeating: "\u{301}", count: 300) },
      "The title has 301 characters, and at most 200 are kept. Shorten it, and name the document that has the rest; nothing "
        + "was changed."
    ),
    (
      "a ratio beyond all measure", { $0.aim = .ratio(1e300) },
      "A relative likelihood of 1e+300 cannot be aimed at: give one from 0.01 to 100, as in 0.8; nothing was changed."
    ),
    (
      "a ratio of 0", { $0.aim = .ratio(0) },
      "A relative likelihood of 0.0 cannot be aimed at: give one from 0.01 to 100, as in 0.8; nothing was changed."
    ),
    (
      "half a person", { $0.aim = .people(0.5) },
      "0.5 is no number of people to aim at: give a whole number from 0 to 1,000,000; nothing was changed."
    ),
  ]

  @Test("what cannot be is refused with what to do, and nothing is changed", arguments: refusals.indices)
  func refused(index: Int) throws {
    let (name, spoil, message) = Self.refusals[index]
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    let before = try fixture.dump()
    var action = try Self.action()
    try spoil(&action)
    #expect(Self.refusal { try workspace.addAction(action, command: "add").change ?? 0 } == message, "\(name)")
    #expect(try fixture.dump() == before)
    _ = try workspace.addAction(Self.action(), command: "add")
    let added = try fixture.dump()
    #expect(Self.refusal { try workspace.updateAction(1, command: "u", spoil).change ?? 0 } == message, "\(name)")
    #expect(try fixture.dump() == added)
  }

  @Test("an action is not closed on a day to come, nor before it begins")
  func closingDays() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    _ = try workspace.addAction(Self.action(start: "2026-05-01"), command: "add")
    let today = try Day("2026-06-01")
    #expect(
      Self.refusal {
        try workspace.closeAction(1, as: .done, on: Day("2026-06-02"), today: today, command: "c").change ?? 0
      }
        == "2 June 2026 is still to come: an action is closed when it has ended. Give the day on which it ended; nothing was "
        + "changed.")
    _ = try workspace.addAction(Self.action(start: "5"), command: "add")
    #expect(
      try workspace.closeAction(2, as: .stopped, on: Day("2026-04-30"), today: today, command: "c").action.status
        == .stopped,
      "what was only planned may be dropped before it begins")
    #expect(
      Self.refusal {
        try workspace.closeAction(1, as: .done, on: Day("2026-04-30"), today: today, command: "c").change ?? 0
      }
        == "30 April 2026 is before the action begins (1 May 2026). Correct the day, or its start (`action update 1 --start "
        + "…`); nothing was changed.")
    #expect(
      Self.refusal { try workspace.updateAction(7, command: "u") { $0.term = .long }.change ?? 0 }
        == "There is no action 7. `action list` lists them; nothing was changed.")
  }

  @Test("a shared audience reads neither owner nor evidence, and what an action is only where that may be shared")
  func shared() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    var action = try Self.action()
    (action.owner, action.evidence, action.aim) = ("Head of HR", "7 staff said so", .people(3))
    _ = try workspace.addAction(action, command: "add")
    action.mayBeShared = true
    _ = try workspace.addAction(action, command: "add")
    let view = try GateTests.shared(fixture)
    let seen = try view.actions(of: workspace.organisation(named: "Northbridge")).value
    #expect(seen.map(\.title) == ["", "Review panel"])
    #expect(seen.allSatisfy { $0.owner == nil && $0.evidence == nil })
    #expect(seen.map(\.aim) == [nil, .people(3)])
    #expect(throws: DisclosureRefused.self) { try view.action(1) }
    #expect(throws: DisclosureRefused.self) { try view.actions() }
    #expect(throws: DisclosureRefused.self) { try Gate(audience: .shared).recording("`action add`") { 1 } }
  }
}
