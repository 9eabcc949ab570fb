import IndicatorStatistics

/// What each organisation gave in each phase, gathered while its cells go by: by indicator and service.
struct GivenCounts {
  typealias State = QualityReport.Completeness.State

  /// What was given of one indicator and service.
  struct Slot {
    private(set) var state = State.missing
    /// Rows, and how many of them hold a hidden count.
    private(set) var rows = 0
    private(set) var hiddenRows = 0
    /// How many categories were given.
    private(set) var categories = 0
    /// The head-counts; none that is hidden or not given.
    private(set) var bame, white: Int?
    /// Whether the headline was given.
    private(set) var hasHeadline = false
    /// The headline's counts, if no head-count is hidden.
    private(set) var headline: RangedCounts?

    /// Members of both groups.
    var people: Int? { bame.flatMap { bame in white.map { bame + $0 } } }

    mutating func add(_ counts: ServiceCounts, isHeadline: Bool) {
      // Nobody compares those of unknown ethnicity: what is hidden of them makes no comparison a range.
      let compared = [Ethnicity.bame, .white].compactMap { counts.groups[$0] }
      let hidden = compared.count { !$0.numerator.isExact || !$0.denominator.isExact }
      let found: State = !counts.isComplete ? .oneGroup : hidden > 0 ? .hidden : .given
      state = rows == 0 || found.ordinal < state.ordinal ? found : state
      rows += compared.count
      categories += 1
      hiddenRows += hidden
      bame = bame ?? counts.groups[.bame]?.knownPeople
      white = white ?? counts.groups[.white]?.knownPeople
      if isHeadline { (hasHeadline, headline) = (true, counts.ranged) }
    }
  }

  private struct Place: Hashable {
    var organisation: String
    var phase: Int
  }
  private var places: [Place: [Slot]] = [:]
  private let standard: Standard
  private let headlines: [String]
  private let leavesOutSums: Bool

  /// - Parameter leavesOutSums: Whether the row for all services is no count that was given where its parts are there: a plan
  ///   has one for each such sum.
  init(_ standard: Standard, leavesOutSums: Bool) {
    (self.standard, self.leavesOutSums) = (standard, leavesOutSums)
    headlines = standard.indicators.map(\.headlineCategory)
  }

  /// Adds a cell of a phase and an indicator, told by their places in the standard.
  mutating func add(_ cell: StoredCell, phase: Int, indicator: Int) {
    let empty = [Slot](repeating: Slot(), count: Service.allCases.count * standard.indicators.count)
    let isSum = leavesOutSums && cell.counts[.adults] != nil && cell.counts[.children] != nil
    for (number, service) in Service.allCases.enumerated() where service != .all || !isSum {
      guard let counts = cell.counts[service] else { continue }
      places[Place(organisation: cell.organisation, phase: phase), default: empty][
        indicator * Service.allCases.count + number
      ].add(counts, isHeadline: cell.category == headlines[indicator])
    }
  }

  /// Codes of those that gave any counts, of whatever phase.
  var organisations: Set<String> { Set(places.keys.map(\.organisation)) }

  /// How many gave counts in a phase.
  func organisations(in phase: Int) -> Int { places.keys.count { $0.phase == phase } }

  /// Whether one gave counts in a phase.
  func hasCounts(_ organisation: String, in phase: Int) -> Bool {
    places[Place(organisation: organisation, phase: phase)] != nil
  }

  /// What one gave of an indicator and exactly this service.
  func slot(_ organisation: String, _ phase: Int, _ indicator: Int, _ service: Service) -> Slot {
    let number = Service.allCases.firstIndex(of: service) ?? 0
    return places[Place(organisation: organisation, phase: phase)]?[indicator * Service.allCases.count + number]
      ?? Slot()
  }

  /// What is there of an indicator and exactly this service: of a distribution only a part, where categories are missing.
  func state(_ organisation: String, _ phase: Int, _ indicator: Int, _ service: Service) -> State {
    let slot = slot(organisation, phase, indicator, service)
    let it = standard.indicators[indicator]
    let isWhole = it.kind != .distribution || slot.categories >= it.categories.count
    return slot.state == .missing || isWhole ? slot.state : .part
  }

  /// Members of both groups; of all services the given row, else adults and children together, else the one that is there.
  func people(_ organisation: String, _ phase: Int, _ indicator: Int, _ service: Service) -> Int? {
    let own = slot(organisation, phase, indicator, service)
    guard service == .all, own.state == .missing else { return own.people }
    let parts = [Service.adults, .children].map { slot(organisation, phase, indicator, $0) }.filter {
      $0.state != .missing
    }
    let known = parts.compactMap(\.people)
    return known.isEmpty || known.count < parts.count ? nil : known.reduce(0, +)
  }

  /// The indicators of which one gave counts for a service, by their places.
  func indicators(_ organisation: String, _ phase: Int, _ service: Service) -> [Int] {
    standard.indicators.indices.filter { slot(organisation, phase, $0, service).state != .missing }
  }
}

extension GivenCounts.State {
  fileprivate var ordinal: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension CountPair {
  fileprivate var knownPeople: Int? { denominator.isExact ? denominator.low : nil }
}
