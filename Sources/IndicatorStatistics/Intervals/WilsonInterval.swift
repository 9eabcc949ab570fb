extension Proportion {
  /// The Wilson score interval of the proportion, without continuity correction.
  /// - Parameter level: How sure.
  /// - Returns: Fractions in `0...1`. At `0/n` the lower limit is exactly 0, at `n/n` the upper exactly 1; `nil` at `0/0`.
  /// - SeeAlso: Wilson (1927) JASA 22:209–212; Newcombe (1998) Stat Med 17:857–872, method 3.
  public func wilsonInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval? {
    guard total > 0 else { return nil }
    let (x, n, z2) = (Double(count), Double(total), level.zSquared)
    let middle = x + z2 / 2
    let reach = level.z * (x * (n - x) / n + z2 / 4).squareRoot()
    return Interval(
      lower: count == 0 ? 0 : (middle - reach) / (n + z2), upper: count == total ? 1 : (middle + reach) / (n + z2))
  }
}
