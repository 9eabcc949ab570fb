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

  /// A row that counted as unchanged was replaced after all.
  func countReplacedNotUnchanged() {
    tally.unchanged -= 1
    tally.replaced += 1
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
  /// - Returns: `false` if this very load already brought one.
  func replace(_ row: ObservationImporter.Row) throws -> Bool {
    let condition = row.key.condition(standard: standard.key)
    guard let old = try Row.fetchOne(db, SQLRequest(literal: "SELECT * FROM observation WHERE \(condition)"))
    else { throw DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: lastMessage) }
    if old["change"] == change { return false }
    let source = row.source.flatMap { $0.text.isEmpty ? nil : $0.text }
    // Whether a `<N` may be 0 is settled when the whole file is known.
    let isSameLow = row.numerator.form == .below || old["numerator_low"] == row.numerator.low
    if isSameLow, old["numerator_high"] == row.numerator.high, old["denominator_low"] == row.denominator.low,
      old["denominator_high"] == row.denominator.high, old["as_received"] == row.asReceived, old["source"] == source
    {
      tally.unchanged += 1
      return true
    }
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

  /// Settles whether the `<N` of one organisation, phase and indicator may be 0: not where zeros are shown.
  func settle(_ scope: ObservationImporter.Scope, zerosAreShown: Bool) throws {
    let least = zerosAreShown ? 1 : 0
    let condition: SQL = """
      \(TotalsKey(phase: scope.phase.text, indicator: scope.indicator.text).condition(standard: standard.key))
        AND organisation = \(scope.authority.text) AND as_received LIKE '<%'
        AND numerator_low <> min(\(least), numerator_high)
      """
    let older: SQL = "\(condition) AND change <> \(change)"
    let count = try Int.fetchOne(db, SQLRequest(literal: "SELECT count(*) FROM observation WHERE \(older)")) ?? 0
    if count > 0 {
      try JournaledTable.observation.keep(older, replacedBy: change, in: db)
      for _ in 0..<count { countReplacedNotUnchanged() }
      touched.insert(TotalsKey(phase: scope.phase.text, indicator: scope.indicator.text))
    }
    try db.execute(
      literal: """
        UPDATE observation SET numerator_low = min(\(least), numerator_high), change = \(change) WHERE \(condition)
        """)
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
