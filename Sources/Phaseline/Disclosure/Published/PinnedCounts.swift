import IndicatorStatistics

/// One table of counts as rules show it, and what published figures leave of those that are not shown exactly.
struct PinnedCounts {
  private let groups: ByEthnicity<CountPair>
  private let rules: DisclosureRules
  /// So many boxes of tables are looked at for each end of a range; beyond that counts are taken as narrowed.
  private static let effort = 4000
  /// Wider ranges than this are not narrowed to a few values by a figure of few digits.
  private static let widest = 20_000

  /// - Parameters:
  ///   - groups: As they are shown.
  ///   - rules: By which they are.
  init(_ groups: ByEthnicity<CountPair>, _ rules: DisclosureRules) {
    var known = ByEthnicity<CountPair>()
    for ethnicity in Ethnicity.allCases {
      known[ethnicity] = groups[ethnicity].map {
        CountPair(numerator: Self.known($0.numerator, rules), denominator: Self.known($0.denominator, rules))
      }
    }
    (self.groups, self.rules) = (known, rules)
  }

  private static func known(_ shown: CountRange, _ rules: DisclosureRules) -> CountRange {
    guard shown.isExact else { return shown }
    let meaning = rules.meaning(ofShown: shown.low)
    return CountRange(low: meaning.low, high: meaning.high)
  }

  /// Whether all figures together, or one share alone, leave a count fewer values than the rules promise.
  func isNarrowed(by figures: [PublishedFigure]) -> Bool {
    let both = figures.compactMap(\.told).filter { $0.measure != .rate(.unknown) }
    let unknown = figures.compactMap(\.told).filter { $0.measure == .rate(.unknown) }
    return isNarrowed(.bame, .white, by: both) || isNarrowed(.unknown, .unknown, by: unknown)
      || figures.contains(where: isNarrowed(byShare:))
  }

  // MARK: - Ratios and rates

  private func isNarrowed(_ one: Ethnicity, _ other: Ethnicity, by figures: [DerivedFigureSearch.Figure]) -> Bool {
    guard !figures.isEmpty, let first = groups[one], let second = groups[other] else { return false }
    let ranges = [first.numerator, first.denominator, second.numerator, second.denominator]
    guard ranges.contains(where: { !$0.isExact }), ranges.allSatisfy({ $0.high < Bounds.most / 2 }) else {
      return false
    }
    var search = DerivedFigureSearch(figures)
    search.effort = Self.effort
    let start = DerivedFigureSearch.Box(low: ranges.map(\.low), high: ranges.map(\.high))
    let outcome = search.narrowed(start)
    // No table prints them: they are of other counts.
    guard let left = outcome.box else { return false }
    guard outcome.isExhaustive else { return true }
    return ranges.indices.contains { isTooFew(left.high[$0] - left.low[$0] + 1, of: ranges[$0]) }
  }

  private func isTooFew(_ left: Int, of range: CountRange) -> Bool {
    !range.isExact && left < min(rules.spread, range.high - range.low + 1)
  }

  // MARK: - Shares

  private func isNarrowed(byShare figure: PublishedFigure) -> Bool {
    guard let (ethnicity, counts) = figure.share, let own = groups[ethnicity]?[keyPath: counts],
      let share = figure.percentRange
    else { return false }
    let others = Ethnicity.allCases.filter { $0 != ethnicity }.compactMap { groups[$0]?[keyPath: counts] }
    guard ([own] + others).contains(where: { !$0.isExact }), own.high - own.low < Self.widest else { return false }
    // For each number that it may be, the least and the most that the others may be together.
    var left: [(own: Int, low: Int, high: Int)] = []
    let (least, most) = (others.reduce(0) { $0 + $1.low }, others.reduce(0) { $0 + $1.high })
    for count in own.low...own.high {
      let (low, high) = Self.others(of: count, share)
      let range = (max(least, low), min(most, high))
      if range.0 <= range.1 { left.append((count, range.0, range.1)) }
    }
    guard let first = left.first, let last = left.last else { return false }
    if isTooFew(last.own - first.own + 1, of: own) { return true }
    let (low, high) = (left.map(\.low).min() ?? least, left.map(\.high).max() ?? most)
    return others.contains { other in
      let (fewest, greatest) = (low - (most - other.high), high - (least - other.low))
      return isTooFew(min(other.high, greatest) - max(other.low, fewest) + 1, of: other)
    }
  }

  /// How many others there may be beside so many, of whom they are such a share.
  private static func others(of count: Int, _ share: Interval) -> (low: Int, high: Int) {
    let slack = 1e-9
    guard count > 0 else { return share.lower <= slack ? (0, Bounds.most) : (1, 0) }
    let low = min((Double(count) * (1 / share.upper - 1) - slack).rounded(.up), Double(Bounds.most))
    let high = share.lower > 0 ? (Double(count) * (1 / share.lower - 1) + slack).rounded(.down) : Double(Bounds.most)
    return (max(0, Int(low)), Int(min(high, Double(Bounds.most))))
  }
}

extension PublishedFigure {
  /// A percentage as a fraction, given the precision it was printed in.
  fileprivate var percentRange: Interval? {
    guard let number, !measure.isRatio else { return nil }
    let half = 0.5 * .pow(10, -Double(decimals))
    return Interval(lower: max(0, number - half) / 100, upper: min(100, number + half) / 100)
  }

  /// As a figure that is searched; none of a share, or of a percentage of something else.
  fileprivate var told: DerivedFigureSearch.Figure? {
    func figure(_ measure: ToldFigure.Measure, _ range: Interval?) -> DerivedFigureSearch.Figure? {
      range.map { DerivedFigureSearch.Figure(measure: measure, low: $0.lower, high: $0.upper) }
    }
    return switch measure {
    case .relativeLikelihood, .relativeLikelihoodWhiteOverBame: figure(.relativeLikelihood, ratioRange)
    case .percentBame: figure(.rate(.bame), percentRange)
    case .percentWhite: figure(.rate(.white), percentRange)
    case .percentUnknown: figure(.rate(.unknown), percentRange)
    default: nil
    }
  }

  /// Of a share, whose and of which counts.
  fileprivate var share: (Ethnicity, KeyPath<CountPair, CountRange>)? {
    switch measure {
    case .bameShareOfNumerator: (.bame, \.numerator)
    case .bameShareOfDenominator: (.bame, \.denominator)
    case .whiteShareOfNumerator: (.white, \.numerator)
    case .whiteShareOfDenominator: (.white, \.denominator)
    default: nil
    }
  }
}
