import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Learning from those who moved") struct LearnTests {
  @Test("says who moved, by how much, with what; names only those who agreed")
  func all() throws {
    let nation = try CommunityNation()
    try nation.agree("Westmoor")
    try nation.act("Westmoor", "Exit interviews", from: "2")
    try nation.act("Eastcliff", "Buddies at Eastcliff's teams", from: "3")
    try nation.act("Southmere", "Flexible hours", from: "1", mayBeShared: false)
    try nation.practise("Southmere", "Return-to-work talks")
    let found = try nation.learn()
    #expect(
      found.rows.map(\.identity.words) == [
        "Westmoor", "an authority of 1,000–2,000 staff", "an authority of 1,000–2,000 staff",
      ])
    #expect(
      found.sentence
        == "Of 6 authorities with counts, 3 are shown to have moved towards parity on leaving; of the others, 1 worsens and of "
        + "2 it cannot be told.")
    // Ratios of the counts at first are 2.2, 2.0 and 2.07, at last 1.1, 1.03 and 1.07.
    #expect(
      found.rows.map(\.sentence) == [
        "Westmoor moved towards parity from phase 1 to phase 5, its fitted ratio from 2.22 to 1.12, falling 16% a phase (95%: "
          + "7 to 24); 66 of 300 against 100 of 1,000 at first, 33 of 300 against 100 of 1,000 at last. In these phases it had: "
          + "\"Exit interviews\" (action 1, from phase 2).",
        "An authority of 1,000–2,000 staff moved towards parity from phase 1 to phase 5, its fitted ratio from 2.03 to 1.06, "
          + "falling 15% a phase (95%: 6 to 23); 60 of 300 against 100 of 1,000 at first, 31 of 300 against 100 of 1,000 at "
          + "last. In these phases it had: an action on this indicator, from phase 3.",
        "An authority of 1,000–2,000 staff moved towards parity from phase 1 to phase 5, its fitted ratio from 2.06 to 1.08, "
          + "falling 15% a phase (95%: 6 to 23); 62 of 300 against 100 of 1,000 at first, 32 of 300 against 100 of 1,000 at "
          + "last. In these phases it had: an action on this indicator, from phase 1; \"Return-to-work talks\" (practice 1, "
          + "from phase 3; since then: improved (may be at parity)).",
      ])
    #expect(
      found.notes == [
        "Had nothing changed anywhere, fewer than 1 of the 6 lines that could be drawn would look improved by chance. Of the 3 "
          + "with exact counts, 3 still stand when all authorities are looked at at once.",
        "1 of them began among the quarter furthest from parity: from there many come back part of the way by themselves, "
          + "whatever is done.",
        "What was done and what followed stand side by side here; that one came of the other is not shown.",
        "Only those are named that agreed to it (`cycle record … may-be-named`).",
      ])
  }

  @Test("with one named, tells only of those of its size, type and start, and why")
  func like() throws {
    let nation = try CommunityNation()
    try nation.agree("Eastcliff")
    let found = try nation.learn(like: "Northbridge")
    #expect(
      found.sentence
        == "Of 5 other authorities with counts, 2 are comparable with Northbridge (of 650 to 2,600 staff, of the type 'county' "
        + "and from a fitted ratio of 1.27 to 2.85); of these, 2 are shown to have moved towards parity on leaving.")
    #expect(
      found.rows.map(\.why) == [
        "of like size, of the same type and its line begins at 2.22, that of Northbridge at 1.90",
        "of like size, of the same type and its line begins at 2.03, that of Northbridge at 1.90",
      ])
    #expect(found.lookedAt == 5 && found.comparable == 2)
    let small = try nation.learn(like: "Tinyham")
    #expect(
      small.sentence
        == "Of 5 other authorities with counts, none is comparable with Tinyham (of 65 to 260 staff, of the type 'county' and "
        + "from a fitted ratio of 0.67 to 1.50).")
    #expect(small.rows.isEmpty)
  }

  @Test("where nobody moved, or nobody has counts, it says so")
  func nobody() throws {
    let nation = try CommunityNation()
    #expect(
      try nation.learn("training").sentence
        == "No authority has counts on access to funded training: there is nobody to learn from yet.")
    #expect(try nation.learn("training", like: "Northbridge").rows.isEmpty)
  }

  @Test("a name that may no longer be told is left out from then on")
  func withdrawn() throws {
    let nation = try CommunityNation()
    try nation.agree("Westmoor")
    try nation.act("Westmoor", "Exit interviews")
    #expect(try nation.learn().rows.contains { $0.identity.code == "X0003" })
    try nation.agree("Westmoor", false, phase: "2")
    let later = try nation.learn()
    #expect(later.rows.count == 3 && later.rows.allSatisfy { $0.identity.code == nil })
    #expect(!later.rows.contains { $0.sentence.contains("Westmoor") })
    #expect(later.rows.flatMap(\.records).map(\.words) == ["an action on this indicator, from phase 2"])
  }

  @Test("a shared audience learns counts of those only that agreed, and of the others what people read")
  func shared() throws {
    let nation = try CommunityNation(tiny: 12)
    try nation.agree("Westmoor")
    let (all, seen) = (try nation.learn(), try nation.learn(to: .shared))
    #expect(all.rows.allSatisfy { $0.counts != nil } && seen.rows.count == 3)
    for row in seen.rows { #expect((row.counts != nil) == (row.identity.code != nil)) }
    for row in seen.rows where row.identity.code == nil {
      let from = try #require(row.from)
      #expect(from == Wordings.rounded(from, 2))
      #expect(!row.sentence.contains(" of 300"))
    }
    #expect(seen.disclosure.audience == .shared)
    // Two are too few to be told of together.
    let few = try nation.learn(like: "Northbridge", to: .shared)
    #expect(few.rows.isEmpty && few.comparable == nil)
    #expect(few.tested == nil && few.expectedByChance == nil)
    #expect(
      few.sentence
        == "Of 5 other authorities with counts, too few are comparable with Northbridge (of 650 to 2,600 staff, of the type "
        + "'county' and from a fitted ratio of 1.27 to 2.85) for anything to be told of them.")
  }

  @Test(
    "of one that is not named neither a number nor a title is told that stands in its own list, whoever asks",
    arguments: [Audience.internal, .shared])
  func unlinked(audience: Audience) throws {
    let nation = try CommunityNation(tiny: 12)
    let plan = try nation.act("Eastcliff", "Secret plan Z")
    try nation.act("Eastcliff", "Wider adverts", from: "3")
    try nation.practise("Eastcliff", "Secret Plan Z", action: plan.number)
    try nation.practise("Eastcliff", "Return-to-work talks")
    let eastcliff = try nation.workspace.organisation(named: "Eastcliff")
    let own = try nation.view(.shared).actions(of: eastcliff).value
    #expect(own.map(\.title) == ["Secret plan Z", "Wider adverts"])
    _ = try nation.workspace.addSession(
      CommunitySession(
        on: Day("2026-05-12"), in: nation.standard.phase(named: "5"), title: "Retention", indicators: ["leaving"],
        speakers: []), command: "session add")
    let view = try nation.view(audience)
    let (learnt, agenda) = (try nation.learn(to: audience), try view.agenda(ofSession: 1).value)
    let suggested = try view.suggestions(
      for: nation.workspace.organisation(named: "Northbridge"), today: Day("2027-12-01")
    ).value
    for text in ["\(learnt)", "\(agenda)", "\(suggested)"] {
      for action in own {
        #expect(!text.lowercased().contains(action.title.lowercased()) && !text.contains("action \(action.number),"))
      }
    }
    let records = learnt.rows.flatMap(\.records) + agenda.items.flatMap(\.records)
    #expect(records.contains { $0.title == "Return-to-work talks" && $0.number == 2 })
    #expect(records.contains { $0.sort == .action } && !records.contains { $0.sort == .action && $0.number != nil })
    let seen = try nation.view(.shared).practices().value
    #expect(
      seen.map(\.practice.title) == ["(its words would tell who has not agreed to be named)", "Return-to-work talks"])
    try nation.agree("Eastcliff")
    #expect(try nation.learn(to: audience).rows.flatMap(\.records).contains { $0.title == "Secret Plan Z" })
  }

  @Test("nor is it told how many moved where so few did not, that both numbers would tell of these")
  func fewOthers() throws {
    let nation = try CommunityNation(tiny: 12)
    let course = zip(1..., CommunityNation.leavers["Southmere"] ?? [])
    try nation.fixture.loadCounts(
      course.map { "\($0),Saint Aldermere,all,leaving,all,bame,\($1),300\n" }.joined(), named: "corrected.csv")
    #expect(try nation.learn().rows.count == 4)
    let seen = try nation.learn(to: .shared)
    #expect(seen.rows.isEmpty && seen.others.organisations == 6)
  }

  @Test("that so few moved is told of nobody, nor by what is left over, unless all of them agreed to be named")
  func few() throws {
    let nation = try CommunityNation(tiny: 12)
    // Southmere no longer moves, so that two do.
    try nation.fixture.loadCounts(
      (1...5).map { "\($0),Southmere,all,leaving,all,bame,62,300\n" }.joined(), named: "corrected.csv")
    #expect(try nation.learn().rows.count == 2)
    let seen = try nation.learn(to: .shared)
    #expect(seen.rows.isEmpty && seen.others.parts.allSatisfy { $0.organisations >= 3 })
    #expect(seen.others.organisations == 6, "those that moved are among the others")
    #expect(
      seen.sentence
        == "Of 6 authorities with counts, those that moved towards parity on leaving are too few to be told of by themselves: "
        + "of 3 it cannot be told and how 3 stand is not told, since each kind among them is of few.")
    try nation.agree("Westmoor")
    #expect(try nation.learn(to: .shared).rows.isEmpty)
    try nation.agree("Eastcliff")
    #expect(try nation.learn(to: .shared).rows.map(\.identity.code) == ["X0003", "X0004"])
  }

  @Test("what was done is told only where it began while the line was drawn, and once")
  func records() throws {
    let nation = try CommunityNation()
    try nation.agree("Westmoor")
    let first = try nation.act("Westmoor", "Exit interviews", from: "2")
    try nation.act("Westmoor", "Pay review", ["training"], from: "2")
    try nation.act("Westmoor", "Too late", from: "5")
    try nation.practise("Westmoor", "Exit interviews by somebody else", action: first.number)
    let row = try #require(try nation.learn().rows.first { $0.identity.code == "X0003" })
    #expect(
      row.records.map(\.words) == [
        "\"Exit interviews by somebody else\" (practice 1, from phase 3; since then: improved (may be at parity))"
      ])
  }

  @Test("an authority that is not named is told of by size only where three or more are of that size")
  func sizes() throws {
    #expect(SizeBand(0).words == "under 250 staff" && SizeBand(249) == SizeBand(1))
    #expect(SizeBand(250).words == "250–500 staff" && SizeBand(999).words == "500–1,000 staff")
    #expect(SizeBand(5000).words == "5,000 staff or more")
    let nation = try CommunityNation()
    let (view, standard) = (try nation.view(), nation.standard)
    let words = try view.read { db, tables in
      let peers = try Peers(db, standard, phases: standard.phases, from: tables)
      return [["X0003", "X0004", "X0005"], ["X0003", "X0004", "X0006"], ["X0003"]].map {
        peers.identity(of: "X0003", among: Set($0)).words
      }
    }.value
    #expect(words == ["an authority of 1,000–2,000 staff", "another authority", "another authority"])
  }

  @Test("sizes are of the last phase in which every head-count of staff is known")
  func staff() throws {
    let nation = try CommunityNation(
      more:
        "5,Tinyham,all,leaving,all,unknown,1,7\n5,Tinyham,all,training,all,bame,1,40\n5,Tinyham,all,training,all,white,5,90\n"
    )
    let standard = nation.standard
    func sizes(_ view: WorkspaceView, _ codes: Set<String>) throws -> [String: Int] {
      try view.read { db, tables in
        try StaffSizes(db, standard, of: codes, phases: standard.phases, from: tables).people
      }.value
    }
    // Of two indicators that count staff the first with all three groups' head-counts is taken.
    #expect(try sizes(nation.view(), ["X0001", "X0006"]) == ["X0001": 1300, "X0006": 130])
    #expect(try sizes(nation.view(), ["X0006", "X9999"]) == ["X0006": 130])
    try nation.fixture.loadCounts("5,Northbridge,all,leaving,all,bame,57,*\n", named: "hidden.csv")
    #expect(try sizes(nation.view(), ["X0001"]) == ["X0001": 1300], "phase 4's")
  }

  @Test("likeness is of size within a factor of two, of type, and of start on one side of parity")
  func likeness() throws {
    let nation = try CommunityNation()
    let standard = nation.standard
    let organisations = try nation.workspace.organisations()
    let found = try nation.view().read { db, tables in
      let lines = try NationLines(
        db, standard, standard.indicator(named: "leaving"), phases: standard.phases, from: tables)
      let peers = try Peers(db, standard, phases: standard.phases, from: tables)
      return ["Northbridge", "Saint Aldermere", "Southmere"].map { name -> [String] in
        let own = organisations.first { $0.name == name }
        let learning = Learning(lines, peers, like: own)
        return [learning.alike.sorted().joined(separator: " "), learning.comparable.map(\.code).joined(separator: " ")]
      }
    }.value
    #expect(found == [["X0002 X0003 X0004", "X0003 X0004"], ["X0001 X0003 X0004", ""], ["", ""]])
  }
}
