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
  /// Published figures likewise that are left out, since they would tell counts that are hidden.
  let withheldOwn, withheldOthers: [PublishedFigure]
  let isIllustrative: Bool
  let nation: String
  /// How many took part, by phase: of the nation, and for an organisation where that was recorded or published.
  let participants: [String: ParticipantNumbers]
  /// What the organisation has done; none of the nation.
  let events: ProgrammeEvents?
  /// Where the counts are read.
  let tables: CountTables

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
