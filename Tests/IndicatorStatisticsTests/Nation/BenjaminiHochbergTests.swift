import Testing

@testable import IndicatorStatistics

/// Many tests at once.
@Suite("Benjamini–Hochberg") struct BenjaminiHochbergTests {
  static let f1 = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1,
  ]

  @Test("the fifteen p-values of Benjamini & Hochberg (1995), f1")
  func published() {
    // Rows of f1, then R's p.adjust(p, "BH").
    let expected = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571429, 0.0638571428571429, 0.0645, 0.0765, 0.486,
      0.581181818181818, 0.714875, 0.753230769230769, 0.813214285714286, 1,
    ]
    let q = BenjaminiHochberg.qValues(Self.f1)
    for (found, wanted) in zip(q, expected) { #expect(close(found, wanted, 14)) }
    #expect(q.count == expected.count)
    #expect(q.count { $0 <= 0.05 } == 4)
  }

  @Test("no test has no q-value, one has its p, equal ones have equal q-values")
  func edges() {
    #expect(BenjaminiHochberg.qValues([]).isEmpty)
    #expect(BenjaminiHochberg.qValues([0.3]) == [0.3])
    #expect(BenjaminiHochberg.qValues([0.04, 0.04, 0.04]) == [0.04, 0.04, 0.04])
    #expect(BenjaminiHochberg.qValues([1, 0]) == [1, 0])
  }

  @Test("q rises with p, is never below it nor above 1, and moves with it when they are shuffled", arguments: 1...60)
  func properties(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let p = (0..<Int.random(in: 1...200, using: &random)).map { _ in
      Double.random(in: 0...1, using: &random) * (Bool.random(using: &random) ? 1 : 0.01)
    }
    let q = BenjaminiHochberg.qValues(p)
    for i in p.indices { #expect(q[i] >= p[i] && q[i] <= 1) }
    let inOrder = p.indices.sorted { p[$0] < p[$1] }.map { q[$0] }
    #expect(zip(inOrder, inOrder.dropFirst()).allSatisfy { $0 <= $1 })
    let order = p.indices.shuffled(using: &random)
    #expect(BenjaminiHochberg.qValues(order.map { p[$0] }) == order.map { q[$0] })
  }
}
