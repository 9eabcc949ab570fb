import Foundation
import Testing

@testable import IndicatorStatistics
@testable import Phaseline

/// What is said of what followed: that no sentence says other than the one before it.
@Suite("The words for what followed") struct FollowUpWordsTests {
  /// The paragraph on a change from 2.00 to 1.03 that had another verdict and stood otherwise to the others.
  private static func paragraph(
    _ kind: LineVerdict.Kind, _ move: MoveAgainstOthers.Kind, in workspace: Workspace
  ) throws -> String {
    let standard = workspace.standard
    let indicator = try standard.indicator(named: "leaving")
    let done = Intervention(
      organisation: try workspace.organisation(named: "X0001"), indicators: ["leaving"], start: .phase("3"))
    var found = try Gate(audience: .internal).view(of: workspace).followUps(of: [done]).value[0][0]
    let change = try #require(found.change)
    let reason: LineVerdict.Reason =
      switch kind {
      case .improving: .towardsParity
      case .worsening: .awayFromParity
      case .crossedParity: .crossed
      case .noMaterialChange: .changeExcluded
      case .cannotTell: .aroundParity
      case .notTested: .notALine
      }
    found.change = BeforeAfter.Change(
      fit: change.fit, factorInterval: change.factorInterval, verdict: LineVerdict(kind: kind, reason: reason),
      detectable: nil, isBeyondParity: false, isBlind: false, restsOnLastBefore: false)
    let json = Data(#"{"kind":"\#(move.rawValue)","expected":0.62}"#.utf8)
    found.others = FollowUp.Others(
      organisations: 7, hidden: 0, move: try JSONDecoder().decode(MoveAgainstOthers.self, from: json))
    let split = PhaseSplit([], start: 3, end: nil, breaks: [])
    return FollowUpWords(found, standard: standard, indicator: indicator, done: done, split: split).paragraph
  }

  @Test("the sentence on the others agrees with the verdict before it, of every pair of the two")
  func pairs() throws {
    let fixture = try FollowUpTests.fixture(FollowUpTests.fallen)
    let workspace = try fixture.workspace()
    let who = "the 7 other authorities here with no such action or practice recorded"
    for verdict in LineVerdict.Kind.allCases {
      for move in MoveAgainstOthers.Kind.allCases {
        let text = try Self.paragraph(verdict, move, in: workspace)
        #expect(
          text.contains("It moved more towards parity than \(who): with their change it would be at 0.62, not at 1.03.")
            == (verdict == .improving && move == .closer), "\(verdict) \(move)")
        #expect(
          text.contains("It ended closer to parity than with the change of \(who): at 1.03, not at 0.62.")
            == (verdict != .improving && move == .closer), "\(verdict) \(move)")
        #expect(text.contains("past parity") == (verdict == .crossedParity), "only the verdict says so")
        #expect(
          text.contains(
            "With the change of \(who) it would be at 0.62; it is at 1.03, on the other side of parity.")
            == (move == .past))
        #expect(
          text.contains("Whether it ended closer to parity than with the change of \(who) cannot be told.")
            == (move == .cannotTell))
      }
    }
  }

  // MARK: - The measure

  private static func followed(
    _ rows: String, _ aim: Action.Aim, start: String = "3"
  ) throws -> FollowUp {
    let fixture = try FollowUpTests.fixture(rows)
    try FollowUpTests.add(fixture, start: start) { $0.aim = aim }
    return try #require(try FollowUpTests.review(fixture).actions.first?.followUps.first)
  }

  @Test("a measure that was met before the start is not credited to what was done")
  func metBefore() throws {
    func row(_ phase: Int, _ bame: Int) -> String { FollowUpTests.row(phase, bame, of: 4000) }
    let steady = try Self.followed(row(2, 208) + row(3, 208) + row(4, 200) + row(5, 208), .ratio(0.4))
    #expect(steady.aim?.before?.phase == "3" && steady.aim?.before?.standing == .reached)
    #expect(
      steady.paragraph.hasSuffix(
        "Its measure, a relative likelihood of 0.40 or nearer to parity, was met already before it began (phase 3: 0.52; 95%: "
          + "0.41–0.65), so that it tells nothing of this action; it is met in phase 5 too (0.52; 95%: 0.41–0.65)."))
    #expect(!steady.paragraph.contains("was reached"))
    let nearly = try Self.followed(row(3, 180) + row(5, 240), .ratio(0.4))
    #expect(
      nearly.paragraph.contains("was met as measured already before it began (phase 3: 0.45; "), "\(nearly.paragraph)")
    #expect(nearly.paragraph.contains("), so that it tells little of this action; it is met in phase 5 too (0.60; "))
    let lost = try Self.followed(row(3, 208) + row(5, 80), .ratio(0.4))
    #expect(lost.paragraph.contains("was not reached in phase 5 (0.20; "))
    #expect(lost.paragraph.contains("). It had been met before it began (phase 3: 0.52; 95%: 0.41–0.65)."))
    let reached = try Self.followed(row(3, 80) + row(5, 208), .ratio(0.4))
    #expect(
      reached.paragraph.contains("was reached in phase 5 (0.52; 95%: 0.41–0.65), by more than chance alone explains."))
    #expect(!reached.paragraph.contains("met "))
  }

  // MARK: - Numbers that are read aloud

  @Test("limits that go the same way are said without saying so three times")
  func limits() throws {
    let rise = try Self.followed(FollowUpTests.row(3, 80) + FollowUpTests.row(4, 130), .ratio(0.8))
    #expect(rise.paragraph.contains(", a rise of 63% (95%: 14% to 133%)."))
    #expect(!rise.paragraph.contains("between a rise"))
  }

  @Test("sums of counts are said to be sums once an action, and not where each side is one phase")
  func sums() throws {
    let fixture = try FollowUpTests.fixture(FollowUpTests.fallen)
    try FollowUpTests.add(fixture, ["leaving", "training"], start: "3")
    let notes = try #require(try FollowUpTests.review(fixture).actions.first).notes
    #expect(
      notes == [
        "Counts of several phases are added up: whoever is there in two is counted twice. The ratio is fitted phase by phase, "
          + "so that these sums need not give it."
      ])
    let single = try FollowUpTests.fixture(FollowUpTests.row(1, 80) + FollowUpTests.row(2, 42))
    try FollowUpTests.add(single, start: "1")
    #expect(try FollowUpTests.review(single).actions.first?.notes == [])
  }

  @Test("the measure that a hint proposes lies on the side of parity where the figures are")
  func hint() throws {
    let standard = try FollowUpTests.fixture(FollowUpTests.fallen).workspace().standard
    func hint(_ indicator: String, _ ratio: Double?) -> String {
      Action(of: "X0001", title: "t", indicators: [indicator], term: .short, start: .phase("1"))
        .measureHint(standard, now: ratio)
    }
    #expect(hint("leaving", 1.6) == "action update 0 --ratio 1.2")
    #expect(hint("leaving", 0.6) == "action update 0 --ratio 0.8")
    #expect(hint("leaving", nil) == "action update 0 --ratio 1.2")
    #expect(hint("shortlisting", 0.6) == "action update 0 --ratio 0.8")
    #expect(hint("shortlisting", nil) == "action update 0 --ratio 0.8")
  }
}
