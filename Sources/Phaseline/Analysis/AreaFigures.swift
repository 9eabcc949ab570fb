import GRDB
import IndicatorStatistics

/// The summed counts of the nation's parts on one indicator in one phase: of its regions, and of its types of organisation.
public struct AreaFinding: Hashable, Sendable, Codable {
  /// One region or type.
  public struct Area: Hashable, Sendable, Codable {
    /// What tells one part of the nation from another.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// Where they lie; what they are.
      case region, type
    }
    /// Region or type.
    public var kind: Kind
    /// "North"; "county".
    public var name: String
    /// Over how many organisations it is summed.
    public var organisations: Int
    /// Black, Asian and minoritised ethnic staff.
    public var bame: GroupFinding
    /// White staff.
    public var white: GroupFinding
    /// The two compared.
    public var comparison: RatioFinding
  }
  /// What it is about.
  public var indicator: Finding.Topic
  /// Key of the phase.
  public var phase: String
  /// Of which service.
  public var service: Service
  /// Regions by name, then types by name; those of too few to be told of are left out.
  public var areas: [Area]
}

extension WorkspaceView {
  /// The relative likelihood in each region and each type of organisation, from their summed counts.
  /// - Parameters:
  ///   - indicators: On what: of each its headline.
  ///   - phase: In which phase.
  ///   - service: Of which service.
  ///   - choices: How the figures are made.
  /// - Returns: A finding an indicator, in this order; without any area where no part of the nation may be told of.
  /// - Throws: `DatabaseError`.
  public func areas(
    _ indicators: [Indicator], in phase: Phase, service: Service = .all,
    choices: StatisticsChoices = StatisticsChoices()
  ) throws -> Disclosed<[AreaFinding]> {
    try read { db, tables in
      let organisations = try Organisation.all(of: standard.key, in: db).filter(\.isPartOfTheNation)
      return try indicators.map { indicator in
        let sums = AreaSums(standard: standard, indicator: indicator, phase: phase, service: service)
        let totals =
          tables.plan == nil
          ? try sums.summed(organisations, in: db) : try sums.protected(from: tables, in: db)
        let areas = totals.compactMap { total -> AreaFinding.Area? in
          guard total.organisations >= tables.fewest, let counts = total.counts.ranged else { return nil }
          return AreaFinding.Area(
            kind: total.kind, name: total.name, organisations: total.organisations,
            bame: GroupFinding(counts.bame, of: counts.bameTotal, choices.level),
            white: GroupFinding(counts.white, of: counts.whiteTotal, choices.level),
            comparison: RatioFinding(counts, choices, rounded: tables.rules?.rounding))
        }
        return AreaFinding(
          indicator: Finding.Topic(indicator, category: indicator.headlineCategory), phase: phase.key,
          service: service, areas: areas.sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) })
      }
    }
  }
}

/// Sums over the parts of a nation.
private struct AreaSums {
  let standard: Standard
  let indicator: Indicator
  let phase: Phase
  let service: Service

  struct Total {
    var kind: AreaFinding.Area.Kind
    var name: String
    var counts: ServiceCounts
    var organisations: Int
  }

  /// From the counts of each.
  func summed(_ organisations: [Organisation], in db: Database) throws -> [Total] {
    let key = TotalsKey(phase: phase.key, indicator: indicator.key)
    var cells: [String: StoredCell] = [:]
    try StoredCell.forEach(key, of: standard.key, in: db) { cell in
      if cell.category == indicator.headlineCategory { cells[cell.organisation] = cell }
    }
    return [AreaFinding.Area.Kind.region, .type].flatMap { kind in
      let named = organisations.filter { !kind.name(of: $0).isEmpty }
      return Dictionary(grouping: named) { kind.name(of: $0) }.compactMap { name, members in
        var sums = NationalSums(key, of: standard.key, without: [])
        for member in members { cells[member.code].map { sums.add($0) } }
        return total(kind, name, sums.totals)
      }
    }
  }

  private func total(_ kind: AreaFinding.Area.Kind, _ name: String, _ rows: [NationalTotals.Total]) -> Total? {
    var counts = ServiceCounts(service: service)
    var organisations = 0
    for row in rows where row.service == service.rawValue {
      guard let ethnicity = Ethnicity(rawValue: row.ethnicity) else { continue }
      counts.groups[ethnicity] = CountPair(
        numerator: CountRange(low: row.bounds[0], high: row.bounds[1]),
        denominator: CountRange(low: row.bounds[2], high: row.bounds[3]))
      organisations = row.organisations
    }
    return counts.isComplete ? Total(kind: kind, name: name, counts: counts, organisations: organisations) : nil
  }

  /// As a plan protects them: it has the sums themselves, and knows them better than their parts.
  func protected(from tables: CountTables, in db: Database) throws -> [Total] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT area, ethnicity, numerator_low, numerator_high, denominator_low, denominator_high, organisations
        FROM \(tables.totals) WHERE standard = ? AND phase = ? AND indicator = ? AND category = ? AND service = ?
          AND area <> '' ORDER BY area
        """,
      arguments: [standard.key, phase.key, indicator.key, indicator.headlineCategory, service.rawValue])
    var totals: [String: Total] = [:]
    for row in rows {
      let area: String = row[0]
      let parts = area.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2, let kind = AreaFinding.Area.Kind(rawValue: parts[0]),
        let ethnicity = Ethnicity(rawValue: row[1])
      else { continue }
      var total =
        totals[area]
        ?? Total(kind: kind, name: parts[1], counts: ServiceCounts(service: service), organisations: row[6])
      total.counts.groups[ethnicity] = CountPair(
        numerator: CountRange(low: row[2], high: row[3]), denominator: CountRange(low: row[4], high: row[5]))
      totals[area] = total
    }
    return Array(totals.values)
  }
}

extension AreaFinding.Area.Kind {
  fileprivate func name(of organisation: Organisation) -> String {
    self == .region ? organisation.region : organisation.type
  }
}
