import Crypto
import Foundation
import GRDB
import GRDBSQLite

/// What tells whether the register of what was shared is as it was written: each entry's seal is a hash over the entry, the
/// plan that it was shared of, and the seal before it; the last is kept apart. Of a plan's rows, which are many, the plan
/// keeps a hash, and the workspace itself notes where one is altered or goes once something was shared of them.
enum RegisterSeals {
  /// The tables and triggers that it takes.
  static let tables = ["disclosure_plan", "protected_count", "protected_total", "share", "share_name", "register_seal"]
  static let triggers = ["count", "total"].flatMap { ["protected_\($0)_altered", "protected_\($0)_gone"] }

  /// Of an entry as it stands.
  /// - Parameters:
  ///   - entry: What it says, as `entries` gives it.
  ///   - plan: The seal of its plan.
  ///   - before: The seal of the entry before it; blank for the first.
  static func seal(_ entry: String, plan: String, after before: String) -> String {
    SHA256.hash(data: Data("\(before)\n\(plan)\n\(entry)".utf8)).hex
  }

  /// Selects number, plan, what an entry says with the names in it, and its seal.
  static let entries = """
    SELECT id, plan, json_array(id, at, standard, scope, rules, plan, figures, sha256, (
        SELECT json_group_array(organisation) FROM (
          SELECT organisation FROM share_name WHERE share_name.share = share.id ORDER BY organisation))), seal
    FROM share
    """

  /// Of a plan: what it says of itself, the hash of its rows among it.
  /// - Returns: `nil` where there is no such plan.
  static func seal(ofPlan plan: Int64, in db: Database) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT json_array(id, standard, rules, after_share, rules_hash, is_rounding, definition, register, state, at,
          hidden, counts, digest) FROM disclosure_plan WHERE id = ?
        """, arguments: [plan]
    ).map { SHA256.hash(data: Data($0.utf8)).hex }
  }

  /// Hashes a plan's rows, and keeps that in it.
  static func close(plan: Int64, in db: Database) throws {
    try db.execute(
      literal: "UPDATE disclosure_plan SET digest = \(digest(ofPlan: plan, in: db)) WHERE id = \(plan)")
  }

  /// Of a plan's rows as they stand.
  static func digest(ofPlan plan: Int64, in db: Database) throws -> String {
    var hash = SHA256()
    for table in ["protected_count", "protected_total"] {
      let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
      let rows = try RawStatement(
        "SELECT json_array(\(columns.joined(separator: ", "))) FROM \(table) WHERE plan = \(plan)", in: db)
      var code = rows.step()
      while code == SQLITE_ROW {
        hash.update(data: Data((rows.text(0) ?? "").utf8))
        code = rows.step()
      }
      guard code == SQLITE_DONE else { throw db.error(code) }
    }
    return hash.finalize().hex
  }

  /// Seals the newest entry.
  static func close(entry: Int, in db: Database) throws {
    guard let row = try Row.fetchOne(db, sql: entries + " WHERE id = ?", arguments: [entry]) else { return }
    let before = try String.fetchOne(db, sql: "SELECT seal FROM register_seal") ?? ""
    let seal = seal(row[2], plan: try seal(ofPlan: row[1], in: db) ?? "", after: before)
    try db.execute(literal: "UPDATE share SET seal = \(seal) WHERE id = \(entry)")
    try db.execute(literal: "UPDATE register_seal SET shares = shares + 1, seal = \(seal)")
  }

  /// Counts the newest entry, and leaves it without a seal, so that it shows as damaged.
  static func leaveOpen(entry: Int, in db: Database) throws {
    try db.execute(literal: "UPDATE share SET seal = '' WHERE id = \(entry)")
    try db.execute(literal: "UPDATE register_seal SET shares = shares + 1, seal = ''")
  }

  /// Seals what an older version has left.
  static func closeAll(in db: Database) throws {
    for plan in try Int64.fetchAll(db, sql: "SELECT id FROM disclosure_plan") { try close(plan: plan, in: db) }
    for entry in try Int.fetchAll(db, sql: "SELECT id FROM share ORDER BY id") { try close(entry: entry, in: db) }
  }
}
