import Foundation
import GRDB

/// What a backup holds.
public struct BackupReport: Hashable, Sendable, Codable {
  /// Where it is.
  public var path: String
  /// Entries of the journal.
  public var changes: Int
  /// Rows of counts, of all standards.
  public var observations: Int
}

extension Workspace {
  /// Copies the workspace as it is at this moment, while others may work on it, and checks the copy.
  /// - Parameters:
  ///   - destination: A file that is not there yet.
  ///   - progress: Told of each stretch of pages.
  /// - Returns: What the copy holds.
  /// - Throws: `UsageProblem` where the file is there, cannot be written, or does not pass its check; `CancellationError`.
  ///   There is no copy then.
  public func backup(to destination: String, progress: WorkProgress = .silent) throws -> BackupReport {
    try refuse(destination)
    do {
      try cancellable {
        try FileCopy(of: queue, to: destination).make(progress: progress, cancellation: cancellation)
      }
      return try Self.report(on: destination)
    } catch let error as DatabaseError where !error.isOfDamage {
      throw UsageProblem(ofStore: error, at: destination) ?? error
    }
  }

  private func refuse(_ destination: String) throws {
    if destination == "-" || destination.isEmpty {
      throw UsageProblem.refused("A backup is a file: give it a name, as in `backup before-april.sqlite`.")
    }
    var (own, other) = (stat(), stat())
    if stat(path, &own) == 0, stat(destination, &other) == 0, own.st_ino == other.st_ino, own.st_dev == other.st_dev {
      throw UsageProblem.refused("\(destination) is the workspace itself. Name another file for the backup.")
    }
    guard lstat(destination, &other) != 0 else {
      throw UsageProblem.refused("\(destination) is there already, and a backup replaces nothing. Name another file.")
    }
    guard access(SQLiteFile.folder(of: destination), F_OK) == 0 else {
      throw UsageProblem.refused("There is no folder for \(destination). Make the folder first, or name another file.")
    }
  }

  private static func report(on copy: String) throws -> BackupReport {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: SQLiteFile.name(copy), configuration: configuration).read { db in
      BackupReport(
        path: copy, changes: try Int.fetchOne(db, sql: "SELECT count(*) FROM change") ?? 0,
        observations: try Int.fetchOne(db, sql: "SELECT count(*) FROM observation") ?? 0)
    }
  }
}

/// A copy of a database, which appears whole or not at all.
struct FileCopy {
  private let source: DatabaseQueue
  private let destination: String

  init(of source: DatabaseQueue, to destination: String) { (self.source, self.destination) = (source, destination) }

  /// Copies, checks, and gives the copy its name.
  /// - Throws: `DatabaseError`; `UsageProblem.refused` where the copy is not sound; `CancellationError`.
  func make(progress: WorkProgress, cancellation: Cancellation) throws {
    // Whoever may not read the workspace may not read its copy.
    var status = stat()
    let mode = stat(source.path, &status) == 0 ? status.st_mode & 0o777 : 0o600
    let draft = try Draft(of: destination, mode: mode)
    defer { draft.remove() }
    try copy(into: draft.path, progress, cancellation)
    chmod(draft.path, mode)
    guard try draft.publish() else {
      throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: String(cString: strerror(EEXIST)))
    }
  }

  private func copy(into file: String, _ progress: WorkProgress, _ cancellation: Cancellation) throws {
    let target = try DatabaseQueue(path: SQLiteFile.name(file))
    defer { try? target.close() }
    try source.backup(to: target, pagesPerStep: 256) { step in
      try cancellation.check()
      progress("Copying", step.completedPageCount, of: step.totalPageCount)
    }
    try cancellation.check()
    try target.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = DELETE")  // a copy is one file, however its source kept its journal
      let check = try Workspace.damage(db)
      guard check.isEmpty else {
        throw UsageProblem.refused(
          "The copy does not pass SQLite's check (\(check.joined(separator: "; "))), so it was not kept. "
            + "`doctor --deep` says what is wrong with the workspace.")
      }
    }
  }
}
