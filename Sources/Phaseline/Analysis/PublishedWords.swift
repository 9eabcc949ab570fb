/// The words for a published figure.
public struct PublishedWords: Sendable {
  let standard: Standard
  let indicator: Indicator

  public init(standard: Standard, indicator: Indicator) { (self.standard, self.indicator) = (standard, indicator) }

  /// "25% of candidates shortlisted were of Black, Asian and minoritised ethnicities"; "44% less likely to …".
  public func phrase(_ figure: PublishedFigure) -> String {
    if let ratio = figure.relativeLikelihood {
      return Wordings.comparison(ratio, form: indicator.wording.form)
    }
    let numerator = figure.category == Category.all || indicator.kind != .distribution
      ? indicator.wording.shareOfNumerator ?? indicator.numerator
      : "staff paid \(indicator.title(ofCategory: figure.category))"
    let denominator = indicator.wording.shareOfDenominator ?? indicator.denominator
    let (bame, white) = (standard.group(.bame).name, standard.group(.white).adjective)
    return switch figure.measure {
    case .bameShareOfNumerator: "\(figure.value)% of \(numerator) were of \(bame)"
    case .bameShareOfDenominator: "\(figure.value)% of \(denominator) were of \(bame)"
    case .whiteShareOfNumerator: "\(figure.value)% of \(numerator) were \(white)"
    case .whiteShareOfDenominator: "\(figure.value)% of \(denominator) were \(white)"
    case .percentBame: "\(figure.value)% of \(indicator.wording.people) of \(bame) \(indicator.wording.verb)"
    case .percentWhite: "\(figure.value)% of \(white) \(indicator.wording.people) \(indicator.wording.verb)"
    case .percentUnknown: "\(figure.value)% of \(indicator.wording.people) of unknown ethnicity"
    default: "\(figure.value)%"
    }
  }

  /// For a table's cell: "0.56", "25% of candidates shortlisted".
  public func cell(_ figure: PublishedFigure) -> String {
    if let ratio = figure.relativeLikelihood {
      return figure.measure == .relativeLikelihood ? figure.value : Wordings.ratio(ratio)
    }
    let group = figure.measure.rawValue.hasPrefix("white") || figure.measure == .percentWhite
      ? standard.group(.white).short : standard.group(.bame).short
    return "\(figure.value)% \(group)"
  }
}
