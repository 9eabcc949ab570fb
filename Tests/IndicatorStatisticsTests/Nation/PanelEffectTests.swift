import Testing

@testable import IndicatorStatistics

/// How much of a change is who took part.
@Suite("Panel effect") struct PanelEffectTests {
  typealias Phase = [String: GroupCounts]

  static func phase(_ rows: [String: (Int, Int, Int, Int)]) throws -> Phase {
    try rows.mapValues { try #require(GroupCounts(x1: $0.0, n1: $0.1, x0: $0.2, n0: $0.3)) }
  }

  static func k21() throws -> PanelEffect {
    try #require(
      PanelEffect(
        first: try phase(["A": (4, 60, 20, 500), "B": (9, 80, 30, 420), "C": (12, 140, 40, 800)]),
        second: try phase(["B": (8, 85, 33, 430), "C": (14, 150, 42, 810), "D": (30, 200, 50, 900)])))
  }

  @Test("worked example k21")
  func worked() throws {
    let found = try Self.k21()
    #expect(close(found.parts.total, 0.1817889370, 10))
    #expect(close(found.parts.panel, -0.0721703028, 10))
    #expect(close(found.parts.entrants, 0.2793095739, 10))
    #expect(close(found.parts.leavers, -0.0253503341, 10))
    #expect(agree(found.parts.mix, found.parts.entrants + found.parts.leavers, to: 1e-15))
    #expect((found.inBoth, found.entered, found.left) == (2, 1, 1))
  }

  @Test("the parts of the ratio are in the same proportion, and add up to the difference of the ratios")
  func ratios() throws {
    let found = try Self.k21()
    let ratio = found.ratioParts
    // 25/280 v 90/1720, and 52/435 v 125/2140.
    #expect(agree(ratio.total, 52.0 / 435 / (125.0 / 2140) - 25.0 / 280 / (90.0 / 1720), to: 1e-13))
    #expect(agree(ratio.panel / ratio.total, found.parts.panel / found.parts.total, to: 1e-13))
    #expect(agree(ratio.panel + ratio.mix, ratio.total, to: 1e-13))
  }

  @Test("rounded parts add up; without rounding to fit they would not")
  func rounded() throws {
    let found = try Self.k21()
    // −0.1348 + 0.5218 − 0.0474 = 0.3396: to one decimal the usual rounding has −0.1 + 0.5 − 0.0, not 0.3.
    let one = found.ratioParts(decimals: 1)
    #expect((one.panel, one.entrants, one.leavers, one.mix, one.total) == (-0.1, 0.5, -0.1, 0.4, 0.3))
    let two = found.ratioParts(decimals: 2)
    #expect((two.panel, two.entrants, two.leavers, two.mix, two.total) == (-0.13, 0.52, -0.05, 0.47, 0.34))
  }

  @Test("nobody entered, nobody left: all of it is change among the same authorities")
  func samePanel() throws {
    let first = try Self.phase(["A": (4, 60, 20, 500), "B": (9, 80, 30, 420)])
    let second = try Self.phase(["A": (8, 85, 33, 430), "B": (14, 150, 42, 810)])
    let found = try #require(PanelEffect(first: first, second: second))
    #expect(found.parts.entrants == 0 && found.parts.leavers == 0 && found.parts.mix == 0)
    #expect(found.parts.panel == found.parts.total)
    let rounded = found.ratioParts(decimals: 0)
    #expect(rounded.entrants == 0 && rounded.leavers == 0)
    let still = try #require(PanelEffect(first: first, second: first))
    #expect(still.parts.total == 0 && still.ratioParts.total == 0)
  }

  @Test("two equal figures, one for others than before: the ratio itself is the scale")
  func equal() throws {
    let found = try #require(
      PanelEffect(
        first: try Self.phase(["A": (10, 100, 50, 1000), "B": (20, 100, 50, 1000)]),
        second: try Self.phase(["A": (20, 100, 50, 1000), "C": (10, 100, 50, 1000)])))
    #expect(found.parts.total == 0)
    #expect(agree(found.ratioParts.panel, 3 * Double.log(2), to: 1e-14))
    #expect(agree(found.ratioParts.mix, -3 * Double.log(2), to: 1e-14))
  }

  @Test("there is none where nobody is in both, nobody took part, or a sum is 0")
  func none() throws {
    let some = try Self.phase(["A": (4, 60, 20, 500)])
    let cases: [(Phase, Phase)] = [
      (some, try Self.phase(["B": (4, 60, 20, 500)])), ([:], [:]), (some, [:]),
      (some, try Self.phase(["A": (0, 60, 20, 500)])), (some, try Self.phase(["A": (4, 60, 0, 500)])),
      (some, try Self.phase(["A": (0, 0, 20, 500)])), (some, try Self.phase(["A": (4, 60, 0, 0)])),
      (some, try Self.phase(["A": (0, 60, 20, 500), "B": (4, 60, 20, 500)])),
    ]
    for (first, second) in cases {
      #expect(PanelEffect(first: first, second: second) == nil)
      #expect(PanelEffect(first: second, second: first) == nil)
    }
  }

  @Test("the parts add up, on both scales and rounded, in random nations", arguments: 1...200)
  func sum(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var phases = [[Int: GroupCounts](), [:]]
    for phase in 0...1 {
      for (key, table) in Nations.random(&random, authorities: 5...30).enumerated() where key % 5 != phase {
        phases[phase][key] = table
      }
    }
    guard let found = PanelEffect(first: phases[0], second: phases[1]) else {
      let shared = Set(phases[0].keys).intersection(phases[1].keys)
      let sums = phases.flatMap { phase in [Array(phase.values), shared.compactMap { phase[$0] }].map(\.pooled) }
      #expect(sums.contains { min($0.bame.count, $0.white.count) == 0 }, "a sum is 0")
      return
    }
    let (log, ratio) = (found.parts, found.ratioParts)
    #expect(abs(log.panel + log.mix - log.total) <= 1e-12)
    #expect(abs(log.panel + log.entrants + log.leavers - (found.second - found.first)) <= 1e-12)
    #expect(agree(ratio.panel + ratio.entrants + ratio.leavers, .exp(found.second) - .exp(found.first), to: 1e-12))
    for (decimals, unit) in [(0, 1.0), (1, 10), (2, 100), (3, 1000)] {
      let rounded = found.ratioParts(decimals: decimals)
      let whole = [rounded.panel, rounded.entrants, rounded.leavers, rounded.mix, rounded.total].map {
        ($0 * unit).rounded()
      }
      #expect(whole[0] + whole[1] + whole[2] == whole[4] && whole[1] + whole[2] == whole[3])
      let ends = [found.first, found.second].map { (Double.exp($0) * unit).rounded() }
      #expect(whole[4] == ends[1] - ends[0], "what a reader computes from the two ratios as printed")
      for (part, exact) in zip(whole, [ratio.panel, ratio.entrants, ratio.leavers]) {
        #expect(abs(part - exact * unit) < 2)
      }
    }
    // The other way round: those who entered are those who left.
    let back = try #require(PanelEffect(first: phases[1], second: phases[0]))
    #expect(back.parts.panel == -log.panel && back.parts.entrants == -log.leavers)
    #expect((back.inBoth, back.entered, back.left) == (found.inBoth, found.left, found.entered))
  }
}
