import Foundation
import IndicatorStatistics
import Testing

/// Counts without a total.
@Suite("Poisson counts") struct PoissonTests {
  @Test("below 0 there is no count") func impossible() { #expect(PoissonCount(-1) == nil) }

  @Test("worked examples, to the digits printed")
  func worked() throws {
    // a5, PHEindicatormethods testdata_Byars_Wilson; k3 and k4, computed independently: scipy/statsmodels.
    for (events, lower, upper, digits) in [
      (65, 50.1631877, 82.8491385, 7), (23, 14.5753706786, 34.5128102829, 10), (4, 1.0898653736, 10.2415886754, 10),
    ] {
      let interval = try #require(PoissonCount(events)).interval()
      #expect(close(interval.lower, lower, digits), "\(events)")
      #expect(close(interval.upper, upper, digits), "\(events)")
    }
  }

  @Test(
    "at 0 the lower limit is exactly 0 by either method, the exact upper one −log(α/2)",
    arguments: ConfidenceLevel.allCases)
  func zero(level: ConfidenceLevel) throws {
    let none = try #require(PoissonCount(0))
    #expect(none.exactInterval(level).lower == 0 && none.byarInterval(level).lower == 0)
    #expect(none.interval(level) == none.exactInterval(level))
    #expect(none.interval(level).upper == -log(level.alpha / 2))
    #expect(none.byarInterval(level).upper > 0)
  }

  @Test("one event at 99.8%: Byar's lower limit would be negative, and is 0")
  func one() throws {
    let one = try #require(PoissonCount(1))
    #expect(one.byarInterval(.ninetyNineEight).lower == 0)
    // At least one event has a probability of 1 − exp(−λ).
    #expect(near(one.exactInterval(.ninetyNineEight).lower, -log1p(-0.001), 1e-12))
  }

  @Test("Byar from 10 events on, exact below")
  func change() throws {
    let (nine, ten) = (try #require(PoissonCount(9)), try #require(PoissonCount(10)))
    #expect(nine.interval() == nine.exactInterval() && nine.interval() != nine.byarInterval())
    #expect(ten.interval() == ten.byarInterval() && ten.interval() != ten.exactInterval())
  }

  @Test("limits hold the count, rise with it, and widen with the level", arguments: ConfidenceLevel.allCases)
  func ordered(level: ConfidenceLevel) throws {
    let methods: [(PoissonCount, ConfidenceLevel) -> Interval] = [
      { $0.exactInterval($1) }, { $0.byarInterval($1) },
    ]
    for method in methods {
      var last: Interval?
      for events in Array(0...40) + [100, 900, 25_000] {
        let count = try #require(PoissonCount(events))
        let interval = method(count, level)
        #expect(interval.contains(Double(events)))
        #expect(interval.isInside(method(count, .ninetyNineEight)))
        if let last { #expect(interval.lower >= last.lower && interval.upper > last.upper, "\(events)") }
        last = interval
      }
    }
  }

  @Test("Byar's limits are within 1% of the exact ones from 30 events on, and within 0.1% from 1,000 on")
  func approximation() throws {
    for (events, share) in [(30, 0.01), (100, 0.01), (1000, 0.001), (100_000, 0.001)] {
      let count = try #require(PoissonCount(events))
      #expect(near(count.byarInterval().lower, count.exactInterval().lower, share))
      #expect(near(count.byarInterval().upper, count.exactInterval().upper, share))
    }
  }
}
