import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("An agenda") struct AgendaTests {
  /// A session of a phase, about some indicators.
  private static func session(_ nation: CommunityNation, _ indicators: [String], phase: String = "5") throws -> Int {
    try nation.workspace.addSession(
      CommunitySession(
        on: Day("2026-05-\(12 + indicators.count)"), in: nation.standard.phase(named: phase), title: "Retention",
        indicators: indicators,
        speakers: []), command: "session add"
    ).number
  }

  /// Everybody has a disadvantage on training that does not change, and parity on harassment.
  private static let more = (4...5).map { phase in
    CommunityNation.leavers.keys.sorted().map { name in
      "\(phase),\(name),all,training,all,bame,60,300\n\(phase),\(name),all,training,all,white,400,1000\n"
        + "\(phase),\(name),all,harassment-public,all,bame,300,3000\n\(phase),\(name),all,harassment-public,all,white,300,3000\n"
    }.joined()
  }.joined()

  @Test("begins with the session's topics, then goes on with where least improve of what is a disadvantage")
  func order() throws {
    let nation = try CommunityNation(more: Self.more)
    let agenda = try nation.view().agenda(ofSession: Self.session(nation, ["harassment-public"])).value
    #expect(
      agenda.items.prefix(3).map { "\($0.indicator.key): \($0.reason)" } == [
        "harassment-public: a topic of this session",
        "training: a disadvantage nationally, and most are not shown to improve",
        "leaving: a disadvantage nationally, and most are not shown to improve",
      ])
    #expect(agenda.items.count == nation.standard.indicators.count && agenda.participants == 6)
    let plain = try nation.view().agenda(ofSession: Self.session(nation, [], phase: "4")).value
    #expect(plain.items.first?.indicator.key == "training")
  }

  @Test("says how many improve, the national ratio, who moved and what is on record")
  func words() throws {
    let nation = try CommunityNation(more: Self.more)
    try nation.agree("Westmoor")
    try nation.act("Westmoor", "Exit interviews")
    try nation.practise("Saint Aldermere", "Return-to-work talks")
    let agenda = try nation.view().agenda(ofSession: Self.session(nation, ["leaving"])).value
    #expect(
      agenda.items.first?.sentences == [
        "Of 6 authorities with counts, 3 improve, 1 worsens and of 2 it cannot be told.",
        "Nationally in phase 5 the ratio is 1.51 (95%: 1.31–1.74), over 6 together: more likely.",
        "Who moved towards parity: Westmoor and 2 authorities of 1,000–2,000 staff (fewer than 1 of 6 would look so by "
          + "chance; `learn leaving`, over all phases, tells more).",
        "On record, of these and of others: \"Exit interviews\" (action 1, from phase 2); \"Return-to-work talks\" (practice "
          + "1, from phase 3; since then: worsened). A before-and-after is not proof: ask what it took, and what those who "
          + "did it would do again.",
      ])
    let total = try #require(agenda.items.first?.nation)
    // 75 + 57 + 33 + 31 + 32 + 3 of 1,530 against 510 of 5,100.
    #expect(abs((total.relativeLikelihood ?? 0) - (231.0 / 1530) / (510.0 / 5100)) < 1e-12)
    // 300 of 1,500 against 2,000 of 5,000.
    #expect(
      agenda.items[1].sentences == [
        "It cannot be told of any of the 5 authorities with counts.",
        "Nationally in phase 5 the ratio is 0.50 (95%: 0.45–0.56), over 5 together: less likely.",
        "Nothing is on record of what was done on it: ask what has been tried.",
      ])
  }

  @Test("counts of phases after the session's are left out")
  func earlier() throws {
    let nation = try CommunityNation()
    let agenda = try nation.view().agenda(ofSession: Self.session(nation, [], phase: "2")).value
    #expect(agenda.phase == "2")
    let leaving = try #require(agenda.items.first { $0.indicator.key == "leaving" })
    #expect(leaving.tally.parts == [VerdictTally.Part(verdict: .cannotTell, organisations: 6)])
    #expect(leaving.sentences.first == "It cannot be told of any of the 6 authorities with counts.")
  }

  @Test("a shared audience is told of no fewer than it may be")
  func shared() throws {
    let nation = try CommunityNation(tiny: 12)
    let number = try Self.session(nation, ["leaving"])
    let (all, seen) = (
      try nation.view().agenda(ofSession: number).value, try nation.view(.shared).agenda(ofSession: number).value
    )
    #expect(all.items.first?.tally[.worsening] == 1)
    let first = try #require(seen.items.first)
    #expect(first.tally[.worsening] == nil && first.tally.parts.allSatisfy { $0.organisations >= 3 })
    // Three moved and are told of: they are not among those who are told of together, as else the one that worsens would be.
    #expect(first.movers.count == 3 && first.tally[.improving] == 3 && first.tally.organisations == 6)
    #expect(
      first.sentences.first
        == "Of 6 authorities with counts, 3 improve and how 3 stand is not told, since each kind among them is of few.")
    #expect(seen.disclosure.audience == .shared)
  }

  @Test("without counts there is nothing to prepare; without the session neither")
  func nothing() throws {
    let nation = try CommunityNation()
    let agenda = try nation.view().agenda(ofSession: Self.session(nation, [], phase: "pilot")).value
    #expect(agenda.items.isEmpty && agenda.phase == nil)
    #expect(agenda.sentence == "There are no counts up to its phase: nothing can be prepared from figures yet.")
    #expect(throws: UsageProblem.refused("There is no session 7. `session list` lists them; nothing was changed.")) {
      try nation.view().agenda(ofSession: 7)
    }
  }
}
