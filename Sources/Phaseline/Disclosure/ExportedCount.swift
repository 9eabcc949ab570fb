import GRDB
import IndicatorStatistics

/// One group's counts as they are exported: an organisation's, or the sum over an area.
public struct ExportedCount: Hashable, Sendable {
  /// Key of the phase.
  public var phase: String
  /// Name of the organisation; none of a sum.
  public var authority: String?
  /// Of a sum "nation", "region North", "type county".
  public var area: String?
  /// Over how many organisations a sum is; none of an organisation's own.
  public var organisations: Int?
  /// The service that they cover.
  public var service: Service
  /// Keys of the indicator and its category.
  public var indicator, category: String
  /// Of which group.
  public var ethnicity: Ethnicity
  /// Where they come from; not told to a shared audience, since it is free text.
  public var source: String?
  /// Whether they are made up.
  public var isIllustrative: Bool
  var counts: CountPair

  /// "12"; of a hidden count what it may be: "0-9".
  public var numeratorWords: String { Self.words(counts.numerator) }
  /// Likewise; "*" where nothing is known of it.
  public var denominatorWords: String { Self.words(counts.denominator) }

  private static func words(_ range: CountRange) -> String { range.high >= Bounds.most / 2 ? "*" : range.words }
}

extension WorkspaceView {
  /// Whose counts an export holds: the one that is named, else all; for a shared audience those that agreed to be named, and
  /// fictional ones, since there is nobody to name.
  /// - Parameter organisation: The one that is named.
  public func exported(_ organisation: Organisation?) throws -> Disclosed<[Organisation]> {
    if let organisation { return disclosed([organisation]) }
    return try read { db, _ in
      let all = try workspace.organisationsWithFigures(in: db)
      guard disclosure.audience == .shared else { return all }
      let named = try Organisation.whoMayBeNamed(of: standard.key, in: nil, db)
      return all.filter { $0.kind == .illustrative || named.contains($0.code) }
    }
  }

  /// The counts of some organisations, phase by phase.
  /// - Parameters:
  ///   - organisations: Whose.
  ///   - indicators: On what.
  ///   - phases: In which phases.
  ///   - service: Of which service; of every one that there is, if none.
  ///   - sums: Whether the sums of the nation, its regions and types are wanted too.
  public func observations(
    of organisations: [Organisation], indicators: [Indicator], phases: [Phase], service: Service? = nil, sums: Bool
  ) throws -> Disclosed<[ExportedCount]> {
    let names = Dictionary(organisations.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    return try read { db, tables in
      let isIllustrative = try Workspace.isIllustrative(db)
      var found: [ExportedCount] = []
      func take(_ sql: String, _ place: String, _ make: (Row, ObservedRow) -> ExportedCount?) throws {
        for phase in phases {
          for indicator in indicators {
            let rows = try Row.fetchCursor(
              db,
              sql: "SELECT * FROM (\(sql)) WHERE standard = ? AND phase = ? AND indicator = ? ORDER BY \(place)",
              arguments: [standard.key, phase.key, indicator.key])
            while let row = try rows.next() {
              let observed = ObservedRow(row: row)
              if let service, observed.service != service { continue }
              if let count = make(row, observed) { found.append(count) }
            }
          }
        }
      }
      func count(_ row: ObservedRow, authority: String?, area: String?, organisations: Int?) -> ExportedCount {
        ExportedCount(
          phase: row.phase, authority: authority, area: area, organisations: organisations, service: row.service,
          indicator: row.indicator, category: row.category, ethnicity: row.ethnicity, source: row.source,
          isIllustrative: isIllustrative, counts: row.counts)
      }
      let order = "category, service, ethnicity"
      try take(
        "SELECT \(ObservedRow.columns), standard FROM \(tables.observations)", "organisation, \(order)"
      ) { _, row in
        names[row.organisation].map { count(row, authority: $0, area: nil, organisations: nil) }
      }
      guard sums else { return found }
      let area = tables.plan == nil ? "''" : "area"
      let bounds = "numerator_low, numerator_high, denominator_low, denominator_high"
      try take(
        """
        SELECT phase, indicator, \(area) AS organisation, category, service, ethnicity, \(bounds), NULL AS as_received,
          NULL AS source, NULL AS change, organisations, standard FROM \(tables.totals)
        """, "organisation, \(order)"
      ) { columns, row in
        count(
          row, authority: nil, area: row.organisation.isEmpty ? "nation" : row.organisation,
          organisations: columns["organisations"])
      }
      return found
    }
  }
}
