import GRDB

/// Which state of the counts an output was made from: the last change of the journal that touched them.
public struct DataVersion: Hashable, Sendable, Codable {
  /// Its number in the journal; 0 where nothing was loaded.
  public var change: Int
  /// The day on which it was made, UTC, ISO 8601; none where nothing was loaded.
  public var day: String?

  /// As the register of what was shared has it: "change 7".
  public var state: String { "change \(change)" }
  /// For people: "change 7 of 2026-11-29".
  public var words: String { state + (day.map { " of \($0)" } ?? "") }
}

extension DataVersion {
  /// None of the counts changes without an entry in the journal. Records of the programme leave them as they are, as do the
  /// undo of one and its redo.
  static func current(of standard: String, in db: Database) throws -> DataVersion {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT it.id, substr(it.at, 1, 10) FROM change it LEFT JOIN change reversed ON reversed.id = it.reverses
          LEFT JOIN change first ON first.id = reversed.reverses
        WHERE it.standard = ? AND coalesce(first.kind, reversed.kind, it.kind) <> 'record'
        ORDER BY it.id DESC LIMIT 1
        """, arguments: [standard])
    return DataVersion(change: row?[0] ?? 0, day: row?[1])
  }
}

extension Workspace {
  /// The state of the counts.
  public func dataVersion() throws -> DataVersion {
    try queue.read { try DataVersion.current(of: standard.key, in: $0) }
  }
}
