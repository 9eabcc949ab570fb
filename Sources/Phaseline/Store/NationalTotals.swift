import GRDB
import IndicatorStatistics

/// Keeps the sums over all organisations that are part of the nation, so that a comparison reads one row, not the nation.
enum NationalTotals {
  /// Sums afresh what a change touched.
  /// - Parameters:
  ///   - keys: The phases and indicators to sum; `nil` for all of the standard.
  ///   - standard: Its key.
  ///   - progress: Told how many are done.
  static func sum(
    _ keys: Set<TotalsKey>?, of standard: String, in db: Database, progress: WorkProgress = .silent
  ) throws {
    if keys == nil { try db.execute(literal: "DELETE FROM national_total WHERE standard = \(standard)") }
    let keys = try keys ?? allKeys(of: standard, in: db)
    let employers = try employers(of: standard, in: db)
    for (index, key) in keys.enumerated() {
      progress("Summing the nation", index, of: keys.count)
      var sums = NationalSums(key, of: standard, without: employers)
      try StoredCell.forEach(key, of: standard, in: db) { sums.add($0) }
      try sums.store(in: db)
    }
  }

  /// Every phase and indicator that has counts.
  static func allKeys(of standard: String, in db: Database) throws -> Set<TotalsKey> {
    try TotalsKey.fetchSet(
      db, sql: "SELECT DISTINCT phase, indicator FROM observation WHERE standard = ?", arguments: [standard])
  }

  /// Codes of the organisations that are compared with the nation, and no part of it.
  static func employers(of standard: String, in db: Database) throws -> Set<String> {
    try String.fetchSet(
      db, sql: "SELECT code FROM organisation WHERE standard = ? AND kind = 'employer'", arguments: [standard])
  }
}

/// The sums of one phase and indicator, while its cells come.
struct NationalSums {
  private let key: TotalsKey
  private let standard: String
  private let employers: Set<String>
  private var totals: [CategoryService: Totals] = [:]

  init(_ key: TotalsKey, of standard: String, without employers: Set<String>) {
    (self.key, self.standard, self.employers) = (key, standard, employers)
  }

  /// Only an organisation that has both groups, with denominators that are known, is part of a pooled figure.
  mutating func add(_ cell: StoredCell) {
    if !employers.isEmpty, employers.contains(cell.organisation) { return }
    for service in Service.allCases {
      guard let counts = cell.counts.resolved(service), counts.isPooled else { continue }
      totals[CategoryService(category: cell.category, service: service), default: Totals()].add(counts)
    }
  }

  /// Puts them in the place of those that are stored.
  func store(in db: Database) throws {
    try db.execute(
      literal: "DELETE FROM national_total WHERE \(key.condition(standard: standard))")
    for (place, total) in totals { try total.store(place, key, standard, in: db) }
  }

  private struct CategoryService: Hashable {
    var category: String
    var service: Service
  }

  private struct Totals {
    var groups = ByEthnicity<CountPair>()
    var organisations = 0

    mutating func add(_ counts: ServiceCounts) {
      organisations += 1
      for ethnicity in Ethnicity.allCases {
        guard let more = counts.groups[ethnicity] else { continue }
        var pair = groups[ethnicity] ?? .zero
        pair.add(more)
        groups[ethnicity] = pair
      }
    }

    func store(_ place: CategoryService, _ key: TotalsKey, _ standard: String, in db: Database) throws {
      for ethnicity in Ethnicity.allCases {
        guard let pair = groups[ethnicity] else { continue }
        try db.execute(
          literal: """
            INSERT INTO national_total (standard, phase, indicator, category, service, ethnicity, numerator_low,
              numerator_high, denominator_low, denominator_high, organisations)
            VALUES (\(standard), \(key.phase), \(key.indicator), \(place.category), \(place.service.rawValue),
              \(ethnicity.rawValue), \(pair.numerator.low), \(pair.numerator.high), \(pair.denominator.low),
              \(pair.denominator.high), \(organisations))
            """)
      }
    }
  }
}

extension TotalsKey: FetchableRecord {
  init(row: Row) { self.init(phase: row["phase"], indicator: row["indicator"]) }
}
