import GRDB
import IndicatorStatistics

/// What an organisation gave in the latest phase before another.
struct LastCounts {
  /// Whose counts.
  struct Key: Hashable {
    var indicator, category: String
    var service: Service
    var ethnicity: Ethnicity
  }
  /// Which phase that was; none where it gave nothing before.
  let phase: Phase?
  let counts: [Key: CountPair]

  /// The services of which it gave counts.
  var services: Set<Service> { Set(counts.keys.map(\.service)) }

  init(of organisation: Organisation, before next: Phase, _ standard: Standard, in db: Database) throws {
    let given = try String.fetchSet(
      db, sql: "SELECT DISTINCT phase FROM observation WHERE standard = ? AND organisation = ?",
      arguments: [standard.key, organisation.code])
    phase = standard.phases.last { $0.ordinal < next.ordinal && given.contains($0.key) }
    guard let phase else {
      counts = [:]
      return
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT indicator, category, service, ethnicity, numerator_low, numerator_high, denominator_low, denominator_high
        FROM observation WHERE standard = ? AND phase = ? AND organisation = ?
        """, arguments: [standard.key, phase.key, organisation.code])
    counts = rows.reduce(into: [:]) { counts, row in
      guard let service = Service(rawValue: row[2]), let ethnicity = Ethnicity(rawValue: row[3]) else { return }
      counts[Key(indicator: row[0], category: row[1], service: service, ethnicity: ethnicity)] = CountPair(
        numerator: CountRange(low: row[4], high: row[5]), denominator: CountRange(low: row[6], high: row[7]))
    }
  }

  /// The services of which anybody gave counts.
  static func services(of standard: Standard, in db: Database) throws -> Set<Service> {
    let known = try String.fetchAll(
      db, sql: "SELECT DISTINCT service FROM observation WHERE standard = ?", arguments: [standard.key])
    return Set(known.compactMap { Service(rawValue: $0) })
  }
}
