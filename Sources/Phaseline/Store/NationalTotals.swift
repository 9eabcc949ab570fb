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
    let employers = try employers(of: standard, in: db)
    for (done, key) in keys.enumerated() {
      progress("Summing the nation", done, of: keys.count)
      try sums(of: key, of: standard, without: employers, in: db).store(in: db)
    }
  }

  /// The sums of a phase and indicator, from the counts.
  static func sums(
    of key: TotalsKey, of standard: String, without employers: Set<String>, in db: Database
  ) throws -> NationalSums {
    var sums = NationalSums(key, of: standard, without: employers)
    try StoredCell.forEach(key, of: standard, in: db) { sums.add($0) }
    return sums
  }

  /// Every phase and indicator with counts.
  static func observed(of standard: String, in db: Database) throws -> Set<TotalsKey> {
    try TotalsKey.fetchSet(
      db, sql: "SELECT DISTINCT phase, indicator FROM observation WHERE standard = ?", arguments: [standard])
  }

  /// Codes of the organisations that are compared with the nation, and no part of it.
  static func employers(of standard: String, in db: Database) throws -> Set<String> {
    try String.fetchSet(
      db, sql: "SELECT code FROM organisation WHERE standard = ? AND kind = 'employer'", arguments: [standard])
  }

  /// One row of `national_total`, without its phase and indicator.
  struct Total: Hashable {
    var category, service, ethnicity: String
    /// The least and the most of the numerator, then of the denominator.
    var bounds: [Int]
    var organisations: Int
  }
}

/// The sums of one phase and indicator, while its cells come.
struct NationalSums {
  private let key: TotalsKey
  private let standard: String
  private let employers: Set<String>
  private var cells: [CategoryService: Cell] = [:]

  private struct CategoryService: Hashable {
    var category: String
    var service: Service
  }

  private struct Cell {
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
  }

  init(_ key: TotalsKey, of standard: String, without employers: Set<String>) {
    (self.key, self.standard, self.employers) = (key, standard, employers)
  }

  /// Only an organisation that has both groups, with denominators that are known, is part of a pooled figure.
  mutating func add(_ cell: StoredCell) {
    if !employers.isEmpty, employers.contains(cell.organisation) { return }
    for service in Service.allCases {
      guard let counts = cell.counts.resolved(service), counts.isPooled else { continue }
      cells[CategoryService(category: cell.category, service: service), default: Cell()].add(counts)
    }
  }

  /// As rows of the table.
  var totals: [NationalTotals.Total] {
    cells.flatMap { place, cell in
      Ethnicity.allCases.compactMap { ethnicity in
        cell.groups[ethnicity].map { pair in
          NationalTotals.Total(
            category: place.category, service: place.service.rawValue, ethnicity: ethnicity.rawValue,
            bounds: [pair.numerator.low, pair.numerator.high, pair.denominator.low, pair.denominator.high],
            organisations: cell.organisations)
        }
      }
    }
  }

  /// Puts them in the place of those that are stored.
  func store(in db: Database) throws {
    try db.execute(literal: "DELETE FROM national_total WHERE \(key.condition(standard: standard))")
    for total in totals {
      try db.execute(
        literal: """
          INSERT INTO national_total (standard, phase, indicator, category, service, ethnicity, numerator_low,
            numerator_high, denominator_low, denominator_high, organisations)
          VALUES (\(standard), \(key.phase), \(key.indicator), \(total.category), \(total.service),
            \(total.ethnicity), \(total.bounds[0]), \(total.bounds[1]), \(total.bounds[2]), \(total.bounds[3]),
            \(total.organisations))
          """)
    }
  }
}

extension TotalsKey: FetchableRecord {
  init(row: Row) { self.init(phase: row["phase"], indicator: row["indicator"]) }
}
