import GRDB

/// A change that was taken back, or brought again.
public struct Reversal: Hashable, Sendable, Codable {
  /// The number of its own entry in the journal.
  public var entry: Int
  /// The change that it took back or brought again.
  public var change: Change
  /// How many rows went and returned; of a redo, how many came and took the place of others.
  public var tally: LoadTally
}

extension Workspace {
  /// Takes the last changes back that have not been taken back yet, all of them or none; what they replaced returns.
  /// - Parameters:
  ///   - count: How many changes, 1 or more.
  ///   - command: The words to keep in the journal.
  ///   - progress: Told of each phase and indicator.
  /// - Returns: The changes that were taken back, the last first.
  /// - Throws: `UsageProblem.nothingToUndo`, `.tooFewToUndo`, `.registerAnew`; `CancellationError`. The workspace is
  ///   then as it was.
  public func undo(last count: Int, command: String, progress: WorkProgress = .silent) throws -> [Reversal] {
    try reverse { db, journal in
      try journal.requireSinceRegister(count)
      let changes = journal.standing.prefix(count)
      if changes.isEmpty { throw UsageProblem.nothingToUndo }
      guard changes.count == count else { throw UsageProblem.tooFewToUndo(count, there: changes.count) }
      return try changes.map { try Taking($0, .undo, of: $0.id, command, db, progress).takeBack() }
    }
  }

  /// Brings the changes again that were taken back last, all of them or none, exactly as they were.
  /// - Parameters:
  ///   - count: How many changes, 1 or more.
  ///   - command: The words to keep in the journal.
  ///   - progress: Told of each phase and indicator.
  /// - Returns: The changes that were brought again, the one taken back last first.
  /// - Throws: `UsageProblem.nothingToRedo`, `.tooFewToRedo`, and `.loadedSince` where something was changed after the undo;
  ///   `CancellationError`. The workspace is then as it was.
  public func redo(last count: Int, command: String, progress: WorkProgress = .silent) throws -> [Reversal] {
    try reverse { db, journal in
      let undos = journal.standingUndos.prefix(count)
      if undos.isEmpty { throw UsageProblem.nothingToRedo }
      for undo in undos {
        guard let since = journal.changes.last(where: { $0.reverses == nil && $0.id > undo.id }) else { continue }
        throw UsageProblem.loadedSince(since.id, undone: undo.reverses ?? 0)
      }
      guard undos.count == count else { throw UsageProblem.tooFewToRedo(count, there: undos.count) }
      return try undos.map { undo in
        let change = try journal.load(behind: undo)
        return try Taking(change, .redo, of: undo.id, command, db, progress).bringBack()
      }
    }
  }

  private func reverse(_ work: (Database, Journal) throws -> [Reversal]) throws -> [Reversal] {
    try cancellable {
      try queue.writeAndKeepCache { try work($0, Journal(Change.all(in: $0))) }
    }
  }
}

/// One change on its way out or back, with its entry in the journal.
private struct Taking {
  private let change: Change
  private let reversed: Int
  private let id: Int64
  private let db: Database
  private let progress: WorkProgress
  private let scopes: [TotalsKey]

  /// Begins the entry.
  /// - Parameter reversed: The change or the undo that is reversed.
  init(
    _ change: Change, _ kind: Change.Kind, of reversed: Int, _ command: String, _ db: Database,
    _ progress: WorkProgress
  ) throws {
    (self.change, self.reversed, self.db, self.progress) = (change, reversed, db, progress)
    id = try Change.begin(kind, command: command, standard: change.standard, reverses: reversed, in: db)
    scopes = try TotalsKey.fetchAll(
      db, sql: "SELECT phase, indicator FROM change_scope WHERE change = ?", arguments: [change.id])
    try db.execute(
      literal: """
        INSERT INTO change_scope (change, phase, indicator)
        SELECT \(id), phase, indicator FROM change_scope WHERE change = \(change.id)
        """)
  }

  func takeBack() throws -> Reversal {
    var tally = LoadTally()
    try eachScope("Taking change \(change.id) back") { scope in
      tally.removed += try JournaledTable.observation.remove(
        "\(scope.condition(standard: change.standard)) AND change = \(change.id)", replacedBy: id, in: db)
    }
    for table in JournaledTable.ofFewRows.reversed() {
      tally.removed += try table.remove("change = \(change.id)", replacedBy: id, in: db)
    }
    for table in JournaledTable.all { tally.added += try table.restore(whatReplaced: change.id, in: db) }
    return try finish(tally)
  }

  func bringBack() throws -> Reversal {
    var tally = LoadTally()
    func bring(_ table: JournaledTable, where condition: SQL) throws {
      let brought = try table.bringBack(takenBy: reversed, of: change.id, where: condition, in: db)
      tally.added += brought.added
      tally.replaced += brought.replaced
    }
    for table in JournaledTable.ofFewRows { try bring(table, where: "TRUE") }
    try eachScope("Bringing change \(change.id) back") { scope in
      try bring(.observation, where: scope.condition(standard: change.standard))
    }
    return try finish(tally)
  }

  private func eachScope(_ what: String, _ work: (TotalsKey) throws -> Void) throws {
    for (done, scope) in scopes.enumerated() {
      progress(what, done, of: scopes.count)
      try work(scope)
    }
  }

  private func finish(_ tally: LoadTally) throws -> Reversal {
    try Change.keep(tally, of: id, in: db)
    // A register decides who is part of the nation.
    let isOfRegister = change.files.contains { $0.kind == FileKind.Content.register.rawValue }
    try NationalTotals.sum(isOfRegister ? nil : Set(scopes), of: change.standard, in: db, progress: progress)
    return Reversal(entry: Int(id), change: change, tally: tally)
  }
}
