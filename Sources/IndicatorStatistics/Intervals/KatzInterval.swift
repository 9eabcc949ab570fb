import RealModule

extension GroupCounts {
  /// The log interval: `log RR ± z·√((n1−x1)/(n1·x1) + (n0−x0)/(n0·x0))`.
  /// - Parameter level: How sure.
  /// - Returns: Finite limits above 0; `nil` without a denominator, and without a case in either group, where the formula
  ///   has no value; nothing is added to make it have one. `nil` too where both groups are full: the standard error is then
  ///   0, and an interval from 1 to 1 would claim of one person in each group what no number of people can show.
  /// - SeeAlso: Katz, Baptista, Azen & Pike (1978) Biometrics 34:469–474, method C.
  func katzInterval(_ level: ConfidenceLevel) -> Interval? {
    guard let ratio = relativeLikelihood, bame.count > 0, white.count > 0 else { return nil }
    let variance = table.x1.logVariance(of: table.n1) + table.x0.logVariance(of: table.n0)
    guard variance > 0 else { return nil }
    let factor = Double.exp(level.z * variance.squareRoot())
    return Interval(lower: ratio / factor, upper: ratio * factor)
  }
}

extension Double {
  /// The variance of the log of a rate with so many cases: `1/x − 1/n` without its cancellation.
  fileprivate func logVariance(of total: Double) -> Double { (total - self) / (total * self) }
}
