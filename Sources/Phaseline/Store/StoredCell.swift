import GRDB
import IndicatorStatistics

/// What is stored of an organisation's one phase, indicator and category: all services and groups.
struct StoredCell {
  /// Its code.
  var organisation: String
  var category: String
  /// Whether it is compared with the nation, and no part of it.
  var isOfEmployer: Bool
  /// The number of the latest change that brought one of its rows.
  var change: Int64
  var counts = CellBuilder()

  /// Gives the cells of a phase and indicator, one after another, in the order of the key, in which an organisation's rows
  /// come together.
  /// - Parameter organisations: Only of these; `nil` is all.
  static func forEach(
    _ key: TotalsKey, of standard: String, organisations: Set<String>? = nil, in db: Database,
    _ body: (StoredCell) throws -> Void
  ) throws {
    let filter: SQL = organisations.map { "AND observation.organisation IN \($0.sorted())" } ?? ""
    let request: SQL = """
      SELECT observation.organisation, category, service, ethnicity, numerator_low, numerator_high, denominator_low,
        denominator_high, observation.change, organisation.kind = 'employer'
      FROM observation JOIN organisation
        ON organisation.standard = observation.standard AND organisation.code = observation.organisation
      WHERE observation.standard = \(standard) AND phase = \(key.phase) AND indicator = \(key.indicator) \(filter)
      ORDER BY observation.organisation, category
      """
    let rows = try SQLRequest<Row>(literal: request, cached: true).fetchCursor(db)
    var cell: StoredCell?
    while let row = try rows.next() {
      let (code, category): (String, String) = (row[0], row[1])
      if cell?.organisation != code || cell?.category != category {
        if let cell { try body(cell) }
        cell = StoredCell(organisation: code, category: category, isOfEmployer: row[9], change: 0)
      }
      let change: Int64 = row[8]
      if change > cell?.change ?? 0 { cell?.change = change }
      cell?.counts.add(
        CountPair(
          numerator: CountRange(low: row[4], high: row[5]), denominator: CountRange(low: row[6], high: row[7])),
        Service(rawValue: row[2]) ?? .all, Ethnicity(rawValue: row[3]) ?? .unknown)
    }
    if let cell { try body(cell) }
  }
}
