import RealModule

extension GroupCounts {
  /// The asymptotic score interval of the relative likelihood.
  /// - Parameter level: How sure.
  /// - Returns: Limits in `0...∞`: `[0, U]` when only the minoritised group has no case, `[L, ∞)` when only the White group
  ///   has none; `nil` without a denominator or without any case.
  /// - SeeAlso: Koopman (1984) Biometrics 40:513–517; Fagerland, Lydersen & Laake (2015) Stat Methods Med Res 24:224–254.
  public func koopmanInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval? {
    guard let estimate = relativeLikelihood else { return nil }
    let table = table
    let excess = { (eta: Double) in table.score(at: Double.exp(eta)) - level.zSquared }
    // Without a case in one group the score falls to 0 only far out, where the walk then begins.
    let start = estimate == 0 ? -60 : estimate == .infinity ? 60 : Double.log(estimate)
    let lower = estimate == 0 ? nil : Root.outward(from: start, step: -0.5, reach: 130, excess)
    let upper = estimate == .infinity ? nil : Root.outward(from: start, step: 0.5, reach: 130, excess)
    return Interval(lower: lower.map(Double.exp) ?? 0, upper: upper.map(Double.exp) ?? .infinity)
  }
}
