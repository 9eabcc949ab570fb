/// The Cochran–Armitage test: whether proportions rise or fall along a straight line in time.
public struct CochranArmitage: Hashable, Sendable, Codable {
  /// χ² on one degree of freedom, 0 or more; without a continuity correction, and with the variance of `N`, not `N − 1`.
  public let chiSquared: Double
  /// The probability of a χ² at least so large if nothing changed.
  public let p: Double
  /// Whether the proportions rise (`up`) or fall (`down`); `nil` where χ² is 0.
  public let direction: LineFit.Direction?
}

extension RateTrend {
  /// The Cochran–Armitage test for trend, as `prop.trend.test` in R has it.
  ///
  /// Written with the differences between pairs of phases, so that nothing cancels: equal proportions give exactly 0.
  /// - Returns: `nil` with fewer than two times, and where nobody or everybody is a case.
  /// - SeeAlso: Armitage (1955) Biometrics 11:375–386.
  public func cochranArmitage() -> CochranArmitage? {
    guard !isConstant, let scaled = scaled?.points else { return nil }
    var (rise, spread) = (0.0, 0.0)
    for (index, a) in scaled.enumerated() {
      for b in scaled[(index + 1)...] {
        let step = b.t - a.t
        rise += step * (b.cases * a.total - a.cases * b.total)
        spread += step * step * a.total * b.total
      }
    }
    let (cases, total) = sums
    let chiSquared = rise / (cases * (total - cases)) * (rise / spread) * total
    return CochranArmitage(
      chiSquared: chiSquared, p: ChiSquared.upperTail(chiSquared),
      direction: chiSquared == 0 ? nil : rise > 0 ? .up : .down)
  }
}
