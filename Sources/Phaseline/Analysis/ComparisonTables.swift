import Foundation
import GRDB
import IndicatorStatistics

/// What the store holds on some organisations and on those they are compared with: each table is read once, however many
/// they are.
struct ComparisonTables: Sendable {
  private typealias Key = ComparisonData.Key
  private let standard: Standard
  private let indicators: [Indicator]
  private let phases: [Phase]
  private let tables: CountTables
  private let area: Area?
  private let isIllustrative: Bool
  /// By code.
  private var cells: [String: [Key: CellBuilder]] = [:]
  private var figures = Figures()
  /// Those that would tell counts that are hidden.
  private var withheld = Figures()
  /// By area; the nation's has no name.
  private var sums: [String: ComparisonData.Sums] = [:]
  /// What the members of groups gave, where their sums are kept nowhere.
  private var members: [TotalsKey: [StoredCell]] = [:]
  /// Of a real nation, and of an illustrative one.
  private var participants: [Bool: [String: ParticipantNumbers]] = [:]
  private let events: [String: ProgrammeEvents]

  private struct Figures: Sendable {
    var ofOrganisations: [String: [PublishedFigure]] = [:]
    var ofAreas: [String: [PublishedFigure]] = [:]

    mutating func add(_ figure: PublishedFigure) {
      if let code = figure.organisation { ofOrganisations[code, default: []].append(figure) }
      if let area = figure.area { ofAreas[area, default: []].append(figure) }
    }

    /// Of an organisation or area that something is compared with.
    func of(_ group: ComparedGroup) -> [PublishedFigure] {
      if let other = group.organisation { return ofOrganisations[other.code] ?? [] }
      return group.area.flatMap { ofAreas[$0] } ?? []
    }
  }

  /// - Parameters:
  ///   - db: The workspace.
  ///   - standard: Whose organisations they are.
  ///   - organisations: Whose counts are wanted; of the nation itself none.
  ///   - groups: With whom they are compared, where that is not the nation.
  ///   - area: The region that is looked at itself; the nation if none.
  ///   - indicators: On what.
  ///   - phases: In which phases.
  ///   - tables: Where counts are read.
  init(
    _ db: Database, standard: Standard, organisations: [Organisation], groups: [ComparedGroup], area: Area? = nil,
    indicators: [Indicator], phases: [Phase], from tables: CountTables
  ) throws {
    (self.standard, self.indicators, self.phases) = (standard, indicators, phases)
    (self.tables, self.area) = (tables, area)
    isIllustrative = try Workspace.isIllustrative(db)
    // A plan's counts are for everybody, and so is what is told beside them.
    events = try ProgrammeEvents.each(
      of: organisations, seenBy: tables.plan == nil ? .internal : .shared, standard, in: db)
    try readParticipants(db, of: organisations)
    try readCells(db, of: organisations)
    try readFigures(db, of: organisations, groups)
    let isNationWanted = groups.isEmpty && area?.kind != .region
    let areas = isNationWanted ? [""] : groups.compactMap { isKept($0) ? $0.protectedArea : nil }
    if !areas.isEmpty { try readSums(db, of: areas.unique) }
    let apart = groups.filter { !isKept($0) }
    if !apart.isEmpty { try readMembers(db, of: apart.reduce(into: []) { $0.formUnion($1.codes) }) }
  }

  /// What there is on one of them, or on the nation.
  /// - Parameter group: With whom it is compared, where that is not the nation.
  func data(of organisation: Organisation?, with group: ComparedGroup?) -> ComparisonData {
    let isMadeUp = organisation.map { $0.kind == .illustrative } ?? isIllustrative
    let nation = nation(isIllustrative: isMadeUp)
    return ComparisonData(
      cells: organisation.flatMap { cells[$0.code] } ?? [:], totals: sums(of: group),
      own: organisation.flatMap { figures.ofOrganisations[$0.code] } ?? [],
      others: group.map(figures.of) ?? figures.ofAreas[nation] ?? [],
      withheldOwn: organisation.flatMap { withheld.ofOrganisations[$0.code] } ?? [],
      withheldOthers: group.map(withheld.of) ?? withheld.ofAreas[nation] ?? [], isIllustrative: isMadeUp,
      nation: nation,
      participants: participants[!isMadeUp] ?? [:], events: organisation.flatMap { events[$0.code] }, tables: tables)
  }

  private func nation(isIllustrative: Bool) -> String { area?.key ?? standard.nation(illustrative: isIllustrative) }

  /// Whether a plan has the sum over a group and the one that is compared.
  private func isKept(_ group: ComparedGroup) -> Bool { tables.plan != nil && group.protectedArea != nil }

  private func sums(of group: ComparedGroup?) -> ComparisonData.Sums {
    guard let group else { return sums[""] ?? ComparisonData.Sums() }
    guard !isKept(group) else { return sums[group.protectedArea ?? ""] ?? ComparisonData.Sums() }
    var found = ComparisonData.Sums()
    for (key, cells) in members {
      var sums = NationalSums(key, of: standard.key, without: [])
      for cell in cells where group.codes.contains(cell.organisation) { sums.add(cell) }
      for total in sums.totals {
        guard let service = Service(rawValue: total.service), let ethnicity = Ethnicity(rawValue: total.ethnicity)
        else { continue }
        let counts = CountPair(
          numerator: CountRange(low: total.bounds[0], high: total.bounds[1]),
          denominator: CountRange(low: total.bounds[2], high: total.bounds[3]))
        let place = Key(phase: key.phase, indicator: key.indicator, category: total.category)
        found.add(counts, (place, service, ethnicity), organisations: total.organisations)
      }
    }
    return found
  }
}

// MARK: - Reading

extension ComparisonTables {
  private var within: String {
    """
    standard = ? AND phase IN (\(databaseQuestionMarks(count: phases.count)))
      AND indicator IN (\(databaseQuestionMarks(count: indicators.count)))
    """
  }

  private var place: StatementArguments {
    StatementArguments([standard.key] + phases.map(\.key) + indicators.map(\.key))
  }

  /// However many they are, they are one argument.
  private static let oneOf = "IN (SELECT value FROM json_each(?))"

  private static func argument(_ texts: [String]) throws -> StatementArguments {
    [String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)]
  }

  private mutating func readParticipants(_ db: Database, of organisations: [Organisation]) throws {
    guard area?.kind != .region else { return }
    let isMadeUp = organisations.isEmpty ? [isIllustrative] : organisations.map { $0.kind == .illustrative }.unique
    for isReal in isMadeUp.map({ !$0 }) {
      participants[isReal] = try Dictionary(
        uniqueKeysWithValues: phases.map { phase in
          let numbers = try ParticipantNumbers(
            phase, of: standard.key, isReal: isReal, seeksCounts: organisations.isEmpty, in: db)
          return (phase.key, tables.plan == nil ? numbers : numbers.publishedOnly)
        })
    }
  }

  private mutating func readCells(_ db: Database, of organisations: [Organisation]) throws {
    guard !organisations.isEmpty else { return }
    let rows = try ObservedRow.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT \(ObservedRow.columns) FROM \(tables.observations) WHERE \(within) AND organisation \(Self.oneOf)
          """), arguments: place + Self.argument(organisations.map(\.code)))
    while let row = try rows.next() {
      let key = Key(phase: row.phase, indicator: row.indicator, category: row.category)
      cells[row.organisation, default: [:]][key, default: CellBuilder()].add(row)
    }
  }

  private mutating func readFigures(
    _ db: Database, of organisations: [Organisation], _ groups: [ComparedGroup]
  ) throws {
    let nations = organisations.isEmpty ? [isIllustrative] : organisations.map { $0.kind == .illustrative }.unique
    let areas = groups.isEmpty ? nations.map(nation) : groups.compactMap(\.area).unique
    let codes = organisations.map(\.code) + groups.compactMap(\.organisation?.code).unique
    let found = try PublishedFigure.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT * FROM published_figure WHERE \(within) AND (organisation \(Self.oneOf) OR area \(Self.oneOf))
          """), arguments: place + Self.argument(codes) + Self.argument(areas))
    let telling = try FigureGuard(db, standard, tables)?.withheld(found) ?? []
    for figure in found {
      if telling.contains(figure) { withheld.add(figure) } else { figures.add(figure) }
    }
  }

  private mutating func readSums(_ db: Database, of areas: [String]) throws {
    let area = tables.plan == nil ? "''" : "area"
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT phase, indicator, \(area) AS organisation, category, service, ethnicity, numerator_low, numerator_high,
            denominator_low, denominator_high, NULL AS as_received, NULL AS source, NULL AS change, organisations
          FROM \(tables.totals) WHERE \(within) AND \(area) \(Self.oneOf)
          """), arguments: place + Self.argument(areas))
    while let row = try rows.next() {
      let total = ObservedRow(row: row)
      let key = Key(phase: total.phase, indicator: total.indicator, category: total.category)
      sums[total.organisation, default: ComparisonData.Sums()].add(
        total.counts, (key, total.service, total.ethnicity), organisations: row["organisations"])
    }
  }

  private mutating func readMembers(_ db: Database, of codes: Set<String>) throws {
    for indicator in indicators {
      for phase in phases {
        let key = TotalsKey(phase: phase.key, indicator: indicator.key)
        try StoredCell.forEach(key, of: standard.key, organisations: codes, from: tables, in: db) {
          members[key, default: []].append($0)
        }
      }
    }
  }
}
