import GRDB
import GRDBSQLite
import Synchronization

/// Whether somebody asked the running work to stop.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Nothing is asked yet.
  public init() {}

  /// Whether it was asked.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Asks; may be called by a signal handler.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Forgets that it was asked.
  public func reset() { flag.store(false, ordering: .relaxed) }

  /// - Throws: `CancellationError` once it was asked.
  public func check() throws { if isCancelled { throw CancellationError() } }

  /// Stops the statements of a connection once it was asked. The connection must not outlive this object.
  func watch(_ db: Database) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(
      db.sqliteConnection, 10_000,
      { context in
        guard let context else { return 0 }
        return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled ? 1 : 0
      }, context)
  }
}

extension Workspace {
  /// Turns SQLite's word for a statement that was stopped into a `CancellationError`.
  func cancellable<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      throw CancellationError()
    }
  }
}
