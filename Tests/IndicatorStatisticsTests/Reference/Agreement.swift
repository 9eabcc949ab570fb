import IndicatorStatistics
import Synchronization
import Testing

/// How far the numbers of one method lie from those of the reference.
struct Agreement {
  /// Closed forms must agree to this, relatively.
  static let closed = 1e-8
  /// What is found by iteration must agree to this.
  static let iterated = 1e-6

  private let method: String
  private let tolerance: Double
  /// Numbers nearer 0 than this count as this large.
  private let least: Double
  private var count = 0
  private var largest = 0.0
  private var worst = "-"

  /// - Parameter least: 1 on a log scale, where an absolute difference is a relative one of the ratio.
  init(_ method: String, to tolerance: Double, least: Double = 1e-12) {
    (self.method, self.tolerance, self.least) = (method, tolerance, least)
  }

  mutating func compare(_ found: Double?, _ expected: ReferenceRow.Number, _ what: String, _ row: ReferenceRow) {
    let difference: Double
    switch (found, expected) {
    case (_, .open): return
    case (nil, .none): difference = 0
    case (let found?, .some(let expected)):
      difference = found == expected ? 0 : abs(found - expected) / max(least, abs(expected))
    default: difference = .infinity
    }
    count += 1
    if !(difference <= largest) { (largest, worst) = (difference, "\(what) of \(row.name)") }
    #expect(difference <= tolerance, "\(method), \(what) of \(row.name): found \(found ?? .nan), not \(expected)")
  }

  mutating func compare(_ found: Double?, _ column: String, _ row: ReferenceRow) throws {
    compare(found, try row.number(column), column, row)
  }

  /// Both limits, whose columns have such names, with what is appended to them.
  mutating func compare(_ found: Interval?, _ stem: String, _ row: ReferenceRow, suffix: String = "") throws {
    try compare(found?.lower, "\(stem)lower\(suffix)", row)
    try compare(found?.upper, "\(stem)upper\(suffix)", row)
  }

  /// To be called last.
  func report(atLeast expected: Int) {
    #expect(count >= expected, "\(method) was compared \(count) times only")
    AgreementReport.add("\(method): \(count) numbers, within \(largest) of \(tolerance); \(worst)")
  }
}

/// Prints what the tests of a suite found, after the last.
struct AgreementReport: SuiteTrait, TestScoping {
  private static let lines = Mutex<[String]>([])

  static func add(_ line: String) { lines.withLock { $0.append(line) } }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await function()
    for line in Self.lines.withLock({ $0.sorted() }) { print("reference,", line) }
  }
}

/// Against R and Python (`Tests/Reference/run`): every method over random cases and edges.
@Suite("Reference values", AgreementReport()) enum ReferenceValues {
  static let levels: [(suffix: String, level: ConfidenceLevel)] = [("", .ninetyFive), ("_998", .ninetyNineEight)]
}
