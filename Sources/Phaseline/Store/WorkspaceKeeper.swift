import Foundation
import GRDB
import Synchronization

/// Keeps the workspace that was asked for last open, since opening one takes longer than most questions to it.
///
/// It is given again only where nothing can have changed but through it: the file is as it was, no other connection has
/// written to it, the catalogue is as it was. Else it is opened anew, with all that opening checks.
public final class WorkspaceKeeper: Sendable {
  private struct Kept {
    var workspace: Workspace
    var catalogue: Catalogue?
    var state: State
  }
  private let kept = Mutex<Kept?>(nil)

  /// Nothing yet.
  public init() {}

  /// The workspace at a path, opened for a standard.
  /// - Parameters:
  ///   - path: The SQLite file.
  ///   - key: The standard to speak of.
  ///   - catalogue: Where the catalogues are; without one the workspace's own copy serves.
  ///   - cancellation: Stops the statements that run, once it is asked to; the same at every call.
  /// - Throws: As `Workspace.open`.
  public func open(
    _ path: String, standard key: String, catalogue: Catalogue?, cancellation: Cancellation
  ) throws -> Workspace {
    try kept.withLock { kept in
      if let known = kept, known.workspace.path == path, known.workspace.standard.key == key,
        known.catalogue == catalogue, known.state == State(of: known.workspace, catalogue)
      {
        return known.workspace
      }
      kept = nil
      let workspace = try Workspace.open(path, standard: key, catalogue: catalogue, cancellation: cancellation)
      kept = State(of: workspace, catalogue).map { Kept(workspace: workspace, catalogue: catalogue, state: $0) }
      return workspace
    }
  }

  /// What tells that nobody else has touched a workspace or its catalogue.
  private struct State: Equatable {
    var file: FileState
    /// Absent where there is no catalogue, or none of the standard.
    var catalogue: FileState?
    /// SQLite's own count of what other connections have written.
    var writes: Int

    /// - Returns: `nil` where it cannot be told.
    init?(of workspace: Workspace, _ catalogue: Catalogue?) {
      guard let file = FileState(workspace.path),
        let writes = try? workspace.queue.inDatabase({ try Int.fetchOne($0, sql: "PRAGMA data_version") })
      else { return nil }
      (self.file, self.writes) = (file, writes)
      self.catalogue = catalogue.flatMap { FileState($0.file(of: workspace.standard.key).path) }
    }
  }

  /// A file as the system sees it: another one, or another content, has another.
  private struct FileState: Equatable {
    var device, number: UInt64
    var size, seconds, nanoseconds: Int

    init?(_ path: String) {
      var file = stat()
      guard stat(path, &file) == 0 else { return nil }
      (device, number, size) = (UInt64(file.st_dev), UInt64(file.st_ino), Int(file.st_size))
      #if os(Linux)
        let changed = file.st_ctim
      #else
        let changed = file.st_ctimespec
      #endif
      (seconds, nanoseconds) = (changed.tv_sec, changed.tv_nsec)
    }
  }
}
