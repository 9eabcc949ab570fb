import GRDB
import GRDBSQLite

/// One load while it runs: its transaction, its problems, and what it has changed so far.
///
/// A class because the importers of all its files write into it; it never leaves the transaction that it belongs to.
final class LoadInProgress {
  let db: Database
  let standard: Standard
  let change: Int64
  let standardText: Interner.Meaning
  let zerosAreShown: Bool
  private(set) var lookup: LoadLookup
  private(set) var problems = ProblemList()
  private(set) var tally = LoadTally()
  /// Phase and indicator of every row that came or went: what the national totals must be summed over again.
  private(set) var touched: Set<TotalsKey> = []
  private var lastTouched: (phase: ObjectIdentifier, indicator: ObjectIdentifier)?
  private let monitor: LoadMonitor

  init(_ db: Database, standard: Standard, change: Int64, zerosAreShown: Bool, monitor: LoadMonitor) throws {
    (self.db, self.standard, self.change) = (db, standard, change)
    (self.zerosAreShown, self.monitor) = (zerosAreShown, monitor)
    standardText = Interner.Meaning(standard.key, problem: nil)
    lookup = LoadLookup(standard: standard, organisations: [])
    try registersChanged()
  }

  /// Reads the registers again, after an importer has changed them.
  func registersChanged() throws {
    lookup = LoadLookup(
      standard: standard,
      organisations: try Organisation.fetchAll(
        db, sql: "SELECT code, name, kind, region, type FROM organisation WHERE standard = ? ORDER BY name",
        arguments: [standard.key]))
  }

  func add(_ problem: LoadProblem) { problems.add(problem) }

  func progress(rows: Int) throws { try monitor.advance(rows: rows) }

  func count(added: Int = 0, replaced: Int = 0, unchanged: Int = 0) {
    tally.added += added
    tally.replaced += replaced
    tally.unchanged += unchanged
  }

  func counted(added row: ObservationImporter.Row) {
    tally.added += 1
    touch(row)
  }

  private func touch(_ row: ObservationImporter.Row) {
    let ids = (ObjectIdentifier(row.phase), ObjectIdentifier(row.indicator))
    if let lastTouched, lastTouched == ids { return }
    lastTouched = ids
    touched.insert(TotalsKey(phase: row.phase.text, indicator: row.indicator.text))
  }

  func prepare(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: lastMessage)
    }
    return statement
  }

  var lastMessage: String { db.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) } ?? "" }

  /// Puts a row in the place of one that an earlier change brought, and keeps that one for `undo`.
  /// - Returns: `false` if this very load already brought one.
  func replace(_ row: ObservationImporter.Row) throws -> Bool {
    let key = row.key
    let arguments: StatementArguments = [
      standard.key, key.phase, key.indicator, key.organisation, key.category, key.service, key.ethnicity,
    ]
    guard let old = try Row.fetchOne(db, sql: "SELECT * FROM observation \(Self.whereKey)", arguments: arguments)
    else { throw DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: lastMessage) }
    if old["change"] == change { return false }
    let counts = [row.numerator.low, row.numerator.high, row.denominator.low, row.denominator.high]
    let oldCounts: [Int] = [
      old["numerator_low"], old["numerator_high"], old["denominator_low"], old["denominator_high"],
    ]
    let source = row.source.flatMap { $0.text.isEmpty ? nil : $0.text }
    if counts == oldCounts, old["as_received"] == row.asReceived, old["source"] == source {
      tally.unchanged += 1
      return true
    }
    try db.execute(
      sql: "INSERT INTO replaced_observation SELECT *, \(change) FROM observation \(Self.whereKey)",
      arguments: arguments)
    try db.execute(
      sql: """
        UPDATE observation SET numerator_low = ?8, numerator_high = ?9, denominator_low = ?10, denominator_high = ?11,
          as_received = ?12, source = ?13, change = ?14 \(Self.whereKey)
        """, arguments: arguments + StatementArguments(counts) + [row.asReceived, source, change])
    tally.replaced += 1
    touch(row)
    return true
  }

  private static let whereKey = """
    WHERE standard = ?1 AND phase = ?2 AND indicator = ?3 AND organisation = ?4 AND category = ?5 AND service = ?6
      AND ethnicity = ?7
    """

  /// `<N` is 1 … N−1 where the same organisation, phase and indicator prints a 0: then zeros are not hidden.
  func raiseBelows(_ prefixes: Set<[String]>) throws {
    for prefix in prefixes.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try db.execute(
        sql: """
          UPDATE observation SET numerator_low = min(1, numerator_high)
          WHERE standard = ?1 AND phase = ?2 AND indicator = ?3 AND organisation = ?4 AND change = ?5
            AND as_received LIKE '<%' AND EXISTS (
              SELECT 1 FROM observation z WHERE z.standard = ?1 AND z.phase = ?2 AND z.indicator = ?3
                AND z.organisation = ?4 AND z.change = ?5 AND z.numerator_high = 0 AND z.as_received IS NULL)
          """, arguments: [standard.key] + StatementArguments(prefix) + [change])
    }
  }
}

/// How many rows a load added, replaced or found as they were.
public struct LoadTally: Hashable, Sendable, Codable {
  public var added = 0
  public var replaced = 0
  public var unchanged = 0
}

/// What a national total is summed over.
struct TotalsKey: Hashable {
  var phase: String
  var indicator: String
}

/// Tells how far a load is, and whether it should stop.
public struct LoadMonitor: Sendable {
  private let advanced: @Sendable (_ rows: Int) -> Void
  private let isCancelled: @Sendable () -> Bool

  /// - Parameters:
  ///   - isCancelled: Asked every few thousand rows; the load then leaves the workspace as it was.
  ///   - advanced: Told how many rows have been read since the last time.
  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false }, advanced: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    (self.isCancelled, self.advanced) = (isCancelled, advanced)
  }

  func advance(rows: Int) throws {
    advanced(rows)
    if isCancelled() { throw CancellationError() }
  }
}
