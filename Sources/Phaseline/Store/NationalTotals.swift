import GRDB
import IndicatorStatistics

/// Keeps the sums over all organisations that are part of the nation, so that a comparison reads one row, not the nation.
enum NationalTotals {
  /// Sums afresh what a change touched.
  /// - Parameters:
  ///   - keys: The phases and indicators to sum; `nil` for all of the standard.
  ///   - standard: Its key.
  ///   - progress: Told of each phase and indicator.
  static func sum(
    _ keys: Set<TotalsKey>?, of standard: String, in db: Database, progress: WorkProgress = .silent
  ) throws {
    if keys == nil { try db.execute(literal: "DELETE FROM national_total WHERE standard = \(standard)") }
    let keys = try keys ?? observed(of: standard, in: db)
    for (done, key) in keys.enumerated() {
      progress("Summing the nation", done, of: keys.count)
      try sum(key, of: standard, in: db)
    }
  }

  /// Every phase and indicator with counts.
  static func observed(of standard: String, in db: Database) throws -> Set<TotalsKey> {
    try TotalsKey.fetchSet(
      db, sql: "SELECT DISTINCT phase, indicator FROM observation WHERE standard = ?", arguments: [standard])
  }

  private static func sum(_ key: TotalsKey, of standard: String, in db: Database) throws {
    try db.execute(literal: "DELETE FROM national_total WHERE \(key.condition(standard: standard))")
    for total in try totals(of: key, of: standard, in: db) { try total.store(key, standard, in: db) }
  }

  /// One pass in the order of the key: an organisation's rows come together, and its services are resolved as one. Only an
  /// organisation that has both groups, with denominators that are known, is part of a pooled figure.
  static func totals(of key: TotalsKey, of standard: String, in db: Database) throws -> [Total] {
    var totals: [CategoryService: Totals] = [:]
    var (organisation, category, cell) = ("", "", CellBuilder())
    func close() {
      for service in Service.allCases {
        guard let counts = cell.resolved(service), counts.isPooled else { continue }
        totals[CategoryService(category: category, service: service), default: Totals()].add(counts)
      }
      cell = CellBuilder()
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT observation.organisation, category, service, ethnicity, numerator_low, numerator_high, denominator_low,
          denominator_high
        FROM observation JOIN organisation
          ON organisation.standard = observation.standard AND organisation.code = observation.organisation
        WHERE observation.standard = ? AND phase = ? AND indicator = ? AND organisation.kind <> 'employer'
        ORDER BY observation.organisation, category
        """, arguments: [standard, key.phase, key.indicator])
    while let row = try rows.next() {
      let (code, part): (String, String) = (row[0], row[1])
      if code != organisation || part != category {
        close()
        (organisation, category) = (code, part)
      }
      cell.add(
        CountPair(
          numerator: CountRange(low: row[4], high: row[5]), denominator: CountRange(low: row[6], high: row[7])),
        Service(rawValue: row[2]) ?? .all, Ethnicity(rawValue: row[3]) ?? .unknown)
    }
    close()
    return totals.flatMap { place, total in total.rows(of: place) }
  }

  /// One row of `national_total`, without its phase and indicator.
  struct Total: Hashable {
    var category, service, ethnicity: String
    /// The least and the most of the numerator, then of the denominator.
    var bounds: [Int]
    var organisations: Int

    fileprivate func store(_ key: TotalsKey, _ standard: String, in db: Database) throws {
      try db.execute(
        literal: """
          INSERT INTO national_total (standard, phase, indicator, category, service, ethnicity, numerator_low,
            numerator_high, denominator_low, denominator_high, organisations)
          VALUES (\(standard), \(key.phase), \(key.indicator), \(category), \(service), \(ethnicity),
            \(bounds[0]), \(bounds[1]), \(bounds[2]), \(bounds[3]), \(organisations))
          """)
    }
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

    func rows(of place: CategoryService) -> [Total] {
      Ethnicity.allCases.compactMap { ethnicity in
        groups[ethnicity].map { pair in
          Total(
            category: place.category, service: place.service.rawValue, ethnicity: ethnicity.rawValue,
            bounds: [pair.numerator.low, pair.numerator.high, pair.denominator.low, pair.denominator.high],
            organisations: organisations)
        }
      }
    }
  }
}

extension TotalsKey: FetchableRecord {
  init(row: Row) { self.init(phase: row["phase"], indicator: row["indicator"]) }
}
