import Testing

@testable import IndicatorStatistics

/// Whether the gap between an authority and the rest has narrowed; its numbers are in `gaps.csv`.
@Suite("Gap to the rest") struct GapToRestTests {
  /// A line through White rates of 20% whose ratio runs evenly from one value to another.
  static func line(from first: Double, to last: Double, people: Double, phases: Int = 4) throws -> Line {
    Line(
      try (0..<phases).map { phase in
        let ratio = first + (last - first) * Double(phase) / Double(phases - 1)
        let (n1, n0) = (Int(people), Int(3 * people))
        let counts = GroupCounts(x1: Int((0.2 * ratio * people).rounded()), n1: n1, x0: n0 / 5, n0: n0)
        return Stratum(t: Double(phase), counts: try #require(counts))
      })
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var own: (Double, Double)
    var rest: (Double, Double)
    var people = 20_000.0
    var kind: GapToRest.Kind
    var testDescription: String { what }
  }

  @Test(
    "what became of the gap",
    arguments: [
      Case(what: "caught up", own: (0.4, 0.75), rest: (0.8, 0.8), kind: .narrowed),
      Case(what: "fell behind", own: (0.8, 0.5), rest: (0.85, 0.85), kind: .widened),
      Case(what: "went past", own: (0.5, 1.1), rest: (0.8, 0.8), kind: .crossed),
      Case(what: "both rose alike", own: (0.4, 0.6), rest: (0.6, 0.9), kind: .unchanged),
      Case(what: "too few to say", own: (0.4, 0.6), rest: (0.8, 0.8), people: 60, kind: .cannotTell),
    ])
  func kinds(_ it: Case) throws {
    let gap = try Self.line(from: it.own.0, to: it.own.1, people: it.people).gap(
      to: Self.line(from: it.rest.0, to: it.rest.1, people: 200_000))
    #expect(try #require(gap).kind == it.kind)
  }

  @Test("an infinite slope leaves it open, one phase is no line")
  func edges() throws {
    let rest = try Self.line(from: 0.8, to: 0.8, people: 20_000)
    let boundary = try LineTests.line([[5, 50, 9, 80], [0, 50, 9, 80]])
    #expect(boundary.gap(to: rest)?.kind == .cannotTell)
    #expect(boundary.gap(to: rest)?.interval == nil)
    #expect(try LineTests.line([[5, 50, 9, 80]]).gap(to: rest) == nil)
    #expect(rest.gap(to: Line([Stratum]())) == nil)
  }

  @Test("an authority and the rest in each other's place turn the difference round")
  func turned() throws {
    let (own, rest) = (
      try Self.line(from: 0.4, to: 0.6, people: 900), try Self.line(from: 0.8, to: 0.7, people: 9000)
    )
    let (one, other) = (try #require(own.gap(to: rest)), try #require(rest.gap(to: own)))
    let (mine, theirs) = (try #require(one.interval), try #require(other.interval))
    #expect(agree(one.difference, other.difference.map { -$0 }, to: 1e-12))
    #expect(agree(mine.lower, -theirs.upper, to: 1e-9))
    #expect(agree(mine.upper, -theirs.lower, to: 1e-9))
    #expect(agree(one.first, other.first.map { 1 / $0 }, to: 1e-9))
  }

  @Test("where one line is known exactly, its interval is the other's")
  func known() throws {
    let own = try Self.line(from: 0.4, to: 0.6, people: 900).fit()
    let rest = try Self.line(from: 0.8, to: 0.8, people: 900).fit()
    let sharp = LineFit(
      outcome: .fitted, level: .ninetyFive, strata: 4, dropped: 0, slope: 0.1,
      slopeInterval: Interval(lower: 0.1, upper: 0.1), likelihoodRatio: 9, pLikelihoodRatio: 0.003, adjustedScore: 9,
      pAdjustedScore: 0.003, deviance: 0, degreesOfFreedom: 2, pDeviance: 1, first: rest.first, last: rest.last)
    let gap = try #require(GapToRest(own, sharp, isSure: true)?.interval)
    let slopes = try #require(own.slopeInterval)
    #expect(agree(gap.lower, slopes.lower - 0.1, to: 1e-12))
    #expect(agree(gap.upper, slopes.upper - 0.1, to: 1e-12))
  }
}
