import Testing

@testable import Phaseline

@Suite("What can be worked out") struct BoundsTests {
  @Test("a sum bounds its parts, and they bound it")
  func one() {
    let bounds = Bounds(
      low: [18, 0, 0], high: [18, 9, 9], relations: [Lattice.Relation(total: 0, parts: [1, 2])])
    #expect((bounds.low[1], bounds.high[1]) == (9, 9), "18 is 9 and 9: both are known")
    #expect(bounds.width(1) == 1)
  }

  @Test("holds every value that is possible", arguments: 0..<100)
  func random(seed: Int) {
    var random = SeededRandom(UInt64(seed), "bounds")
    func below(_ limit: Int) -> Int { Int(random.uniform() * Double(limit)) }
    // Two ways to add up four counts: in rows and in columns, as groups and services do.
    let truth = (0..<4).map { _ in below(6) }
    let values = truth + [truth[0] + truth[1], truth[2] + truth[3], truth[0] + truth[2], truth[1] + truth[3]]
    let relations = [(4, [0, 1]), (5, [2, 3]), (6, [0, 2]), (7, [1, 3])].map { Lattice.Relation(total: $0, parts: $1) }
    let ranges = values.map { value in below(3) == 0 ? (value, value) : (max(0, value - below(4)), value + below(4)) }
    let bounds = Bounds(low: ranges.map(\.0), high: ranges.map(\.1), relations: relations)
    for a in ranges[0].0...ranges[0].1 {
      for b in ranges[1].0...ranges[1].1 {
        for c in ranges[2].0...ranges[2].1 {
          for d in ranges[3].0...ranges[3].1 {
            let all = [a, b, c, d, a + b, c + d, a + c, b + d]
            guard zip(all, ranges).allSatisfy({ $0 >= $1.0 && $0 <= $1.1 }) else { continue }
            for (index, value) in all.enumerated() {
              #expect(bounds.low[index] <= value && value <= bounds.high[index])
            }
          }
        }
      }
    }
  }
}
