import GRDB
import IndicatorStatistics

/// Numerator and denominator of one group; each low = high unless it was hidden.
struct CountPair: Hashable, Sendable, Codable {
  /// How many it happened to.
  var numerator: CountRange
  /// How many it could have happened to.
  var denominator: CountRange
  static let zero = CountPair(numerator: CountRange(0), denominator: CountRange(0))

  /// A hidden denominator is not comparable.
  var isComparable: Bool { denominator.isExact }

  /// "26 of 250".
  var words: String { "\(numerator.words) of \(denominator.words)" }

  /// Whether both may be the same counts, hidden as they are.
  func mayEqual(_ other: CountPair) -> Bool {
    numerator.overlaps(other.numerator) && denominator.overlaps(other.denominator)
  }

  mutating func add(_ other: CountPair) {
    numerator = numerator + other.numerator
    denominator = denominator + other.denominator
  }
}

extension CountRange {
  init(_ count: Int) { self.init(low: count, high: count) }

  func overlaps(_ other: CountRange) -> Bool { low <= other.high && other.low <= high }

  static func + (left: CountRange, right: CountRange) -> CountRange {
    CountRange(low: left.low + right.low, high: left.high + right.high)
  }
}

/// A value for each ethnicity that has one; a dictionary would hash its way through a nation.
struct ByEthnicity<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
  private var bame, white, unknown: Value?

  /// Nothing yet.
  init() {}

  /// The value of an ethnicity.
  subscript(ethnicity: Ethnicity) -> Value? {
    get {
      switch ethnicity {
      case .bame: bame
      case .white: white
      case .unknown: unknown
      }
    }
    set {
      switch ethnicity {
      case .bame: bame = newValue
      case .white: white = newValue
      case .unknown: unknown = newValue
      }
    }
  }

  /// Those that there are, in the order of the ethnicities.
  var values: [Value] { [bame, white, unknown].compactMap { $0 } }
}

/// The counts of all groups for a service, and which service they really cover.
struct ServiceCounts: Hashable, Sendable, Codable {
  /// `adults` or `children` where only that one was given though all were asked for.
  var service: Service
  /// Counts by ethnicity.
  var groups = ByEthnicity<CountPair>()
  /// How hidden counts were given, for notes.
  var asReceived: [String] = []
  /// Where the counts come from, each source once.
  var sources: [String] = []
  /// The changes that brought them, each once.
  var changes: [Int64] = []

  /// Where they come from: as their rows say, else which change brought them.
  var origins: [String] {
    sources.isEmpty ? changes.map { "loaded by change \($0) (`history \($0)`)" } : sources
  }

  /// Whether both groups that are compared are there.
  var isComplete: Bool { groups[.bame] != nil && groups[.white] != nil }

  /// Everybody who is counted, whatever their ethnicity; `nil` without both groups, or where a head-count is hidden.
  var people: Int? {
    let all = groups.values.map(\.denominator)
    guard isComplete, all.allSatisfy(\.isExact) else { return nil }
    return all.reduce(0) { $0 + $1.low }
  }

  /// The share of people whose ethnicity is not known; `nil` where it is not given, or a head-count is hidden.
  var unknownShare: Double? {
    guard let unknown = groups[.unknown]?.denominator, let people, people > 0 else { return nil }
    return Double(unknown.low) / Double(people)
  }

  /// With the counts of another service added, of the groups that both have.
  func adding(_ other: ServiceCounts) -> ServiceCounts {
    var both = ServiceCounts(service: .all, asReceived: asReceived + other.asReceived, sources: sources)
    both.sources += other.sources.filter { !sources.contains($0) }
    both.changes = changes + other.changes.filter { !changes.contains($0) }
    for ethnicity in Ethnicity.allCases {
      guard var pair = groups[ethnicity], let more = other.groups[ethnicity] else { continue }
      pair.add(more)
      both.groups[ethnicity] = pair
    }
    return both
  }
}

/// One row of `observation`, without its key's constant parts.
struct ObservedRow: FetchableRecord {
  let phase, indicator, organisation, category: String
  let service: Service
  let ethnicity: Ethnicity
  let counts: CountPair
  let asReceived, source: String?
  let change: Int64?

  /// What to select, in the order of `init(row:)`, which reads by position: a name costs a look-up a row.
  static let columns = """
    phase, indicator, organisation, category, service, ethnicity, numerator_low, numerator_high, denominator_low, \
    denominator_high, as_received, source, change
    """

  init(row: Row) {
    phase = row[0]
    indicator = row[1]
    organisation = row[2]
    category = row[3]
    service = Service(rawValue: row[4]) ?? .all
    ethnicity = Ethnicity(rawValue: row[5]) ?? .unknown
    counts = CountPair(
      numerator: CountRange(low: row[6], high: row[7]), denominator: CountRange(low: row[8], high: row[9]))
    asReceived = row[10]
    source = row[11]
    change = row[12]
  }
}

/// Gathers an organisation's rows of one phase, indicator and category, and resolves what "all services" means.
struct CellBuilder {
  private var adults, children, all: ServiceCounts?

  /// The counts of exactly this service.
  private(set) subscript(service: Service) -> ServiceCounts? {
    get {
      switch service {
      case .adults: adults
      case .children: children
      case .all: all
      }
    }
    set {
      switch service {
      case .adults: adults = newValue
      case .children: children = newValue
      case .all: all = newValue
      }
    }
  }

  mutating func add(_ counts: CountPair, _ service: Service, _ ethnicity: Ethnicity) {
    if self[service] == nil { self[service] = ServiceCounts(service: service) }
    self[service]?.groups[ethnicity] = counts
  }

  mutating func add(_ row: ObservedRow) {
    add(row.counts, row.service, row.ethnicity)
    if let text = row.asReceived { self[row.service]?.asReceived.append(text) }
    if let source = row.source, self[row.service]?.sources.contains(source) == false {
      self[row.service]?.sources.append(source)
    }
    if let change = row.change, self[row.service]?.changes.contains(change) == false {
      self[row.service]?.changes.append(change)
    }
  }

  /// The counts for a service. "All" is the given `all` row if there is one, else adults and children together where
  /// both are complete, else the one that is, which keeps its name; never a sum of three.
  func resolved(_ service: Service) -> ServiceCounts? {
    guard service == .all else { return self[service] }
    if let all { return all }
    guard let adults else { return children }
    guard let children, children.isComplete || !adults.isComplete else { return adults }
    guard adults.isComplete || !children.isComplete else { return children }
    return adults.adding(children)
  }
}
