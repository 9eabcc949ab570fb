import Foundation
import GRDB

@testable import Phaseline

/// What a workspace holds, read past the library, and damage done to it.
extension Fixture {
  /// Every row of every table that undo and redo move, change numbers and all, but what undos keep.
  func dump() throws -> [String] {
    try DatabaseQueue(path: path).read { db in
      let undos = "(SELECT id FROM change WHERE kind = 'undo')"
      // An older version has fewer of them.
      let tables = try JournaledTable.all.filter { try db.tableExists($0.twin) }
      return try (tables.map(\.name) + ["national_total"]).flatMap { try Self.lines("\($0)", $0, db) }
        + tables.flatMap { try Self.lines("\($0.twin) WHERE replaced_by NOT IN \(undos)", $0.twin, db) }
    }
  }

  /// The same without what was replaced.
  func current() throws -> [String] { try dump().filter { !$0.hasPrefix("replaced_") } }

  private static func lines(_ from: String, _ name: String, _ db: Database) throws -> [String] {
    try Row.fetchAll(db, sql: "SELECT * FROM \(from)").map { "\(name) \($0.map { "\($0.0) \($0.1)" }.sorted())" }
      .sorted()
  }

  /// The counts of each key of the long form.
  func counts() throws -> [String: String] {
    try DatabaseQueue(path: path).read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT phase || ',' || o.name || ',' || service || ',' || indicator || ',' || category || ',' || ethnicity,
            numerator_low || ',' || denominator_low
          FROM observation v JOIN organisation o ON o.standard = v.standard AND o.code = v.organisation
          """)
      return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }
  }

  /// The content of a workspace into which only the first file was ever loaded.
  func contentOfTheFirst() throws -> [String] {
    let other = try Fixture()
    try other.loadCounts(JournalTests.first)
    return try other.content()
  }

  /// The national totals as they are kept, and summed in SQL: every row of this fixture's is of all services.
  func totals() throws -> (kept: [String], sums: [String]) {
    try DatabaseQueue(path: path).read { db in
      func values(_ sql: String) throws -> [String] {
        try Row.fetchAll(db, sql: sql).map { "\(Array($0.databaseValues))" }
      }
      let sums = try values(
        """
        WITH paired AS (
          SELECT phase, indicator, organisation FROM observation WHERE ethnicity <> 'unknown'
          GROUP BY 1, 2, 3 HAVING count(DISTINCT ethnicity) = 2)
        SELECT phase, ethnicity, sum(numerator_low), sum(denominator_low), count(*) FROM observation
          JOIN paired USING (phase, indicator, organisation) GROUP BY 1, 2 ORDER BY 1, 2
        """)
      let kept = try values(
        """
        SELECT phase, ethnicity, numerator_low, denominator_low, organisations FROM national_total ORDER BY 1, 2
        """)
      return (kept, sums)
    }
  }

  /// A connection that may leave a transaction open, as another program would.
  static func transactor(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Overwrites the first page of a table.
  func damagePage(of table: String) throws {
    let (page, size) = try DatabaseQueue(path: path).read { db in
      (
        try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?", arguments: [table]) ?? 0,
        try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
      )
    }
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64((page - 1) * size))
    try file.write(contentsOf: Data(repeating: 0xAB, count: size))
    try file.close()
  }
}
