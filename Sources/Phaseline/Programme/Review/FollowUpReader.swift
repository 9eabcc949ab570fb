import GRDB
import IndicatorStatistics

/// Reads what followed after something was done; the counts of the others once an indicator.
struct FollowUpReader {
  private let db: Database
  private let standard: Standard
  private let phases: [Phase]
  private let service: Service
  private let level: ConfidenceLevel
  private let tables: CountTables
  private let actions: [Action]
  private let practices: [Practice]
  /// Codes of those whose practices may be told of.
  private let named: Set<String>
  private var nations: [NationKey: NationCells] = [:]

  private struct NationKey: Hashable {
    var indicator: String
    var service: Service
  }

  /// - Parameters:
  ///   - db: The workspace's.
  ///   - standard: Its standard.
  ///   - phases: Whose counts are looked at; all if none are named.
  ///   - service: Of which the counts are compared.
  ///   - level: How sure intervals are, and tests.
  ///   - tables: Where counts are read.
  init(
    _ db: Database, _ standard: Standard, phases: [Phase]? = nil, service: Service, level: ConfidenceLevel,
    from tables: CountTables
  ) throws {
    (self.db, self.standard, self.service, self.level, self.tables) = (db, standard, service, level, tables)
    self.phases = phases ?? standard.phases
    actions = try Action.all(of: standard.key, in: db)
    practices = try Practice.all(of: standard.key, in: db)
    named = try Organisation.whoMayBeNamed(of: standard.key, in: nil, db)
  }

  /// What followed on each indicator that the catalogue has.
  mutating func followUps(of done: Intervention) throws -> [FollowUp] {
    let indicators = done.indicators.compactMap { standard.indicator($0) }
    let data = try ComparisonData(
      db, standard: standard, organisation: done.organisation, indicators: indicators, phases: phases,
      from: tables)
    return try indicators.map { indicator in
      let split = PhaseSplit(
        places(of: indicator, data), start: standard.time(of: done.start),
        end: done.end.flatMap(standard.time), breaks: breaks(of: indicator))
      let analysis = FollowUpAnalysis(
        standard: standard, indicator: indicator, done: done, split: split, level: level, isBrief: tables.plan != nil,
        others: try others(done, indicator, split), sameTime: sameTime(done, indicator, split))
      return analysis.followUp
    }
  }

  private func places(of indicator: Indicator, _ data: ComparisonData) -> [PhaseSplit.Place] {
    phases.compactMap { phase in
      guard let counts = data.counts(phase, indicator, indicator.headlineCategory, service),
        let ranged = counts.ranged, ranged.bameTotal > 0, ranged.whiteTotal > 0
      else { return nil }
      return PhaseSplit.Place(
        phase: phase, counts: ranged, service: counts.service, unknownShare: counts.unknownShare)
    }
  }

  private func breaks(of indicator: Indicator) -> [(ordinal: Int, reason: String)] {
    indicator.breaks.compactMap { gap in standard.phase(gap.before).map { ($0.ordinal, gap.reason) } }
      .sorted { $0.ordinal < $1.ordinal }
  }

  // MARK: - What else was done

  /// Whether something on an indicator ran at some time between the first of the phases compared and the last.
  private func ran(
    _ indicators: [String], from start: PlannedTime, to end: PlannedTime?, _ indicator: Indicator, _ split: PhaseSplit
  ) -> Bool {
    guard indicators.contains(indicator.key), let start = standard.time(of: start),
      let first = split.all.first?.phase.ordinal, let last = split.all.last?.phase.ordinal
    else { return false }
    return start < Double(last) && end.flatMap(standard.time) ?? .infinity > Double(first)
  }

  private func actions(on indicator: Indicator, during split: PhaseSplit) -> [Action] {
    actions.filter { ran($0.indicators, from: $0.start, to: $0.end, indicator, split) }
  }

  /// Practices have no end.
  private func practices(on indicator: Indicator, during split: PhaseSplit) -> [Practice] {
    practices.filter { ran($0.indicators, from: $0.start, to: nil, indicator, split) }
  }

  /// What else the organisation did; a practice that is an action of these, or the one looked at, is told of once.
  private func sameTime(_ done: Intervention, _ indicator: Indicator, _ split: PhaseSplit) -> SameTime {
    let code = done.organisation.code
    let others = actions(on: indicator, during: split).filter { $0.organisation == code && $0.number != done.number }
      .map(\.number)
    let told = Set(others + [done.number].compactMap { $0 })
    return SameTime(
      actions: others,
      practices: practices(on: indicator, during: split).filter {
        $0.organisation == code && $0.number != done.practice && isTold($0)
          && !($0.action.map(told.contains) ?? false)
      }.map(\.number))
  }

  /// A shared audience must not learn from a review whose a practice is, where that is not agreed.
  private func isTold(_ practice: Practice) -> Bool {
    tables.plan == nil || (practice.mayBeShared && named.contains(practice.organisation))
  }

  /// The authorities without such an action or practice, and their sums; none without two sides to compare.
  private mutating func others(
    _ done: Intervention, _ indicator: Indicator, _ split: PhaseSplit
  ) throws -> FollowUpAnalysis.Panel? {
    guard split.obstacle == nil, let covered = split.before.first?.service, !split.after.isEmpty else { return nil }
    let key = NationKey(indicator: indicator.key, service: covered)
    let cells =
      try nations[key]
      ?? NationCells(
        db, standard, indicator, category: indicator.headlineCategory, phases: phases, of: covered,
        from: tables)
    nations[key] = cells
    let acting = Set(
      actions(on: indicator, during: split).map(\.organisation)
        + practices(on: indicator, during: split).map(\.organisation)
        + [done.organisation.code])
    let panel = cells.panel(in: split.all.map(\.phase.key), without: acting, isExact: true)
    let fewest = max(FollowUpAnalysis.fewestOthers, tables.fewest)
    guard let panel, panel.organisations >= fewest else {
      return .tooFew(panel?.organisations ?? 0, wanted: fewest)
    }
    return .enough(panel, before: split.before.count)
  }
}

extension WorkspaceView {
  /// What followed after each of several things that were done, by indicator.
  /// - Parameters:
  ///   - interventions: What was done, where and when.
  ///   - service: Of which service the counts are compared.
  ///   - level: How sure intervals are, and tests.
  public func followUps(
    of interventions: [Intervention], service: Service = .all, level: ConfidenceLevel = .ninetyFive
  ) throws -> Disclosed<[[FollowUp]]> {
    try read { db, tables in
      var reader = try FollowUpReader(db, standard, service: service, level: level, from: tables)
      return try interventions.map { try reader.followUps(of: $0) }
    }
  }
}
