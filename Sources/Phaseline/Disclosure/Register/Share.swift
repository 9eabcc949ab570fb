import Crypto
import Foundation
import GRDB

/// One entry of the register of what was shared.
public struct Share: Hashable, Sendable, Codable, FetchableRecord {
  /// Number, from 1.
  public var id: Int
  /// When it was shared first, UTC, ISO 8601.
  public var at: String
  /// What was asked.
  public var scope: String
  /// Key of the rules.
  public var rules: String
  /// The state of the workspace: its last change.
  public var state: String
  /// How many figures it shows.
  public var figures: Int
  /// Of its bytes, in hexadecimal.
  public var sha256: String
  /// Codes of the organisations that it names; of shares from before version 0.5 none.
  public var names: [String] = []

  /// Reads a row of its query.
  /// - Throws: `RowDecodingError`.
  public init(row: Row) throws {
    (id, at, scope) = (row["id"], row["at"], row["scope"])
    (rules, state, figures, sha256) = (row["rules"], row["state"], row["figures"], row["sha256"])
  }
}

extension Share {
  /// What was shared of a standard, oldest first.
  /// - Parameter code: Of the organisation that it names; all that was shared where none is given.
  static func all(of standard: String, naming code: String? = nil, in db: Database) throws -> [Share] {
    var names: [Int: [String]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT share, organisation FROM share_name ORDER BY organisation") {
      names[row[0], default: []].append(row[1])
    }
    let shares = try Share.fetchAll(
      db,
      sql: """
        SELECT share.id, share.at, share.scope, share.rules, state, figures, sha256
        FROM share JOIN disclosure_plan ON disclosure_plan.id = share.plan
        WHERE share.standard = ? ORDER BY share.id
        """, arguments: [standard])
    return shares.map { share in
      var share = share
      share.names = names[share.id] ?? []
      return share
    }.filter { share in code.map { share.names.contains($0) } ?? true }
  }
}

extension Workspace {
  /// What was shared, oldest first.
  /// - Parameter organisation: The one that it names; all that was shared where none is given.
  /// - Throws: `DisclosureRefused` where a table of the register is missing; `DatabaseError`.
  public func shares(naming organisation: Organisation? = nil) throws -> [Share] {
    try queue.read { db in
      let damage = try RegisterDamage.all(in: db)
      guard !damage.contains(where: \.isMissingTable) else { throw refusal(damage) }
      return try Share.all(of: standard.key, naming: organisation?.code, in: db)
    }
  }
}

extension Disclosed {
  /// Keeps in the workspace's register that it is shared; the same again adds nothing, nor does what is internal.
  /// - Parameters:
  ///   - bytes: As it is written.
  ///   - scope: What was asked.
  ///   - figures: How many figures it shows.
  ///   - text: Where the names are sought that it tells; the bytes where none is given.
  /// - Returns: The other rules that something was shared by, if this is new.
  /// - Throws: `DisclosureRefused` where the register is damaged; `DatabaseError`. Nothing may be shown then.
  @discardableResult
  public func register(bytes: Data, scope: String, figures: Int, text: Data? = nil) throws -> [String] {
    guard let (workspace, plan) = origin, let rules = disclosure.rules else { return [] }
    try workspace.requireWholeRegister()
    let (standard, hash) = (workspace.standard.key, SHA256.hash(data: bytes).hex)
    let isKnown = try workspace.queue.read { db in
      try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM share WHERE standard = ? AND sha256 = ? AND scope = ? AND rules = ?)",
        arguments: [standard, hash, scope, rules]) ?? false
    }
    guard !isKnown else { return [] }
    return try workspace.queue.write { db in
      try db.execute(
        literal: """
          INSERT OR IGNORE INTO share (at, standard, scope, rules, plan, figures, sha256)
          VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), \(standard), \(scope), \(rules), \(plan.id), \(figures), \(hash))
          """)
      if db.changesCount > 0 {
        let share = Int(db.lastInsertedRowID)
        for organisation in NamesInText(text ?? bytes).among(try Organisation.all(of: standard, in: db)) {
          try db.execute(
            literal: "INSERT INTO share_name (share, organisation) VALUES (\(share), \(organisation.code))")
        }
        try RegisterSeals.close(entry: share, in: db)
      }
      return try String.fetchAll(
        db, sql: "SELECT DISTINCT rules FROM share WHERE standard = ? AND rules <> ? ORDER BY rules",
        arguments: [standard, rules])
    }
  }
}
