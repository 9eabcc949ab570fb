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
  private(set) var problems: ProblemList
  private(set) var tally = LoadTally()
  /// Phase and indicator of every row that came or went: what the national totals must be summed over again.
  private(set) var touched: Set<TotalsKey> = []
  private var lastTouched: (phase: Interner.Meaning, indicator: Interner.Meaning)?
  private let cancellation: Cancellation
  /// Rows of registers and figures that were there already, and whether those of counts are being noted.
  private var met: Set<[String]> = []
  private var isNoting = false

  /// - Parameter problems: What is wrong with the files already.
  init(
    _ db: Database, standard: Standard, change: Int64, zerosAreShown: Bool, problems: ProblemList,
    cancellation: Cancellation
  ) throws {
    (self.db, self.standard, self.change) = (db, standard, change)
    (self.zerosAreShown, self.cancellation, self.problems) = (zerosAreShown, cancellation, problems)
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

  /// Adds a problem; what it says is worked out only while problems are still kept.
  func add(_ problem: @autoclosure () -> LoadProblem) { problems.add(problem()) }

  /// Reads on to the next row that is whole, passing blank lines over and reporting rows that are not.
  /// - Parameter columns: Number of fields of the header.
  /// - Returns: `false` at the end of the file.
  func nextRow(of reader: CSVReader, _ path: String, columns: Int, count rows: inout Int) throws -> Bool {
    while try reader.next() {
      if reader.isBlank { continue }
      rows += 1
      if rows & 4095 == 0 { try cancellation.check() }
      if reader.count != columns {
        add(
          .wrongFieldCount(
            at: Place(file: path, line: reader.line, column: nil), found: reader.count, expected: columns))
      } else if let field = reader.fieldWithTextBehindQuote {
        add(.textBehindQuote(at: Place(file: path, line: reader.line, column: field + 1)))
      } else {
        return true
      }
    }
    return false
  }

  /// Whether a row's `standard` column is blank or names the standard of this load; if not, that is a problem.
  func isOfStandard(_ reader: CSVReader, _ column: Int, in path: String) -> Bool {
    let bytes = reader.bytes(column)
    if bytes.isEmpty || bytes.elementsEqual(standard.key.utf8) { return true }
    add(
      .wrongStandard(
        at: Place(file: path, line: reader.line, column: column + 1), found: reader.text(column),
        expected: standard.key))
    return false
  }

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
    if let lastTouched, lastTouched.phase === row.phase, lastTouched.indicator === row.indicator { return }
    lastTouched = (row.phase, row.indicator)
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
  /// - Returns: `false` if this very load already brought one, or found one as it is.
  func replace(_ row: ObservationImporter.Row) throws -> Bool {
    let condition = row.key.condition(standard: standard.key)
    guard let old = try stored(condition) else {
      throw DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: lastMessage)
    }
    if old["change"] == change { return false }
    let source = row.source.flatMap { $0.text.isEmpty ? nil : $0.text }
    // Whether a `<N` may be 0 is settled when the whole file is known.
    let isSameLow = row.numerator.form == .below || old["numerator_low"] == row.numerator.low
    if isSameLow, old["numerator_high"] == row.numerator.high, old["denominator_low"] == row.denominator.low,
      old["denominator_high"] == row.denominator.high, old["as_received"] == row.asReceived, old["source"] == source
    {
      tally.unchanged += 1
      return try isFirst(row.key)
    }
    guard try isFirst(row.key) else { return false }
    try JournaledTable.observation.keep(condition, replacedBy: change, in: db)
    try db.execute(
      literal: """
        UPDATE observation SET numerator_low = \(row.numerator.low), numerator_high = \(row.numerator.high),
          denominator_low = \(row.denominator.low), denominator_high = \(row.denominator.high),
          as_received = \(row.asReceived), source = \(source), change = \(change) WHERE \(condition)
        """)
    tally.replaced += 1
    touch(row)
    return true
  }

  private func stored(_ condition: SQL) throws -> Row? {
    try Row.fetchOne(db, SQLRequest(literal: "SELECT * FROM observation WHERE \(condition)", cached: true))
  }

  /// Whether this load meets a row that was there for the first time. What it leaves unchanged keeps its old change, so
  /// this is noted apart, in a table that ends with the connection.
  private func isFirst(_ key: ObservationKey) throws -> Bool {
    if !isNoting {
      try db.execute(
        sql: """
          CREATE TEMP TABLE IF NOT EXISTS met (phase, indicator, organisation, category, service, ethnicity,
            PRIMARY KEY (phase, indicator, organisation, category, service, ethnicity)) WITHOUT ROWID;
          DELETE FROM met
          """)
      isNoting = true
    }
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO met VALUES (?, ?, ?, ?, ?, ?)").execute(
      arguments: [key.phase, key.indicator, key.organisation, key.category, key.service, key.ethnicity])
    return db.changesCount == 1
  }

  /// Whether this load meets a register's or a figure's row that was there for the first time.
  func isFirst(_ key: [String]) -> Bool { met.insert(key).inserted }

  /// Settles whether a `<N` may be 0: not where its file shows zeros of the same organisation, phase and indicator.
  func settle(_ key: ObservationKey, zerosAreShown: Bool) throws {
    let condition = key.condition(standard: standard.key)
    guard let old = try stored(condition) else { return }
    let low = min(zerosAreShown ? 1 : 0, old["numerator_high"] as Int)
    guard old["numerator_low"] != low else { return }
    if old["change"] != change {
      try JournaledTable.observation.keep(condition, replacedBy: change, in: db)
      tally.unchanged -= 1
      tally.replaced += 1
      touched.insert(TotalsKey(phase: key.phase, indicator: key.indicator))
    }
    try db.execute(literal: "UPDATE observation SET numerator_low = \(low), change = \(change) WHERE \(condition)")
  }
}

/// What happened to how many rows.
public struct LoadTally: Hashable, Sendable, Codable {
  /// Rows that are new, or returned.
  public var added = 0
  /// Rows that took the place of others.
  public var replaced = 0
  /// Rows that were there already.
  public var unchanged = 0
  /// Rows that went, by an undo.
  public var removed = 0

  /// Whether nothing changed.
  public var isNothing: Bool { added + replaced + removed == 0 }
}

/// What a national total is summed over.
struct TotalsKey: Hashable {
  var phase: String
  var indicator: String
}

extension TotalsKey {
  /// What selects its rows.
  func condition(standard: String) -> SQL {
    "standard = \(standard) AND phase = \(phase) AND indicator = \(indicator)"
  }
}
