import GRDB
import IndicatorStatistics

/// Everything that the store holds on one organisation and those it is compared with.
struct ComparisonData: Sendable {
  struct Key: Hashable, Sendable { var phase, indicator, category: String }

  /// Sums over several organisations, and over how many.
  struct Sums: Sendable {
    fileprivate(set) var cells: [Key: CellBuilder] = [:]
    fileprivate var panels: [Key: [Service: Int]] = [:]

    mutating func add(_ counts: CountPair, _ place: (Key, Service, Ethnicity), organisations: Int) {
      cells[place.0, default: CellBuilder()].add(counts, place.1, place.2)
      panels[place.0, default: [:]][place.1] = organisations
    }
  }
  /// Its own counts.
  let cells: [Key: CellBuilder]
  /// The sums of those it is compared with.
  let totals: Sums
  let own: [PublishedFigure]
  /// Of the nation, the area or the organisation that it is compared with.
  let others: [PublishedFigure]
  let isIllustrative: Bool
  let nation: String
  /// How many took part, by phase: of the nation, and for an organisation where that was recorded or published.
  let participants: [String: ParticipantNumbers]
  /// What the organisation has done; none of the nation.
  let events: ProgrammeEvents?
  /// Where the counts are read.
  let tables: CountTables

  init(
    _ db: Database, standard: Standard, organisation: Organisation?, group: ComparedGroup? = nil, area: Area? = nil,
    indicators: [Indicator], phases: [Phase], from tables: CountTables
  ) throws {
    self.tables = tables
    isIllustrative = try organisation.map { $0.kind == .illustrative } ?? Workspace.isIllustrative(db)
    nation = area?.key ?? standard.nation(illustrative: isIllustrative)
    let isReal = !isIllustrative
    let isOfTheNation = area?.kind != .region
    participants = try Dictionary(
      uniqueKeysWithValues: (isOfTheNation ? phases : []).map { phase in
        let numbers = try ParticipantNumbers(
          phase, of: standard.key, isReal: isReal, seeksCounts: organisation == nil, in: db)
        return (phase.key, tables.plan == nil ? numbers : numbers.publishedOnly)
      })
    // A plan's counts are for everybody, and so is what is told beside them.
    events = try organisation.map {
      try ProgrammeEvents(of: $0, seenBy: tables.plan == nil ? .internal : .shared, standard, in: db)
    }
    let within = """
      standard = ? AND phase IN (\(databaseQuestionMarks(count: phases.count)))
        AND indicator IN (\(databaseQuestionMarks(count: indicators.count)))
      """
    let place = StatementArguments([standard.key] + phases.map(\.key) + indicators.map(\.key))
    if let organisation {
      // Statements are kept: a script asks the same of many.
      let rows = try ObservedRow.fetchCursor(
        db.cachedStatement(
          sql: "SELECT \(ObservedRow.columns) FROM \(tables.observations) WHERE \(within) AND organisation = ?"),
        arguments: place + [organisation.code])
      while let row = try rows.next() {
        cells[Key(phase: row.phase, indicator: row.indicator, category: row.category), default: CellBuilder()].add(row)
      }
      own = try PublishedFigure.fetchAll(
        db.cachedStatement(sql: "SELECT * FROM published_figure WHERE \(within) AND organisation = ?"),
        arguments: place + [organisation.code])
    }
    let (column, whose) =
      group.map { group in group.organisation.map { ("organisation", $0.code) } ?? ("area", group.area) }
      ?? ("area", nation)
    others = try PublishedFigure.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM published_figure WHERE \(within) AND \(column) = ?"),
      arguments: place + [whose])
    if let group {
      if tables.plan != nil, let area = group.protectedArea {
        try readTotals(db, of: area, within: within, place)
      } else {
        try readTotals(db, of: group, standard, indicators, phases)
      }
    } else if area == nil || area?.kind != .region {
      try readTotals(db, of: "", within: within, place)
    }
  }

  private mutating func add(_ counts: CountPair, _ place: (Key, Service, Ethnicity), organisations: Int) {
    totals[place.0, default: CellBuilder()].add(counts, place.1, place.2)
    panels[place.0, default: [:]][place.1] = organisations
  }

  /// The sums over a part of the nation, from the counts.
  private mutating func readTotals(
    _ db: Database, of group: ComparedGroup, _ standard: Standard, _ indicators: [Indicator], _ phases: [Phase]
  ) throws {
    for indicator in indicators {
      for phase in phases {
        let key = TotalsKey(phase: phase.key, indicator: indicator.key)
        var sums = NationalSums(key, of: standard.key, without: [])
        try StoredCell.forEach(key, of: standard.key, organisations: group.codes, from: tables, in: db) { sums.add($0) }
        for total in sums.totals {
          guard let service = Service(rawValue: total.service), let ethnicity = Ethnicity(rawValue: total.ethnicity)
          else { continue }
          let counts = CountPair(
            numerator: CountRange(low: total.bounds[0], high: total.bounds[1]),
            denominator: CountRange(low: total.bounds[2], high: total.bounds[3]))
          let place = Key(phase: phase.key, indicator: indicator.key, category: total.category)
          add(counts, (place, service, ethnicity), organisations: total.organisations)
        }
      }
    }
  }

  private mutating func readTotals(
    _ db: Database, of area: String, within: String, _ place: StatementArguments
  ) throws {
    let isArea = tables.plan == nil ? "" : "AND area = ?"
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT phase, indicator, '' AS organisation, category, service, ethnicity, numerator_low, numerator_high,
            denominator_low, denominator_high, NULL AS as_received, NULL AS source, NULL AS change, organisations
          FROM \(tables.totals) WHERE \(within) \(isArea)
          """), arguments: tables.plan == nil ? place : place + [area])
    while let row = try rows.next() {
      let total = ObservedRow(row: row)
      let key = Key(phase: total.phase, indicator: total.indicator, category: total.category)
      add(total.counts, (key, total.service, total.ethnicity), organisations: row["organisations"])
    }
  }

  func counts(_ phase: Phase, _ indicator: Indicator, _ category: String, _ service: Service) -> ServiceCounts? {
    cells[Key(phase: phase.key, indicator: indicator.key, category: category)]?.resolved(service)
  }

  /// The sums of exactly this service, and over how many organisations.
  func total(
    _ phase: Phase, _ indicator: Indicator, _ category: String, _ service: Service
  ) -> (counts: ServiceCounts, organisations: Int)? {
    let key = Key(phase: phase.key, indicator: indicator.key, category: category)
    guard let counts = totals.cells[key]?[service], let organisations = totals.panels[key]?[service] else { return nil }
    return (counts, organisations)
  }

  func published(
    _ figures: [PublishedFigure], _ phase: Phase, _ indicator: Indicator, _ category: String
  ) -> [PublishedFigure] {
    figures.filter { $0.phase == phase.key && $0.indicator == indicator.key && $0.category == category }
  }

  /// The categories to speak of: the headline; with `every`, all that have figures, the headline first.
  func categories(of indicator: Indicator, every: Bool) -> [String] {
    guard every else { return [indicator.headlineCategory] }
    var present = Set(cells.keys.filter { $0.indicator == indicator.key }.map(\.category))
    present.formUnion(totals.cells.keys.filter { $0.indicator == indicator.key }.map(\.category))
    present.formUnion((own + others).filter { $0.indicator == indicator.key }.map(\.category))
    let others = ([Category.all] + indicator.categories.map(\.key)).filter { $0 != indicator.headlineCategory }
    return [indicator.headlineCategory] + others.filter { present.contains($0) }
  }

  /// The parts in which a phase was given, where the whole was not.
  func parts(of indicator: Indicator, in phase: Phase) -> [String] {
    indicator.categories.map(\.key).filter { part in
      cells[Key(phase: phase.key, indicator: indicator.key, category: part)] != nil
        || !published(others, phase, indicator, part).isEmpty
    }
  }
}

extension ComparisonData {
  /// Of one organisation, or of the nation or one of its areas.
  init(
    _ db: Database, standard: Standard, organisation: Organisation?, group: ComparedGroup? = nil, area: Area? = nil,
    indicators: [Indicator], phases: [Phase], from tables: CountTables
  ) throws {
    let read = try ComparisonTables(
      db, standard: standard, organisations: organisation.map { [$0] } ?? [], groups: group.map { [$0] } ?? [],
      area: area, indicators: indicators, phases: phases, from: tables)
    self = read.data(of: organisation, with: group)
  }
}
