import GRDB

/// Keeps the sums over all organisations that are part of the nation, so that a comparison reads one row, not the nation.
enum NationalTotals {
  /// Sums afresh what a change touched.
  /// - Parameters:
  ///   - keys: The phases and indicators to sum; `nil` for all of the standard.
  ///   - standard: Its key.
  static func sum(_ keys: Set<TotalsKey>?, of standard: String, in db: Database) throws {
    guard let keys else {
      try db.execute(literal: "DELETE FROM national_total WHERE standard = \(standard)")
      let all = try TotalsKey.fetchAll(
        db, sql: "SELECT DISTINCT phase, indicator FROM observation WHERE standard = ?", arguments: [standard])
      for key in all { try sum(key, of: standard, in: db) }
      return
    }
    for key in keys { try sum(key, of: standard, in: db) }
  }

  /// One pass in the order of the key: an organisation's rows come together, and its services are resolved as one.
  private static func sum(_ key: TotalsKey, of standard: String, in db: Database) throws {
    try db.execute(
      literal: """
        DELETE FROM national_total
        WHERE standard = \(standard) AND phase = \(key.phase) AND indicator = \(key.indicator)
        """)
    var totals: [CategoryService: Totals] = [:]
    var organisation = ""
    var cells: [String: CellBuilder] = [:]
    func close() {
      for (category, cell) in cells {
        for service in Service.allCases {
          guard let counts = cell.resolved(service) else { continue }
          totals[CategoryService(category: category, service: service), default: Totals()].add(counts)
        }
      }
      cells.removeAll(keepingCapacity: true)
    }
    let rows = try ObservedRow.fetchCursor(
      db,
      sql: """
        SELECT observation.* FROM observation JOIN organisation
          ON organisation.standard = observation.standard AND organisation.code = observation.organisation
        WHERE observation.standard = ? AND phase = ? AND indicator = ? AND organisation.kind <> 'employer'
        ORDER BY observation.organisation
        """, arguments: [standard, key.phase, key.indicator])
    while let row = try rows.next() {
      if row.organisation != organisation {
        close()
        organisation = row.organisation
      }
      cells[row.category, default: CellBuilder()].add(row)
    }
    close()
    for (place, total) in totals { try total.store(place, key, standard, in: db) }
  }

  private struct CategoryService: Hashable {
    var category: String
    var service: Service
  }

  private struct Totals {
    var groups: [Ethnicity: CountPair] = [:]
    var organisations = 0

    /// Only an organisation that gives both groups, with denominators that are known, is part of a pooled figure.
    mutating func add(_ counts: ServiceCounts) {
      guard let bame = counts.groups[.bame], let white = counts.groups[.white], bame.isComparable, white.isComparable
      else { return }
      organisations += 1
      for (ethnicity, pair) in counts.groups { groups[ethnicity, default: .zero].add(pair) }
    }

    func store(_ place: CategoryService, _ key: TotalsKey, _ standard: String, in db: Database) throws {
      for (ethnicity, pair) in groups {
        try db.execute(
          literal: """
            INSERT INTO national_total VALUES (\(standard), \(key.phase), \(key.indicator), \(place.category),
              \(place.service.rawValue), \(ethnicity.rawValue), \(pair.numerator.low), \(pair.numerator.high),
              \(pair.denominator.low), \(pair.denominator.high), \(organisations))
            """)
      }
    }
  }
}

extension TotalsKey: FetchableRecord {
  init(row: Row) { self.init(phase: row["phase"], indicator: row["indicator"]) }
}
