/// The methods behind the figures, each with the name that outputs give it and where it is published.
public enum Method: String, Sendable, Codable, CaseIterable {
  /// A fraction, a ratio or a sum of counts: no more than a division.
  case division = "ratio of counts"
  /// Interval of a percentage.
  case wilson = "Wilson score"
  /// Interval of a relative likelihood, unless another is asked for.
  case koopman = "Koopman asymptotic score"
  /// The same with the variance of a finite sample.
  case miettinenNurminen = "Miettinen–Nurminen score"
  /// The same from the logarithm, without a value at a zero count.
  case katz = "Katz log"
  /// Interval of a relative likelihood or a line of which a count is hidden.
  case hiddenHull = "hull over all tables that the hidden counts allow"
  /// Difference of two rates, and people to parity.
  case newcombe = "Newcombe hybrid score"
  /// The line through phases, its slope and its ends.
  case profileLikelihood = "exact binomial likelihood, White rates profiled out; profile-likelihood interval"
  /// The second test of a change.
  case adjustedScore = "score test adjusted for the number of cases"
  /// Whether the phases lie on a line.
  case deviance = "deviance against a free ratio in each phase"
  /// The change that would have shown.
  case detectableChange = "likelihood ratio on expected counts, power 80%"
  /// Whether a direction rests on one phase.
  case leaveOneOut = "the line without each phase in turn"
  /// When parity would be reached.
  case projection = "likelihood set of the time of parity"
  /// The pace that parity by a phase takes.
  case requiredChange = "straight line from the last fitted ratio to parity"
  /// An authority against others in one phase.
  case twoStrata = "two-strata line, others against authority; profile-likelihood interval"
  /// Whether a gap to others has narrowed.
  case mover = "MOVER on profile-likelihood limits"
  /// Whether a percentage rises or falls.
  case cochranArmitage = "Cochran–Armitage test for trend"
  /// By how much a percentage rises or falls.
  case logisticSlope = "grouped logistic regression, Wald interval"
  /// The marker of recent trends.
  case fingertips = "Fingertips recent trend, 99.8%"
  /// q-values, for many tests at once.
  case benjaminiHochberg = "Benjamini–Hochberg"
  /// A figure as it was printed.
  case published = "as published"
  /// A ratio of summed counts.
  case pooled = "ratio of summed counts"
  /// A common ratio, each authority compared within itself.
  case mantelHaenszel = "Mantel–Haenszel, stratified by authority; Greenland–Robins variance"
  /// The average authority, how they differ, and where another would lie.
  case randomEffects = "random effects, REML; Knapp–Hartung interval"
  /// How much of a change is who took part.
  case panelEffect = "pooled log ratios of the same, the joining and the leaving authorities"
  /// Who is unusual for its size.
  case funnel = "score statistic at the pooled ratio; over-dispersion after Spiegelhalter"
  /// Who lies furthest from parity, and how surely.
  case shrunkRanking = "empirical Bayes shrinkage; ranks of 10,000 draws"

  /// Who published it, in short.
  public var source: String {
    switch self {
    case .division, .published, .requiredChange, .pooled, .hiddenHull: ""
    case .wilson: "Wilson 1927; Newcombe 1998, Stat Med 17:857, method 3"
    case .koopman: "Koopman 1984, Biometrics 40:513"
    case .miettinenNurminen: "Miettinen & Nurminen 1985, Stat Med 4:213"
    case .katz: "Katz et al. 1978, Biometrics 34:469"
    case .newcombe: "Newcombe 1998, Stat Med 17:873, method 10"
    case .profileLikelihood: "Miettinen & Nurminen 1985; Venzon & Moolgavkar 1988, Appl Stat 37:87"
    case .adjustedScore: "Rao 1948; factor (M−1)/M as in Mantel & Haenszel 1959"
    case .deviance: "McCullagh & Nelder 1989, ch. 4"
    case .detectableChange: "Self, Mauritsen & Ohara 1992, Biometrics 48:31"
    case .leaveOneOut: "Belsley, Kuh & Welsch 1980"
    case .projection: "Cox 1990, Biometrics 46:709"
    case .twoStrata: "Hayes & Berry 2006; Miettinen & Nurminen 1985"
    case .mover: "Donner & Zou 2012, Stat Methods Med Res 21:347"
    case .cochranArmitage: "Cochran 1954; Armitage 1955"
    case .logisticSlope: "McCullagh & Nelder 1989, ch. 4"
    case .fingertips: "OHID, Fingertips recent trends"
    case .benjaminiHochberg: "Benjamini & Hochberg 1995, JRSS B 57:289"
    case .mantelHaenszel: "Greenland & Robins 1985, Biometrics 41:55"
    case .randomEffects: "Viechtbauer 2005; Knapp & Hartung 2003, Stat Med 22:2693"
    case .panelEffect: "Phaseline's documentation, The national figure"
    case .funnel: "Spiegelhalter 2005, Stat Med 24:1185"
    case .shrunkRanking: "Goldstein & Spiegelhalter 1996, JRSS A 159:385"
    }
  }
}
