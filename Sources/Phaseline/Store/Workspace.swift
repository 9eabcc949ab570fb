import Foundation
import GRDB

/// One SQLite file with the history of a standard's phases, opened for one standard.
public struct Workspace: Sendable {
  /// Where the file is.
  public let path: String
  /// The standard that commands speak of.
  public let standard: Standard
  let queue: DatabaseQueue

  /// Asked while statements run.
  let cancellation: Cancellation

  /// Opens a workspace that exists.
  /// - Parameters:
  ///   - path: The SQLite file.
  ///   - standardKey: The standard to speak of.
  ///   - catalogue: Where the catalogues are; without one the workspace's own copy serves.
  ///   - cancellation: Stops the statements that run, once it is asked to.
  /// - Throws: `UsageProblem` where the file is missing, is something else, is newer, or cannot be used;
  ///   `CatalogueProblem`.
  public static func open(
    _ path: String, standard standardKey: String, catalogue: Catalogue?, cancellation: Cancellation = Cancellation()
  ) throws -> Workspace {
    var file = stat()
    guard stat(path, &file) == 0 else { throw UsageProblem.noWorkspace(path: path) }
    guard file.st_size > 0 else { throw UsageProblem.notAWorkspace(path: path, reason: "the file is empty") }
    return try connect(path, standardKey, catalogue, cancellation)
  }

  /// Opens a workspace, making the file where there is none.
  /// - Throws: As `open`.
  static func openOrCreate(
    _ path: String, standard standardKey: String, catalogue: Catalogue?, cancellation: Cancellation = Cancellation()
  ) throws -> Workspace {
    if access(path, F_OK) != 0 {
      _ = try catalogue?.source(of: standardKey).standard()  // a wrong name leaves no file behind
    }
    return try connect(path, standardKey, catalogue, cancellation)
  }

  private static func connect(
    _ path: String, _ key: String, _ catalogue: Catalogue?, _ cancellation: Cancellation
  ) throws -> Workspace {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { cancellation.watch($0) }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.inDatabase({ db in try needsMigration(db, path: path) }) { try Migrations.migrator.migrate(queue) }
      let standard = try StandardRecord.synchronised(key, catalogue: catalogue, in: queue)
      return Workspace(path: path, standard: standard, queue: queue, cancellation: cancellation)
    } catch {
      throw UsageProblem(ofStore: error, at: path) ?? error
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
}
