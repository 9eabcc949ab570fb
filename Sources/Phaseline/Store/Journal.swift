import GRDB

/// One entry of the journal: nothing in a workspace changes without one.
public struct Change: Hashable, Sendable, Codable {
  /// What kind of change it was.
  public enum Kind: String, Sendable, Codable {
    /// Files that somebody loaded.
    case load
    /// The standard's own registers and published figures, brought by the first load.
    case standard
    /// An earlier change taken back.
    case undo
  }
  /// A file that was loaded.
  public struct File: Hashable, Sendable, Codable {
    /// As it was named.
    public var path: String
    /// In hexadecimal.
    public var sha256: String
    /// What it held: a register, published figures, observations.
    public var kind: String
    /// How many rows it had.
    public var rows: Int
  }
  /// Number, from 1.
  public var id: Int
  /// When, UTC, ISO 8601.
  public var at: String
  /// The words of the command.
  public var command: String
  /// Whether something was loaded or taken back.
  public var kind: Kind
  /// Key of the standard that it was of.
  public var standard: String
  /// The change that this one took back.
  public var reverses: Int?
  /// How many rows came, replaced others, were there already, or went.
  public var tally: LoadTally
  /// The files that it read.
  public var files: [File]
}

extension Change {
  static func begin(
    _ kind: Kind, command: String, standard: String, reverses: Int? = nil, in db: Database
  ) throws -> Int64 {
    try db.execute(
      literal: """
        INSERT INTO change (at, command, kind, standard, reverses)
        VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), \(command), \(kind.rawValue), \(standard), \(reverses))
        """)
    return db.lastInsertedRowID
  }

  /// Keeps what a load did: its counts, its files, and the phases and indicators that it touched.
  static func finish(_ id: Int64, _ report: LoadReport, touched: Set<TotalsKey>, in db: Database) throws {
    try keep(report.tally, of: id, in: db)
    for (index, file) in report.files.enumerated() {
      try db.execute(
        literal: """
          INSERT INTO change_file (change, number, path, sha256, kind, rows)
          VALUES (\(id), \(index + 1), \(file.path), \(file.sha256), \(file.kind), \(file.rows))
          """)
    }
    for key in touched {
      try db.execute(
        literal: "INSERT INTO change_scope (change, phase, indicator) VALUES (\(id), \(key.phase), \(key.indicator))")
    }
  }

  static func keep(_ tally: LoadTally, of id: Int64, in db: Database) throws {
    try db.execute(
      literal: """
        UPDATE change SET added = \(tally.added), replaced = \(tally.replaced), unchanged = \(tally.unchanged),
          removed = \(tally.removed) WHERE id = \(id)
        """)
  }

  static func abandon(_ id: Int64, in db: Database) throws {
    try db.execute(literal: "DELETE FROM change WHERE id = \(id)")
  }

  static func all(in db: Database) throws -> [Change] {
    var files: [Int: [File]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM change_file ORDER BY change, number") {
      files[row["change"], default: []].append(
        File(path: row["path"], sha256: row["sha256"], kind: row["kind"], rows: row["rows"]))
    }
    return try Row.fetchAll(db, sql: "SELECT * FROM change ORDER BY id").map { row in
      Change(
        id: row["id"], at: row["at"], command: row["command"], kind: Kind(rawValue: row["kind"]) ?? .load,
        standard: row["standard"], reverses: row["reverses"],
        tally: LoadTally(
          added: row["added"], replaced: row["replaced"], unchanged: row["unchanged"], removed: row["removed"]),
        files: files[row["id"]] ?? [])
    }
  }
}

extension Workspace {
  /// The journal, oldest first.
  public func history() throws -> [Change] { try queue.read { try Change.all(in: $0) } }

  /// Takes the last change back that has not been taken back yet; what it replaced returns.
  /// - Parameter command: The words to keep in the journal.
  /// - Returns: The change that was taken back, and how many rows went and returned.
  /// - Throws: `UsageProblem.nothingToUndo`; `CancellationError`, the workspace then being as it was.
  public func undo(command: String) throws -> (undone: Change, tally: LoadTally) {
    try cancellable {
      try queue.writeAndKeepCache { db in
        let changes = try Change.all(in: db)
        let reversed = Set(changes.compactMap(\.reverses))
        guard let last = changes.last(where: { $0.kind != .undo && !reversed.contains($0.id) }) else {
          throw UsageProblem.nothingToUndo
        }
        let id = try Change.begin(.undo, command: command, standard: last.standard, reverses: last.id, in: db)
        let tally = try takeBack(last, by: id, in: db)
        try Change.keep(tally, of: id, in: db)
        return (last, tally)
      }
    }
  }

  private func takeBack(_ change: Change, by id: Int64, in db: Database) throws -> LoadTally {
    var tally = LoadTally()
    try db.execute(
      literal: """
        INSERT INTO change_scope (change, phase, indicator)
        SELECT \(id), phase, indicator FROM change_scope WHERE change = \(change.id)
        """)
    let scopes = try TotalsKey.fetchAll(
      db, sql: "SELECT phase, indicator FROM change_scope WHERE change = ?", arguments: [change.id])
    for scope in scopes {
      tally.removed += try JournaledTable.observation.remove(
        "\(scope.condition(standard: change.standard)) AND change = \(change.id)", replacedBy: id, in: db)
    }
    for table in [JournaledTable.publishedFigure, .organisation] {
      tally.removed += try table.remove("change = \(change.id)", replacedBy: id, in: db)
    }
    for table in [JournaledTable.organisation, .publishedFigure, .observation] {
      tally.added += try table.restore(whatReplaced: change.id, in: db)
    }
    let isOfRegister = change.files.contains { $0.kind == FileKind.Content.register.rawValue }
    try NationalTotals.sum(isOfRegister ? nil : Set(scopes), of: change.standard, in: db)
    return tally
  }
}
