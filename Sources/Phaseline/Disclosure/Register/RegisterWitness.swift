import Synchronization

/// Remembers in which state of the file, by SQLite's count of what other connections have written, a workspace's register was
/// found whole.
final class RegisterWitness: Sendable {
  private let state = Mutex<Int?>(nil)

  /// Whether it was found whole in this state.
  func wasWhole(at state: Int?) -> Bool { self.state.withLock { $0 != nil && $0 == state } }

  /// Forgets it, where the workspace itself has changed the register.
  func forget() { state.withLock { $0 = nil } }

  /// Remembers that it is.
  func isWhole(at state: Int?) { self.state.withLock { $0 = state } }
}
