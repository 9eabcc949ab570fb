import Foundation
import Testing

@testable import Phaseline

/// Sessions and practices, in and out of a real workspace.
@Suite("Community of Practice") struct CommunityTests {
  private static func session(_ day: String, _ phase: String = "1", in workspace: Workspace) throws -> CommunitySession
  {
    CommunitySession(
      on: try Day(day), in: try workspace.standard.phase(named: phase), title: "Structured interviews",
      indicators: ["shortlisting", "shortlisting"], speakers: ["Head of HR", "Chair of the staff network"])
  }

  private static func attend(_ number: Int, _ names: String..., in workspace: Workspace) throws -> [String] {
    try workspace.attend(
      number, names.map { try workspace.organisation(named: $0) }, today: Day("2026-06-01"), command: "session attend"
    ).added.map(\.name)
  }

  @Test("who came is kept once; undo and redo know sessions and attendance")
  func attendance() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    let added = try workspace.addSession(Self.session("2023-09-12", in: workspace), command: "session add")
    #expect(added.number == 1 && added.indicators == ["shortlisting"])
    try RecordingTests.record(.registered, "1", "2023-05-01", of: "Saint Aldermere", in: workspace)
    #expect(try Self.attend(1, "Northbridge", "Saint Aldermere", in: workspace) == ["Northbridge", "Saint Aldermere"])
    let all = try fixture.dump()
    #expect(try Self.attend(1, "Northbridge", in: workspace).isEmpty)
    #expect(try fixture.dump() == all)
    let withdrawn = try workspace.withdrawAttendance(
      1, [workspace.organisation(named: "Northbridge")], command: "session attend --withdraw")
    #expect(withdrawn.removed.map(\.name) == ["Northbridge"] && withdrawn.session.attendance == ["X0002"])
    func came() throws -> [String] {
      try Gate(audience: .internal).view(of: workspace).session(1).value.attendance
    }
    _ = try workspace.undo(last: 1, command: "undo")
    #expect(try came() == ["X0001", "X0002"])
    _ = try workspace.redo(last: 1, command: "redo")
    #expect(try came() == ["X0002"])
    #expect(try Self.attend(1, "Northbridge", in: workspace) == ["Northbridge"])
    _ = try workspace.undo(last: 2, command: "undo 2")
    #expect(try came() == ["X0001", "X0002"])
    let retitled = try workspace.updateSession(1, command: "session update") { $0.title = "Interviews" }
    #expect(retitled.session.title == "Interviews" && retitled.session.attendance == ["X0001", "X0002"])
    #expect(try workspace.updateSession(1, command: "session update") { $0.title = "Interviews" }.change == nil)
    _ = try workspace.undo(last: 1, command: "undo")
    let before = try fixture.dump()
    _ = try workspace.undo(last: 3, command: "undo 3")
    let view = try Gate(audience: .internal).view(of: workspace)
    #expect(try view.sessions().value.isEmpty)
    _ = try workspace.redo(last: 3, command: "redo 3")
    #expect(try fixture.dump() == before)
    #expect(try view.session(1).value.attendance == ["X0001", "X0002"])
    let seen = try GateTests.shared(fixture).session(1).value
    #expect(seen.attendance.isEmpty && seen.speakers.isEmpty && seen.title.isEmpty)
    var shareable = try Self.session("2023-10-12", in: workspace)
    shareable.mayBeShared = true
    _ = try workspace.addSession(shareable, command: "session add")
    #expect(try GateTests.shared(fixture).session(2).value.title == "Structured interviews")
    let calendar = try workspace.calendar(
      of: workspace.standard.phase(named: "1"), seenBy: .shared, today: Day("2023-06-01"))
    #expect(
      calendar.events.map(\.summary).filter { $0.contains("session") } == [
        "Community of Practice, session 1", "Community of Practice, session 2: Structured interviews",
      ])
  }

  @Test("a session belongs to the phase in whose months it is; a day far from a phase is refused")
  func phases() throws {
    let standard = try RecordingTests.fixture().workspace().standard
    #expect(try standard.phase(ofSessionOn: Day("2026-05-12")).key == "4")
    for (day, phase, message) in [
      (
        "1999-01-01", String?.none,
        "1 January 1999 is in the twelve months of no phase of SC-WRES. Correct the day, or name the phase with --phase; "
          + "nothing was changed."
      ),
      (
        "2029-01-01", "1",
        "1 January 2029 is far from phase 1, which runs from April 2023 to March 2024: a day from 1 April 2022 to 1 April 2025 "
          + "is expected. Correct the day or the phase; nothing was changed."
      ),
    ] {
      let error = #expect(throws: UsageProblem.self) {
        try standard.phase(ofSessionOn: Day(day), named: phase.map { try standard.phase(named: $0) })
      }
      #expect(error?.description == message)
    }
  }

  @Test("whoever did not take part in the phase did not come, and then nobody is recorded; nor before the day")
  func refused() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    _ = try workspace.addSession(Self.session("2023-09-12", in: workspace), command: "session add")
    _ = try workspace.addSession(Self.session("2026-06-02", "4", in: workspace), command: "session add")
    let before = try fixture.dump()
    func message(_ work: () throws -> Void) -> String {
      do {
        try work()
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message { _ = try Self.attend(1, "Northbridge", "Saint Aldermere", in: workspace) }
        == "Saint Aldermere did not take part in phase 1, to which session 1 belongs: neither counts nor a step of the cycle is "
        + "here. If it did, record that (`cycle record \"Saint Aldermere\" --phase 1 took-part`); else correct the name. "
        + "Nothing was changed.")
    #expect(
      message { _ = try Self.attend(2, "Northbridge", in: workspace) }
        == "Session 2 is on 2 June 2026, which is still to come: nobody has attended it yet. Record it then; nothing was "
        + "changed.")
    #expect(
      message { _ = try Self.attend(3, "Northbridge", in: workspace) }
        == "There is no session 3. `session list` lists them; nothing was changed.")
    #expect(
      message { _ = try workspace.addSession(Self.session("2026-06-02", "4", in: workspace), command: "a") }
        == "Session 2 of that day and title is there already. Give another, or change that one with `session update 2`; nothing "
        + "was changed.")
    #expect(try fixture.dump() == before)
  }

  private static func draft(
    _ workspace: Workspace, title: String = "Panel", indicators: [String] = [], action: Int? = nil,
    start: PlannedTime? = nil, mayBeShared: Bool = true, of name: String = "Northbridge"
  ) throws -> PracticeDraft {
    PracticeDraft(
      organisation: try workspace.organisation(named: name), title: title, indicators: indicators,
      text: "Two managers\nread each case.", start: start, action: action, mayBeShared: mayBeShared)
  }

  @Test("a practice takes indicators and start from its action; a shared audience reads whose it is only by consent")
  func practices() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    _ = try workspace.addAction(ActionStoreTests.action(), command: "add")
    let first = try workspace.addPractice(Self.draft(workspace, action: 1), command: "practice add")
    #expect(first.indicators == ["disciplinary"] && first.start == .phase("1"))
    _ = try workspace.addPractice(
      Self.draft(workspace, indicators: ["leaving"], start: .phase("2"), mayBeShared: false), command: "practice add")
    func seen() throws -> [PracticeEntry] { try GateTests.shared(fixture).practices().value }
    #expect(try seen().map(\.by) == ["another authority"])
    #expect(try seen().map(\.practice.organisation) == [""] && seen().map(\.practice.action) == [nil])
    func consent(_ answer: Bool) throws {
      _ = try workspace.recordConsent(
        answer, of: workspace.organisation(named: "Northbridge"), phase: workspace.standard.phase(named: "1"),
        on: Day(answer ? "2023-05-01" : "2023-05-02"), today: Day("2026-01-01"), command: "cycle record")
    }
    try consent(true)
    #expect(try seen().map(\.by) == ["Northbridge"])
    try consent(false)
    #expect(try seen().map(\.by) == ["another authority"])
    #expect(try workspace.sharePractice(1, true, command: "p").change == nil)
    #expect(try workspace.sharePractice(1, false, command: "p").change != nil)
    #expect(try seen().isEmpty)
    _ = try workspace.undo(last: 1, command: "undo")
    let all = try Gate(audience: .internal).view(of: workspace).practices().value
    #expect(all.map(\.by) == ["Northbridge", "Northbridge"] && all.map(\.mayBeNamed) == [false, false])
  }

  @Test("what followed a practice comes with interval and counts; of one not named rounded, and without counts")
  func followed() throws {
    let nation = try CommunityNation()
    try nation.practise("Westmoor", "Exit interviews")
    func followed(_ audience: Audience) throws -> PracticeEntry.Followed {
      try #require(try nation.view(audience).practices().value.first?.followed.first)
    }
    let all = try followed(.internal)
    #expect(
      all.fullWords == """
        leaving: improved (may be at parity), from 1.89 to 1.22, −36% (−53% to −13%); before in phases 1, 2 and 3: 170 of \
        900 against 300 of 3,000, since in phases 4 and 5: 73 of 600 against 200 of 2,000
        """)
    #expect(all.words == all.fullWords.split(separator: ";").first.map(String.init))
    let seen = try followed(.shared)
    #expect(seen.countsBefore == nil && seen.countsAfter == nil && seen.fullWords == all.words)
    let figures = [seen.before, seen.after, seen.factor, seen.interval?.lower, seen.interval?.upper].compactMap { $0 }
    #expect(figures.count == 5)
    for figure in figures { #expect(figure == Wordings.rounded(figure, 2)) }
    #expect(seen.before != all.before && seen.factor != all.factor)
    try nation.agree("Westmoor")
    #expect(try followed(.shared) == all)
  }

  @Test("another's action, no indicator and no start are refused")
  func refusedPractices() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    _ = try workspace.addAction(ActionStoreTests.action(), command: "add")
    let before = try fixture.dump()
    for (draft, message) in [
      (
        try Self.draft(workspace, action: 1, of: "Saint Aldermere"),
        "Action 1 is another authority's. Name one of its own; nothing was changed."
      ),
      (
        try Self.draft(workspace, start: .phase("1")),
        "A practice is about an indicator. Name one or more, or its action; `indicators` lists them. Nothing was changed."
      ),
      (
        try Self.draft(workspace, indicators: ["leaving"]),
        "A practice has begun some time. Say when with --start; nothing was changed."
      ),
    ] {
      let error = #expect(throws: UsageProblem.self) { try workspace.addPractice(draft, command: "p") }
      #expect(error?.description == message)
    }
    #expect(try fixture.dump() == before)
  }

  @Test("shares say whom they named: by name or code, in entities too, and not within another name")
  func names() throws {
    func organisation(_ code: String, _ name: String) -> Organisation {
      Organisation(code: code, name: name, kind: .illustrative, region: "", type: "")
    }
    let all = [
      organisation("X0001", "Northbridge"), organisation("X0002", "Saint Ælfwyn's"), organisation("X0003", "Bridge"),
      organisation("X0004", "Ælf"), organisation("X0005", "Tarn & Mere"),
    ]
    func found(_ text: String) -> [String] { NamesInText(Data(text.utf8)).among(all).map(\.name) }
    #expect(found("Northbridge: worsening") == ["Northbridge"])
    #expect(found("<td>Saint Ælfwyn&#39;s</td>") == ["Saint Ælfwyn's"])
    #expect(found("authority_code\nX0003,") == ["Bridge"])
    #expect(found("Tarn &amp; Mere") == ["Tarn & Mere"])
    for spelling in [
      "as is done at Saint\nÆlfwyn's and", "SUMMARY:At Saint \r\n Ælfwyn's", "“Saint Ælfwyn’s”", "–Saint Ælfwyn's…",
      "compare 'Saint Ælfwyn'\\''s' leaving", "\"Saint Ælfwyn's\"",
    ] {
      #expect(found(spelling) == ["Saint Ælfwyn's"], "\(spelling)")
    }
    let stoke = organisation("X0006", "Stoke-on-Trent")
    for spelling in ["Stoke\u{2011}on\u{2011}Trent", "Stoke–on–Trent", "Stoke on Trent", "\\nStoke-on-Trent"] {
      #expect(NamesInText(Data(spelling.utf8)).among([stoke]).count == 1, "\(spelling)")
    }
    #expect(found("Northbridges and a bridge, Ælfwyn").isEmpty)
    #expect(NamesInText("as at NORTHBRIDGE, x0003").among(all).map(\.name) == ["Northbridge", "Bridge"])
    #expect(found("an authority of 500–1,000 staff").isEmpty)
    #expect(found("a northbridge panel").isEmpty)
    #expect(NamesInText("a northbridge panel, SAINT ÆLFWYN'S way").among(all).map(\.code) == ["X0001", "X0002"])
    #expect(NamesInText("Footbridge, bridges").among(all).isEmpty)
  }

  @Test("words that name anybody who has not agreed are told to nobody else, whoever wrote them and in whatever case")
  func namesOfOthers() throws {
    let nation = try CommunityNation()
    try nation.agree("Westmoor")
    try nation.practise("Westmoor", "SOUTHMERE style panel")
    try nation.practise("Northbridge", "As at Westmoor")
    try nation.practise("Northbridge", "Beach walks at Eastcliffs")
    try nation.practise("Eastcliff", "the eastcliff way")
    let untold = "(its words would tell who has not agreed to be named)"
    #expect(
      try nation.view(.shared).practices().value.map { "\($0.by): \($0.practice.title)" } == [
        "Westmoor: \(untold)", "an authority of 1,000–2,000 staff: As at Westmoor",
        "an authority of 1,000–2,000 staff: Beach walks at Eastcliffs", "an authority of 1,000–2,000 staff: \(untold)",
      ])
    let learnt = try nation.learn()
    #expect(learnt.practices.map(\.title) == ["As at Westmoor", "Beach walks at Eastcliffs"])
    #expect(
      learnt.rows.flatMap(\.records).map(\.words) == [
        "a practice on this indicator, from phase 3; since then: improved (may be at parity)",
        "a practice on this indicator, from phase 3; since then: improved (may be at parity)",
      ])
  }

  @Test(
    "a name whose consent is withdrawn is left out of what is shared from then on, and the register says where it was")
  func withdrawn() throws {
    let fixture = try RecordingTests.fixture()
    let workspace = try fixture.workspace()
    let northbridge = try workspace.organisation(named: "Northbridge")
    _ = try workspace.addPractice(
      Self.draft(workspace, indicators: ["leaving"], start: .phase("1")), command: "practice add")
    func consent(_ answer: Bool, _ day: String) throws -> String {
      try workspace.recordConsent(
        answer, of: northbridge, phase: workspace.standard.phase(named: "1"), on: Day(day), today: Day("2026-01-01"),
        command: "cycle record"
      ).words
    }
    func share() throws {
      let seen = try GateTests.shared(fixture).practices()
      _ = try seen.register(bytes: Data("\(seen.value)".utf8), scope: "practice list", figures: 1)
    }
    #expect(try consent(true, "2023-05-01") == "Northbridge, phase 1: may be named, asked on 1 May 2023 (change 4).")
    try share()
    #expect(
      try consent(false, "2023-05-02")
        == "Northbridge, phase 1: not to be named, asked on 2 May 2023, in place of: may be named, asked on 1 May 2023 (change "
        + "5). `undo` takes it back. It was named in 1 share, which cannot be called back: `shares Northbridge` lists "
        + "where. Results from now on leave its name out.")
    try share()
    #expect(try workspace.shares().map(\.names) == [["X0001"], []])
    #expect(try workspace.shares(naming: northbridge).map(\.id) == [1])
  }
}
