import Testing

@testable import IndicatorStatistics

/// The common ratio, stratified by authority.
@Suite("Mantel–Haenszel") struct MantelHaenszelTests {
  static func of(_ rows: [(Int, Int, Int, Int)], _ level: ConfidenceLevel = .ninetyFive) throws -> MantelHaenszel {
    try #require(MantelHaenszel(try Nations.tables(rows), level: level))
  }

  @Test("worked example k19")
  func k19() throws {
    let found = try Self.of(Nations.k19)
    let interval = try #require(found.interval)
    #expect(close(found.ratio, 1.8374954, 7))
    #expect(close(interval.lower, 1.1906891, 7))
    #expect(close(interval.upper, 2.8356599, 7), "the row prints …597; metafor and mpmath have 2.83565992")
    #expect(found.strata == 4)
  }

  /// metafor 3.8-1, `rma.mh(measure = "RR")`.
  @Test("against metafor")
  func metafor() throws {
    for (rows, strata, ratio, lower, upper) in [
      (Nations.bcg, 13, 0.635267185077769, 0.588128729691417, 0.686183782670126),
      (Nations.madeUp, 26, 1.63541060816678, 1.43275847042012, 1.86672625744114),
      (Nations.three, 3, 3.7241092051952, 2.72027323776616, 5.09838099337719),
    ] {
      let found = try Self.of(rows)
      #expect(agree(found.ratio, ratio, to: 1e-13))
      #expect(agree(found.interval?.lower, lower, to: 1e-13))
      #expect(agree(found.interval?.upper, upper, to: 1e-13))
      #expect(found.strata == strata)
    }
  }

  @Test("there is none without tables, without a case of one of the groups, or without a denominator")
  func none() throws {
    for rows in [[], [(0, 40, 0, 300)], [(0, 40, 3, 300), (0, 9, 1, 80)], [(4, 40, 0, 300)], [(0, 0, 4, 80)]] {
      #expect(MantelHaenszel(try Nations.tables(rows)) == nil)
    }
  }

  @Test("authorities that can say nothing change nothing")
  func idle() throws {
    let found = try Self.of(Nations.k19 + [(0, 40, 0, 300), (0, 0, 9, 80), (3, 7, 0, 0)])
    #expect(found == (try Self.of(Nations.k19)))
  }

  @Test("where everybody is a case the ratio is 1 and there is no interval")
  func full() throws {
    let found = try Self.of([(3, 3, 5, 5), (40, 40, 300, 300)])
    #expect(found.ratio == 1)
    #expect(found.interval == nil)
    #expect(found.strata == 2)
  }

  @Test("one authority has its own ratio; one person, or a million, in a group do not break it")
  func sizes() throws {
    let one = try Self.of([(36, 180, 40, 520)])
    #expect(agree(one.ratio, 2.6, to: 1e-15))
    let small = try Self.of([(1, 1, 1, 2), (0, 1, 1, 1), (1, 1, 0, 1)])
    #expect(try #require(small.interval).isFinite)
    let large = try #require(try Self.of([(400_000, 1_000_000, 500_000, 1_000_000)]).interval)
    // log 0.8 ∓ z·√(1/400000 − 1/10⁶ + 1/500000 − 1/10⁶)
    #expect(agree(large.lower, 0.797524657364480, to: 1e-12))
    #expect(agree(large.upper, 0.802483025559310, to: 1e-12))
  }

  @Test("a wider level is wider; ten times the counts are narrower", arguments: 1...40)
  func width(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let tables = Nations.random(&random)
    let found = try #require(MantelHaenszel(tables))
    let interval = try #require(found.interval)
    let wider = try #require(MantelHaenszel(tables, level: .ninetyNineEight)?.interval)
    #expect(interval.isInside(wider) && interval != wider)
    let tenfold = try tables.map {
      try #require(
        GroupCounts(
          x1: 10 * $0.bame.count, n1: 10 * $0.bame.total, x0: 10 * $0.white.count, n0: 10 * $0.white.total))
    }
    let narrower = try #require(MantelHaenszel(tenfold))
    #expect(agree(narrower.ratio, found.ratio, to: 1e-12))
    #expect(try #require(narrower.interval).isInside(interval))
  }

  @Test("swapping the groups inverts the ratio and its limits", arguments: 1...40)
  func swapped(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let tables = Nations.random(&random)
    let (found, other) = (
      try #require(MantelHaenszel(tables)), try #require(MantelHaenszel(tables.map(\.swapped)))
    )
    #expect(agree(other.ratio, 1 / found.ratio, to: 1e-12))
    #expect(agree(other.interval?.lower, found.interval.map { 1 / $0.upper }, to: 1e-12))
    #expect(agree(other.interval?.upper, found.interval.map { 1 / $0.lower }, to: 1e-12))
  }
}
