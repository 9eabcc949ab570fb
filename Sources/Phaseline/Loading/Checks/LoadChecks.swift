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
  private let employers: Set<String>?
  private let cells: CellChecks

  /// So many organisations are sought one by one; of more, whole phases are read.
  private static let few = 200

  /// - Parameters:
  ///   - change: The load; only its rows are looked at.
  ///   - touched: The phases and indicators of these rows.
  ///   - organisations: Codes of their organisations; `nil` where nobody counted.
  ///   - lookup: Knows the names.
  ///   - keepsAll: Whether every warning is kept.
  ///   - isSumming: Whether the national totals of what is touched are summed afresh too, in the same reading.
  init(
    of change: Int64, touched: Set<TotalsKey>, organisations: Set<String>?, lookup: LoadLookup, keepsAll: Bool,
    isSumming: Bool = false, in db: Database
  ) throws {
    (self.db, self.change, self.touched, standard) = (db, change, touched, lookup.standard)
    self.organisations = organisations.flatMap { $0.count <= Self.few ? $0 : nil }
    employers = isSumming ? try NationalTotals.employers(of: standard.key, in: db) : nil
    cells = CellChecks(lookup, keepsAll: keepsAll)
  }

  func warnings(_ progress: WorkProgress = .silent) throws -> LoadWarnings {
    var bases: [String] = []
    for indicator in standard.indicators where !bases.contains(indicator.denominatorBase) {
      bases.append(indicator.denominatorBase)
    }
    var done = 0
    for base in bases {
      try check(standard.indicators.filter { $0.denominatorBase == base }) { key in
        if touched.contains(key) { done += 1 }
        progress("Summing and checking", done, of: touched.count)
      }
    }
    return cells.warnings
  }

  /// Indicators of one base: their head-counts are of the same people.
  private func check(_ indicators: [Indicator], begun: (TotalsKey) -> Void) throws {
    let keys = Set(indicators.map(\.key))
    let phases = Set(touched.filter { keys.contains($0.indicator) }.map(\.phase))
    guard let last = standard.phases.lastIndex(where: { phases.contains($0.key) }) else { return }
    cells.beginBase()
    for indicator in indicators {
      let isTouched = touched.contains { $0.indicator == indicator.key }
      var previous: [CellKey: PreviousCell] = [:]
      for phase in standard.phases[...last] where isTouched || phases.contains(phase.key) {
        cells.begin(indicator, phase)
        let key = TotalsKey(phase: phase.key, indicator: indicator.key)
        begun(key)
        var bands = BandSums()
        try forEachCell(of: key) { cell in
          if indicator.kind == .distribution { cells.check(bands.add(cell)) }
          let place = CellKey(organisation: cell.organisation, category: cell.category)
          let before = previous[place]
          if phases.contains(phase.key) { cells.checkHeadCounts(cell, after: before) }
          if cell.isMarked { cells.check(cell, after: before) }
          if isTouched { previous[place] = PreviousCell(phase: cells.phase, counts: cell.counts) }
        }
        cells.check(bands.end())
      }
    }
  }

  /// The cells that are checked, of a touched phase and indicator all, to be summed.
  private func forEachCell(of key: TotalsKey, _ check: (StoredCell) -> Void) throws {
    guard let employers, touched.contains(key) else {
      return try StoredCell.forEach(
        key, of: standard.key, organisations: organisations, marking: change, in: db, check)
    }
    var sums = NationalSums(key, of: standard.key, without: employers)
    try StoredCell.forEach(key, of: standard.key, marking: change, in: db) { cell in
      sums.add(cell)
      if organisations?.contains(cell.organisation) ?? true { check(cell) }
    }
    try sums.store(in: db)
  }

  private struct CellKey: Hashable { var organisation, category: String }
}

extension Workspace {
  /// What is odd about the rows that a load brought and that nothing has replaced since.
  /// - Parameter change: Its number in the journal.
  /// - Throws: `UsageProblem.noChange`, `.refused` for a load that is taken back; `CancellationError`.
  func warnings(of change: Int) throws -> LoadWarnings {
    try cancellable {
      try queue.read { db in
        let journal = Journal(try Change.all(in: db))
        let load = try journal.load(behind: journal.change(change))
        if journal.undo(of: load.id) != nil {
          throw UsageProblem.refused(
            "Change \(load.id) is taken back, so its rows are not there. `history` says what stands.")
        }
        let touched = try TotalsKey.fetchSet(
          db, sql: "SELECT phase, indicator FROM change_scope WHERE change = ?", arguments: [load.id])
        let standard = try StandardRecord.copy(of: load.standard, in: db) ?? standard
        let lookup = try LoadLookup(standard, in: db)
        return try LoadChecks(
          of: Int64(load.id), touched: touched, organisations: nil, lookup: lookup, keepsAll: true, in: db
        ).warnings()
      }
    }
  }
}
