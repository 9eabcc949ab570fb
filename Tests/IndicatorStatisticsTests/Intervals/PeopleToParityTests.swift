import IndicatorStatistics
import Testing

/// Differences of rates, and the people they stand for.
@Suite("People to parity") struct PeopleToParityTests {
  static func counts(_ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) throws -> GroupCounts {
    try #require(GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0))
  }

  @Test("k11 as whole people, and its difference of rates")
  func worked() throws {
    let counts = try Self.counts(36, 180, 40, 520)
    // 22.153846; 11.695933, 34.292974; to 1.25: 18.692308; 7.655419, 31.125926.
    let people = try #require(counts.peopleToParity)
    #expect(
      people.wholePeople == WholePeople(estimate: 22, interval: Interval(lower: 12, upper: 34)))
    #expect(
      people.toFourFifths?.wholePeople == WholePeople(estimate: 19, interval: Interval(lower: 8, upper: 31)))
    #expect(close(180 * (try #require(counts.riskDifference)), 22.153846, 6))
    #expect(!people.wholePeople.isParityInside)
  }

  @Test("at 95% unless another level is asked for; 99.8% holds it")
  func levels() throws {
    for counts in RandomTables.tables {
      let (usual, wide) = (try #require(counts.peopleToParity), try #require(counts.peopleToParity(.ninetyNineEight)))
      #expect(usual == counts.peopleToParity(.ninetyFive))
      #expect(usual.estimate == wide.estimate && usual.toFourFifths?.estimate == wide.toFourFifths?.estimate)
      #expect(usual.interval.isInside(wide.interval) && usual.interval != wide.interval, "\(counts)")
      let (inner, outer) = (try #require(usual.toFourFifths).interval, try #require(wide.toFourFifths).interval)
      #expect(inner.isInside(outer), "\(counts)")
    }
  }

  @Test("it is n1 times the difference of the rates, and its interval n1 times theirs")
  func times() throws {
    for counts in RandomTables.tables {
      let n1 = Double(counts.bame.total)
      let people = try #require(counts.peopleToParity)
      let interval = try #require(counts.riskDifferenceInterval())
      #expect(near(people.estimate, n1 * (try #require(counts.riskDifference)), 1e-14))
      #expect(abs(people.interval.lower - n1 * interval.lower) <= 1e-13 * n1)
      #expect(abs(people.interval.upper - n1 * interval.upper) <= 1e-13 * n1)
      #expect(people.interval.contains(people.estimate))
      #expect(interval.isInside(Interval(lower: -1, upper: 1)), "\(counts)")
    }
  }

  @Test("swapping the groups turns the difference and its limits round")
  func swapped() throws {
    for counts in RandomTables.tables {
      let (one, other) = (
        try #require(counts.riskDifferenceInterval()), try #require(counts.swapped.riskDifferenceInterval())
      )
      #expect(counts.swapped.riskDifference == counts.riskDifference.map { -$0 })
      #expect(abs(other.lower + one.upper) <= 1e-15 && abs(other.upper + one.lower) <= 1e-15, "\(counts)")
    }
  }

  @Test("without a denominator nothing")
  func nothing() throws {
    for n in [[0, 0, 3, 10], [3, 10, 0, 0], [0, 0, 0, 0]] {
      let counts = try Self.counts(n[0], n[1], n[2], n[3])
      #expect(counts.riskDifference == nil)
      #expect(counts.riskDifferenceInterval() == nil)
      #expect(counts.peopleToParity(.ninetyNineEight) == nil)
    }
  }

  @Test("no case in either group, or everybody in both: exactly parity, with parity inside")
  func empty() throws {
    for n in [[0, 40, 0, 300], [5, 5, 7, 7], [1, 3, 2, 6], [0, 1, 0, 1]] {
      let people = try #require(try Self.counts(n[0], n[1], n[2], n[3]).peopleToParity)
      #expect(people.estimate == 0)
      #expect(people.interval.lower < 0 && people.interval.upper > 0)
      #expect(people.wholePeople.isParityInside)
      #expect(people.toFourFifths?.estimate == 0)
    }
  }

  @Test("as far apart as rates can be: the outer limit is exactly everybody")
  func extremes() throws {
    let most = try #require(try Self.counts(3, 3, 0, 8).peopleToParity)
    #expect(most.estimate == 3 && most.interval.upper == 3 && most.interval.lower > 0)
    let least = try #require(try Self.counts(0, 3, 8, 8).peopleToParity)
    #expect(least.estimate == -3 && least.interval.lower == -3 && least.interval.upper < 0)
  }

  @Test("a ratio of exactly 0.8 or 1.25 is within the band, one beside it is not")
  func band() throws {
    for (n, isWithin) in [
      ([8, 100, 10, 100], true), ([28, 300, 35, 300], true), ([35, 300, 28, 300], true), ([36, 300, 28, 300], false),
      ([27, 300, 35, 300], false),
    ] {
      let band = try #require(try Self.counts(n[0], n[1], n[2], n[3]).peopleToParity?.toFourFifths)
      #expect((band.estimate == 0) == isWithin, "\(n)")
      #expect((band.interval == Interval(lower: 0, upper: 0)) == isWithin)
    }
  }

  @Test("fewer or more than the nearer end of the band")
  func ends() throws {
    let fewer = try #require(try Self.counts(10, 100, 40, 100).peopleToParity?.toFourFifths)
    #expect(fewer.estimate == -22)
    let more = try #require(try Self.counts(60, 100, 40, 100).peopleToParity?.toFourFifths)
    #expect(more.estimate == 10)
    #expect(fewer.interval.contains(-22) && more.interval.contains(10))
  }
}

/// Rounded to whole people.
@Suite("Whole people") struct WholePeopleTests {
  static func whole(_ estimate: Double, _ lower: Double, _ upper: Double) -> WholePeople {
    WholePeople(estimate: estimate, interval: Interval(lower: lower, upper: upper))
  }

  @Test("rounded to the nearest, a half away from 0")
  func rounded() {
    let fewer = Self.whole(-7.2, -12.5, -1.6)
    #expect([fewer.lower, fewer.estimate, fewer.upper] == [-13, -7, -2])
    #expect(!fewer.isParityInside)
    let either = Self.whole(5.5, -1.4, 13.49)
    #expect([either.lower, either.estimate, either.upper] == [-1, 6, 13])
    #expect(either.isParityInside)
  }

  @Test("parity is inside, or not, before anything is rounded")
  func parity() {
    let none = Self.whole(1.2, 0.3, 2)
    #expect(none.lower == 0 && !none.isParityInside)
    let touched = Self.whole(1.2, 0, 2)
    #expect(touched.lower == 0 && touched.isParityInside)
    let nobody = Self.whole(0.1, -0.4, 0.4)
    #expect(nobody.lower == 0 && nobody.upper == 0 && nobody.isParityInside)
  }

  @Test("the limits hold the estimate, and turn round with it, whatever the table")
  func holds() throws {
    for counts in RandomTables.tables {
      let people = try #require(counts.peopleToParity)
      let whole = people.wholePeople
      #expect(whole.lower <= whole.estimate && whole.estimate <= whole.upper)
      #expect(whole.isParityInside == people.interval.contains(0))
      let turned = WholePeople(
        estimate: -people.estimate, interval: Interval(lower: -people.interval.upper, upper: -people.interval.lower))
      #expect([turned.lower, turned.estimate, turned.upper] == [-whole.upper, -whole.estimate, -whole.lower])
    }
  }

  @Test("a limit beyond the largest whole number is the largest")
  func infinite() {
    let people = Self.whole(2, -.infinity, 1e300)
    #expect(people.lower == .min && people.upper == .max)
  }
}
