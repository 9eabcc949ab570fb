import GRDB

/// Whose workspace it is, and by which rules it shares: kept in it.
extension Workspace {
  /// The authority that it belongs to; none where it is the programme's, whose own figures are all of them.
  public func owner() throws -> Organisation? {
    guard let code = try setting("owner") else { return nil }
    return try queue.read { try Organisation.one(code, of: standard.key, in: $0) }
  }

  /// Gives it to an authority, or to the programme.
  public func setOwner(_ organisation: Organisation?) throws { try set("owner", organisation?.code) }

  /// The rules that were chosen for it; none where nobody chose.
  public func chosenRules() throws -> String? { try setting("rules") }

  /// Chooses rules for it.
  /// - Parameter name: The key of a preset, or the whole path of a file.
  public func setRules(_ name: String) throws { try set("rules", name) }

  /// Whether all counts in it are one organisation's.
  public func holdsOnly(_ organisation: Organisation) throws -> Bool {
    try queue.read { db in
      try Bool.fetchOne(
        db, sql: "SELECT NOT EXISTS (SELECT 1 FROM observation WHERE standard = ? AND organisation <> ?)",
        arguments: [standard.key, organisation.code]) ?? false
    }
  }

  private func setting(_ key: String) throws -> String? {
    try queue.read { db in
      try String.fetchOne(db, sql: "SELECT value FROM setting WHERE key = ?", arguments: ["\(standard.key) \(key)"])
    }
  }

  private func set(_ key: String, _ value: String?) throws {
    try queue.write { db in
      let key = "\(standard.key) \(key)"
      try db.execute(literal: "DELETE FROM setting WHERE key = \(key)")
      if let value { try db.execute(literal: "INSERT INTO setting (key, value) VALUES (\(key), \(value))") }
    }
  }
}
