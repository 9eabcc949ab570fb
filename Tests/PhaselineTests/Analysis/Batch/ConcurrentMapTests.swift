import Synchronization
import Testing

@testable import Phaseline

@Suite("Several at a time") struct ConcurrentMapTests {
  private final class Told: Sendable {
    private let numbers = Mutex<[Int]>([])
    var all: [Int] { numbers.withLock { $0 } }
    func add(_ number: Int) { numbers.withLock { $0.append(number) } }
  }

  @Test("what was made stands in the order of what it was made of", arguments: [1, 2, 3, 64])
  func order(jobs: Int) async throws {
    let told = Told()
    let made = try await Array(0..<200).concurrentMap(
      jobs: jobs, as: "Doing", progress: WorkProgress { _, done, _ in told.add(done) }
    ) { number in
      String(repeating: "x", count: (number * 7919) % 1000).count + number
    }
    #expect(made == (0..<200).map { ($0 * 7919) % 1000 + $0 })
    #expect(told.all.sorted() == Array(1...200))
  }

  @Test("nothing is made of nothing")
  func empty() async throws {
    #expect(try await [Int]().concurrentMap(jobs: 2, as: "Doing") { $0 } == [])
  }

  @Test("an error ends it, and so does somebody who asks to stop: no more is begun")
  func ended() async throws {
    struct Wrong: Error {}
    await #expect(throws: Wrong.self) {
      try await Array(0..<100).concurrentMap(jobs: 2, as: "Doing") { if $0 == 50 { throw Wrong() } }
    }
    let (cancellation, begun) = (Cancellation(), Told())
    await #expect(throws: CancellationError.self) {
      try await Array(0..<1000).concurrentMap(jobs: 2, as: "Doing", cancellation: cancellation) { number in
        begun.add(number)
        if number == 10 { cancellation.cancel() }
      }
    }
    #expect(begun.all.count < 1000)
  }
}
