import RealModule
import Testing

@testable import IndicatorStatistics

/// The rules of statistics.md §4, each as a condition of its own: exactly one holds of any fit, and it is the verdict.
@Suite("Verdict rules") struct VerdictRulesTests {
  /// A fitted line as random numbers make it: ends about a slope, intervals about both.
  static func fit(_ random: inout SplitMix) -> LineFit {
    func end(_ t: Double, _ log: Double) -> LineFit.End {
      let (below, above) = (abs(random.normal()) * 0.2, abs(random.normal()) * 0.2)
      return LineFit.End(t: t, log: log, interval: Interval(lower: log - below, upper: log + above))
    }
    let (first, change) = (random.normal() * 0.4, random.normal() * 0.4)
    let (below, above) = (abs(random.normal()) * 0.1, abs(random.normal()) * 0.1)
    return LineFit(
      outcome: .fitted, level: .ninetyFive, strata: 3, dropped: 0, slope: change / 2,
      slopeInterval: Interval(lower: change / 2 - below, upper: change / 2 + above), likelihoodRatio: 9,
      pLikelihoodRatio: 0.003, adjustedScore: 9, pAdjustedScore: random.normal() > 0 ? 0.01 : 0.2, deviance: 0,
      degreesOfFreedom: 1, pDeviance: 1, first: end(1, first), last: end(3, first + change))
  }

  /// Every rule and what it says.
  static func rules(_ fit: LineFit) -> [(LineVerdict.Kind, LineVerdict.Reason)] {
    guard let first = fit.first, let last = fit.last, let slopes = fit.slopeInterval else { return [] }
    let delta = Double.log(1.25)
    let inBand = { (it: Interval) in it.lower >= -delta && it.upper <= delta }
    let isShown = (slopes.lower > 0 || slopes.upper < 0) && (fit.pAdjustedScore ?? 1) < 0.05
    let isSmall = 2 * slopes.lower >= -delta && 2 * slopes.upper <= delta
    let isWithin = inBand(first.interval) && inBand(last.interval)
    let crosses = first.log * last.log < 0
    let excludes = { (it: LineFit.End) in it.interval.lower > 0 || it.interval.upper < 0 }
    let isTooFewToBeSure = !isShown && (slopes.lower > 0 || slopes.upper < 0)
    let across = isShown && !isWithin && crosses
    let beside = isShown && !isWithin && !crosses
    let all: [(Bool, LineVerdict.Kind, LineVerdict.Reason)] = [
      (!isShown && isSmall, .noMaterialChange, .changeExcluded),
      (!isShown && !isSmall && !isTooFewToBeSure, .cannotTell, .tooFewCases),
      (!isShown && !isSmall && isTooFewToBeSure, .cannotTell, .tooFewToBeSure),
      (isShown && isWithin, .noMaterialChange, .withinBandThroughout),
      (across && excludes(first) && excludes(last), .crossedParity, .crossed),
      (across && excludes(first) && !excludes(last), .improving, .reachedParity),
      (across && !excludes(first) && excludes(last), .worsening, .leftParity),
      (across && !excludes(first) && !excludes(last), .cannotTell, .aroundParity),
      (beside && abs(last.log) < abs(first.log), .improving, .towardsParity),
      (beside && abs(last.log) >= abs(first.log), .worsening, .awayFromParity),
    ]
    return all.filter(\.0).map { ($0.1, $0.2) }
  }

  @Test("exhaustive, disjoint, and all of them met")
  func rules() {
    var random = SplitMix(seed: 4)
    var met = Set<LineVerdict.Reason>()
    for _ in 0..<20_000 {
      let fit = Self.fit(&random)
      let rules = Self.rules(fit)
      #expect(rules.count == 1)
      #expect(rules.first.map { $0.0 == fit.verdict.kind && $0.1 == fit.verdict.reason } == true)
      met.insert(fit.verdict.reason)
    }
    #expect(met.count == 10)
  }

  @Test("the line through two strata is their direct comparison")
  func direct() throws {
    var random = SplitMix(seed: 5)
    for _ in 0..<200 {
      func counts() -> GroupCounts? {
        let (n1, n0) = (Int.random(in: 20...5000, using: &random), Int.random(in: 20...9000, using: &random))
        return GroupCounts(
          x1: Int.random(in: 1..<n1, using: &random), n1: n1, x0: Int.random(in: 1..<n0, using: &random), n0: n0)
      }
      let (own, rest) = (try #require(counts()), try #require(counts()))
      let line = Line([Stratum(t: 0, counts: rest), Stratum(t: 1, counts: own)])
      let ratio = try #require(own.relativeLikelihood) / #require(rest.relativeLikelihood)
      #expect(agree(line.fit(hasEnds: false).slope, Double.log(ratio), to: 1e-9))
      #expect(agree(own.position(against: rest)?.ratio, ratio, to: 1e-9))
    }
  }
}
