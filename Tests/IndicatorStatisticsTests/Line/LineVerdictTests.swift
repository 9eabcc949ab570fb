import Testing

@testable import IndicatorStatistics

/// The rules of `LineVerdict` in their order, each with a fit that meets it and no earlier one.
@Suite("Verdict on a line") struct LineVerdictTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var first: (Double, Double, Double)
    var last: (Double, Double, Double)
    var slope: (Double, Double, Double)
    var pAdjusted = 0.001
    var kind: LineVerdict.Kind
    var reason: LineVerdict.Reason
    var isSmall = false
    var testDescription: String { what }

    /// Three phases from t = 1 to t = 3.
    var fit: LineFit {
      func end(_ t: Double, _ log: (Double, Double, Double)) -> LineFit.End {
        LineFit.End(t: t, log: log.1, interval: Interval(lower: log.0, upper: log.2))
      }
      return LineFit(
        outcome: .fitted, level: .ninetyFive, strata: 3, dropped: 0, slope: slope.1,
        slopeInterval: Interval(lower: slope.0, upper: slope.2), likelihoodRatio: 9, pLikelihoodRatio: 0.003,
        adjustedScore: 9, pAdjustedScore: pAdjusted, deviance: 0, degreesOfFreedom: 1, pDeviance: 1,
        first: end(1, first),
        last: end(3, last))
    }
  }

  // log 1.25 = 0.2231; the change over two phases is twice the slope.
  static let cases = [
    Case(
      what: "no change shown, a material one excluded", first: (-0.2, -0.1, 0), last: (-0.2, -0.1, 0),
      slope: (-0.1, 0, 0.1), pAdjusted: 0.9, kind: .noMaterialChange, reason: .changeExcluded, isSmall: false),
    Case(
      what: "no change shown, a material one possible", first: (-0.9, -0.5, -0.1), last: (-0.9, -0.5, -0.1),
      slope: (-0.3, 0, 0.3), pAdjusted: 0.9, kind: .cannotTell, reason: .tooFewCases),
    Case(
      what: "the interval says change, the adjusted score does not", first: (-0.9, -0.7, -0.4), last: (-0.3, -0.1, 0.1),
      slope: (0.1, 0.3, 0.5), pAdjusted: 0.06, kind: .cannotTell, reason: .tooFewToBeSure),
    Case(
      what: "shown, within the band at both ends", first: (-0.2, -0.15, -0.1), last: (0.01, 0.03, 0.05),
      slope: (0.08, 0.09, 0.1), kind: .noMaterialChange, reason: .withinBandThroughout),
    Case(
      what: "crossed parity", first: (-0.9, -0.6, -0.3), last: (0.2, 0.4, 0.6), slope: (0.3, 0.5, 0.7),
      kind: .crossedParity, reason: .crossed),
    Case(
      what: "reached parity", first: (-0.9, -0.6, -0.3), last: (-0.1, 0.1, 0.3), slope: (0.2, 0.35, 0.5),
      kind: .improving, reason: .reachedParity),
    Case(
      what: "left parity", first: (-0.3, -0.1, 0.1), last: (0.2, 0.5, 0.8), slope: (0.1, 0.3, 0.5),
      kind: .worsening, reason: .leftParity),
    Case(
      what: "around parity", first: (-0.5, -0.2, 0.1), last: (-0.1, 0.2, 0.5), slope: (0.05, 0.2, 0.35),
      kind: .cannotTell, reason: .aroundParity),
    Case(
      what: "towards parity from below", first: (-0.9, -0.7, -0.5), last: (-0.4, -0.3, -0.2), slope: (0.12, 0.2, 0.28),
      kind: .improving, reason: .towardsParity),
    Case(
      what: "towards parity from above, by little", first: (0.5, 0.55, 0.6), last: (0.4, 0.45, 0.5),
      slope: (-0.08, -0.05, -0.02), kind: .improving, reason: .towardsParity, isSmall: true),
    Case(
      what: "away from parity below", first: (-0.4, -0.3, -0.2), last: (-0.9, -0.7, -0.5), slope: (-0.28, -0.2, -0.12),
      kind: .worsening, reason: .awayFromParity),
    Case(
      what: "away from parity above", first: (0.2, 0.3, 0.4), last: (0.5, 0.7, 0.9), slope: (0.12, 0.2, 0.28),
      kind: .worsening, reason: .awayFromParity),
  ]

  @Test("the first rule that matches", arguments: cases)
  func verdict(_ it: Case) {
    let verdict = it.fit.verdict
    #expect(verdict.kind == it.kind)
    #expect(verdict.reason == it.reason)
    #expect(verdict.isSmall == it.isSmall)
    #expect(verdict.sideFirst == LineVerdict.Side(it.first.1))
    #expect(verdict.sideLast == LineVerdict.Side(it.last.1))
  }

  @Test("without a fit nothing can be told, and the reason says why")
  func noFit() throws {
    #expect(try LineTests.line([[5, 50, 9, 80]]).fit().verdict.reason == .tooFewPhases)
    let boundary = try LineTests.line([[5, 50, 9, 80], [0, 50, 9, 80]]).fit()
    #expect(boundary.verdict == LineVerdict(kind: .cannotTell, reason: .boundary))
    #expect(boundary.slopeInterval?.lower == -.infinity)
  }

  @Test("what is parity but for rounding is on no side")
  func rounding() {
    #expect(LineVerdict.Side(1e-14) == .parity)
    #expect(LineVerdict.Side(-1e-14) == .parity)
    #expect(LineVerdict.Side(-1e-6) == .below)
  }

  @Test("of two verdicts the common one claims no more than either")
  func common() {
    let reached = LineVerdict(
      kind: .improving, reason: .reachedParity, isSmall: true, sideFirst: .below, sideLast: .above)
    let towards = LineVerdict(kind: .improving, reason: .towardsParity, sideFirst: .below, sideLast: .below)
    #expect(
      reached.common(with: towards)
        == LineVerdict(kind: .improving, reason: .towardsParity, isSmall: false, sideFirst: .below, sideLast: nil))
    #expect(reached.common(with: LineVerdict(kind: .worsening, reason: .leftParity)).reason == .hiddenCounts)
    let boundary = LineVerdict(kind: .cannotTell, reason: .boundary)
    #expect(boundary.common(with: LineVerdict(kind: .cannotTell, reason: .tooFewCases)).reason == .hiddenCounts)
  }

  @Test("an unwanted event that swings to the other side has moved away, on that side")
  func unwanted() throws {
    let fit = try LineTests.line([[140, 1000, 200, 1000], [90, 1000, 200, 1000], [60, 1000, 200, 1000]]).fit()
    #expect(fit.verdict.kind == .worsening)
    #expect(fit.verdict.sideLast == .below)
  }
}
