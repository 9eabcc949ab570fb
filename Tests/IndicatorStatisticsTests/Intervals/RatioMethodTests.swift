import Foundation
import IndicatorStatistics
import Testing

/// The three intervals of a relative likelihood, side by side.
@Suite("Ratio methods") struct RatioMethodTests {
  static func counts(_ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) throws -> GroupCounts {
    try #require(GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0))
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var id: String
    var method: RatioMethod
    var counts: [Int]
    var lower: Double
    var upper: Double
    var digits: Int
    var source: String
    var testDescription: String { "\(id), \(source)" }
  }

  @Test(
    "worked examples, to the digits printed",
    arguments: [
      Example(
        id: "b2", method: .miettinenNurminen, counts: [7, 34, 1, 34], lower: 1.2086, upper: 43.0330, digits: 4,
        source: "contingencytables (perondi_2004)"),
      Example(
        id: "b3", method: .katz, counts: [7, 34, 1, 34], lower: 0.9096, upper: 53.8695, digits: 4,
        source: "contingencytables (perondi_2004)"),
      Example(
        id: "b4", method: .katz, counts: [10, 75, 12, 225], lower: 1.1261564, upper: 5.5498508, digits: 7,
        source: "scipy relative_risk documentation"),
      Example(
        id: "k6", method: .koopman, counts: [36, 180, 40, 520], lower: 1.7123713720, upper: 3.9225817135, digits: 10,
        source: "computed independently: scipy/statsmodels"),
      Example(
        id: "k7", method: .miettinenNurminen, counts: [36, 180, 40, 520], lower: 1.7118631027, upper: 3.9237121542,
        digits: 10, source: "recomputed at 60 digits: the row prints …543, a last digit too high"),
    ])
  func worked(_ it: Example) throws {
    let n = it.counts
    let interval = try #require(try Self.counts(n[0], n[1], n[2], n[3]).ratioInterval(it.method))
    #expect(close(interval.lower, it.lower, it.digits))
    #expect(close(interval.upper, it.upper, it.digits))
  }

  @Test("Koopman unless another is asked for")
  func usual() throws {
    let counts = try Self.counts(36, 180, 40, 520)
    #expect(counts.ratioInterval() == counts.koopmanInterval())
    #expect(counts.ratioInterval(.koopman, .ninetyNineEight) == counts.koopmanInterval(.ninetyNineEight))
  }

  @Test("without a denominator, or without any case, no method has an interval", arguments: RatioMethod.allCases)
  func nothing(method: RatioMethod) throws {
    for n in [[0, 0, 0, 0], [0, 0, 3, 10], [3, 10, 0, 0], [0, 40, 0, 300], [0, 1, 0, 1]] {
      let counts = try Self.counts(n[0], n[1], n[2], n[3])
      #expect(counts.ratioInterval(method) == nil)
      #expect(counts.phaseVerdict(method: method) == .cannotTell)
    }
  }

  @Test(
    "no case in one group: the score intervals are open, Katz has none",
    arguments: [[0, 40, 12, 300], [0, 1, 1, 1], [0, 1_000_000, 1, 1], [0, 7, 5, 5]])
  func oneEmpty(n: [Int]) throws {
    let counts = try Self.counts(n[0], n[1], n[2], n[3])
    for method in [RatioMethod.koopman, .miettinenNurminen] {
      let down = try #require(counts.ratioInterval(method))
      let up = try #require(counts.swapped.ratioInterval(method))
      #expect(down.lower == 0 && down.upper > 0 && down.upper.isFinite)
      #expect(up.upper == .infinity && up.lower > 0)
    }
    #expect(counts.ratioInterval(.katz) == nil)
    #expect(counts.swapped.ratioInterval(.katz) == nil)
  }

  @Test("everybody a case in one group: every method has finite limits about the estimate")
  func oneFull() throws {
    let counts = try Self.counts(12, 12, 70, 100)
    for method in RatioMethod.allCases {
      let interval = try #require(counts.ratioInterval(method))
      #expect(interval.lower > 0 && interval.upper.isFinite && interval.contains(100 / 70))
    }
  }

  @Test(
    "everybody a case in both groups: Koopman is n1/(n1+z²) to 1+z²/n0, Katz has none",
    arguments: [(5, 7), (1, 1), (1, 1_000_000), (1_000_000, 1_000_000)])
  func bothFull(n1: Int, n0: Int) throws {
    let counts = try Self.counts(n1, n1, n0, n0)
    for level in ConfidenceLevel.allCases {
      let koopman = try #require(counts.koopmanInterval(level))
      #expect(near(koopman.lower, Double(n1) / (Double(n1) + level.zSquared), 1e-12))
      #expect(near(koopman.upper, 1 + level.zSquared / Double(n0), 1e-12))
      #expect(counts.ratioInterval(.katz, level) == nil, "a standard error of 0 is no certainty")
    }
    #expect(counts.phaseVerdict(method: .katz) == .cannotTell)
  }

  @Test("two people: an interval that says so")
  func twoPeople() throws {
    let interval = try #require(try Self.counts(1, 1, 1, 1).ratioInterval(.miettinenNurminen))
    // N/(N−1) = 2, and both full: 1/(1+2z²) to 1+2z².
    #expect(near(interval.upper, 1 + 2 * ConfidenceLevel.ninetyFive.zSquared, 1e-12))
    #expect(near(interval.lower, 1 / (1 + 2 * ConfidenceLevel.ninetyFive.zSquared), 1e-12))
  }

  @Test("the verdict is that of the method asked for")
  func verdicts() throws {
    let counts = try Self.counts(7, 34, 1, 34)
    #expect(counts.phaseVerdict() == .moreLikely)
    #expect(counts.phaseVerdict(.ninetyNineEight) == .cannotTell)
    #expect(counts.phaseVerdict(method: .miettinenNurminen) == .moreLikely)
    #expect(counts.phaseVerdict(method: .katz) == .cannotTell, "0.9096 to 53.8695")
  }

  @Test("in JSON a method is its name")
  func coding() throws {
    #expect(
      String(decoding: try JSON.encode(RatioMethod.allCases), as: UTF8.self)
        == #"["koopman","miettinenNurminen","katz"]"#)
  }
}

/// What must hold of any table, by any method.
@Suite("Ratio methods: any table") struct RatioPropertyTests {
  static let scores = [RatioMethod.koopman, .miettinenNurminen]

  @Test("there are tables, zero and full ones too")
  func some() {
    let tables = RandomTables.tables
    #expect(tables.count > 350)
    #expect(tables.contains { $0.bame.count == 0 } && tables.contains { $0.white.count == 0 })
    #expect(tables.contains { $0.bame.count == $0.bame.total && $0.white.count == $0.white.total })
  }

  @Test("the interval holds the estimate, at 99.8% that of 95%", arguments: RatioMethod.allCases)
  func holds(method: RatioMethod) throws {
    for counts in RandomTables.tables {
      guard let interval = counts.ratioInterval(method) else { continue }
      #expect(interval.contains(try #require(counts.relativeLikelihood)), "\(counts)")
      #expect(interval.isInside(try #require(counts.ratioInterval(method, .ninetyNineEight))), "\(counts)")
    }
  }

  @Test("swapping the groups turns ratio and limits over", arguments: RatioMethod.allCases)
  func swapped(method: RatioMethod) throws {
    for counts in RandomTables.tables {
      let (one, other) = (counts.ratioInterval(method), counts.swapped.ratioInterval(method))
      #expect(near(counts.swapped.relativeLikelihood, counts.relativeLikelihood.map { 1 / $0 }, 1e-14), "\(counts)")
      #expect(near(other?.lower, one.map { 1 / $0.upper }, 1e-10), "\(counts)")
      #expect(near(other?.upper, one.map { 1 / $0.lower }, 1e-10), "\(counts)")
    }
  }

  @Test("ten times the counts narrow the interval", arguments: RatioMethod.allCases)
  func scaled(method: RatioMethod) throws {
    for counts in RandomTables.tables {
      guard let small = counts.ratioInterval(method) else { continue }
      let large = try #require(counts.times(10)?.ratioInterval(method))
      #expect(large.isInside(small) && large != small, "\(counts)")
    }
  }

  /// From the rates: `n1·n0/N · (p1−p0)²/(p(1−p))`, 0 where everybody is a case.
  static func pearson(_ counts: GroupCounts) -> Double {
    let (n1, n0) = (Double(counts.bame.total), Double(counts.white.total))
    let pooled = Double(counts.bame.count + counts.white.count) / (n1 + n0)
    let difference = (counts.bame.value ?? 0) - (counts.white.value ?? 0)
    return pooled == 1 ? 0 : n1 * n0 / (n1 + n0) * difference * difference / (pooled * (1 - pooled))
  }

  @Test("a score interval excludes 1 exactly when Pearson's χ² exceeds z², by N/(N−1) for Miettinen and Nurminen")
  func pearson() throws {
    for counts in RandomTables.tables {
      let chi = Self.pearson(counts)
      let everybody = Double(counts.bame.total + counts.white.total)
      for level in ConfidenceLevel.allCases {
        for (method, factor) in [(RatioMethod.koopman, 1.0), (.miettinenNurminen, everybody / (everybody - 1))] {
          let limit = factor * level.zSquared
          guard abs(chi - limit) > 1e-9 * limit else { continue }
          let interval = try #require(counts.ratioInterval(method, level))
          #expect(interval.contains(1) == (chi < limit), "\(counts) \(method) \(level)")
        }
      }
    }
  }

  @Test("at the limits of Miettinen and Nurminen the score is z² N/(N−1), so that Koopman's lie inside")
  func wider() throws {
    for counts in RandomTables.tables {
      let wide = try #require(counts.ratioInterval(.miettinenNurminen))
      let koopman = try #require(counts.koopmanInterval())
      #expect(koopman.isInside(wide), "\(counts)")
      let everybody = Double(counts.bame.total + counts.white.total)
      for limit in [wide.lower, wide.upper] where limit > 0 && limit.isFinite {
        let score = Self.score(counts, limit) * (everybody - 1) / everybody
        #expect(near(score, ConfidenceLevel.ninetyFive.zSquared, 1e-6), "\(counts) at \(limit)")
      }
    }
  }

  /// The score statistic, the White rate found by halving on the derivative of the likelihood.
  static func score(_ counts: GroupCounts, _ ratio: Double) -> Double {
    let (x1, n1) = (Double(counts.bame.count), Double(counts.bame.total))
    let (x0, n0) = (Double(counts.white.count), Double(counts.white.total))
    var (low, high) = (0.0, min(1, 1 / ratio))
    for _ in 0..<200 {
      let p = (low + high) / 2
      let (own, other) = (x1 == n1 ? 1 : 1 - ratio * p, x0 == n0 ? 1 : 1 - p)
      let slope = (x1 + x0) * own * other - (n1 - x1) * ratio * p * other - (n0 - x0) * p * own
      if slope > 0 { low = p } else { high = p }
    }
    let (p0, p1) = (low, ratio * low)
    let variance = p1 * (1 - p1) / n1 + ratio * ratio * p0 * (1 - p0) / n0
    let difference = x1 / n1 - ratio * x0 / n0
    return difference * difference / variance
  }

  /// What hidden counts rest on. The total does not change, so that both are one method at two levels.
  @Test("the limits of both score methods rise with one numerator and fall with the other", arguments: scores)
  func monotone(method: RatioMethod) throws {
    for (n1, n0) in [(1, 1), (1, 9), (5, 4), (11, 11), (17, 6), (30, 240)] {
      for level in ConfidenceLevel.allCases {
        for x1 in 0...n1 {
          for x0 in 0...n0 {
            guard let here = GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0)?.ratioInterval(method, level) else { continue }
            if let up = GroupCounts(x1: x1 + 1, n1: n1, x0: x0, n0: n0)?.ratioInterval(method, level) {
              #expect(up.lower >= here.lower && up.upper >= here.upper, "\(x1)+1/\(n1) v \(x0)/\(n0)")
            }
            if let down = GroupCounts(x1: x1, n1: n1, x0: x0 + 1, n0: n0)?.ratioInterval(method, level) {
              #expect(down.lower <= here.lower && down.upper <= here.upper, "\(x1)/\(n1) v \(x0)+1/\(n0)")
            }
          }
        }
      }
    }
  }

  @Test("a hidden count: the hull of every table by either score method, none by Katz")
  func hidden() throws {
    let counts = try #require(
      RangedCounts(bame: CountRange(low: 1, high: 4), of: 60, white: CountRange(low: 3, high: 9), of: 200))
    for method in Self.scores {
      let tables = (1...4).flatMap { x1 in (3...9).compactMap { GroupCounts(x1: x1, n1: 60, x0: $0, n0: 200) } }
      let each = tables.compactMap { $0.ratioInterval(method) }
      let hull = try #require(counts.ratioInterval(method))
      #expect(each.count == 28)
      #expect(hull.lower == each.map(\.lower).min() && hull.upper == each.map(\.upper).max())
    }
    #expect(counts.ratioInterval(.katz) == nil)
    #expect(counts.phaseVerdict(method: .katz) == .cannotTell)
  }

  @Test("Katz's limits do not move one way only, which is why")
  func katzTurns() throws {
    let most = try #require(GroupCounts(x1: 4, n1: 5, x0: 8, n0: 10)?.ratioInterval(.katz))
    let all = try #require(GroupCounts(x1: 5, n1: 5, x0: 8, n0: 10)?.ratioInterval(.katz))
    #expect(all.lower > most.lower && all.upper < most.upper, "one case more, and the upper limit falls")
  }

  @Test(
    "nothing hidden: the verdict and interval are those of the one table, by Katz too", arguments: RatioMethod.allCases)
  func exact(method: RatioMethod) throws {
    let ranged = try #require(
      RangedCounts(bame: CountRange(low: 36, high: 36), of: 180, white: CountRange(low: 40, high: 40), of: 520))
    let counts = try #require(GroupCounts(x1: 36, n1: 180, x0: 40, n0: 520))
    #expect(ranged.ratioInterval(method) == counts.ratioInterval(method))
    #expect(ranged.phaseVerdict(method: method) == .moreLikely)
  }

  @Test("every hidden table beyond parity: the verdict holds, by either score method", arguments: scores)
  func hiddenVerdict(method: RatioMethod) throws {
    let ranged = try #require(
      RangedCounts(bame: CountRange(low: 76, high: 79), of: 4292, white: CountRange(low: 288, high: 288), of: 3089))
    #expect(ranged.phaseVerdict(method: method) == .lessLikely)
    #expect(ranged.phaseVerdict(method: .katz) == .cannotTell, "though each table alone has fewer")
  }
}
