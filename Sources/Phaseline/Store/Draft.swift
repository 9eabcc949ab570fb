import Foundation
import GRDB

/// A file that nobody meets before it is whole: made under a name of its own, then given the one that was asked for.
struct Draft {
  /// Where it is made: beside the file that it is to be.
  let path: String
  private let destination: String

  /// Makes an empty file.
  /// - Parameters:
  ///   - destination: What it is to be called.
  ///   - mode: Who may read and write it; its maker may in any case, until it is published.
  /// - Throws: `DatabaseError` where it cannot be made.
  init(of destination: String, mode: mode_t = 0o666) throws {
    self.destination = destination
    path = "\(destination).\(UInt32.random(in: 0...UInt32.max)).part"
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode | 0o600)
    guard descriptor >= 0 else { throw Self.failure() }
    close(descriptor)
  }

  /// Gives it its name; nothing that is there is replaced.
  /// - Returns: `false` where something of that name is there.
  /// - Throws: `DatabaseError`.
  func publish() throws -> Bool {
    if link(path, destination) == 0 { return true }
    if errno == EEXIST { return false }
    // Where a disk knows no second names, a new one must do.
    guard [EPERM, ENOTSUP, EOPNOTSUPP, EMLINK].contains(errno) else { throw Self.failure() }
    var status = stat()
    guard lstat(destination, &status) != 0 else { return false }
    guard rename(path, destination) == 0 else { throw Self.failure() }
    return true
  }

  /// Takes away its own name, and what SQLite has left beside it.
  func remove() { for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) } }

  private static func failure() -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CANTOPEN, message: String(cString: strerror(errno)))
  }
}
