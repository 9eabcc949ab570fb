import GRDB
import IndicatorStatistics

/// What is to be compared with what.
public struct ComparisonRequest: Sendable {
  /// Whom an organisation is compared with.
  public enum Comparator: String, Sendable, CaseIterable {
    /// The published national figure, and the pooled one where there are counts.
    case national
    /// All other organisations of the nation together.
    case rest
  }
  /// Who is compared.
  public var organisation: Organisation
  /// On what, in this order.
  public var indicators: [Indicator]
  /// Whether every category of an indicator is wanted, not only its headline.
  public var everyCategory: Bool
  /// Over which phases, in order of time.
  public var phases: [Phase]
  /// For which of its services.
  public var service: Service
  /// With whom.
  public var comparator: Comparator

  /// A comparison of the headlines, over all services, with the nation, unless said otherwise.
  public init(
    organisation: Organisation, indicators: [Indicator], everyCategory: Bool = false, phases: [Phase],
    service: Service = .all, comparator: Comparator = .national
  ) {
    (self.organisation, self.indicators, self.everyCategory) = (organisation, indicators, everyCategory)
    (self.phases, self.service, self.comparator) = (phases, service, comparator)
  }
}

extension Workspace {
  /// Compares an organisation with the nation, phase by phase: one finding an indicator, or a category of one.
  /// - Returns: Findings in the order of the standard; an indicator without any figure of the organisation has none.
  public func compare(_ request: ComparisonRequest) throws -> [Finding] {
    let data = try queue.read { db in
      try ComparisonData(
        db, standard: standard, organisation: request.organisation, indicators: request.indicators,
        phases: request.phases)
    }
    return request.indicators.flatMap { indicator in
      data.categories(of: indicator, every: request.everyCategory).compactMap { category in
        FindingBuilder(
          standard: standard, indicator: indicator, category: category, organisation: request.organisation,
          phases: request.phases, service: request.service, comparator: request.comparator, data: data
        ).finding()
      }
    }
  }

  /// The national picture: one finding an indicator, or a category of one.
  public func national(
    _ indicators: [Indicator], everyCategory: Bool = false, phases: [Phase], service: Service = .all
  ) throws -> [Finding] {
    let data = try queue.read { db in
      try ComparisonData(db, standard: standard, organisation: nil, indicators: indicators, phases: phases)
    }
    return indicators.flatMap { indicator in
      data.categories(of: indicator, every: everyCategory).compactMap { category in
        FindingBuilder(
          standard: standard, indicator: indicator, category: category, organisation: nil, phases: phases,
          service: service, comparator: .national, data: data
        ).finding()
      }
    }
  }
}

/// Everything that the store holds on one organisation and the nation, read with four queries.
struct ComparisonData {
  struct Key: Hashable { var phase, indicator, category: String }
  private var cells: [Key: CellBuilder] = [:]
  private var totals: [Key: CellBuilder] = [:]
  private var panels: [Key: [Service: Int]] = [:]
  private(set) var own: [PublishedFigure] = []
  private(set) var national: [PublishedFigure] = []
  let isIllustrative: Bool
  let nation: String

  init(
    _ db: Database, standard: Standard, organisation: Organisation?, indicators: [Indicator], phases: [Phase]
  ) throws {
    isIllustrative = try organisation.map { $0.kind == .illustrative } ?? Workspace.isIllustrative(db)
    nation = standard.nation(illustrative: isIllustrative)
    let within = """
      standard = ? AND phase IN (\(databaseQuestionMarks(count: phases.count)))
        AND indicator IN (\(databaseQuestionMarks(count: indicators.count)))
      """
    let place = StatementArguments([standard.key] + phases.map(\.key) + indicators.map(\.key))
    if let organisation {
      let rows = try ObservedRow.fetchCursor(
        db, sql: "SELECT \(ObservedRow.columns) FROM observation WHERE \(within) AND organisation = ?",
        arguments: place + [organisation.code])
      while let row = try rows.next() {
        cells[Key(phase: row.phase, indicator: row.indicator, category: row.category), default: CellBuilder()].add(row)
      }
      own = try PublishedFigure.fetchAll(
        db, sql: "SELECT * FROM published_figure WHERE \(within) AND organisation = ?",
        arguments: place + [organisation.code])
    }
    national = try PublishedFigure.fetchAll(
      db, sql: "SELECT * FROM published_figure WHERE \(within) AND area = ?", arguments: place + [nation])
    try readTotals(db, within: within, place)
  }

  private mutating func readTotals(_ db: Database, within: String, _ place: StatementArguments) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT phase, indicator, '' AS organisation, category, service, ethnicity, numerator_low, numerator_high,
          denominator_low, denominator_high, NULL AS as_received, NULL AS source, organisations
        FROM national_total WHERE \(within)
        """, arguments: place)
    while let row = try rows.next() {
      let total = ObservedRow(row: row)
      let key = Key(phase: total.phase, indicator: total.indicator, category: total.category)
      totals[key, default: CellBuilder()].add(total)
      panels[key, default: [:]][total.service] = row["organisations"]
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
    guard let counts = totals[key]?[service], let organisations = panels[key]?[service] else { return nil }
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
    present.formUnion(totals.keys.filter { $0.indicator == indicator.key }.map(\.category))
    present.formUnion((own + national).filter { $0.indicator == indicator.key }.map(\.category))
    let others = ([Category.all] + indicator.categories.map(\.key)).filter { $0 != indicator.headlineCategory }
    return [indicator.headlineCategory] + others.filter { present.contains($0) }
  }

  /// The parts in which a phase was given, where the whole was not.
  func parts(of indicator: Indicator, in phase: Phase) -> [String] {
    indicator.categories.map(\.key).filter { part in
      cells[Key(phase: phase.key, indicator: indicator.key, category: part)] != nil
        || !published(national, phase, indicator, part).isEmpty
    }
  }
}
