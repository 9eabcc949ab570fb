import RealModule

extension GroupCounts {
  /// The asymptotic score interval of the relative likelihood.
  /// - Parameter level: How sure.
  /// - Returns: Limits in `0...∞`: `[0, U]` when only the minoritised group has no case, `[L, ∞)` when only the White group
  ///   has none; `[n1/(n1+z²), 1+z²/n0]` when both groups are full; `nil` without a denominator or without any case.
  /// - SeeAlso: Koopman (1984) Biometrics 40:513–517; Fagerland, Lydersen & Laake (2015) Stat Methods Med Res 24:224–254.
  public func koopmanInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval? { scoreInterval(level, wider: 1) }

  /// The ratios of which the score statistic is at most `wider · z²`, solved on the log of the ratio.
  /// - Parameter wider: 1 or more.
  /// - Returns: An interval that holds the estimate; open at 0 or ∞ where the estimate is there.
  func scoreInterval(_ level: ConfidenceLevel, wider: Double) -> Interval? {
    guard let estimate = relativeLikelihood else { return nil }
    let table = table
    let score = { (eta: Double) in table.score(at: Double.exp(eta)) }
    if estimate == 0 || estimate == .infinity {
      // Without a case in one group the score falls to 0 only far out, where the walk then begins.
      let start = estimate == 0 ? -60.0 : 60.0
      let limit = Root.outward(from: start, step: -start / 120, reach: 130) { score($0) - wider * level.zSquared }
      let open = estimate == 0
      return Interval(
        lower: open ? 0 : limit.map(Double.exp) ?? 0, upper: open ? limit.map(Double.exp) ?? .infinity : .infinity)
    }
    let wanted = level.z * wider.squareRoot()
    let (start, step) = (Double.log(estimate), wanted * table.logRatioError)
    let lower = Root.crossing(from: start, step: -step, reach: 130, wanted: wanted, score)
    let upper = Root.crossing(from: start, step: step, reach: 130, wanted: wanted, score)
    return Interval(lower: lower.map(Double.exp) ?? 0, upper: upper.map(Double.exp) ?? .infinity)
  }
}
