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
}

extension Workspace {
  /// What was shared, oldest first.
  public func shares() throws -> [Share] {
    try queue.read { db in
      try Share.fetchAll(
        db,
        sql: """
          SELECT share.id, share.at, share.scope, share.rules, state, figures, sha256
          FROM share JOIN disclosure_plan ON disclosure_plan.id = share.plan
          WHERE share.standard = ? ORDER BY share.id
          """, arguments: [standard.key])
    }
  }

  /// Keeps that something is shared; the same again adds nothing.
  /// - Parameters:
  ///   - shared: What the gate let pass; of the internal audience nothing is kept.
  ///   - bytes: As it is written.
  ///   - scope: What was asked.
  ///   - figures: How many figures it shows.
  /// - Throws: `DatabaseError`, with which nothing may be shown.
  public func register<Value>(_ shared: Disclosed<Value>, bytes: Data, scope: String, figures: Int) throws {
    guard let plan = shared.plan, let rules = shared.disclosure.rules else { return }
    let hash = SHA256.hash(data: bytes).hex
    let isKnown = try queue.read { db in
      try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM share WHERE standard = ? AND sha256 = ? AND scope = ? AND rules = ?)",
        arguments: [standard.key, hash, scope, rules]) ?? false
    }
    guard !isKnown else { return }
    try queue.write { db in
      try db.execute(
        literal: """
          INSERT OR IGNORE INTO share (at, standard, scope, rules, plan, figures, sha256)
          VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), \(standard.key), \(scope), \(rules), \(plan.id), \(figures),
            \(hash))
          """)
    }
  }
}
