import GRDB

/// One entry of the journal: nothing in a workspace changes without one.
public struct Change: Hashable, Sendable, Codable {
  /// What kind of change it was.
  public enum Kind: String, Sendable, Codable {
    /// Files that somebody loaded.
    case load
    /// The standard's own registers and published figures, brought by the first load.
    case standard
    /// What somebody recorded of the programme: a step of the year, an answer about being named, an action, a session, a
    /// practice.
    case record
    /// The register of what was shared, started anew from what was shared. It cannot be taken back.
    case register
    /// An earlier change taken back.
    case undo
    /// What an undo took back brought again.
    case redo
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
  /// The words of the command; to a shared audience, `words(for:)`.
  public var command: String
  /// Whether something was loaded, taken back or brought again.
  public var kind: Kind
  /// Key of the standard that it was of.
  public var standard: String
  /// The change that this undo took back, or the undo that this redo took back.
  public var reverses: Int?
  /// How many rows came, replaced others, were there already, or went.
  public var tally: LoadTally
  /// The files that it read.
  public var files: [File]
}

extension Change {
  /// The words of the command as an audience may read them: who takes part is not for everybody to know, and files are often
  /// named after who gave them.
  public func words(for audience: Audience) -> String {
    audience == .shared && reverses == nil ? kind.rawValue : command
  }

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

  /// The last load of a file that is not taken back.
  /// - Parameters:
  ///   - sha256: Of the file's content, in hexadecimal.
  ///   - standard: Key of the standard that it was loaded for.
  static func earlier(sha256: String, standard: String, in db: Database) throws -> Change? {
    let loads = try Int.fetchAll(
      db,
      sql: """
        SELECT change.id FROM change_file JOIN change ON change.id = change_file.change
        WHERE sha256 = ? AND standard = ? ORDER BY change.id DESC
        """, arguments: [sha256, standard])
    if loads.isEmpty { return nil }
    let journal = Journal(try all(in: db))
    return try loads.first { journal.undo(of: $0) == nil }.map { try journal.change($0) }
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

/// All changes, and which of them stand.
public struct Journal: Hashable, Sendable {
  /// Oldest first.
  public let changes: [Change]
  /// The undo that took a change back, of those that are not brought again.
  private let undoOf: [Int: Int]

  init(_ changes: [Change]) {
    self.changes = changes
    var undoOf: [Int: Int] = [:]
    var undone: [Int: Int] = [:]
    for change in changes {
      guard let reversed = change.reverses else { continue }
      if change.kind == .undo {
        undoOf[reversed] = change.id
        undone[change.id] = reversed
      } else if let back = undone[reversed] {
        undoOf[back] = nil
      }
    }
    self.undoOf = undoOf
  }

  /// The undo that took a change back, if it is not brought again.
  public func undo(of change: Int) -> Int? { undoOf[change] }

  /// The change of this number.
  /// - Throws: `UsageProblem.noChange`.
  public func change(_ number: Int) throws -> Change {
    guard let change = changes.first(where: { $0.id == number }) else {
      throw UsageProblem.noChange(number, last: changes.last?.id)
    }
    return change
  }

  /// The load that a change is about: itself, the one that an undo took back, or the one that a redo brought again.
  public func load(behind change: Change) throws -> Change {
    guard let reversed = change.reverses else { return change }
    return try load(behind: self.change(reversed))
  }

  /// The loads that stand, the last first: the order in which they can be taken back.
  var standing: [Change] {
    changes.reversed().filter { $0.reverses == nil && $0.kind != .register && undoOf[$0.id] == nil }
  }

  /// Refuses to pass over a register that was started anew: that is never taken back, and whoever asks for the last
  /// change would lose one that they did not mean.
  /// - Parameter asked: How many changes are to be taken back.
  /// - Throws: `UsageProblem.registerAnew`.
  func requireSinceRegister(_ asked: Int) throws {
    guard let anew = changes.last(where: { $0.kind == .register }) else { return }
    let since = standing.count { $0.id > anew.id }
    guard since < asked else { return }
    throw UsageProblem.registerAnew(anew.id, since: since)
  }

  /// The undos that stand, the last first: the order in which what they took can be brought again.
  var standingUndos: [Change] {
    let standing = Set(undoOf.values)
    return changes.reversed().filter { standing.contains($0.id) }
  }

  /// How a change stands: "" as it is, "taken back", or for an undo and a redo "of 3", what it reversed.
  public func state(of change: Change) -> String {
    if let reversed = change.reverses { return "of \(reversed)" }
    return undoOf[change.id] == nil ? "" : "taken back"
  }
}

extension Workspace {
  /// The changes, oldest first.
  public func history() throws -> [Change] { try queue.read { try Change.all(in: $0) } }

  /// The changes, and which of them stand.
  public func journal() throws -> Journal { try queue.read { Journal(try Change.all(in: $0)) } }
}
