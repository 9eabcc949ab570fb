import IndicatorStatistics

/// Where each method is measured, or why it is not: a new one does not compile until it has its place here.
enum Methods {
  static let title = "Every method"
  static let header = ["method", "where"]

  static var rows: [[String]] { Method.allCases.map { [$0.rawValue, $0.place] } }

  static var section: String {
    Markdown.section(title, "Where each method is measured above, or why it is not.", Markdown.table(header, rows), [])
  }
}

extension Method {
  fileprivate var place: String {
    switch self {
    case .wilson: Percentages.title
    case .koopman, .miettinenNurminen, .katz, .newcombe: TwoSamples.title
    case .profileLikelihood, .projection: Lines.title
    case .adjustedScore: FalseClaims.title
    case .detectableChange: Detection.title
    case .twoStrata, .mover: Comparisons.title
    case .cochranArmitage, .logisticSlope: RateTrends.title
    case .mantelHaenszel, .randomEffects, .shrunkRanking: Nations.title
    case .pooled: "\(TwoSamples.title): Koopman's interval of the sums"
    case .hiddenHull: "Holds the intervals of every table that is possible: covers at least as they do"
    case .fingertips: "\(RateTrends.title): the same test at 0.2%, five phases"
    case .division, .published, .requiredChange, .panelEffect: "Arithmetic: has no interval"
    case .deviance, .leaveOneOut, .benjaminiHochberg, .funnel: "Cross-checks: no verdict rests on them"
    }
  }
}
