import IndicatorStatistics
import Testing

/// Counts that may be anything within bounds. The real case: the Scientist Training Programme's two years.
@Suite("Hidden counts") struct HiddenCountsTests {
  static func ranged(_ bame: ClosedRange<Int>, _ n1: Int, _ white: ClosedRange<Int>, _ n0: Int) throws -> RangedCounts {
    try #require(
      RangedCounts(
        bame: CountRange(low: bame.lowerBound, high: bame.upperBound), of: n1,
        white: CountRange(low: white.lowerBound, high: white.upperBound), of: n0))
  }

  @Test("estimate and limits are the hull of every table that is possible")
  func hull() throws {
    let counts = try Self.ranged(76...79, 4292, 288...288, 3089)
    let tables = try (76...79).map { try #require(GroupCounts(x1: $0, n1: 4292, x0: 288, n0: 3089)) }
    let ratios = tables.compactMap(\.relativeLikelihood)
    let intervals = tables.compactMap { $0.koopmanInterval() }
    #expect(counts.relativeLikelihood?.lower == ratios.min())
    #expect(counts.relativeLikelihood?.upper == ratios.max())
    #expect(counts.koopmanInterval()?.lower == intervals.map(\.lower).min())
    #expect(counts.koopmanInterval()?.upper == intervals.map(\.upper).max())
    #expect(counts.phaseVerdict() == .lessLikely)
  }

  @Test("both groups hidden: the hull still holds every table")
  func bothHidden() throws {
    let counts = try Self.ranged(0...4, 60, 3...9, 200)
    let interval = try #require(counts.koopmanInterval())
    for x1 in 0...4 {
      for x0 in 3...9 {
        let table = try #require(GroupCounts(x1: x1, n1: 60, x0: x0, n0: 200))
        #expect(try #require(table.koopmanInterval()).isInside(interval))
      }
    }
    #expect(counts.phaseVerdict() == .cannotTell)
    #expect(counts.exact == nil)
  }

  @Test("a line's verdict holds only if every combination gives the same one")
  func line() throws {
    let first = try Self.ranged(75...75, 2632, 338...338, 5253)
    let shown = RangedLine([(2019, first), (2022, try Self.ranged(76...79, 4292, 288...288, 3089))]).fit()
    #expect(shown.verdict.kind == .worsening)
    #expect(shown.isShown)
    #expect(shown.fit == nil, "there is no one estimate")
    let each = (76...79).compactMap { x1 in
      GroupCounts(x1: x1, n1: 4292, x0: 288, n0: 3089).flatMap { last in
        GroupCounts(x1: 75, n1: 2632, x0: 338, n0: 5253).map { first in
          Line([Stratum(t: 2019, counts: first), Stratum(t: 2022, counts: last)]).fit()
        }
      }
    }
    let limits = each.compactMap(\.slopeInterval)
    #expect(shown.slopeInterval?.lower == limits.map(\.lower).min())
    #expect(shown.slopeInterval?.upper == limits.map(\.upper).max())

    let open = RangedLine([(1, first), (2, try Self.ranged(5...400, 4292, 288...288, 3089))]).fit()
    #expect(open.verdict == LineVerdict(kind: .cannotTell, reason: .hiddenCounts))
  }

  @Test("more than 10,000 combinations cannot be compared")
  func tooMany() throws {
    let wide = try Self.ranged(0...150, 300, 0...150, 300)
    let fit = RangedLine([(1, wide), (2, wide)]).fit()
    #expect(fit.verdict.reason == .tooManyHidden)
    #expect(fit.slopeInterval == nil)
  }

  @Test("without anything hidden it is the line itself")
  func exact() throws {
    let line = RangedLine([
      (1, try Self.ranged(12...12, 150, 96...96, 612)), (2, try Self.ranged(20...20, 150, 96...96, 612)),
    ])
    #expect(line.fit().fit == line.exact?.fit())
  }
}
