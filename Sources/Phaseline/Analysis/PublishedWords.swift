/// The words for a published figure.
public struct PublishedWords: Sendable {
  let standard: Standard
  let indicator: Indicator

  public init(standard: Standard, indicator: Indicator) { (self.standard, self.indicator) = (standard, indicator) }

  /// All figures of one phase, by service; two shares of one group are said as one.
  public func phrases(_ figures: [PublishedFigure]) -> [String] {
    Service.allCases.flatMap { service -> [String] in
      var left = figures.filter { $0.service == service }
      let place = service == .all ? "" : " (\(service.rawValue)' services)"
      var phrases: [String] = []
      if let numerator = left.first(where: { $0.measure == .bameShareOfNumerator }),
        let denominator = left.first(where: { $0.measure == .bameShareOfDenominator })
      {
        left.removeAll { $0 == numerator || $0 == denominator }
        phrases.append(
          "\(denominator.value)% of \(self.denominator) and \(numerator.value)% of \(self.numerator(numerator)) were of "
            + standard.group(.bame).name + place)
      }
      return phrases + left.map { phrase($0) + place }
    }
  }

  private var denominator: String { indicator.wording.shareOfDenominator ?? indicator.denominator }

  private func numerator(_ figure: PublishedFigure) -> String {
    figure.category == Category.all || indicator.kind != .distribution
      ? indicator.wording.shareOfNumerator ?? indicator.numerator
      : "staff paid \(indicator.title(ofCategory: figure.category))"
  }

  /// "25% of candidates shortlisted were of Black, Asian and minoritised ethnicities"; "44% less likely to …".
  public func phrase(_ figure: PublishedFigure) -> String {
    if let ratio = figure.relativeLikelihood {
      return Wordings.comparison(ratio, form: indicator.wording.form)
    }
    let numerator = numerator(figure)
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
}
