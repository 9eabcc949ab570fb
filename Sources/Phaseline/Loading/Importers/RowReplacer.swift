import GRDB
import GRDBSQLite
import IndicatorStatistics

/// Puts counts in the place of those that earlier changes brought, and keeps these for `undo`.
///
/// A corrected nation is a million such rows: its statements are prepared once, and names are bound as the importer's.
final class RowReplacer {
  /// What became of a row for which another is stored.
  enum Outcome {
    /// This load has brought it before, or found it as it is.
    case duplicate
    case unchanged
    /// It took the place of counts that were these, of this change.
    case replaced(LoadMovement.Counts, of: Int64)
  }

  private unowned let load: LoadInProgress  // which owns this
  private let select, note, keep, update: OpaquePointer

  init(_ load: LoadInProgress) throws {
    self.load = load
    // What a load leaves unchanged keeps its old change, so which rows it has met is noted apart, in a table that ends with
    // the connection.
    try load.db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS met (standard, phase, indicator, organisation, category, service, ethnicity,
          change, PRIMARY KEY (change, standard, phase, indicator, organisation, category, service, ethnicity)
        ) WITHOUT ROWID
        """)
    let key = """
      standard = ?1 AND phase = ?2 AND indicator = ?3 AND organisation = ?4 AND category = ?5 AND service = ?6 \
      AND ethnicity = ?7
      """
    let table = JournaledTable.observation
    select = try load.prepare(
      """
      SELECT numerator_low, numerator_high, denominator_low, denominator_high, change, as_received, source
      FROM observation WHERE \(key)
      """)
    note = try load.prepare("INSERT OR IGNORE INTO met VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
    keep = try load.prepare(
      """
      INSERT INTO \(table.twin) (\(table.columns), replaced_by) SELECT \(table.columns), ?8 FROM observation WHERE \(key)
      """)
    update = try load.prepare(
      """
      UPDATE observation SET change = ?8, numerator_low = ?9, numerator_high = ?10, denominator_low = ?11,
        denominator_high = ?12, as_received = ?13, source = ?14 WHERE \(key)
      """)
  }

  deinit { for statement in [select, note, keep, update] { sqlite3_finalize(statement) } }

  /// - Parameter row: One of which the key is stored already.
  func replace(_ row: ObservationImporter.Row) throws -> Outcome {
    let old = try stored(row)
    if old.change == load.change { return .duplicate }
    guard try isFirst(row) else { return .duplicate }
    if old.isSame(as: row) { return .unchanged }
    try run(keep, row)
    bind(row, to: update)
    try run(update, row)
    return .replaced(old.counts, of: old.change)
  }

  private struct Stored {
    var counts: LoadMovement.Counts
    var change: Int64
    var asReceived, source: String?

    /// Whether a `<N` may be 0 is settled when the whole file is known.
    func isSame(as row: ObservationImporter.Row) -> Bool {
      let new = LoadMovement.Counts(row)
      let isSameLow = row.numerator.form == .below || counts.numerator.low == new.numerator.low
      return isSameLow && counts.numerator.high == new.numerator.high && counts.denominator == new.denominator
        && asReceived == row.asReceived && source ?? "" == row.source?.text ?? ""
    }
  }

  private func stored(_ row: ObservationImporter.Row) throws -> Stored {
    bindKey(row, to: select)
    defer { sqlite3_reset(select) }
    guard sqlite3_step(select) == SQLITE_ROW else {
      throw DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: load.lastMessage)
    }
    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(select, column)) }
    func text(_ column: Int32) -> String? { sqlite3_column_text(select, column).map { String(cString: $0) } }
    let asReceived = text(5)
    return Stored(
      counts: LoadMovement.Counts(
        numerator: CountRange(low: integer(0), high: integer(1)),
        denominator: CountRange(low: integer(2), high: integer(3)), isHidden: asReceived != nil),
      change: sqlite3_column_int64(select, 4), asReceived: asReceived, source: text(6))
  }

  private func isFirst(_ row: ObservationImporter.Row) throws -> Bool {
    try run(note, row)
    return load.db.changesCount == 1
  }

  private func run(_ statement: OpaquePointer, _ row: ObservationImporter.Row) throws {
    bindKey(row, to: statement)
    sqlite3_bind_int64(statement, 8, load.change)
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: load.lastMessage)
    }
  }

  private func bindKey(_ row: ObservationImporter.Row, to statement: OpaquePointer) {
    let key = [
      load.standardText, row.phase, row.indicator, row.authority, row.category, row.service, row.ethnicity,
    ]
    for (index, meaning) in key.enumerated() {
      sqlite3_bind_text(statement, Int32(index + 1), meaning.pointer, meaning.length, nil)
    }
  }

  private func bind(_ row: ObservationImporter.Row, to statement: OpaquePointer) {
    let counts = [row.numerator.low, row.numerator.high, row.denominator.low, row.denominator.high]
    for (index, count) in counts.enumerated() { sqlite3_bind_int64(statement, Int32(index + 9), Int64(count)) }
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    if let text = row.asReceived {
      sqlite3_bind_text(statement, 13, text, -1, transient)
    } else {
      sqlite3_bind_null(statement, 13)
    }
    if let source = row.source, source.length > 0 {
      sqlite3_bind_text(statement, 14, source.pointer, source.length, nil)
    } else {
      sqlite3_bind_null(statement, 14)
    }
  }
}

extension LoadMovement.Counts {
  init(_ row: ObservationImporter.Row) {
    self.init(
      numerator: CountRange(low: row.numerator.low, high: row.numerator.high),
      denominator: CountRange(low: row.denominator.low, high: row.denominator.high), isHidden: row.asReceived != nil)
  }
}
