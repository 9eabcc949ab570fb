import RealModule

/// The mean log relative likelihood of authorities that are not all alike, each counted by what is known of it.
public struct RandomEffects: Hashable, Sendable, Codable {
  /// How much the authorities differ, beyond the play of chance in each.
  public struct Heterogeneity: Hashable, Sendable, Codable {
    /// τ², the variance of the authorities' true log ratios, by restricted maximum likelihood; 0 or more, exactly 0 where
    /// nothing speaks for a difference.
    public let variance: Double
    /// I², the percentage of the variance of the log ratios that lies between authorities, `0..<100`.
    public let inconsistency: Double
    /// Cochran's Q about the common-effect mean.
    public let cochranQ: Double
    /// The probability of a Q at least so large where all are alike: χ² on one degree of freedom less than authorities.
    public let pCochranQ: Double

    /// τ, the standard deviation of the authorities' true log ratios.
    public var deviation: Double { variance.squareRoot() }
  }

  /// How sure its intervals are.
  public let level: ConfidenceLevel
  /// How many authorities count.
  public let authorities: Int
  /// How many do not, for want of a case in either group or of a denominator.
  public let leftOut: Int
  /// How many had 0.5 added to both numerators and 1 to both denominators: those of which one numerator is 0, or both
  /// groups are full.
  public let corrected: Int
  /// Mean of the natural logarithms of the authorities' relative likelihoods.
  public let meanLog: Double
  /// The standard error of `meanLog`, `1/√Σw` with `w = 1/(variance + τ²)`.
  public let standardError: Double
  /// The interval of `meanLog` to show: Knapp and Hartung's, but never narrower than the same with a factor of 1. None with
  /// one authority.
  public let interval: Interval?
  /// The interval of `meanLog` as Knapp and Hartung have it; of no width where all log ratios are equal, none with one
  /// authority.
  public let knappHartungInterval: Interval?
  /// The interval of `meanLog` from its standard error and the normal distribution, the only one with one authority.
  public let normalInterval: Interval
  /// Where the log ratio of another authority would lie; none with fewer than three.
  public let predictionInterval: Interval?
  /// How much the authorities differ; none with one.
  public let heterogeneity: Heterogeneity?

  /// The relative likelihood at the mean log.
  public var ratio: Double { Double.exp(meanLog) }

  /// Restricted maximum likelihood on the log ratios, weighted by `1/(variance + τ²)`.
  /// - Parameters:
  ///   - tables: The counts of each authority.
  ///   - level: How sure.
  /// - Returns: `nil` where no authority has both denominators and a case.
  /// - SeeAlso: Viechtbauer (2005) J Educ Behav Stat 30:261–293 (τ²); Higgins & Thompson (2002) Stat Med 21:1539–1558 (I²);
  ///   Knapp & Hartung (2003) Stat Med 22:2693–2710, and Röver, Knapp & Friede (2015) BMC Med Res Methodol 15:99 for the
  ///   factor of 1 or more; Higgins, Thompson & Spiegelhalter (2009) J R Stat Soc A 172:137–159 (prediction).
  public init?(_ tables: [GroupCounts], level: ConfidenceLevel = .ninetyFive) {
    self.init(LogRatio.all(tables), of: tables.count, level)
  }

  init?(_ ratios: [LogRatio], of tables: Int, _ level: ConfidenceLevel) {
    guard !ratios.isEmpty else { return nil }
    let (k, likelihood) = (ratios.count, RestrictedLikelihood(ratios))
    let between = likelihood.likeliest
    let sums = likelihood.sums(at: between)
    let (mean, error) = (sums.mean, 1 / sums.weight.squareRoot())
    let around = { (reach: Double) in Interval(lower: mean - reach, upper: mean + reach) }
    let quantile = { (freedom: Int) in StudentT.quantile(upperTail: level.alpha / 2, degreesOfFreedom: freedom) }
    (self.level, authorities, leftOut) = (level, k, tables - k)
    corrected = ratios.count(where: \.isCorrected)
    (meanLog, standardError, normalInterval) = (mean, error, around(level.z * error))
    if k > 1 {
      let factor = (sums.squares / Double(k - 1)).squareRoot()
      knappHartungInterval = around(quantile(k - 1) * error * factor)
      interval = around(quantile(k - 1) * error * max(1, factor))
      heterogeneity = Heterogeneity(variance: between, common: likelihood.sums(at: 0), authorities: k)
    } else {
      (knappHartungInterval, interval, heterogeneity) = (nil, nil, nil)
    }
    predictionInterval = k > 2 ? around(quantile(k - 2) * (between + 1 / sums.weight).squareRoot()) : nil
  }
}

extension RandomEffects.Heterogeneity {
  init(variance: Double, common: RestrictedLikelihood.Sums, authorities: Int) {
    let typical = Double(authorities - 1) / common.trace
    self.variance = variance
    inconsistency = 100 * variance / (variance + typical)
    cochranQ = common.squares
    pCochranQ = ChiSquared.upperTail(common.squares, degreesOfFreedom: authorities - 1)
  }
}
