import Foundation
import IndicatorStatistics
import Testing

/// The edges of the intervals, and what must hold of any table.
@Suite("Intervals") struct IntervalTests {
  static func counts(_ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) throws -> GroupCounts {
    try #require(GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0))
  }

  @Test("a count above its total, or below 0, is no proportion")
  func impossible() {
    #expect(Proportion(3, of: 2) == nil)
    #expect(Proportion(-1, of: 2) == nil)
    #expect(GroupCounts(x1: 1, n1: 2, x0: 5, n0: 4) == nil)
  }

  @Test("without a denominator there is no value and no interval")
  func nothing() throws {
    #expect(Proportion(0, of: 0)?.value == nil)
    #expect(Proportion(0, of: 0)?.wilsonInterval() == nil)
    let counts = try Self.counts(0, 0, 3, 10)
    #expect(counts.relativeLikelihood == nil)
    #expect(counts.koopmanInterval() == nil)
    #expect(counts.riskDifferenceInterval() == nil)
    #expect(counts.peopleToParity == nil)
    #expect(counts.phaseVerdict() == .cannotTell)
  }

  @Test("Wilson's limits are exactly 0 at 0/n and exactly 1 at n/n", arguments: [1, 2, 31, 1_000_000])
  func wilsonEdges(n: Int) throws {
    #expect(try #require(Proportion(0, of: n)?.wilsonInterval()).lower == 0)
    #expect(try #require(Proportion(n, of: n)?.wilsonInterval()).upper == 1)
  }

  @Test("no case in one group leaves one limit open, no case in both leaves nothing to say")
  func zeroCounts() throws {
    let none = try #require(try Self.counts(0, 40, 12, 300).koopmanInterval())
    #expect(none.lower == 0 && none.upper.isFinite)
    let only = try #require(try Self.counts(3, 4, 0, 2).koopmanInterval())
    #expect(only.lower > 0 && only.upper == .infinity)
    #expect(try Self.counts(3, 4, 0, 2).relativeLikelihood == .infinity)
    #expect(try Self.counts(0, 40, 0, 300).koopmanInterval() == nil)
    #expect(try Self.counts(0, 40, 0, 300).relativeLikelihood == nil)
  }

  @Test("the interval holds the estimate; swapping the groups turns both", arguments: ReferenceRow.tables)
  func swapped(_ row: ReferenceRow) throws {
    let counts = try row.counts
    guard let ratio = counts.relativeLikelihood, let interval = counts.koopmanInterval() else { return }
    #expect(interval.lower <= ratio * (1 + 1e-12) && ratio <= interval.upper * (1 + 1e-12))
    let other = try #require(GroupCounts(bame: counts.white, white: counts.bame).koopmanInterval())
    #expect(agree(1 / other.upper, interval.lower, to: 1e-9))
    #expect(interval.upper == .infinity ? other.lower == 0 : agree(1 / interval.upper, other.lower, to: 1e-9))
  }

  @Test("Koopman excludes 1 exactly when Pearson's χ² exceeds z²", arguments: ReferenceRow.tables)
  func pearson(_ row: ReferenceRow) throws {
    let counts = try row.counts
    guard let interval = counts.koopmanInterval() else { return }
    let (x1, n1) = (Double(counts.bame.count), Double(counts.bame.total))
    let (x0, n0) = (Double(counts.white.count), Double(counts.white.total))
    let (cases, all) = (x1 + x0, n1 + n0)
    let difference = x1 * (n0 - x0) - x0 * (n1 - x1)
    let chi = cases == all ? 0 : all * difference * difference / (n1 * n0 * cases * (all - cases))
    guard abs(chi - 3.841458820694124) > 1e-6 else { return }
    #expect(interval.contains(1) == (chi < 3.841458820694124))
  }

  @Test("ten times the counts narrow the interval")
  func scaled() throws {
    let small = try #require(try Self.counts(7, 34, 11, 80).koopmanInterval())
    let large = try #require(try Self.counts(70, 340, 110, 800).koopmanInterval())
    #expect(large.isInside(small))
  }

  struct Judged: Sendable, CustomTestStringConvertible {
    var counts: [Int]
    var verdict: PhaseVerdict
    var testDescription: String { "\(counts) \(verdict.rawValue)" }
  }

  @Test(
    "one phase alone",
    arguments: [
      Judged(counts: [1426, 12067, 1148, 4675], verdict: .lessLikely),
      Judged(counts: [36, 180, 40, 520], verdict: .moreLikely),
      Judged(counts: [2, 10, 117, 389], verdict: .cannotTell),
      Judged(counts: [3000, 10000, 3000, 10000], verdict: .closeToParity),
      Judged(counts: [0, 40, 0, 300], verdict: .cannotTell),
    ])
  func alone(_ it: Judged) throws {
    #expect(try Self.counts(it.counts[0], it.counts[1], it.counts[2], it.counts[3]).phaseVerdict() == it.verdict)
  }

  @Test("within the four-fifths band nobody is missing")
  func withinBand() throws {
    let people = try #require(try Self.counts(95, 1000, 100, 1000).peopleToParity?.toFourFifths)
    #expect(people.estimate == 0)
    #expect(people.interval == Interval(lower: 0, upper: 0))
  }

  @Test("an infinite limit is null in JSON and comes back infinite")
  func coding() throws {
    let interval = Interval(lower: 0.5, upper: .infinity)
    let data = try JSON.encode(interval)
    #expect(String(decoding: data, as: UTF8.self) == #"{"lower":0.5,"upper":null}"#)
    #expect(try JSON.decode(Interval.self, from: data) == interval)
    #expect(throws: DecodingError.self) { try JSON.decode(Interval.self, from: Data(#"{"lower":2,"upper":1}"#.utf8)) }
    #expect(throws: DecodingError.self) { try JSON.decode(CountRange.self, from: Data(#"{"low":2,"high":1}"#.utf8)) }
  }
}
