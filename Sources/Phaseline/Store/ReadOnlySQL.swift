import Foundation
import GRDB
import GRDBSQLite

/// A table of texts, numbers and nulls.
public struct SQLTable: Hashable, Sendable {
  /// One cell, by SQLite's storage classes; a blob is null.
  public enum Value: Hashable, Sendable {
    /// Nothing.
    case null
    /// A whole number of 64 bits.
    case integer(Int64)
    /// A number with a fraction.
    case real(Double)
    /// UTF-8.
    case text(String)
  }
  /// Names of the columns, as the statement gives them.
  public var columns: [String]
  /// One value a column.
  public var rows: [[Value]]
}

extension Workspace {
  /// Answers a question in SQL. Nothing can be changed: the connection is read-only, and SQLite's authorizer refuses
  /// everything but reading (no ATTACH, no PRAGMA that writes, no extension).
  /// - Throws: `UsageProblem.refused` with SQLite's reason.
  func query(_ sql: String) throws -> SQLTable {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { [cancellation] in cancellation.watch($0) }
    let reader = try DatabaseQueue(path: SQLiteFile.name(path), configuration: configuration)
    return try reader.inDatabase { db in
      try Self.forbidWriting(db)
      return try Self.run(sql, in: db)
    }
  }

  /// GRDB has its own authorizer on each connection; ours takes its place on this one, which is closed afterwards.
  private static func forbidWriting(_ db: Database) throws {
    sqlite3_set_authorizer(
      db.sqliteConnection,
      { _, action, first, second, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
        case SQLITE_FUNCTION:
          return second.map { String(cString: $0) == "load_extension" } == true ? SQLITE_DENY : SQLITE_OK
        case SQLITE_PRAGMA:
          let known = ["table_info", "table_list", "table_xinfo", "index_list", "foreign_key_list", "user_version"]
          return first.map { known.contains(String(cString: $0)) } == true && second == nil
            || first.map { known.dropLast().contains(String(cString: $0)) } == true ? SQLITE_OK : SQLITE_DENY
        default: return SQLITE_DENY
        }
      }, nil)
  }

  private static func run(_ sql: String, in db: Database) throws -> SQLTable {
    var statement: OpaquePointer?
    var rest = ""
    let code = sql.withCString { text -> Int32 in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(db.sqliteConnection, text, -1, &statement, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return code
    }
    defer { sqlite3_finalize(statement) }
    guard code == SQLITE_OK else { throw refusal(code, db) }
    guard let statement else { throw UsageProblem.refused("There is no SQL statement to run.") }
    guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
      throw UsageProblem.refused("`sql` runs one statement at a time; give the second one apart.")
    }
    let columns = (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
    var table = SQLTable(columns: columns, rows: [])
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: table.rows.append((0..<Int32(columns.count)).map { value(statement, $0) })
      case SQLITE_DONE: return table
      case let code where code & 0xFF == SQLITE_INTERRUPT: throw CancellationError()
      case let code: throw refusal(code, db)
      }
    }
  }

  private static func value(_ statement: OpaquePointer, _ column: Int32) -> SQLTable.Value {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT: .text(sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "")
    default: .null
    }
  }

  private static func refusal(_ code: Int32, _ db: Database) -> UsageProblem {
    let message = db.error(code).message ?? ""
    return [SQLITE_AUTH, SQLITE_READONLY].contains(code & 0xFF)
      ? .refused(
        "`sql` only reads (\(message)). Write a SELECT; the tables are in `sql \"SELECT name FROM sqlite_schema\"`.")
      : .refused("SQLite says: \(message). The tables are in `sql \"SELECT name FROM sqlite_schema\"`.")
  }
}

extension Workspace {
  /// The tables that SQL may ask, each with its columns: names alone, without anything that is in them.
  /// - Throws: `DatabaseError`.
  public func tablesOfSQL() throws -> [String: [String]] {
    try queue.read { db in
      let names = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema
          WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'grdb\\_%' ESCAPE '\\'
          """)
      return try Dictionary(uniqueKeysWithValues: names.map { ($0, try db.columns(in: $0).map(\.name)) })
    }
  }
}
