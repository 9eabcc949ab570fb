import Foundation
import IndicatorStatistics
import Testing

@testable import Phaseline

/// What is said of the phases before and after an action, from counts that are loaded as a user would.
@Suite("What followed an action") struct FollowUpTests {
  /// Counts of one phase on leaving: White staff 100 of 1,000.
  static func row(
    _ phase: Int, _ bame: Int, of people: Int = 400, by name: String = "Northbridge", indicator: String = "leaving",
    service: String = "adults", unknown: Int? = nil
  ) -> String {
    "\(phase),\(name),\(service),\(indicator),all,bame,\(bame),\(people)\n"
      + "\(phase),\(name),\(service),\(indicator),all,white,100,1000\n"
      + (unknown.map { "\(phase),\(name),\(service),\(indicator),all,unknown,\($0 / 10),\($0)\n" } ?? "")
  }

  /// From 2.0 to parity, in five phases.
  static let fallen = row(1, 80) + row(2, 78) + row(3, 82) + row(4, 40) + row(5, 42)

  static func fixture(_ rows: String) throws -> Fixture {
    let fixture = try Fixture()
    try fixture.loadCounts(rows)
    return fixture
  }

  @discardableResult
  static func add(
    _ fixture: Fixture, _ indicators: [String] = ["leaving"], code: String = "X0001", start: String,
    _ edit: (inout Action) throws -> Void = { _ in }
  ) throws -> Action {
    let workspace = try fixture.workspace()
    var action = Action(
      of: code, title: "Stay interviews", indicators: indicators, term: .short,
      start: try PlannedTime(start, in: workspace.standard))
    action.status = .underWay
    try edit(&action)
    return try workspace.addAction(action, command: "action add").action
  }

  static func review(_ fixture: Fixture, audience: Audience = .internal) throws -> ReviewedActions {
    let workspace = try fixture.workspace()
    let rules =
      audience == .shared ? try DisclosureRules(named: DisclosureRules.defaultKey, in: fixture.catalogue) : nil
    return try Gate(audience: audience, rules: rules).view(of: workspace).review(
      of: try workspace.organisation(named: "X0001")
    ).value
  }

  static func only(_ fixture: Fixture) throws -> FollowUp {
    try #require(try review(fixture).actions.first?.followUps.first)
  }

  // MARK: - The paragraph

  @Test("a director can read it out: before, since, what changed, and the measure")
  func paragraph() throws {
    let fixture = try Self.fixture(Self.fallen)
    try Self.add(fixture, start: "3") { $0.aim = .ratio(1.25) }
    let found = try Self.only(fixture)
    #expect(found.verdictWords == "improved (may be at parity)")
    #expect(
      found.paragraph == """
        Staff of Black, Asian and minoritised ethnicities were twice as likely as White staff to leave their organisation \
        before it began (phases 1, 2 and 3: 240 of 1,200 against 300 of 3,000), and 3% more likely since (phases 4 and 5: 82 \
        of 800 against 200 of 2,000). The relative likelihood is closer to parity than before, by more than chance alone \
        explains, and may be there: it went from 2.00 to 1.03, a fall of 49% (95%: 32% to 62%). \
        Its measure, a relative likelihood of 1.25 or nearer to parity, was reached as measured in phase 5 (1.05; 95%: \
        0.75–1.47); the interval leaves open that it was not.
        """)
    #expect(
      found.limits == [
        "A before-and-after is not proof: whatever else changed in these phases is in the figures too.",
        "There is no comparison with others: no other authority with no such action or practice recorded here has counts in "
          + "all of these phases, none hidden, and it takes 5.",
      ])
    #expect(found.before?.phases == ["1", "2", "3"] && found.after?.phases == ["4", "5"] && found.afterEnd == nil)
  }

  @Test("with few cases it says that one cannot tell, and how large a change would have shown")
  func few() throws {
    let fixture = try Self.fixture(Self.row(1, 4, of: 40) + Self.row(2, 6, of: 40) + Self.row(3, 3, of: 40))
    try Self.add(fixture, start: "2")
    let found = try Self.only(fixture)
    #expect(found.verdictWords == "cannot tell (too uncertain)")
    #expect(found.paragraph.contains("Whether the relative likelihood changed cannot be told: anything from a fall of"))
    #expect(found.paragraph.contains("even a change that just reached parity would have been too small to show."))
    #expect(
      found.limits.contains(
        "The cases are few (10 of 80 before and 3 of 40 since among staff of Black, Asian and minoritised ethnicities): one "
          + "more or fewer changes the ratio."))
    #expect(found.limits.contains("Only phase 3 came after its start: one phase does not show whether it lasts."))
  }

  @Test("nothing is compared where one side has no counts, a series breaks between, or services differ")
  func nothing() throws {
    let early = try Self.fixture(Self.row(1, 80) + Self.row(2, 60))
    try Self.add(early, start: "2")
    #expect(
      try Self.only(early).paragraph == """
        No phase after its start (phase 2) has counts yet, so that nothing can be said of what followed. Staff of Black, \
        Asian and minoritised ethnicities were 50% more likely than White staff to leave their organisation in phase 2 (60 \
        of 400 against 100 of 1,000).
        """)
    let late = try Self.fixture(Self.row(3, 80) + Self.row(4, 60))
    try Self.add(late, start: "1")
    #expect(try Self.only(late).paragraph.hasPrefix("No phase before its start (phase 1) has counts to compare with. "))
    let broken = try Self.fixture(
      "1,Northbridge,adults,harassment-colleagues,colleagues,bame,40,400\n"
        + "1,Northbridge,adults,harassment-colleagues,colleagues,white,100,1000\n"
        + Self.row(2, 60, indicator: "harassment-colleagues") + Self.row(3, 60, indicator: "harassment-colleagues"))
    try Self.add(broken, ["harassment-colleagues"], start: "1")
    #expect(
      try Self.only(broken).paragraph == """
        Before and after its start (phase 1) cannot be compared: a series break lies between (phase 1 gave colleagues and \
        managers apart).
        """)
    let services = try Self.fixture(Self.row(1, 80) + Self.row(2, 60, service: "children"))
    try Self.add(services, start: "1")
    #expect(
      try Self.only(services).paragraph
        == "Before and after its start (phase 1) cannot be compared: the counts of its phases cover different services."
    )
    let none = try Self.fixture(Self.row(1, 80))
    try Self.add(none, ["training"], start: "1")
    #expect(
      try Self.only(none).paragraph
        == "There are no counts of both groups on access to funded training that could be compared.")
    for fixture in [early, late, broken, services, none] {
      #expect(try Self.only(fixture).verdictWords == "nothing to compare")
      #expect(try Self.only(fixture).limits.isEmpty)
    }
  }

  // MARK: - Where phases belong

  @Test("a day parts the phases by when they were collected; one whose months hold it is partly after")
  func day() throws {
    let fixture = try Self.fixture(Self.row(1, 80) + Self.row(2, 78) + Self.row(3, 40))
    // Phase 1 was collected by 30 November 2023, phase 2 by 31 October 2024.
    try Self.add(fixture, start: "2024-03-01")
    let found = try Self.only(fixture)
    #expect(found.before?.phases == ["1"] && found.after?.phases == ["2", "3"])
    #expect(
      found.limits.contains(
        "It began on 1 March 2024, within the twelve months that phase 2 counts: some of those cases came before it."))
    let whole = try Self.fixture(Self.row(1, 80) + Self.row(2, 78))
    try Self.add(whole, start: "2023-10-01")
    #expect(try Self.only(whole).after?.phases == ["1", "2"])
  }

  @Test("phases after its end are told apart, once some came between")
  func end() throws {
    let fixture = try Self.fixture(Self.fallen)
    try Self.add(fixture, start: "2") { $0.due = .phase("3") }
    let found = try Self.only(fixture)
    #expect(found.after?.phases == ["3", "4", "5"] && found.afterEnd?.phases == ["4", "5"])
    #expect(
      found.paragraph.hasSuffix(
        "After it was due (phase 3; phases 4 and 5: 82 of 800 against 200 of 2,000), against before it began: improved (may "
          + "be at parity): it went from 1.98 to 1.03, a fall of 48% (95%: 29% to 62%)."))
    let same = try Self.fixture(Self.fallen)
    try Self.add(same, start: "3") { $0.due = .day(try Day("2025-12-31")) }
    #expect(try Self.only(same).afterEnd == nil)
  }

  // MARK: - What cannot be said

  @Test("other actions on the indicator at the time are numbered, later and earlier ones are not")
  func others() throws {
    let fixture = try Self.fixture(Self.fallen)
    try Self.add(fixture, start: "3")
    try Self.add(fixture, ["training", "leaving"], start: "2")
    try Self.add(fixture, start: "4")
    try Self.add(fixture, ["training"], start: "3")
    try Self.add(fixture, start: "5")
    try Self.add(fixture, code: "X0002", start: "3")
    #expect(
      try Self.only(fixture).limits.contains(
        "Actions 2 and 3 on the same indicator ran at the same time: these figures cannot tell which of them did what.")
    )
  }

  @Test("a move that began before is told: of three phases if a line shows it, of two by their direction")
  func already() throws {
    let line = try Self.fixture(
      Self.row(1, 120) + Self.row(2, 90) + Self.row(3, 70) + Self.row(4, 45) + Self.row(5, 42))
    try Self.add(line, start: "3")
    #expect(
      try Self.only(line).limits.contains(
        "It was already moving that way before it began, from 3.00 in phase 1 to 1.75 in phase 3: it might have gone on "
          + "without it."))
    let two = try Self.fixture(Self.row(1, 85) + Self.row(2, 80) + Self.row(3, 42))
    try Self.add(two, start: "2")
    #expect(
      try Self.only(two).limits.contains(
        "It moved the same way before it began too, from 2.13 in phase 1 to 2.00 in phase 2: two phases cannot show whether "
          + "by chance."))
    let level = try Self.fixture(Self.fallen)
    try Self.add(level, start: "3")
    #expect(try !Self.only(level).limits.contains { $0.contains("before it began too") || $0.contains("already") })
  }

  @Test("an improvement that rests on the last phase before it says so")
  func badPhase() throws {
    let rests = try Self.fixture(Self.row(1, 45) + Self.row(2, 85) + Self.row(3, 42) + Self.row(4, 43))
    try Self.add(rests, start: "2")
    #expect(try Self.only(rests).verdictWords == "improved (may be at parity), resting on phase 2")
    #expect(
      try Self.only(rests).limits.contains(
        "Without phase 2, the last before it began, no improvement would be shown: an action is often chosen after a phase "
          + "that was bad by chance, and the next is then better whatever is done."))
    let alone = try Self.fixture(Self.row(1, 80) + Self.row(2, 42))
    try Self.add(alone, start: "1")
    #expect(
      try Self.only(alone).limits.contains(
        "Only phase 1 came before, and the improvement rests on it: an action is often chosen after a phase that was bad by "
          + "chance, and the next is then better whatever is done."))
  }

  @Test("unknown ethnicity that changed much, and phases of a side that differ, are told")
  func unknown() throws {
    let fixture = try Self.fixture(
      Self.row(1, 80, unknown: 100) + Self.row(2, 30, unknown: 100) + Self.row(3, 42, unknown: 600))
    try Self.add(fixture, start: "2")
    let limits = try Self.only(fixture).limits
    #expect(limits.contains("Staff of unknown ethnicity went from 6.7% to 30%: that alone can move the ratio."))
    #expect(
      limits.contains(
        "The phases of a side differ among themselves more than chance explains: read them one by one (`trend`)."))
  }

  // MARK: - Actions

  @Test("what its record leaves open is told, and without actions there is nothing")
  func record() throws {
    let fixture = try Self.fixture(Self.fallen)
    #expect(try Self.review(fixture).actions.isEmpty)
    try Self.add(fixture, start: "3") { $0.status = .planned }
    let reviewed = try #require(try Self.review(fixture).actions.first)
    #expect(reviewed.heading == "Action 1: Stay interviews (short term, from phase 3, planned)")
    #expect(
      reviewed.limits == [
        "It is recorded as planned, not as begun: what followed its start may have come without it.",
        "No measure of success is set for it: `action update 1 --ratio 1.2` sets one.",
      ])
  }

  @Test("a shared audience reads protected counts, and what an action is only where it may be shared")
  func shared() throws {
    let fixture = try Self.fixture(Self.row(1, 80) + Self.row(2, 78) + Self.row(3, 3) + Self.row(4, 5))
    try Self.add(fixture, start: "2") {
      ($0.owner, $0.evidence, $0.aim) = ("Head of HR", "Minutes of May", .people(3))
    }
    let reviewed = try #require(try Self.review(fixture, audience: .shared).actions.first)
    #expect(reviewed.heading == "Action 1 on leaving (short term, from phase 2, under way)")
    #expect(reviewed.action.owner == nil && reviewed.action.evidence == nil && reviewed.action.aim == nil)
    #expect(reviewed.limits.isEmpty)
    let found = try #require(reviewed.followUps.first)
    #expect(found.after?.bame.numerator.isExact == false)
    #expect(found.aim == nil && !found.paragraph.contains("measure"))
  }

  @Test("an action of another, or of none, is refused")
  func refused() throws {
    let fixture = try Self.fixture(Self.fallen)
    try Self.add(fixture, code: "X0002", start: "3")
    let workspace = try fixture.workspace()
    let view = try Gate(audience: .internal).view(of: workspace)
    let own = try workspace.organisation(named: "X0001")
    let other = #expect(throws: UsageProblem.self) { try view.review(of: own, numbers: [1]) }
    #expect(
      other?.description
        == "Action 1 is not one of Northbridge. `action list` lists whose each is; nothing was changed.")
    let none = #expect(throws: UsageProblem.self) { try view.review(of: own, numbers: [7]) }
    #expect(none?.description == "There is no action 7. `action list` lists them; nothing was changed.")
  }

  @Test("what followed can be asked of anything that was done: of a practice too")
  func practice() throws {
    let fixture = try Self.fixture(Self.fallen)
    let workspace = try fixture.workspace()
    let done = Intervention(
      organisation: try workspace.organisation(named: "X0001"), indicators: ["leaving", "training"], start: .phase("3"))
    let found = try Gate(audience: .internal).view(of: workspace).followUps(of: [done, done]).value
    #expect(found.count == 2 && found[0] == found[1])
    #expect(found[0].map(\.verdictWords) == ["improved (may be at parity)", "nothing to compare"])
  }
}
