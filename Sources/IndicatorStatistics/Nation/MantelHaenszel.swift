import RealModule

/// The common relative likelihood of many authorities, each compared within itself: free of Simpson's paradox.
public struct MantelHaenszel: Hashable, Sendable, Codable {
  /// The common relative likelihood, `(Σ x1·n0/N) / (Σ x0·n1/N)`; above 0, finite.
  public let ratio: Double
  /// Its interval; none where everybody in every authority is a case, since its variance is then 0 and says nothing.
  public let interval: Interval?
  /// How sure its interval is.
  public let level: ConfidenceLevel
  /// How many authorities count: those with both denominators and at least one case. The others would add 0 to each sum.
  public let strata: Int

  /// Stratified by authority, with the variance of the log ratio
  /// `Σ[(n1·n0·c − x1·x0·N)/N²] / (Σ x1·n0/N · Σ x0·n1/N)`, where `c = x1 + x0`.
  /// - Parameters:
  ///   - tables: The counts of each authority.
  ///   - level: How sure.
  /// - Returns: `nil` where no authority with both denominators has a case of one of the groups: the ratio would be 0, ∞ or
  ///   0/0.
  /// - SeeAlso: Mantel & Haenszel (1959) J Natl Cancer Inst 22:719–748; Greenland & Robins (1985) Biometrics 41:55–68
  ///   (the variance).
  public init?(_ tables: [GroupCounts], level: ConfidenceLevel = .ninetyFive) {
    let used = tables.map(\.table).filter(\.isInformative)
    var (above, below, spread) = (0.0, 0.0, 0.0)
    for it in used {
      let n = it.n1 + it.n0
      above += it.x1 * it.n0 / n
      below += it.x0 * it.n1 / n
      // n1·n0·c − x1·x0·N, without cancellation.
      spread += (it.n1 * it.x1 * (it.n0 - it.x0) + it.n0 * it.x0 * (it.n1 - it.x1)) / (n * n)
    }
    guard above > 0, below > 0 else { return nil }
    let log = Double.log(above / below)
    let reach = level.z * (spread / above / below).squareRoot()
    ratio = above / below
    interval = reach > 0 ? Interval(lower: .exp(log - reach), upper: .exp(log + reach)) : nil
    self.level = level
    strata = used.count
  }
}
