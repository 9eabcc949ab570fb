import GRDB

/// Looks at what a load brought, beside what was there before, for what is often a slip.
///
/// It reads the indicators that the load touched, phase after phase, and those of the same head-counts; of all
/// organisations, or where the load is of few, of these only.
struct LoadChecks {
  private let db: Database
  private let standard: Standard
  private let change: Int64
  private let touched: Set<TotalsKey>
  private let organisations: Set<String>?
  private let cells: CellChecks

  /// So many organisations are sought one by one; of more, whole phases are read.
  private static let few = 200

  /// - Parameters:
  ///   - change: The load; only its rows are looked at.
  ///   - touched: The phases and indicators of these rows.
  ///   - organisations: Codes of their organisations; `nil` where nobody counted.
  ///   - lookup: Knows the names.
  ///   - keepsAll: Whether every warning is kept.
  init(
    of change: Int64, touched: Set<TotalsKey>, organisations: Set<String>?, lookup: LoadLookup, keepsAll: Bool,
    in db: Database
  ) {
    (self.db, self.change, self.touched, standard) = (db, change, touched, lookup.standard)
    self.organisations = organisations.flatMap { $0.count <= Self.few ? $0 : nil }
    cells = CellChecks(lookup, keepsAll: keepsAll)
  }

  func warnings(_ progress: WorkProgress = .silent) throws -> LoadWarnings {
    for (index, indicator) in standard.indicators.enumerated() {
      progress("Checking", index, of: standard.indicators.count)
      try check(indicator)
    }
    return cells.warnings
  }

  private func check(_ indicator: Indicator) throws {
    let own = Set(touched.filter { $0.indicator == indicator.key }.map(\.phase))
    let sameBase = Set(
      standard.indicators.filter { $0.denominatorBase == indicator.denominatorBase }.map(\.key))
    let ofBase = Set(touched.filter { sameBase.contains($0.indicator) }.map(\.phase))
    guard let last = standard.phases.lastIndex(where: { ofBase.contains($0.key) }) else { return }
    cells.begin(indicator)
    var previous: [CellKey: PreviousCell] = [:]
    for phase in standard.phases[...last] where !own.isEmpty || ofBase.contains(phase.key) {
      let key = TotalsKey(phase: phase.key, indicator: indicator.key)
      try StoredCell.forEach(key, of: standard.key, organisations: organisations, in: db) { cell in
        let place = CellKey(organisation: cell.organisation, category: cell.category)
        let isNew = cell.change == change
        let before = previous[place]
        if ofBase.contains(phase.key) { cells.checkHeadCounts(cell, after: before, isNew: isNew, indicator, phase) }
        if isNew { cells.check(cell, after: before, indicator, phase) }
        if !own.isEmpty { previous[place] = PreviousCell(phase: phase, counts: cell.counts) }
      }
    }
  }

  private struct CellKey: Hashable { var organisation, category: String }
}

extension Workspace {
  /// What is odd about the rows that a load brought and that nothing has replaced since.
  /// - Parameter change: Its number in the journal.
  public func warnings(of change: Int) throws -> LoadWarnings {
    try queue.read { db in
      let touched = try TotalsKey.fetchAll(
        db, sql: "SELECT phase, indicator FROM change_scope WHERE change = ?", arguments: [change])
      let checks = LoadChecks(
        of: Int64(change), touched: Set(touched), organisations: nil, lookup: try LoadLookup(standard, in: db),
        keepsAll: true, in: db)
      return try checks.warnings()
    }
  }
}
