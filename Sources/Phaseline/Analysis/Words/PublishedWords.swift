/// The words for a published figure.
public struct PublishedWords: Sendable {
  let standard: Standard
  let indicator: Indicator

  /// Words for the figures of one indicator.
  /// - Parameters:
  ///   - standard: Whose indicator it is.
  ///   - indicator: Which.
  public init(standard: Standard, indicator: Indicator) { (self.standard, self.indicator) = (standard, indicator) }

  /// All figures of one phase, by service; two shares of one group are said as one.
  public func phrases(_ figures: [PublishedFigure]) -> [String] {
    Service.allCases.flatMap { service -> [String] in
      var left = figures.filter { $0.service == service }
      let place = service == .all ? "" : " (\(service.words))"
      var phrases: [String] = []
      if let numerator = left.first(where: { $0.measure == .bameShareOfNumerator }),
        let denominator = left.first(where: { $0.measure == .bameShareOfDenominator })
      {
        left.removeAll { $0 == numerator || $0 == denominator }
        phrases.append(
          "\(denominator.value)% of \(self.denominator) and \(numerator.value)% of \(self.numerator(numerator)) were of "
            + standard.group(.bame).name + place)
      }
      if let bame = left.first(where: { $0.measure == .percentBame }),
        let white = left.first(where: { $0.measure == .percentWhite })
      {
        left.removeAll { $0 == bame || $0 == white }
        phrases.append(event("\(share(bame, of: .bame)) and \(share(white, of: .white))", bame) + place)
      }
      return phrases + left.map { phrase($0) + place }
    }
  }

  /// "24.9% of staff of …", "20.7% of White staff", "3% of staff of unknown ethnicity".
  private func share(_ figure: PublishedFigure, of ethnicity: Ethnicity) -> String {
    let (group, people) = (standard.group(ethnicity), indicator.wording.people)
    return switch ethnicity {
    case .bame: "\(figure.value)% of \(people) of \(group.name)"
    case .white: "\(figure.value)% of \(group.adjective) \(people)"
    case .unknown: "\(figure.value)% of \(people) \(group.adjective)"
    }
  }

  /// With what happened to them.
  private func event(_ people: String, _ figure: PublishedFigure) -> String {
    indicator.wording.form == .rate
      ? "\(people) \(indicator.verb(ofCategory: figure.category))" : "\(people) (\(indicator.numerator))"
  }

  private var denominator: String { indicator.wording.shareOfDenominator ?? indicator.denominator }

  private func numerator(_ figure: PublishedFigure) -> String {
    figure.category == Category.all || indicator.kind != .distribution
      ? indicator.wording.shareOfNumerator ?? indicator.numerator
      : "staff paid \(indicator.title(ofCategory: figure.category))"
  }

  /// "25% of candidates shortlisted were of Black, Asian and minoritised ethnicities"; "44% less likely to …".
  func phrase(_ figure: PublishedFigure) -> String {
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
    case .relativeLikelihoodWhiteOverBame: "a ratio of \(figure.value), White over \(standard.group(.bame).label)"
    case .percentBame: event(share(figure, of: .bame), figure)
    case .percentWhite: event(share(figure, of: .white), figure)
    case .percentUnknown: event(share(figure, of: .unknown), figure)
    default: "\(figure.value)%"
    }
  }
}
