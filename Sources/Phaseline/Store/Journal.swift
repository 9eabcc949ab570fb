import Foundation
import GRDB

/// One entry of the journal: nothing in a workspace changes without one.
public struct Change: Hashable, Sendable, Codable, FetchableRecord {
  public enum Kind: String, Sendable, Codable {
    case load
    /// The standard's own registers and published figures, brought by the first load.
    case standard
    case undo
  }
  public var id: Int
  /// When, UTC, ISO 8601.
  public var at: String
  /// The words of the command.
  public var command: String
  public var kind: Kind
  /// The change that this one took back.
  public var reverses: Int?
  public var added: Int
  public var replaced: Int
  public var unchanged: Int
  /// Names of the files, and the SHA-256 of each.
  public var files: String?
  public var sha256: String?
}

extension Change {
  static func begin(_ kind: Kind, command: String, reverses: Int? = nil, in db: Database) throws -> Int64 {
    try db.execute(
      literal: """
        INSERT INTO change (at, command, kind, reverses)
        VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), \(command), \(kind.rawValue), \(reverses))
        """)
    return db.lastInsertedRowID
  }

  static func finish(_ id: Int64, _ report: LoadReport, in db: Database) throws {
    try tally(report.tally, of: id, in: db)
    for file in report.files {
      try db.execute(
        literal: """
          INSERT INTO change_file VALUES (\(id), \(file.file), \(file.sha256), \(file.kind), \(file.rows))
          ON CONFLICT DO UPDATE SET rows = rows + excluded.rows
          """)
    }
  }

  static func tally(_ tally: LoadTally, of id: Int64, in db: Database) throws {
    try db.execute(
      literal: """
        UPDATE change SET added = \(tally.added), replaced = \(tally.replaced), unchanged = \(tally.unchanged)
        WHERE id = \(id)
        """)
  }

  static func abandon(_ id: Int64, in db: Database) throws {
    try db.execute(literal: "DELETE FROM change WHERE id = \(id)")
  }
}

extension Workspace {
  /// The journal, oldest first.
  public func history() throws -> [Change] {
    try queue.read { db in
      try Change.fetchAll(
        db,
        sql: """
          SELECT change.*, group_concat(file, ', ') AS files, group_concat(sha256, ', ') AS sha256
          FROM change LEFT JOIN change_file ON change_file.change = change.id GROUP BY change.id ORDER BY change.id
          """)
    }
  }

  /// Takes the last change back that has not been taken back yet; what it replaced returns.
  /// - Parameter command: The words to keep in the journal.
  /// - Returns: The change that was taken back, and how many rows went and returned.
  /// - Throws: `UsageProblem.nothingToUndo`.
  public func undo(command: String) throws -> (undone: Change, removed: Int, restored: Int) {
    let changes = try history()
    let reversed = Set(changes.compactMap(\.reverses))
    guard let last = changes.last(where: { $0.kind != .undo && !reversed.contains($0.id) }) else {
      throw UsageProblem.nothingToUndo
    }
    return try queue.writeAndKeepCache { db in
      let id = try Change.begin(.undo, command: command, reverses: last.id, in: db)
      var (removed, restored) = (0, 0)
      for table in Self.journaled {
        try db.execute(
          literal:
            "INSERT INTO \(sql: "replaced_" + table) SELECT *, \(id) FROM \(sql: table) WHERE change = \(last.id)")
        removed += db.changesCount
        try db.execute(literal: "DELETE FROM \(sql: table) WHERE change = \(last.id)")
        let columns = try db.columns(in: table).map(\.name).joined(separator: ", ")
        try db.execute(
          literal: """
            INSERT INTO \(sql: table) SELECT \(sql: columns) FROM \(sql: "replaced_" + table)
            WHERE replaced_by = \(last.id)
            """)
        restored += db.changesCount
        try db.execute(literal: "DELETE FROM \(sql: "replaced_" + table) WHERE replaced_by = \(last.id)")
      }
      try Change.tally(LoadTally(added: restored, replaced: removed), of: id, in: db)
      // Of every standard: the change may have been of another than the one that is spoken of.
      for key in try String.fetchAll(db, sql: "SELECT key FROM standard") {
        try NationalTotals.sum(nil, of: key, in: db)
      }
      return (last, removed, restored)
    }
  }

  /// The tables whose rows belong to a change; each has a twin `replaced_…` with what later changes replaced.
  private static let journaled = ["observation", "published_figure", "organisation"]
}
