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
  /// Knows whether the register of what was shared is whole.
  let register = RegisterWitness()

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
    try open(path, standard: standardKey, catalogue: catalogue, cancellation: cancellation, limits: Limits())
  }

  /// What may be other in tests.
  struct Limits {
    /// How many seconds to wait for another program.
    var patience = 5.0
    /// The most pages that the file may have, as on a disk that is full.
    var pages: Int?
  }

  static func open(
    _ path: String, standard key: String, catalogue: Catalogue?, cancellation: Cancellation = Cancellation(),
    limits: Limits
  ) throws -> Workspace {
    try refuseDanglingLink(path)
    var file = stat()
    guard stat(path, &file) == 0 else { throw UsageProblem.noWorkspace(path: path) }
    guard file.st_mode & S_IFMT == S_IFREG else {
      throw UsageProblem.notAWorkspace(
        path: path, reason: file.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is no file")
    }
    guard file.st_size > 0 else { throw UsageProblem.notAWorkspace(path: path, reason: "the file is empty") }
    return try connect(path, key, catalogue, cancellation, limits)
  }

  /// Opens a workspace, making the file where there is none.
  /// - Parameter name: What messages call the file, where it is to get another name.
  /// - Throws: As `open`.
  static func openOrCreate(
    _ path: String, named name: String? = nil, standard standardKey: String, catalogue: Catalogue?,
    cancellation: Cancellation = Cancellation(), limits: Limits = Limits()
  ) throws -> Workspace {
    try refuseDanglingLink(path)
    var file = stat()
    if stat(path, &file) == 0, file.st_mode & S_IFMT != S_IFREG {
      return try open(path, standard: standardKey, catalogue: catalogue, cancellation: cancellation)  // which refuses
    }
    if access(path, F_OK) != 0 {
      _ = try catalogue?.source(of: standardKey).standard()  // a wrong name leaves no file behind
    }
    return try connect(path, named: name, standardKey, catalogue, cancellation, limits)
  }

  private static func refuseDanglingLink(_ path: String) throws {
    guard let target = SQLiteFile.danglingTarget(of: path) else { return }
    throw UsageProblem.danglingLink(path: path, target: target)
  }

  private static func connect(
    _ path: String, named name: String? = nil, _ key: String, _ catalogue: Catalogue?, _ cancellation: Cancellation,
    _ limits: Limits
  ) throws -> Workspace {
    var configuration = Configuration()
    configuration.busyMode = .timeout(limits.patience)
    configuration.prepareDatabase { db in
      cancellation.watch(db)
      if let pages = limits.pages { try db.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
    do {
      let queue = try DatabaseQueue(path: SQLiteFile.name(path), configuration: configuration)
      try Update(path: path).run(queue)
      let standard = try StandardRecord.synchronised(key, catalogue: catalogue, in: queue)
      return Workspace(path: path, standard: standard, queue: queue, cancellation: cancellation)
    } catch {
      throw UsageProblem(ofStore: error, at: name ?? path) ?? error
    }
  }

  /// Whether what it holds is illustrative; real and illustrative data never share a workspace.
  public func isIllustrative() throws -> Bool {
    try queue.read { try Workspace.isIllustrative($0) }
  }

  static func isIllustrative(_ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM organisation WHERE kind = 'illustrative')") ?? false
  }
}
