import IndicatorStatistics

/// All figures that files tell of one table: they are searched together.
struct AuditFigures {
  /// The counts of the minoritised and of the White group; of a share of unknown ethnicity that group's, twice.
  var one, other: AuditSystem.Pair
  var state: Int
  /// Places in the evidence.
  var mentions: [Int] = []
  var search: DerivedFigureSearch

  /// In the order of the search.
  var cells: [Int] { [one.numerator, one.denominator, other.numerator, other.denominator] }

  /// The figures of a phase, table by table.
  static func groups(of system: AuditSystem, _ evidence: Evidence, _ names: inout AuditNames) -> [AuditFigures] {
    var groups: [AuditFigures] = []
    var numbers: [Head: Int] = [:]
    var statesOf: [Int: [Int]] = [:]
    for (state, it) in system.states.enumerated() {
      for mention in it.files.flatMap(\.figures) { statesOf[mention, default: []].append(state) }
    }
    for (mention, states) in statesOf.sorted(by: { $0.key < $1.key }) {
      let figure = evidence.figures[mention]
      let keys = figure.measure.ethnicities.map { names.key(figure.subject, $0) }
      let told = DerivedFigureSearch.Figure(measure: figure.measure, low: figure.low, high: figure.high)
      let tables = system.states.indices.map { state in
        (state: state, pairs: keys.compactMap { system.pairs[state][$0] })
      }.filter { $0.pairs.count == 2 }
      // A file of several states is most likely of the first with which it agrees; a figure is of the counts that give it.
      guard let table = tables.first(where: { states.contains($0.state) }),
        !tables.contains(where: { printed($0.pairs, of: system, evidence).contains(where: told.follows) })
      else { continue }
      let head = Head(pairs: table.pairs, state: table.state)
      if let number = numbers[head] {
        groups[number].mentions.append(mention)
        groups[number].search.add(told)
        continue
      }
      numbers[head] = groups.count
      groups.append(
        AuditFigures(
          one: table.pairs[0], other: table.pairs[1], state: table.state, mentions: [mention],
          search: DerivedFigureSearch([told])))
    }
    return groups
  }

  /// A table as each set of rules prints it: what follows from that tells nothing more, and of rounded counts a figure is that
  /// of the rounded ones.
  private static func printed(
    _ pairs: [AuditSystem.Pair], of system: AuditSystem, _ evidence: Evidence
  ) -> [DerivedFigureSearch.Box] {
    let cells = pairs.flatMap { [$0.numerator, $0.denominator] }
    let ranges = cells.map { cell -> [String: CountRange] in
      let told = system.cells[cell]
      return Dictionary(
        told.told.mentions.compactMap { mention in
          let count = evidence.counts[Int(mention)]
          return (told.isDenominator ? count.denominator : count.numerator).map { (count.rules ?? "", $0) }
        }, uniquingKeysWith: { first, _ in first })
    }
    return (ranges.first?.keys.sorted() ?? []).compactMap { rules in
      let table = ranges.compactMap { $0[rules] }
      guard table.count == cells.count else { return nil }
      return DerivedFigureSearch.Box(low: table.map(\.low), high: table.map(\.high))
    }
  }

  private struct Head: Hashable {
    var pairs: [AuditSystem.Pair]
    var state: Int
  }

  /// The ranges of the table as they are known.
  func box(_ ranges: RangePropagation) -> DerivedFigureSearch.Box {
    DerivedFigureSearch.Box(low: cells.map { ranges.low[$0] }, high: cells.map { ranges.high[$0] })
  }

  /// The ratios and rates among them: limits depend on level and method besides.
  var estimates: [DerivedFigureSearch.Figure] { search.figures.filter(\.measure.isEstimate) }

  /// Whether the search can tell anything: of a count and a head-count without limits it cannot.
  func isSearchable(_ ranges: RangePropagation) -> Bool {
    let high = cells.map { ranges.high[$0] }
    let isOpen = [(0, 1), (2, 3)].map { min(high[$0.0], high[$0.1]) >= Bounds.most / 2 }
    return !isOpen[0] && !isOpen[1]
  }
}

extension ToldFigure.Measure {
  /// Whose counts it is made of, in the order of the search.
  var ethnicities: [Ethnicity] { self == .rate(.unknown) ? [.unknown, .unknown] : [.bame, .white] }

  /// Whether it is a rate, or made of two by dividing or subtracting alone.
  fileprivate var isEstimate: Bool {
    switch self {
    case .relativeLikelihood, .rate, .riskDifference: true
    default: false
    }
  }

  /// "relative likelihood".
  var words: String {
    switch self {
    case .relativeLikelihood: "relative likelihood"
    case .relativeLikelihoodLower: "lower limit of the relative likelihood"
    case .relativeLikelihoodUpper: "upper limit of the relative likelihood"
    case .rate(.bame): "rate of minoritised staff"
    case .rate(.white): "rate of White staff"
    case .rate(.unknown): "rate of staff of unknown ethnicity"
    case .riskDifference: "difference of the rates"
    case .peopleToParity: "number of people to parity"
    case .peopleToParityLower: "lower limit of the people to parity"
    case .peopleToParityUpper: "upper limit of the people to parity"
    }
  }
}
