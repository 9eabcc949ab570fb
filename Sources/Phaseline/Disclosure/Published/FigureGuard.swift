import GRDB
import IndicatorStatistics

/// Which published figures would tell more of a hidden count than the rules allow, beside the counts that a plan shows: a
/// ratio to two decimals fits few numerators of known head-counts. It goes by what the plan shows and by the figure itself, which is
/// public: whoever has the publication knows it all the same, and can do this sum.
struct FigureGuard {
  private let db: Database
  private let tables: CountTables
  private let rules: DisclosureRules
  private let standard: Standard

  /// - Returns: `nil` where all counts are shown.
  init?(_ db: Database, _ standard: Standard, _ tables: CountTables) {
    guard tables.plan != nil, let rules = tables.rules else { return nil }
    (self.db, self.tables, self.rules, self.standard) = (db, tables, rules, standard)
  }

  /// Those that are to be left out, of all that are published of some places: of one table of counts all or none.
  func withheld(_ figures: [PublishedFigure]) throws -> Set<PublishedFigure> {
    let nation = standard.nation(illustrative: try Workspace.isIllustrative(db))
    var withheld = Set<PublishedFigure>()
    for (subject, figures) in Dictionary(grouping: figures, by: Subject.init) {
      guard let counts = try counts(subject, nation: nation) else { continue }
      if PinnedCounts(counts, rules).isNarrowed(by: figures) { withheld.formUnion(figures) }
    }
    return withheld
  }

  /// What figures are of.
  private struct Subject: Hashable {
    var phase, indicator, category: String
    var area, organisation: String?
    var service: Service

    init(_ figure: PublishedFigure) {
      (phase, indicator, category) = (figure.phase, figure.indicator, figure.category)
      (area, organisation, service) = (figure.area, figure.organisation, figure.service)
    }
  }

  /// The counts of that place as the plan shows them.
  private func counts(_ subject: Subject, nation: String) throws -> ByEthnicity<CountPair>? {
    let place: (column: String, table: String, name: String)
    if let code = subject.organisation {
      place = ("organisation", tables.observations, code)
    } else if subject.area == nation {
      place = ("area", tables.totals, "")
    } else {
      place = ("area", tables.totals, PhaseLattice.region(subject.area ?? ""))
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT service, ethnicity, numerator_low, numerator_high, denominator_low, denominator_high FROM \(place.table)
        WHERE standard = ? AND phase = ? AND indicator = ? AND \(place.column) = ? AND category = ?
        """, arguments: [standard.key, subject.phase, subject.indicator, place.name, subject.category])
    var cell = CellBuilder()
    while let row = try rows.next() {
      guard let service = Service(rawValue: row[0]), let ethnicity = Ethnicity(rawValue: row[1]) else { continue }
      cell.add(
        CountPair(
          numerator: CountRange(low: row[2], high: row[3]), denominator: CountRange(low: row[4], high: row[5])),
        service, ethnicity)
    }
    return cell.resolved(subject.service)?.groups
  }
}
