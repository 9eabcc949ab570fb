import GRDB
import GRDBSQLite

/// A prepared statement beneath GRDB, for what a load does a million times: texts are bound as pointers where they stay.
final class RawStatement {
  private let statement: OpaquePointer

  /// - Throws: `DatabaseError`.
  init(_ sql: String, in db: Database) throws {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw db.error(code) }
    statement = prepared
  }

  deinit { sqlite3_finalize(statement) }

  func bind(_ number: Int, at index: Int32) { sqlite3_bind_int64(statement, index, Int64(number)) }

  /// Binds a text that stays where it is as long as its interner.
  func bind(_ meaning: Interner.Meaning, at index: Int32) {
    sqlite3_bind_text(statement, index, meaning.pointer, meaning.length, nil)
  }

  /// Binds a copy of a text, or null.
  func bind(_ text: String?, at index: Int32) {
    guard let text else { return bindNull(at: index) }
    sqlite3_bind_text(statement, index, text, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
  }

  /// Binds null.
  func bindNull(at index: Int32) { sqlite3_bind_null(statement, index) }

  /// Goes on to the next row, or does what it does.
  /// - Returns: SQLite's code.
  func step() -> Int32 { sqlite3_step(statement) }

  /// Makes it ready for another run.
  func reset() { sqlite3_reset(statement) }

  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

  func text(_ column: Int32) -> String? { sqlite3_column_text(statement, column).map { String(cString: $0) } }
}

extension Database {
  /// SQLite's word for a code that it has just given.
  func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
  }
}
