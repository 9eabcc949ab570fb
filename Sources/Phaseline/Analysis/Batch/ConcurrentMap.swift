import Synchronization

extension Array where Element: Sendable {
  /// Makes something of each element, several at a time.
  /// - Parameters:
  ///   - jobs: How many at once, at least 1.
  ///   - what: What is done, for the progress: "Comparing".
  ///   - progress: Told after each.
  ///   - cancellation: Asks to stop: then none is begun.
  ///   - make: Makes it; not told in which order.
  /// - Returns: What was made, in the order of the elements.
  /// - Throws: The first thing that `make` throws; `CancellationError`.
  public func concurrentMap<Made: Sendable>(
    jobs: Int, as what: String, progress: WorkProgress = .silent, cancellation: Cancellation = Cancellation(),
    _ make: @escaping @Sendable (Element) throws -> Made
  ) async throws -> [Made] {
    let (next, done) = (Counter(), Counter())
    let made = try await withThrowingTaskGroup(of: [(Int, Made)].self) { group in
      for _ in 0..<Swift.max(1, Swift.min(jobs, count)) {
        group.addTask {
          var made: [(Int, Made)] = []
          while true {
            let index = next.count() - 1
            guard index < count else { return made }
            try cancellation.check()
            try Task.checkCancellation()
            made.append((index, try make(self[index])))
            progress(what, done.count(), of: count)
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    return made.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

/// Counts for several at once.
private final class Counter: Sendable {
  private let counted = Atomic<Int>(0)

  /// One more.
  /// - Returns: How many that makes.
  func count() -> Int { counted.add(1, ordering: .relaxed).newValue }
}
