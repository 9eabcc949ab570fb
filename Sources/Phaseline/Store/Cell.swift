import GRDB
import IndicatorStatistics

/// Numerator and denominator of one group; each low = high unless it was hidden.
public struct CountPair: Hashable, Sendable, Codable {
  public var numerator: CountRange
  public var denominator: CountRange
  static let zero = CountPair(numerator: CountRange(0), denominator: CountRange(0))

  /// A hidden denominator is not comparable.
  public var isComparable: Bool { denominator.isExact }

  mutating func add(_ other: CountPair) {
    numerator = numerator + other.numerator
    denominator = denominator + other.denominator
  }
}

extension CountRange {
  init(_ count: Int) { self.init(low: count, high: count) }

  static func + (left: CountRange, right: CountRange) -> CountRange {
    CountRange(low: left.low + right.low, high: left.high + right.high)
  }
}

/// The counts of all groups for a service, and which service they really cover.
public struct ServiceCounts: Hashable, Sendable, Codable {
  /// `adults` or `children` where only that one was given though all were asked for.
  public var service: Service
  public var groups: [Ethnicity: CountPair]
  /// How hidden counts were given, for notes.
  public var asReceived: [String] = []
  public var sources: [String] = []
}

/// One row of `observation`, without its key's constant parts.
struct ObservedRow: FetchableRecord {
  let phase, indicator, organisation, category: String
  let service: Service
  let ethnicity: Ethnicity
  let counts: CountPair
  let asReceived, source: String?

  init(row: Row) {
    // By position: the columns stand as the migration declares them, and a name costs a look-up a row.
    phase = row[1]
    indicator = row[2]
    organisation = row[3]
    category = row[4]
    service = Service(rawValue: row[5]) ?? .all
    ethnicity = Ethnicity(rawValue: row[6]) ?? .unknown
    counts = CountPair(
      numerator: CountRange(low: row[7], high: row[8]), denominator: CountRange(low: row[9], high: row[10]))
    asReceived = row[11]
    source = row[12]
  }
}

/// Gathers an organisation's rows of one phase, indicator and category, and resolves what "all services" means.
struct CellBuilder {
  private(set) var given: [Service: ServiceCounts] = [:]

  mutating func add(_ row: ObservedRow) {
    var counts = given[row.service] ?? ServiceCounts(service: row.service, groups: [:])
    counts.groups[row.ethnicity] = row.counts
    if let text = row.asReceived { counts.asReceived.append(text) }
    if let source = row.source, !counts.sources.contains(source) { counts.sources.append(source) }
    given[row.service] = counts
  }

  /// The counts for a service. "All" is the given `all` row if there is one, else adults and children together where
  /// both are present, else the one present, which keeps its name; never a sum of three.
  func resolved(_ service: Service) -> ServiceCounts? {
    guard service == .all else { return given[service] }
    if let all = given[.all] { return all }
    guard let adults = given[.adults] else { return given[.children] }
    guard let children = given[.children] else { return adults }
    var both = ServiceCounts(
      service: .all, groups: [:], asReceived: adults.asReceived + children.asReceived, sources: adults.sources)
    both.sources += children.sources.filter { !both.sources.contains($0) }
    for ethnicity in Ethnicity.allCases {
      guard let left = adults.groups[ethnicity], let right = children.groups[ethnicity] else { continue }
      both.groups[ethnicity] = CountPair(
        numerator: left.numerator + right.numerator, denominator: left.denominator + right.denominator)
    }
    return both
  }
}
