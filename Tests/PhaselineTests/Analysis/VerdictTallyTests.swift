import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Tally of verdicts") struct VerdictTallyTests {
  typealias Counts = [LineVerdict.Kind: Int]

  static let cases: [(counts: Counts, fewest: Int, words: String)] = [
    (
      [.improving: 14, .worsening: 5, .cannotTell: 79, .noMaterialChange: 1, .crossedParity: 2], 1,
      "14 improve, 5 worsen, 2 crossed parity, 1 shows no material change and of 79 it cannot be told"
    ),
    ([.improving: 1, .worsening: 1], 1, "1 improves and 1 worsens"),
    // What was published without counts was not tested.
    ([.cannotTell: 3, .notTested: 2], 1, "of 5 it cannot be told"),
    ([:], 1, ""), ([:], 3, ""), ([.improving: 0], 1, ""),
    // One is too few: the smallest other is told with it, or the sum would give it away.
    (
      [.improving: 2, .worsening: 4, .cannotTell: 9], 3,
      "of 9 it cannot be told and how 6 stand is not told, since each kind among them is of few"
    ),
    (
      [.improving: 2, .worsening: 1, .cannotTell: 9], 3,
      "of 9 it cannot be told and how 3 stand is not told, since each kind among them is of few"
    ),
    ([.improving: 3, .cannotTell: 9], 3, "3 improve and of 9 it cannot be told"),
    // All of them together are too few.
    ([.improving: 1, .worsening: 1], 3, ""),
    ([.improving: 2, .worsening: 1], 3, "how 3 stand is not told, since each kind among them is of few"),
  ]

  @Test("tells of no fewer than may be told, and gives none away by the others", arguments: cases)
  func words(_ it: (counts: Counts, fewest: Int, words: String)) {
    let tally = VerdictTally(it.counts, fewest: it.fewest)
    #expect(tally.words == it.words)
    #expect(tally.parts.allSatisfy { $0.organisations >= it.fewest })
  }

  @Test("a verdict that nobody has is 0, one that may not be told is unknown")
  func places() {
    let tally = VerdictTally([.improving: 2, .worsening: 4, .cannotTell: 9], fewest: 3)
    #expect(tally[.cannotTell] == 9 && tally[.improving] == nil && tally[.worsening] == nil)
    #expect(VerdictTally([.improving: 4], fewest: 3)[.worsening] == 0)
    #expect(VerdictTally([.improving: 1], fewest: 3)[.worsening] == nil)
    #expect(tally.organisations == 15)
  }
}
