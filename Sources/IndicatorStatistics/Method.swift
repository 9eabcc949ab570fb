/// The methods behind the figures, each with the name that outputs give it and where it is published.
public enum Method: String, Sendable, Codable, CaseIterable {
  /// A fraction, a ratio or a sum of counts: no more than a division.
  case division = "ratio of counts"
  /// Interval of a percentage.
  case wilson = "Wilson score"
  /// Intervals of a relative likelihood.
  case koopman = "Koopman asymptotic score"
  case miettinenNurminen = "Miettinen–Nurminen score"
  case katz = "Katz log"
  /// Interval of a relative likelihood of which a count is hidden.
  case hiddenHull = "hull over all tables that the hidden counts allow"
  /// Difference of two rates; people to parity.
  case newcombe = "Newcombe hybrid score"
  /// The line through phases.
  case profileLikelihood = "exact binomial likelihood, White rates profiled out; profile-likelihood interval"
  case adjustedScore = "score test adjusted for the number of cases"
  case deviance = "deviance against a free ratio in each phase"
  case detectableChange = "likelihood ratio on expected counts, power 80%"
  case leaveOneOut = "the line without each phase in turn"
  case projection = "likelihood set of the time of parity"
  case requiredChange = "straight line from the last fitted ratio to parity"
  /// Authority against others.
  case twoStrata = "two-strata line, others against authority; profile-likelihood interval"
  case mover = "MOVER on profile-likelihood limits"
  /// Percentages over phases.
  case cochranArmitage = "Cochran–Armitage test for trend"
  case logisticSlope = "grouped logistic regression, Wald interval"
  case fingertips = "Fingertips recent trend, 99.8%"
  /// Many at once.
  case benjaminiHochberg = "Benjamini–Hochberg"
  /// The national figure.
  case published = "as published"
  case pooled = "ratio of summed counts, Koopman asymptotic score"
  case mantelHaenszel = "Mantel–Haenszel, stratified by authority; Greenland–Robins variance"
  case randomEffects = "random effects, REML; Knapp–Hartung interval"
  case panelEffect = "pooled log ratios of the same, the joining and the leaving authorities"
  case funnel = "score statistic at the pooled ratio; over-dispersion after Spiegelhalter"
  case shrunkRanking = "empirical Bayes shrinkage; ranks of 10,000 draws"

  /// Who published it, in short.
  public var source: String {
    switch self {
    case .division, .published, .requiredChange: ""
    case .wilson: "Wilson 1927; Newcombe 1998, Stat Med 17:857, method 3"
    case .koopman: "Koopman 1984, Biometrics 40:513"
    case .miettinenNurminen: "Miettinen & Nurminen 1985, Stat Med 4:213"
    case .katz: "Katz et al. 1978, Biometrics 34:469"
    case .hiddenHull: "Koopman's limits are monotone in both numerators"
    case .newcombe: "Newcombe 1998, Stat Med 17:873, method 10"
    case .profileLikelihood: "Miettinen & Nurminen 1985; Venzon & Moolgavkar 1988, Appl Stat 37:87"
    case .adjustedScore: "Rao 1948; factor (M−1)/M as in Mantel & Haenszel 1959"
    case .deviance: "McCullagh & Nelder 1989, ch. 4"
    case .detectableChange: "Self, Mauritsen & Ohara 1992, Biometrics 48:31"
    case .leaveOneOut: "Belsley, Kuh & Welsch 1980"
    case .projection: "Cox 1990, J Stat Plan Inference 26:1"
    case .twoStrata: "Hayes & Berry 2006; Miettinen & Nurminen 1985"
    case .mover: "Donner & Zou 2012, Stat Methods Med Res 21:347"
    case .cochranArmitage: "Cochran 1954; Armitage 1955"
    case .logisticSlope: "McCullagh & Nelder 1989, ch. 4"
    case .fingertips: "OHID, Fingertips recent trends"
    case .benjaminiHochberg: "Benjamini & Hochberg 1995, JRSS B 57:289"
    case .pooled: "Koopman 1984"
    case .mantelHaenszel: "Greenland & Robins 1985, Biometrics 41:55"
    case .randomEffects: "Viechtbauer 2005; Knapp & Hartung 2003, Stat Med 22:2693"
    case .panelEffect: "Phaseline's documentation, The national figure"
    case .funnel: "Spiegelhalter 2005, Stat Med 24:1185"
    case .shrunkRanking: "Goldstein & Spiegelhalter 1996, JRSS A 159:385"
    }
  }
}
