import GRDB

/// Which state of the counts an output was made from: the last change of the journal that touched them. `history` says when
/// that was.
public struct DataVersion: Hashable, Sendable, Codable {
  /// Its number in the journal; 0 where nothing was loaded.
  public var change: Int

  /// As the register of what was shared has it, and for people: "change 7".
  public var words: String { "change \(change)" }
}

extension DataVersion {
  /// None of the counts changes without an entry in the journal. Records of the programme leave them as they are, as do the
  /// undo of one and its redo.
  static func current(of standard: String, in db: Database) throws -> DataVersion {
    DataVersion(
      change: try Int.fetchOne(
        db,
        sql: """
          SELECT max(it.id) FROM change it LEFT JOIN change reversed ON reversed.id = it.reverses
            LEFT JOIN change first ON first.id = reversed.reverses
          WHERE it.standard = ? AND coalesce(first.kind, reversed.kind, it.kind) NOT IN ('record', 'register')
          """, arguments: [standard]) ?? 0)
  }
}

extension Workspace {
  /// The state of the counts.
  public func dataVersion() throws -> DataVersion {
    try queue.read { try DataVersion.current(of: standard.key, in: $0) }
  }

  /// The number of the last change of the journal, records of the programme among them; 0 where there is none.
  public func lastChange() throws -> Int {
    try queue.read { try Int.fetchOne($0, sql: "SELECT max(id) FROM change") ?? 0 }
  }
}
