import IndicatorStatistics
import Testing

/// Counts that were rounded: the verdicts are compared with those of every table that would be told so.
@Suite("Rounded counts") struct RoundingTests {
  private static let toFive = Rounding(below: 2, above: 2)

  private static func fives(_ below: Int, _ random: inout SplitMix) -> Int {
    5 * Int.random(in: 0..<below, using: &random)
  }

  private static func counts(_ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) throws -> RangedCounts {
    RangedCounts(try #require(GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0)))
  }

  /// Every table that is told so to the nearest 5.
  private static func tables(_ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) -> [GroupCounts] {
    func near(_ count: Int) -> ClosedRange<Int> { max(0, count - 2)...count + 2 }
    return near(x1).flatMap { a in
      near(n1).flatMap { b in
        near(x0).flatMap { c in near(n0).compactMap { d in GroupCounts(x1: a, n1: b, x0: c, n0: d) } }
      }
    }
  }

  @Test("10 of 285 against 10 of 730 may be 8 of 287 against 12 of 728: nothing is shown, though it looks so")
  func few() throws {
    let counts = try Self.counts(10, 285, 10, 730)
    #expect(counts.phaseVerdict() == .moreLikely)
    #expect(counts.phaseVerdict(rounded: Self.toFive) == .cannotTell)
    #expect(counts.phaseVerdict(rounded: nil) == .moreLikely)
    #expect(try #require(GroupCounts(x1: 8, n1: 287, x0: 12, n0: 728)).phaseVerdict() == .cannotTell)
  }

  @Test("a verdict is given exactly where every table has it that would be told so", arguments: 1...40)
  func every(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let (n1, n0) = (40 + Self.fives(60, &random), 60 + Self.fives(200, &random))
    let (x1, x0) = (Self.fives(n1 / 10, &random), Self.fives(n0 / 10, &random))
    let verdicts = Set(Self.tables(x1, n1, x0, n0).map { $0.phaseVerdict() })
    let told = try Self.counts(x1, n1, x0, n0).phaseVerdict(rounded: Self.toFive)
    #expect(told == (verdicts.count == 1 ? verdicts.first : .cannotTell), "\(x1) of \(n1), \(x0) of \(n0)")
  }

  @Test("a position holds for tables near the ends and between them", arguments: 1...20)
  func position(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let own = (x1: 20 + Self.fives(20, &random), x0: 20 + Self.fives(20, &random))
    let rest = (x1: 500 + Self.fives(60, &random), x0: 400 + Self.fives(60, &random))
    let (mine, others) = (try Self.counts(own.x1, 400, own.x0, 600), try Self.counts(rest.x1, 6000, rest.x0, 6000))
    guard let told = mine.position(against: others, rounded: Self.toFive), told.kind != .cannotTell else { return }
    for change in [-2, 0, 2] {
      for other in [-4, 0, 4] {
        let table = try #require(GroupCounts(x1: own.x1 + change, n1: 400 - change, x0: own.x0 - change, n0: 600))
        let against = try #require(
          GroupCounts(x1: rest.x1 + other, n1: 6000 - other, x0: rest.x0 - other, n0: 6000 + other))
        #expect(table.position(against: against)?.kind == told.kind)
      }
    }
  }

  @Test("a line's verdict holds for all tables near the ends, else it is left open by the rounding", arguments: 1...20)
  func line(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let rows = (0..<3).map { time in (x1: 15 + 25 * time + Self.fives(8, &random), x0: 60 + Self.fives(4, &random)) }
    let line = RangedLine(
      try rows.enumerated().map { (t: Double($0), counts: try Self.counts($1.x1, 400, $1.x0, 900)) })
    let (told, rounded) = (line.fit(), line.fit(rounded: Self.toFive))
    func kind(_ changes: [Int]) throws -> LineVerdict.Kind {
      Line(
        try zip(rows, changes).enumerated().map { time, row in
          let counts = try #require(
            GroupCounts(x1: row.0.x1 + row.1, n1: 400 - row.1, x0: row.0.x0 - row.1, n0: 900 + row.1))
          return Stratum(t: Double(time), counts: counts)
        }
      ).fit().verdict.kind
    }
    let choices = [-2, 2].flatMap { a in [-2, 2].flatMap { b in [-2, 2].map { [a, b, $0] } } }
    let isOne = try choices.allSatisfy { try kind($0) == told.verdict.kind }
    guard told.verdict.kind != .cannotTell else {
      #expect(rounded == told)
      return
    }
    if isOne {
      #expect(rounded.verdict.kind == told.verdict.kind && (!rounded.verdict.isSmall || told.verdict.isSmall))
      #expect([nil, told.verdict.sideLast].contains(rounded.verdict.sideLast))
    } else {
      #expect(rounded.verdict == LineVerdict(kind: .cannotTell, reason: .roundedCounts))
    }
    #expect((rounded.fit == nil) == !isOne)
    if !isOne, let hull = rounded.slopeInterval, let own = told.slopeInterval { #expect(own.isInside(hull)) }
    #expect(line.fit(rounded: nil) == told)
  }

  @Test("where small counts are hidden a 0 is one, and a difference is off by as much as both")
  func zero() throws {
    let counts = try Self.counts(0, 200, 50, 400)
    #expect(counts.phaseVerdict(rounded: Rounding(below: 2, above: 2, isZeroExact: true)) == .lessLikely)
    let difference = Rounding(below: 5, above: 4, isZeroExact: true).ofDifference
    #expect([difference.below, difference.above] == [9, 9] && !difference.isZeroExact)
  }

  @Test("of full groups the larger says more: 225 of 225 against 825 of 835 may be 227 of 227 against 823 of 837")
  func full() throws {
    #expect(try Self.counts(225, 225, 825, 835).phaseVerdict(rounded: Self.toFive) == .cannotTell)
    #expect(try #require(GroupCounts(x1: 227, n1: 227, x0: 823, n0: 837)).phaseVerdict() == .cannotTell)
  }

  @Test("near full groups too", arguments: 1...40)
  func nearlyFull(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let (n1, n0) = (100 + Self.fives(40, &random), 400 + Self.fives(100, &random))
    let (x1, x0) = (n1 - Self.fives(3, &random), n0 - Self.fives(5, &random))
    let verdicts = Set(Self.tables(x1, n1, x0, n0).map { $0.phaseVerdict() })
    let told = try Self.counts(x1, n1, x0, n0).phaseVerdict(rounded: Self.toFive)
    #expect(told == (verdicts.count == 1 ? verdicts.first : .cannotTell), "\(x1) of \(n1), \(x0) of \(n0)")
  }
}
