import Foundation
import GRDB
import Phaseline

/// Workspaces as older versions left them.
package enum OldWorkspace {
  /// Makes a workspace one of an older version: the same content in the older schema.
  package static func make(of path: String, version: Int) throws {
    let old = path + ".old"
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(path: old, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; ATTACH '\(path)' AS new; BEGIN")
      try Migrations.run(db, upTo: version)
      if version == 1 {  // it ran its migrations through GRDB's migrator
        try db.execute(
          sql: """
            CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
            INSERT INTO grdb_migrations VALUES ('0.1 spine')
            """)
      }
      let tables = """
        SELECT name FROM new.sqlite_schema WHERE type = 'table'
          AND name IN (SELECT name FROM main.sqlite_schema WHERE type = 'table')
        """
      for table in try String.fetchAll(db, sql: tables) {
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
        let list = columns.joined(separator: ", ")
        try db.execute(sql: "INSERT OR REPLACE INTO main.\(table) (\(list)) SELECT \(list) FROM new.\(table)")
      }
      try db.execute(sql: "COMMIT; DETACH new")
    }
    try queue.close()
    unlink(path)
    try FileManager.default.moveItem(atPath: old, toPath: path)
  }
}
