import Foundation
import GRDB

/// One SQLite file with the history of a standard's phases, opened for one standard.
public struct Workspace: Sendable {
  /// Where the file is.
  public let path: String
  /// The standard that commands speak of.
  public let standard: Standard
  let queue: DatabaseQueue

  /// Opens a workspace that exists.
  /// - Parameters:
  ///   - path: The SQLite file.
  ///   - standardKey: The standard to speak of.
  ///   - catalogue: Where the catalogues are; without one the workspace's own copy serves.
  /// - Throws: `UsageProblem` where the file is missing, is something else, or is newer; `CatalogueProblem`.
  public static func open(_ path: String, standard standardKey: String, catalogue: Catalogue?) throws -> Workspace {
    guard access(path, F_OK) == 0 else { throw UsageProblem.noWorkspace(path: path) }
    return try connect(path, standardKey, catalogue)
  }

  /// Opens a workspace, making the file where there is none.
  /// - Throws: As `open`.
  public static func openOrCreate(
    _ path: String, standard standardKey: String, catalogue: Catalogue?
  ) throws -> Workspace {
    guard access(path, F_OK) != 0 else { return try connect(path, standardKey, catalogue) }
    let source = try catalogue?.source(of: standardKey)  // before the file is made: a wrong name leaves nothing behind
    _ = try source?.standard()
    return try connect(path, standardKey, catalogue)
  }

  private static func connect(_ path: String, _ key: String, _ catalogue: Catalogue?) throws -> Workspace {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.inDatabase({ db in try needsMigration(db, path: path) }) { try Migrations.migrator.migrate(queue) }
      let standard = try StandardRecord.synchronised(key, catalogue: catalogue, in: queue)
      return Workspace(path: path, standard: standard, queue: queue)
    } catch let error as DatabaseError {
      throw UsageProblem.notAWorkspace(path: path, reason: error.message ?? "SQLite error \(error.resultCode)")
    }
  }

  /// Refuses what is not ours; says whether an older version made it.
  private static func needsMigration(_ db: Database, path: String) throws -> Bool {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try version == 0 && Int.fetchOne(db, sql: "PRAGMA schema_version") == 0
    guard isEmpty || application == Migrations.applicationID else {
      throw UsageProblem.notAWorkspace(path: path, reason: "an SQLite file of another program")
    }
    guard version <= Migrations.all.count else { throw UsageProblem.newerWorkspace(path: path) }
    return version < Migrations.all.count
  }

  /// Whether what it holds is illustrative; real and illustrative data never share a workspace.
  public func isIllustrative() throws -> Bool {
    try queue.read { try Workspace.isIllustrative($0) }
  }

  static func isIllustrative(_ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM organisation WHERE kind = 'illustrative')") ?? false
  }

  /// Stops the statement that runs at this moment, from any thread.
  public func interrupt() { queue.interrupt() }
}
