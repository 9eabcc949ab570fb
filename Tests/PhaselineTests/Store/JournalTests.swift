import Foundation
import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// Changes taken back and brought again, against a model that only keeps dictionaries.
@Suite("Journal") struct JournalTests {
  static let first = """
    1,Northbridge,all,shortlisting,all,bame,26,250
    1,Northbridge,all,shortlisting,all,white,195,740
    1,Saint Aldermere,all,shortlisting,all,bame,<5,40

    """

  @Test(
    "a random course of loads, undos and redos is what a simple model says", arguments: 1...8 as ClosedRange<UInt64>)
  func course(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let fixture = try Fixture()
    var model = Model()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    model.load(1, [:])
    for step in 0..<40 {
      let before = try fixture.dump()
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<3:
        let counts = Self.counts(&random)
        let report = try fixture.loadCounts(Self.rows(counts), named: "step-\(step).csv")
        if let change = report.change { model.load(change, counts) }
      case 3..<6:
        let count = Int.random(in: 1...3, using: &random)
        // The register stays, or the next load would be refused.
        guard model.standing.count > count else { continue }
        let undone = try fixture.workspace().undo(last: count, command: "undo")
        #expect(undone.map(\.change.id) == model.undo(count, before: before))
      default:
        let count = Int.random(in: 1...2, using: &random)
        guard count <= model.taken.count else {
          #expect(throws: UsageProblem.self) { try fixture.workspace().redo(last: count, command: "redo") }
          #expect(try fixture.dump() == before, "a refused redo changes nothing")
          continue
        }
        let redone = try fixture.workspace().redo(last: count, command: "redo")
        let expected = model.redo(count)
        #expect(redone.map(\.change.id) == expected.changes)
        if let dump = expected.dump { #expect(try fixture.dump() == dump, "step \(step): exactly as before the undo") }
      }
      #expect(try fixture.counts() == model.current, "step \(step)")
      let totals = try fixture.totals()
      #expect(totals.kept == totals.sums, "step \(step)")
    }
    #expect(model.hasUndone && model.hasRedone, "the course goes both ways")
    let findings = try fixture.workspace().deepChecks().filter { !$0.isGood }
    #expect(findings == [], "whatever the course, the workspace is sound")
  }

  /// What a workspace holds, told by whole dictionaries.
  private struct Model {
    struct Load {
      var change: Int
      var counts: [String: String]
    }
    /// A load that was taken back, and all that was there before.
    struct Taken {
      var load: Load
      var dump: [String]
    }
    var standing: [Load] = []
    var taken: [Taken] = []
    var hasUndone = false
    var hasRedone = false

    var current: [String: String] {
      standing.reduce(into: [:]) { all, load in all.merge(load.counts) { $1 } }
    }

    mutating func load(_ change: Int, _ counts: [String: String]) {
      standing.append(Load(change: change, counts: counts))
      taken = []
    }

    mutating func undo(_ count: Int, before: [String]) -> [Int] {
      let last = Array(standing.suffix(count).reversed())
      standing.removeLast(count)
      // What lies between the undos of one command is not seen: only the last to return has a state to compare with.
      for (index, load) in last.enumerated() { taken.append(Taken(load: load, dump: index == 0 ? before : [])) }
      hasUndone = true
      return last.map(\.change)
    }

    mutating func redo(_ count: Int) -> (changes: [Int], dump: [String]?) {
      let last = Array(taken.suffix(count).reversed())
      taken.removeLast(count)
      standing += last.map(\.load)
      hasRedone = true
      return (last.map(\.load.change), last.last.flatMap { $0.dump.isEmpty ? nil : $0.dump })
    }
  }

  private static func counts(_ random: inout SplitMix) -> [String: String] {
    var counts: [String: String] = [:]
    for phase in 1...2 {
      for name in ["Northbridge", "Saint Aldermere"] {
        for ethnicity in ["bame", "white"] where Bool.random(using: &random) {
          let numerator = Int.random(in: 5...8, using: &random)
          counts["\(phase),\(name),all,shortlisting,all,\(ethnicity)"] = "\(numerator),40"
        }
      }
    }
    return counts
  }

  private static func rows(_ counts: [String: String]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)\n" }.joined()
  }

  @Test("undo 3 takes back three or none; redo brings them again in the right order")
  func several() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.first)
    let states = try (27...29).map { numerator in
      let dump = try fixture.dump()
      try fixture.loadCounts(Self.first.replacing("bame,26", with: "bame,\(numerator)"))
      return dump
    }
    let last = try fixture.dump()
    let workspace = try fixture.workspace()
    #expect(throws: UsageProblem.tooFewToUndo(6, there: 5)) { try workspace.undo(last: 6, command: "undo 6") }
    #expect(try fixture.dump() == last)
    let undone = try workspace.undo(last: 3, command: "undo 3")
    #expect(undone.map(\.entry) == [6, 7, 8])
    #expect(undone.map(\.change.id) == [5, 4, 3])
    #expect(try fixture.content() == fixture.contentOfTheFirst())
    #expect(throws: UsageProblem.tooFewToRedo(4, there: 3)) { try workspace.redo(last: 4, command: "redo 4") }
    for change in [3, 4] {
      let redone = try workspace.redo(last: 1, command: "redo")
      #expect(redone.map(\.change.id) == [change])
      #expect(redone.map(\.tally) == [LoadTally(replaced: 1)])
      #expect(try fixture.current() == states[change - 2].filter { !$0.hasPrefix("replaced_") })
    }
    _ = try workspace.redo(last: 1, command: "redo")
    #expect(try fixture.dump() == last)
    #expect(throws: UsageProblem.nothingToRedo) { try workspace.redo(last: 1, command: "redo") }
    let journal = try workspace.journal()
    let states2 = ["", "", "", "", "", "of 5", "of 4", "of 3", "of 8", "of 7", "of 6"]
    #expect(journal.changes.map { journal.state(of: $0) } == states2)
    #expect(journal.changes.suffix(3).map(\.kind) == [.redo, .redo, .redo])
  }

  @Test("a redo is refused once something else was loaded, and says what to do")
  func loadedSince() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.first)
    let workspace = try fixture.workspace()
    _ = try workspace.undo(last: 1, command: "undo")
    try fixture.loadCounts(Self.first, named: "again.csv")
    let problem = #expect(throws: UsageProblem.self) { try workspace.redo(last: 1, command: "redo") }
    #expect(
      problem?.description
        == "Change 2 cannot be brought again: change 4 was made since. Nothing was changed; repeat its command "
        + "(`history 2` names it, and its files).")
  }

  @Test("a load taken back and loaded again gives the same content but for change numbers")
  func loadedAgain() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.first)
    try fixture.loadCounts(Self.first.replacing("bame,26", with: "bame,28"), named: "corrected.csv")
    let before = try fixture.content()
    _ = try fixture.workspace().undo(last: 1, command: "undo")
    #expect(try fixture.content() != before)
    try fixture.load(fixture.folder.path("corrected.csv"))
    #expect(try fixture.content() == before)
  }

  @Test("registers, published figures and another standard's changes come and go exactly")
  func otherTables() throws {
    var fixture = try Fixture()
    fixture.standard = "nhs-wres"
    try fixture.load(Fixture.data.appendingPathComponent("nhs-wres").path)
    fixture.standard = Standard.defaultKey
    try fixture.load(Fixture.data.appendingPathComponent("sc-wres").path)
    let figures = try String(
      contentsOf: Fixture.data.appendingPathComponent("sc-wres/published-figures.csv"), encoding: .utf8)
    let lines = figures.split(separator: "\n").filter { $0.contains(",England,") }
    let header = try #require(figures.split(separator: "\n").first)
    let row = try #require(lines.first)
    let changed = row.split(separator: ",", omittingEmptySubsequences: false).enumerated().map {
      $0.offset == 8 ? "9.99" : String($0.element)
    }.joined(separator: ",")
    try fixture.load(try fixture.folder.write("\(header)\n\(changed)\n", to: "figures.csv"))
    let code = try #require(try fixture.workspace().organisations().first { $0.kind == .authority })
    try fixture.load(
      try fixture.folder.write(
        "code,name,region,type,kind\n\(code.code),\"\(code.name)\",Elsewhere,moved,employer\n", to: "register.csv"))
    let dump = try fixture.dump()
    let workspace = try fixture.workspace()
    let detail = try workspace.detail(of: 4)
    #expect(detail.parts == [ChangedPart(table: .organisation, phase: "", indicator: "", replaced: 1)])
    #expect(detail.rows.map(\.now) == ["employer, Elsewhere, moved"])
    #expect(detail.rows.map(\.authority) == [code.name])
    let figure = try workspace.detail(of: 3)
    #expect(figure.rows.map(\.now?.first) == ["9"])
    #expect(figure.rows.map(\.authority) == ["England"])
    let standards = try workspace.undo(last: 4, command: "undo 4").map(\.change.standard)
    #expect(standards == ["sc-wres", "sc-wres", "sc-wres", "nhs-wres"])
    #expect(try fixture.content().isEmpty)
    _ = try workspace.redo(last: 4, command: "redo 4")
    #expect(try fixture.dump() == dump)
    _ = try workspace.undo(last: 4, command: "undo 4")
    #expect(try fixture.content().isEmpty)
  }

  @Test("what a change changed is told row by row, while it stands, taken back, and by its undo and redo")
  func detail() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(Self.first)
    let corrected =
      Self.first.replacing("bame,26,250", with: "bame,28,250").replacing("<5,40", with: "*,40")
      + "2,Northbridge,adults,training,all,bame,5,50\n"
    try fixture.loadCounts(corrected, named: "corrected.csv")
    let workspace = try fixture.workspace()
    func row(_ what: ChangedRow.What, _ name: String, was: String?, now: String?) -> ChangedRow {
      ChangedRow(
        what: what, table: .counts, phase: "1", indicator: "shortlisting", authority: name, category: "all",
        service: "all", ethnicity: "bame", was: was, now: now)
    }
    let replaced = [
      row(.replaced, "Northbridge", was: "26 of 250", now: "28 of 250"),
      row(.replaced, "Saint Aldermere", was: "<5 of 40", now: "* of 40"),
    ]
    let added = ChangedRow(
      what: .added, table: .counts, phase: "2", indicator: "training", authority: "Northbridge", category: "all",
      service: "adults", ethnicity: "bame", was: nil, now: "5 of 50")
    let parts = [
      ChangedPart(table: .counts, phase: "1", indicator: "shortlisting", replaced: 2),
      ChangedPart(table: .counts, phase: "2", indicator: "training", added: 1),
    ]
    func expectTheLoad(_ number: Int, state: String) throws {
      let detail = try workspace.detail(of: number, rows: .all)
      #expect(detail.rows == replaced + [added])
      #expect(detail.parts == parts)
      #expect(detail.state == state && detail.load.id == 3)
    }
    try expectTheLoad(3, state: "")
    #expect(try workspace.detail(of: 3).rows == replaced)
    #expect(try workspace.detail(of: 3, rows: .replacements(first: 1)).rows == [replaced[0]])
    _ = try workspace.undo(last: 1, command: "undo")
    try expectTheLoad(3, state: "taken back")
    func expectTheUndo() throws {
      let undo = try workspace.detail(of: 4, rows: .all)
      #expect(
        undo.rows == [
          row(.restored, "Northbridge", was: "28 of 250", now: "26 of 250"),
          row(.restored, "Saint Aldermere", was: "* of 40", now: "<5 of 40"),
          ChangedRow(
            what: .removed, table: .counts, phase: "2", indicator: "training", authority: "Northbridge",
            category: "all", service: "adults", ethnicity: "bame", was: "5 of 50", now: nil),
        ])
      #expect(undo.parts.map(\.restored) == [2, 0] && undo.parts.map(\.removed) == [0, 1])
      #expect(undo.state == "of 3")
    }
    try expectTheUndo()
    _ = try workspace.redo(last: 1, command: "redo")
    try expectTheLoad(3, state: "")
    try expectTheLoad(5, state: "of 4")
    try expectTheUndo()
    // Taken back, and what it had replaced replaced by another: it is still told as it was.
    _ = try workspace.undo(last: 1, command: "undo")
    try fixture.loadCounts("1,Northbridge,all,shortlisting,all,bame,99,250\n", named: "other.csv")
    try expectTheLoad(3, state: "taken back")
    #expect(throws: UsageProblem.noChange(8, last: 7)) { try workspace.detail(of: 8) }
  }
}
