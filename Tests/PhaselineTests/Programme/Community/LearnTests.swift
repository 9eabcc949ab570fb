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
        "an authority of 1,000–2,000 staff", "an authority of 1,000–2,000 staff", "Westmoor",
      ])
    #expect(found.sentence == "?")
    #expect(found.rows.map(\.sentence) == ["?"])
    #expect(found.notes == ["?"])
  }

  @Test("with one named, tells only of those of its size, type and start, and why")
  func like() throws {
    let nation = try CommunityNation()
    try nation.agree("Eastcliff")
    let found = try nation.learn(like: "Northbridge")
    #expect(found.sentence == "?")
    #expect(found.rows.map(\.why) == ["?"])
    #expect(found.lookedAt == 5 && found.comparable == 2)
    let small = try nation.learn(like: "Tinyham")
    #expect(small.sentence == "?")
    #expect(small.rows.isEmpty)
  }

  @Test("where nobody moved, or nobody has counts, it says so")
  func nobody() throws {
    let nation = try CommunityNation()
    #expect(
      try nation.learn("training").sentence
        == "No authority has counts on access to training: there is nobody to learn from yet.")
    #expect(try nation.learn("training", like: "Northbridge").rows.isEmpty)
  }

  @Test("a name that may no longer be told is left out from then on")
  func withdrawn() throws {
    let nation = try CommunityNation()
    try nation.agree("Westmoor")
    #expect(try nation.learn().rows.contains { $0.identity.code == "X0003" })
    try nation.agree("Westmoor", false, phase: "2")
    let later = try nation.learn()
    #expect(later.rows.count == 3 && later.rows.allSatisfy { $0.identity.code == nil })
    #expect(!later.rows.contains { $0.sentence.contains("Westmoor") })
  }

  @Test("a shared audience learns counts of those only that agreed, and of the others what people read")
  func shared() throws {
    let nation = try CommunityNation()
    try nation.agree("Westmoor")
    let (all, seen) = (try nation.learn(), try nation.learn(.shared))
    #expect(all.rows.allSatisfy { $0.counts != nil })
    #expect(seen.rows.map { $0.counts != nil } == seen.rows.map { $0.identity.code != nil })
    for row in seen.rows where row.identity.code == nil {
      let from = try #require(row.from)
      #expect(from == Wordings.rounded(from, 2) && row.p == row.p.map { Wordings.rounded($0, 3) })
      #expect(!row.sentence.contains(" of 300"))
    }
    #expect(seen.disclosure.audience == .shared)
    // Two are too few to be told of together.
    let few = try nation.learn(like: "Northbridge", .shared)
    #expect(few.rows.isEmpty && few.comparable == nil)
    #expect(few.sentence == "?")
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
    #expect(row.records.map(\.words) == ["\"Exit interviews by somebody else\" (practice 1, from phase 3)"])
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
    let found = try nation.view().read { db, tables in
      let lines = try NationLines(
        db, standard, standard.indicator(named: "leaving"), phases: standard.phases, from: tables)
      let peers = try Peers(db, standard, phases: standard.phases, from: tables)
      return try ["Northbridge", "Saint Aldermere", "Southmere"].map { name -> [String] in
        let own = try nation.workspace.organisations().first { $0.name == name }
        let learning = Learning(lines, peers, like: own)
        return [learning.alike.sorted().joined(separator: " "), learning.comparable.map(\.code).joined(separator: " ")]
      }
    }.value
    #expect(found == [["X0002 X0003 X0004", "X0003 X0004"], ["X0001 X0003 X0004", ""], ["", ""]])
  }
}
