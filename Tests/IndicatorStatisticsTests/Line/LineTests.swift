import Testing

@testable import IndicatorStatistics

/// Existence, edges and symmetries of the line; its numbers are in `ReferenceTests` and `WorkedExampleTests`.
@Suite("Line") struct LineTests {
  static func line(_ tables: [[Int]], times: [Double]? = nil) throws -> Line {
    Line(
      try tables.enumerated().map { index, it in
        Stratum(
          t: times?[index] ?? Double(index + 1),
          counts: try #require(GroupCounts(x1: it[0], n1: it[1], x0: it[2], n0: it[3])))
      })
  }

  struct Existing: Sendable, CustomTestStringConvertible {
    var what: String
    var tables: [[Int]]
    var existence: Line.Existence
    var testDescription: String { what }
  }

  @Test(
    "whether a finite line exists is decided before fitting",
    arguments: [
      Existing(what: "no phase", tables: [], existence: .tooFew),
      Existing(what: "one phase", tables: [[5, 50, 9, 80]], existence: .tooFew),
      Existing(
        what: "one phase with cases, one without", tables: [[5, 50, 9, 80], [0, 50, 0, 80]], existence: .tooFew),
      Existing(what: "two ordinary phases", tables: [[5, 50, 9, 80], [4, 50, 9, 80]], existence: .unique),
      Existing(what: "none after the first", tables: [[5, 50, 9, 80], [0, 50, 9, 80]], existence: .boundary(.down)),
      Existing(what: "none before the last", tables: [[0, 50, 9, 80], [5, 50, 9, 80]], existence: .boundary(.up)),
      Existing(
        what: "none on either side of one", tables: [[0, 50, 9, 80], [5, 50, 9, 80], [0, 50, 9, 80]],
        existence: .unique),
      Existing(
        what: "no White case first, none at all of the others last", tables: [[5, 50, 0, 80], [0, 50, 9, 80]],
        existence: .boundary(.down)),
      Existing(what: "never a case", tables: [[0, 50, 9, 80], [0, 50, 7, 80]], existence: .boundary(nil)),
      Existing(
        what: "zeros around an infinity", tables: [[0, 50, 9, 80], [5, 50, 0, 80], [0, 50, 9, 80]], existence: .unique),
    ])
  func exists(_ it: Existing) throws {
    #expect(try Self.line(it.tables).existence == it.existence)
  }

  @Test("a phase without cases is dropped and counted")
  func dropped() throws {
    let fit = try Self.line([[5, 50, 9, 80], [0, 50, 0, 80], [4, 50, 9, 80]]).fit()
    #expect(fit.dropped == 1)
    #expect(fit.strata == 2)
    #expect(fit.deviance == nil, "two phases always fit")
  }

  @Test("both groups full pin a ratio of 1 and are no reason to drop the phase")
  func full() throws {
    let fit = try Self.line([[10, 10, 20, 20], [5, 50, 40, 80], [6, 40, 30, 70]]).fit()
    #expect(fit.outcome == .fitted)
    #expect(fit.strata == 3)
  }

  /// Reviewed with a joint-likelihood optimiser (scipy): Newton's method stops short at the kink, and at near-kinks.
  @Test(
    "the maximum is found at a kink, and near one",
    arguments: [
      ([[80, 80, 200, 200], [8, 12, 185, 200]], -0.3275, -0.874, -0.043, 6.08),
      ([[869, 869, 4742, 4745], [5, 8, 7577, 9710], [58, 59, 4955, 4956]], -0.009, nil, nil, nil),
    ] as [([[Int]], Double, Double?, Double?, Double?)])
  func kink(tables: [[Int]], slope: Double, lower: Double?, upper: Double?, ratio: Double?) throws {
    let fit = try Self.line(tables).fit()
    #expect(abs(try #require(fit.slope) - slope) < 0.0005)
    if let lower, let upper, let ratio {
      #expect(abs(try #require(fit.slopeInterval).lower - lower) < 0.0005)
      #expect(abs(try #require(fit.slopeInterval).upper - upper) < 0.0005)
      #expect(abs(try #require(fit.likelihoodRatio) - ratio) < 0.005)
      #expect(fit.verdict.kind == .worsening)
      #expect(fit.verdict.sideFirst == .parity)
    }
  }

  /// scipy.stats.chi2.sf(x, df).
  @Test(
    "the tail of χ²",
    arguments: [
      (3.841458820694124, 1, 0.05), (5.991464547107979, 2, 0.05), (7.814727903251179, 3, 0.05),
      (8.3, 4, 0.08118674489700059), (0, 5, 1), (30, 7, 9.495972508134177e-05), (1.5, 8, 0.9927078334947887),
      // Where exp(−value/2) is no number: mpmath, gammainc(df/2, value/2, inf, regularized=True).
      (2000, 2000, 0.4957947558197845), (1500, 1400, 0.03150372098939239), (1600, 1501, 0.03747898979858334),
    ])
  func chiSquared(value: Double, freedom: Int, expected: Double) {
    #expect(abs(ChiSquared.upperTail(value, degreesOfFreedom: freedom) - expected) <= 1e-12)
  }

  @Test("groups of one person and of a million do not break it")
  func sizes() throws {
    for tables in [
      [[1, 1, 1, 1], [0, 1, 1, 1], [1, 1, 0, 1]], [[1, 1, 3, 9], [0, 1, 2, 8], [1, 1, 4, 9]],
      [[400_000, 1_000_000, 500_000, 1_000_000], [410_000, 1_000_000, 500_000, 1_000_000]],
      [[1, 1_000_000, 3, 1_000_000], [999_999, 1_000_000, 1, 1_000_000]],
    ] {
      let fit = try Self.line(tables).fit()
      #expect(fit.outcome != .notConverged, "\(tables)")
      if let interval = fit.slopeInterval, let slope = fit.slope { #expect(interval.contains(slope), "\(tables)") }
    }
  }

  @Test("turning time round turns the slope; moving it leaves it", arguments: ReferenceRow.lines)
  func relabelled(_ row: ReferenceRow) throws {
    let strata = try row.strata()
    let fit = Line(strata).fit()
    guard let slope = fit.slope, let interval = fit.slopeInterval else { return }
    let turned = Line(strata.map { Stratum(t: 9 - $0.t, counts: $0.counts) }).fit()
    #expect(agree(turned.slope, -slope, to: 1e-8))
    #expect(agree(turned.slopeInterval?.lower, -interval.upper, to: 1e-7))
    let moved = Line(strata.map { Stratum(t: $0.t + 2000, counts: $0.counts) }).fit()
    #expect(agree(moved.slope, slope, to: 1e-8))
    #expect(agree(moved.first?.log, fit.first?.log, to: 1e-8))
  }

  @Test("swapping the groups turns the slope and the sides, and keeps the verdict", arguments: ReferenceRow.lines)
  func swapped(_ row: ReferenceRow) throws {
    let strata = try row.strata()
    let fit = Line(strata).fit()
    let other = Line(
      strata.map { Stratum(t: $0.t, counts: GroupCounts(bame: $0.counts.white, white: $0.counts.bame)) }
    ).fit()
    #expect(agree(other.slope, fit.slope.map { -$0 }, to: 1e-8))
    #expect(other.verdict.kind == fit.verdict.kind)
    #expect(other.verdict.reason == fit.verdict.reason)
    let turned: [LineVerdict.Side: LineVerdict.Side] = [.below: .above, .above: .below, .parity: .parity]
    #expect(other.verdict.sideLast == fit.verdict.sideLast.flatMap { turned[$0] })
  }

  @Test("two strata are the direct comparison of their relative likelihoods")
  func direct() throws {
    let fit = try Self.line([[12, 150, 96, 612], [40, 200, 300, 900]], times: [0, 1]).fit()
    let (a, b) = (12.0 / 150 / (96.0 / 612), 40.0 / 200 / (300.0 / 900))
    #expect(agree(fit.slope.map(Double.exp), b / a, to: 1e-9))
  }

  @Test("nothing can be detected in a line of one phase, or where a rate would have to exceed 1")
  func detectable() throws {
    #expect(try Self.line([[5, 50, 9, 80]]).smallestDetectableChange() == nil)
    #expect(try Self.line([[0, 3, 1, 4], [1, 3, 1, 4]]).smallestDetectableChange() == .undetectable)
  }
}
