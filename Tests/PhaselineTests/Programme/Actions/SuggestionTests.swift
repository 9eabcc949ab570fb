import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Where to act first") struct SuggestionTests {
  private static func report(
    _ nation: CommunityNation, _ name: String = "Northbridge", _ audience: Audience = .internal
  ) throws -> SuggestionReport {
    try nation.view(audience).suggestions(
      for: nation.workspace.organisation(named: name), today: Day("2027-12-01")
    ).value
  }

  /// Rows of one indicator in phases 4 and 5.
  private static func rows(_ indicator: String, bame: [String], white: String, _ name: String = "Northbridge") -> String
  {
    zip(4..., bame).map { phase, count in
      "\(phase),\(name),all,\(indicator),all,bame,\(count)\n\(phase),\(name),all,\(indicator),all,white,\(white)\n"
    }.joined()
  }

  @Test("says why with counts, who moved, what is on record, and how a person would add an action")
  func reasons() throws {
    let nation = try CommunityNation()
    try nation.agree("Westmoor")
    try nation.act("Westmoor", "Exit interviews", from: "2")
    try nation.practise("Saint Aldermere", "Return-to-work talks")
    let report = try Self.report(nation)
    #expect(report.sentence == "1 suggestion.")
    let first = try #require(report.suggestions.first)
    #expect(first.ground == .disadvantage && first.openActions.isEmpty)
    #expect(
      first.reason
        == "a disadvantage, of which it cannot be told whether it changes (too uncertain): 57 of 300 against 100 of 1,000 in "
        + "phase 5 (ratio 1.90, 95%: 1.41–2.55). That is about 27 more people than at parity (95%: 13 to 42), and about 20 more "
        + "than at the four-fifths band of 0.8 to 1.25. 2 comparable authorities moved towards parity on it (fewer than 1 of 2 "
        + "would look so by chance), 1 of them with an action or practice on record in these phases: Westmoor with \"Exit interviews\" (action 1, from phase 2) (`learn leaving "
        + "--like Northbridge`). In the register of practices: \"Return-to-work talks\" (practice 1, from phase 3; since then: worsened) (`practice "
        + "list leaving`).")
    #expect(first.command == "action add Northbridge leaving --title \"…\" --term medium --start 5")
    #expect(
      report.notes == [
        "Cannot be told yet: paybands, shortlisting, disciplinary, fitness-to-practise, training, harassment-public, "
          + "harassment-colleagues and senior-management (no counts: giving them would help)."
      ])
  }

  @Test("an open action is named and none is suggested beside it; a closed one is not")
  func open() throws {
    let nation = try CommunityNation()
    let action = try nation.act("Northbridge", "Exit interviews")
    let first = try #require(try Self.report(nation).suggestions.first)
    #expect(first.openActions == [action.number] && first.command == nil)
    #expect(first.reason.contains("Action 1 is under way (`action review Northbridge` shows what followed)."))
    _ = try nation.workspace.closeAction(
      action.number, as: .done, on: Day("2026-10-01"), today: Day("2027-12-01"), command: "action close")
    let later = try #require(try Self.report(nation).suggestions.first)
    #expect(later.openActions.isEmpty && later.command != nil && !later.reason.contains("Action 1"))
  }

  @Test("comes in the order that it prints")
  func order() throws {
    let nation = try CommunityNation(
      more: Self.rows("disciplinary", bame: ["30,300", "30,300"], white: "30,1000")  // a disadvantage of 21 people
        + Self.rows("training", bame: ["150,300", "60,300"], white: "500,1000")  // worsening
        + Self.rows("shortlisting", bame: ["60,300", "150,300"], white: "600,1000")  // a disadvantage that shrinks
        + Self.rows("senior-management", bame: ["15,300", "1,300"], white: "50,1000")  // a swing, which needs an answer
        + Self.rows("fitness-to-practise", bame: ["3,30", "3,30"], white: "10,100")  // cannot be told
        + Self.rows("harassment-colleagues", bame: ["200,2000", "200,2000"], white: "200,2000"))  // parity
    let report = try Self.report(nation)
    #expect(
      report.suggestions.map { "\($0.indicator?.key ?? "all") \($0.ground.rawValue) \($0.figures.count)" } == [
        "senior-management worsening 1", "training worsening 0", "leaving disadvantage 0",
        "disciplinary disadvantage 0",
        "shortlisting shrinking 0",
      ])
    #expect(
      report.suggestions.first?.reason.hasPrefix("the figures first: Northbridge (phase 5) gives 1 of 300") == true)
    #expect(report.suggestions.first?.command == nil)
    #expect(report.untold == ["paybands", "fitness-to-practise", "harassment-public"])
    #expect(report.calm == ["harassment-colleagues"])
    #expect(
      report.notes == [
        "Cannot be told yet: fitness-to-practise (too few cases: more phases, or a look at each case, would help); paybands and "
          + "harassment-public (no counts: giving them would help).",
        "No disadvantage is shown on harassment-colleagues.",
      ])
  }

  @Test("a submission that is missing comes before everything, and is about no indicator alone")
  func missing() throws {
    let nation = try CommunityNation(more: Self.rows("training", bame: ["200,300"], white: "500,1000", "Newcomer"))
    let report = try Self.report(nation, "Newcomer")
    #expect(report.suggestions.map(\.indicator?.key) == [nil])
    #expect(report.suggestions.first?.figuresSort == .missingSubmission)
    #expect(
      report.suggestions.first?.reason.hasPrefix(
        "the figures first: Newcomer gave counts in phase 4 and none in phase 5")
        == true)
  }

  @Test("to a ratio that favours the minoritised group nothing is suggested")
  func favouring() throws {
    let nation = try CommunityNation(
      more: Self.rows("disciplinary", bame: ["5,300", "1,3000"], white: "300,1000")
        + Self.rows("training", bame: ["290,300", "290,300"], white: "500,1000"))
    #expect(try Self.report(nation).suggestions.filter { $0.figures.isEmpty }.map(\.indicator?.key) == ["leaving"])
  }

  @Test("a shared audience is told of no fewer than it may be")
  func shared() throws {
    let nation = try CommunityNation()
    #expect(try Self.report(nation).suggestions.first?.peers.count == 2)
    let seen = try #require(try Self.report(nation, "Northbridge", .shared).suggestions.first)
    #expect(seen.indicator?.key == "leaving" && seen.peers.isEmpty && !seen.reason.contains("moved"))
  }

  @Test("of every authority the first suggestion is the one that it has alone, for the owner's analysts only")
  func everyAuthority() throws {
    let nation = try CommunityNation(more: Self.rows("training", bame: ["200,300", "60,300"], white: "500,1000"))
    let all = try nation.view().suggestionsForEveryAuthority(today: Day("2027-12-01")).value
    #expect(
      all.rows.map(\.authority) == ["Eastcliff", "Northbridge", "Saint Aldermere", "Southmere", "Tinyham", "Westmoor"])
    for row in all.rows {
      let alone = try Self.report(nation, row.authority)
      #expect(
        row.first?.indicator == alone.suggestions.first?.indicator
          && row.first?.ground == alone.suggestions.first?.ground)
      #expect(row.first?.latest == alone.suggestions.first?.latest && row.more == max(0, alone.suggestions.count - 1))
      #expect(row.untold == alone.untold.count)
    }
    #expect(throws: DisclosureRefused(.everything(what: "`action suggest --every-authority`"))) {
      try nation.view(.shared).suggestionsForEveryAuthority()
    }
  }
}
