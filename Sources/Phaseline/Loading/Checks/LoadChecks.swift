import GRDB

/// Looks at what a load brought, beside what was there before, for what is often a slip: of all organisations, or where the
/// load is of few, of these only.
struct LoadChecks {
  private let checks: CountChecks
  private let found: WarningList

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
    isSumming: Bool = false, progress: WorkProgress = .silent, in db: Database
  ) throws {
    let found = WarningList(lookup, keepsAll: keepsAll)
    self.found = found
    checks = CountChecks(
      db: db, standard: lookup.standard, looksAt: touched, marking: .change(change),
      organisations: organisations.flatMap { $0.count <= Self.few ? $0 : nil },
      summingWithout: isSumming ? try NationalTotals.employers(of: lookup.standard.key, in: db) : nil,
      progress: progress, cells: CellChecks(lookup.standard) { found.add($0) })
  }

  func warnings() throws -> LoadWarnings {
    try checks.run()
    return found.warnings
  }
}

/// Gathers the oddities of a load, in words as far as they are kept.
private final class WarningList {
  private(set) var warnings = LoadWarnings()
  private let lookup: LoadLookup
  private let keepsAll: Bool

  init(_ lookup: LoadLookup, keepsAll: Bool) { (self.lookup, self.keepsAll) = (lookup, keepsAll) }

  func add(_ oddity: Oddity) { warnings.add(oddity.sort, keepsAll: keepsAll) { LoadWarning(oddity, lookup) } }
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
