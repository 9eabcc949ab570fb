import Testing

@testable import IndicatorStatistics

/// Where no other source is named: scipy 1.17.1, the log-binomial model log p = phase + a·minoritised + b·minoritised·after
/// with a rate of its own for the White group of every phase, its joint likelihood maximised over all six parameters by Nelder
/// and Mead's method; limits where twice its fall is 3.841458820694124 (brentq). To six digits.
@Suite("Before and after a start") struct BeforeAfterTests {
  private static let before = counts((30, 210, 62, 840), (26, 224, 70, 861))
  private static let after = counts((18, 231, 66, 850), (17, 240, 72, 872))
  private static let othersBefore = counts((3000, 21_000, 6200, 84_000), (2900, 22_400, 7000, 86_100))
  private static let othersAfter = counts((2700, 23_100, 6600, 85_000), (2800, 24_000, 7200, 87_200))

  private static func counts(_ tables: (Int, Int, Int, Int)...) -> [RangedCounts] {
    tables.compactMap { x1, n1, x0, n0 in GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0).map { RangedCounts($0) } }
  }

  private static func digits(_ number: Double?) -> Double? { number.map { (1e6 * $0).rounded() / 1e6 } }

  @Test("the change and both levels are those of the log-binomial model")
  func change() throws {
    let change = BeforeAfter(before: Self.before, after: Self.after).change()
    #expect(Self.digits(change.factor) == 0.557583)
    #expect(Self.digits(change.factorInterval?.lower) == 0.348659)
    #expect(Self.digits(change.factorInterval?.upper) == 0.881377)
    let (before, after) = (try #require(change.before), try #require(change.after))
    #expect(Self.digits(before.ratio) == 1.662681)
    #expect(Self.digits(before.interval.exponential.lower) == 1.22882)
    #expect(Self.digits(before.interval.exponential.upper) == 2.217145)
    #expect(Self.digits(after.ratio) == 0.927083)
    #expect(Self.digits(after.interval.exponential.lower) == 0.638679)
    #expect(Self.digits(after.interval.exponential.upper) == 1.306672)
    #expect(change.verdict.kind == .improving)
    #expect(change.verdict.reason == .reachedParity)
    #expect(change.detectable == nil)
  }

  @Test("every phase keeps a White rate of its own: where that doubles with the other, nothing has changed")
  func whiteRates() {
    // Cases double in both groups: the ratio is 1.5 in all three phases, whatever their sums say.
    let change = BeforeAfter(
      before: Self.counts((30, 200, 100, 1000)), after: Self.counts((60, 200, 200, 1000), (6, 400, 1, 100))
    ).change()
    #expect(Self.digits(change.factor) == 1)
    #expect(change.verdict.kind == .cannotTell)
  }

  @Test("it is the line through two times, whatever their unit")
  func line() {
    let (before, after) = (Self.before.compactMap(\.exact), Self.after.compactMap(\.exact))
    let line = Line(before.map { Stratum(t: 0, counts: $0) } + after.map { Stratum(t: 1, counts: $0) })
    #expect(BeforeAfter(before: Self.before, after: Self.after).change().fit == line.fit())
    #expect(line.leaveOneOut?.slopes.count == 4)
    #expect(line.leaveOneOut?.signSurvives == true)
  }

  @Test("without cases on a side nothing is said, and a smallest change only where there may be one")
  func few() {
    let none = BeforeAfter(before: Self.counts((0, 30, 2, 100)), after: Self.counts((3, 30, 2, 100))).change()
    #expect(none.verdict == LineVerdict(kind: .cannotTell, reason: .boundary))
    #expect(none.factor == nil)
    #expect(none.factorInterval?.upper == .infinity)
    let small = BeforeAfter(before: Self.counts((4, 30, 6, 100)), after: Self.counts((3, 30, 7, 100))).change()
    #expect(small.verdict.kind == .cannotTell)
    #expect(small.isBeyondParity)
    let alone = BeforeAfter(before: Self.before, after: []).change()
    #expect(alone.verdict == LineVerdict(kind: .cannotTell, reason: .tooFewPhases))
  }

  @Test("hidden counts allow a verdict only where all that they may be agree")
  func hidden() throws {
    func hidden(_ low: Int, _ high: Int) throws -> RangedCounts {
      try #require(
        RangedCounts(
          bame: CountRange(low: low, high: high), of: 231, white: CountRange(low: 66, high: 66), of: 850))
    }
    let close = BeforeAfter(before: Self.before, after: [try hidden(10, 12)]).change()
    #expect(close.verdict.kind == .improving)
    #expect(close.fit == nil)
    let wide = BeforeAfter(before: Self.before, after: [try hidden(2, 40)])
    #expect(wide.change().verdict == LineVerdict(kind: .cannotTell, reason: .hiddenCounts))
    #expect(wide.move(against: BeforeAfter(before: Self.othersBefore, after: Self.othersAfter)) == nil)
  }

  @Test("an improvement rests on the last phase before the start where the others do not show it, or there are none")
  func rests() {
    let after = Self.counts((84, 800, 200, 2000))
    let (bad, usual) = ((85, 400, 100, 1000), (45, 400, 100, 1000))
    func change(_ before: [RangedCounts]) -> BeforeAfter.Change { BeforeAfter(before: before, after: after).change() }
    #expect(change(Self.counts(usual, bad)).verdict.kind == .improving)
    #expect(change(Self.counts(usual, bad)).restsOnLastBefore)
    #expect(change(Self.counts(bad)).restsOnLastBefore)
    #expect(!change(Self.counts(bad, bad)).restsOnLastBefore)
    #expect(!change(Self.counts(usual, usual)).restsOnLastBefore, "no improvement is shown")
  }

  // MARK: - Against others

  @Test("the difference to the others' change is MOVER on both profile intervals (Donner & Zou 2012)")
  func difference() throws {
    let others = BeforeAfter(before: Self.othersBefore, after: Self.othersAfter)
    let move = try #require(BeforeAfter(before: Self.before, after: Self.after).move(against: others))
    #expect(Self.digits(move.factor) == 0.670132)
    #expect(Self.digits(move.interval?.lower) == 0.418278)
    #expect(Self.digits(move.interval?.upper) == 1.061254)
    #expect(Self.digits(move.others) == 0.83205)
    // 1.662681 before, times the others' 0.832050.
    #expect(Self.digits(move.expected) == 1.383433)
    #expect(move.kind == .cannotTell)
  }

  @Test(
    "what is said of the move depends on where the others' change would have led",
    arguments: [
      // Own before and after, others before and after, of 10,000 and 40,000; then what is said.
      (1500, 1100, 1500, 1500, MoveAgainstOthers.Kind.closer), (1500, 1500, 1500, 1100, .further),
      (700, 900, 700, 700, .closer), (700, 700, 1000, 1000, .alike), (1500, 600, 1500, 1500, .past),
      (1500, 980, 1500, 1500, .closer), (1000, 700, 1000, 1000, .further),
      // On its own side of parity throughout, which the others' change would have taken it over; or not shown to leave it.
      (990, 620, 1000, 1020, .further), (1500, 1400, 1500, 720, .cannotTell), (1010, 620, 1000, 1000, .further),
    ])
  func kinds(_ own: Int, _ after: Int, _ others: Int, _ othersAfter: Int, _ kind: MoveAgainstOthers.Kind) {
    func sides(_ first: Int, _ last: Int, _ size: Int) -> BeforeAfter {
      BeforeAfter(
        before: Self.counts((first * size, 10_000 * size, 4000 * size, 40_000 * size)),
        after: Self.counts((last * size, 10_000 * size, 4000 * size, 40_000 * size)))
    }
    #expect(sides(own, after, 1).move(against: sides(others, othersAfter, 10))?.kind == kind)
  }

  @Test(
    "across parity, two estimates do not tell which is nearer; past parity is said only of what was shown to cross it")
  func acrossParity() throws {
    let unchanged = BeforeAfter(
      before: Self.counts((3000, 70_000, 10_000, 100_000)), after: Self.counts((3000, 70_000, 10_000, 100_000)))
    // From 0.43 to 1.86, neither of which differs from parity for certain; |log 1.86| < |log 0.43|.
    let own = BeforeAfter(before: Self.counts((3, 70, 100, 1000)), after: Self.counts((13, 70, 100, 1000)))
    let move = try #require(own.move(against: unchanged))
    #expect(try #require(move.interval).lower > 1, "that they differ is shown")
    #expect(move.kind == .cannotTell)
    let cases = [200, 400, 700, 900, 1000, 1100, 1400, 2500]
    for (before, after) in cases.flatMap({ before in cases.map { (before, $0) } }) {
      for change in [500, 800, 1000, 1300, 2000] {
        let own = BeforeAfter(
          before: Self.counts((before, 10_000, 4000, 40_000)), after: Self.counts((after, 10_000, 4000, 40_000)))
        let others = BeforeAfter(
          before: Self.counts((10_000, 100_000, 40_000, 400_000)),
          after: Self.counts((10 * change, 100_000, 40_000, 400_000)))
        let move = try #require(own.move(against: others))
        if move.kind == .past { #expect(own.change().verdict.kind == .crossedParity, "\(before) \(after) \(change)") }
      }
    }
  }
}

/// Koopman's and Newcombe's limits have tests of their own; here, what is said of them.
@Suite("Where a value stands to an aim") struct AimStandingTests {
  private static func counts(_ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) throws -> RangedCounts {
    RangedCounts(try #require(GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0)))
  }

  @Test(
    "0.8 and 1.25 are as near to parity",
    arguments: [
      // 4,000 of 40,000 White; the ratio is x1 / 1000, its interval at 95% about 7% each way.
      (1000, 0.8, AimStanding.reached), (1000, 1.25, .reached), (1200, 0.8, .reachedAsMeasured),
      (1200, 1.25, .reachedAsMeasured), (1290, 0.8, .missedAsMeasured), (1500, 0.8, .missed), (600, 1.25, .missed),
      (1250, 0.8, .reachedAsMeasured), (800, 1.25, .reachedAsMeasured), (1004, 1, .reachedAsMeasured),
      (1006, 1, .missedAsMeasured),
    ])
  func ratios(_ x1: Int, _ aim: Double, _ standing: AimStanding) throws {
    #expect(try Self.counts(x1, 10_000, 4000, 40_000).standing(toRatio: aim) == standing)
  }

  @Test("people are counted whole, more or fewer alike")
  func people() throws {
    // 12 of 100 against 30 of 300: 2 more than at parity.
    let few = try Self.counts(12, 100, 30, 300)
    #expect(few.standing(toPeople: 2) == .reachedAsMeasured)
    #expect(few.standing(toPeople: 1) == .missedAsMeasured)
    #expect(few.standing(toPeople: 30) == .reached)
    // 8 of 100: 2 fewer.
    #expect(try Self.counts(8, 100, 30, 300).standing(toPeople: 2) == .reachedAsMeasured)
    #expect(try Self.counts(40, 100, 30, 300).standing(toPeople: 5) == .missed)
  }

  @Test("without a case, or with hidden ones, only what all may be is said")
  func unknown() throws {
    #expect(try Self.counts(0, 100, 0, 300).standing(toRatio: 0.8) == .cannotTell)
    #expect(try Self.counts(1, 100, 0, 300).standing(toRatio: 0.8) == .cannotTell)
    #expect(try Self.counts(3, 100, 0, 300).standing(toRatio: 0.8) == .missed)
    let hidden = try #require(
      RangedCounts(
        bame: CountRange(low: 500, high: 600), of: 10_000, white: CountRange(low: 4000, high: 4000), of: 40_000))
    #expect(hidden.standing(toRatio: 0.8) == .missed)
    #expect(hidden.standing(toRatio: 0.6) == .cannotTell)
    #expect(hidden.standing(toPeople: 5) == .cannotTell)
  }
}
