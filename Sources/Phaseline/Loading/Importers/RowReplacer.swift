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
  private let select, note, keep, update: RawStatement

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
    select = try RawStatement(
      """
      SELECT numerator_low, numerator_high, denominator_low, denominator_high, change, as_received, source
      FROM observation WHERE \(key)
      """, in: load.db)
    note = try RawStatement("INSERT OR IGNORE INTO met VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?14)", in: load.db)
    keep = try RawStatement(
      """
      INSERT INTO \(table.twin) (\(table.columns), replaced_by) SELECT \(table.columns), ?14 FROM observation WHERE \(key)
      """, in: load.db)
    update = try RawStatement(
      """
      UPDATE observation SET numerator_low = ?8, numerator_high = ?9, denominator_low = ?10, denominator_high = ?11,
        as_received = ?12, source = ?13, change = ?14 WHERE \(key)
      """, in: load.db)
  }

  /// - Parameter row: One of which the key is stored already.
  func replace(_ row: ObservationImporter.Row) throws -> Outcome {
    let old = try stored(row)
    if old.change == load.change { return .duplicate }
    guard try isFirst(row) else { return .duplicate }
    if old.isSame(as: row) { return .unchanged }
    try run(keep, row)
    row.bind(to: update, of: load)
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
    row.bindKey(to: select, of: load)
    defer { select.reset() }
    let code = select.step()
    // No row, though it cannot be added: another constraint than its key is broken.
    guard code == SQLITE_ROW else { throw load.db.error(code == SQLITE_DONE ? SQLITE_CONSTRAINT : code) }
    let asReceived = select.text(5)
    return Stored(
      counts: LoadMovement.Counts(
        numerator: CountRange(low: select.integer(0), high: select.integer(1)),
        denominator: CountRange(low: select.integer(2), high: select.integer(3)), isHidden: asReceived != nil),
      change: Int64(select.integer(4)), asReceived: asReceived, source: select.text(6))
  }

  private func isFirst(_ row: ObservationImporter.Row) throws -> Bool {
    try run(note, row)
    return load.db.changesCount == 1
  }

  private func run(_ statement: RawStatement, _ row: ObservationImporter.Row) throws {
    row.bindKey(to: statement, of: load)
    statement.bind(Int(load.change), at: 14)
    let code = statement.step()
    statement.reset()
    guard code == SQLITE_DONE else { throw load.db.error(code) }
  }
}

extension LoadMovement.Counts {
  init(_ row: ObservationImporter.Row) {
    self.init(
      numerator: CountRange(low: row.numerator.low, high: row.numerator.high),
      denominator: CountRange(low: row.denominator.low, high: row.denominator.high), isHidden: row.asReceived != nil)
  }
}
