import Foundation
import IndicatorStatistics
import Testing

/// Percentages over phases: the test for trend, and the logistic slope.
@Suite("Rate trend") struct RateTrendTests {
  /// `x/n x/n …` at times 1, 2, …
  static func trend(_ text: String) throws -> RateTrend {
    RateTrend(
      try proportions(text).enumerated().map { (t: Double($0.offset + 1), proportion: $0.element) })
  }

  static func proportions(_ text: String) throws -> [Proportion] {
    try text.split(separator: " ").map { part in
      let n = part.split(separator: "/").compactMap { Int($0) }
      return try #require(Proportion(n[0], of: n[1]))
    }
  }

  @Test("Cochran–Armitage, c1: R prop.trend.test (Fleiss 1981)")
  func fleiss() throws {
    let test = try #require(try Self.trend("83/86 90/93 129/136 70/82").cochranArmitage())
    #expect(close(test.chiSquared, 8.2249, 4))
    #expect(close(test.p, 0.004132, 6))
    #expect(test.direction == .down)
  }

  @Test("Cochran–Armitage, c2: the test data of the Fingertips trend marker")
  func fingertips() throws {
    let text = "994/40299 1023/41527 1199/42811 1332/44064 1367/44701"
    let test = try #require(try Self.trend(text).cochranArmitage())
    #expect(close(test.chiSquared, 47.8967, 4))
    #expect(test.direction == .up)
    #expect(FingertipsMarker(try Self.proportions(text)) == .increasing)
  }

  @Test("logistic slope, c3: contingencytables (indredavik_2008)")
  func indredavik() throws {
    let fit = try Self.trend("8/61 10/58 11/111 22/124 6/135").logisticSlope()
    #expect(fit.outcome == .fitted)
    #expect(close(try #require(fit.slope), -0.1828, 4))
    #expect(close(try #require(fit.interval).lower, -0.3844, 4))
    #expect(close(try #require(fit.interval).upper, 0.0188, 4))
  }

  @Test("both, k18: computed independently, scipy/statsmodels")
  func both() throws {
    let trend = try Self.trend("21/140 26/151 38/163 41/170")
    let test = try #require(trend.cochranArmitage())
    #expect(close(test.chiSquared, 5.3110196, 7))
    #expect(close(test.p, 0.0211910, 7))
    let fit = trend.logisticSlope()
    #expect(close(try #require(fit.slope), 0.2099978, 7))
    #expect(close(try #require(fit.interval).lower, 0.0305784, 7))
    #expect(close(try #require(fit.interval).upper, 0.3894173, 7))
  }

  @Test("the slope has the sign of the direction of the χ², whatever the counts", arguments: ReferenceRow.trends)
  func sign(_ row: ReferenceRow) throws {
    let trend = RateTrend(try row.proportions)
    let slope = try #require(trend.logisticSlope().slope)
    let test = try #require(trend.cochranArmitage())
    guard test.chiSquared > 1e-12 else {
      #expect(abs(slope) < 1e-6, "level but for rounding")
      return
    }
    #expect((test.direction == .up) == (slope > 0))
  }

  @Test(
    "only differences of times count, in any unit and however large",
    arguments: [(2019.0, 1.0), (-3, 0.25), (1e9, 1), (0, 1e300), (0, 1e-300), (0, -1), (0, 1e306)])
  func affine(shift: Double, factor: Double) throws {
    for row in ReferenceRow.trends {
      let phases = try row.proportions
      let (plain, moved) = (
        RateTrend(phases), RateTrend(phases.map { (t: shift + factor * $0.t, proportion: $0.proportion) })
      )
      let (one, other) = (try #require(plain.cochranArmitage()), try #require(moved.cochranArmitage()))
      #expect(abs(other.chiSquared - one.chiSquared) <= 1e-9 * max(1, one.chiSquared))
      if one.chiSquared > 1e-9 { #expect((one.direction == other.direction) == (factor > 0)) }
      let (fit, again) = (plain.logisticSlope(), moved.logisticSlope())
      #expect(again.outcome == .fitted)
      let (slope, error) = (try #require(fit.slope), try #require(fit.standardError))
      #expect(near(again.standardError, error / abs(factor), 1e-9))
      #expect(abs(try #require(again.slope) * factor - slope) <= 1e-9 * error)
      #expect(near(again.p, fit.p, 1e-8))
    }
  }

  @Test("times at both ends of what a number can be")
  func farthest() throws {
    let ends = [-Double.greatestFiniteMagnitude, 0, Double.greatestFiniteMagnitude]
    let trend = RateTrend(zip(ends, try Self.proportions("10/100 20/100 40/100")).map { (t: $0, proportion: $1) })
    let plain = try Self.trend("10/100 20/100 40/100")
    #expect(near(trend.cochranArmitage()?.chiSquared, plain.cochranArmitage()?.chiSquared, 1e-12))
    #expect(trend.logisticSlope().outcome == .fitted)
    #expect(near(trend.logisticSlope().p, plain.logisticSlope().p, 1e-9))
  }

  @Test("times so close that the slope is too steep for a number: not converged, never infinite")
  func steep() throws {
    let close = [0, Double.leastNonzeroMagnitude]
    let trend = RateTrend(zip(close, try Self.proportions("10/100 40/100")).map { (t: $0, proportion: $1) })
    let fit = trend.logisticSlope()
    #expect(fit.outcome == .notConverged)
    #expect(fit.slope == nil && fit.interval == nil && fit.p == nil && fit.standardError == nil)
    #expect(try #require(trend.cochranArmitage()).direction == .up)
  }

  @Test("the order of the phases is nothing, and phases of one time add up")
  func order() throws {
    let (a, b, c) = (
      try #require(Proportion(4, of: 50)), try #require(Proportion(9, of: 60)), try #require(Proportion(6, of: 40))
    )
    let (apart, together) = (
      RateTrend([(t: 2, proportion: b), (t: 1, proportion: a), (t: 2, proportion: c)]),
      RateTrend([(t: 1, proportion: a), (t: 2, proportion: try #require(Proportion(15, of: 100)))])
    )
    #expect(apart.cochranArmitage() == together.cochranArmitage())
    #expect(apart.logisticSlope() == together.logisticSlope())
  }

  @Test("equal proportions: χ² is exactly 0, p 1, no direction, a slope of 0")
  func equal() throws {
    let trend = try Self.trend("1/3 2/6 10/30 7/21")
    let test = try #require(trend.cochranArmitage())
    #expect(test.chiSquared == 0 && test.p == 1 && test.direction == nil)
    #expect(abs(try #require(trend.logisticSlope().slope)) < 1e-12)
  }

  @Test("two phases: the χ² is Pearson's, the slope the log of the odds ratio")
  func two() throws {
    let trend = try Self.trend("12/60 30/75")
    let pooled = 42.0 / 135
    let expected = 60 * 75 / 135 * pow(30.0 / 75 - 12.0 / 60, 2) / (pooled * (1 - pooled))
    #expect(near(trend.cochranArmitage()?.chiSquared, expected, 1e-12))
    let fit = trend.logisticSlope()
    #expect(near(fit.slope, log((30.0 / 45) / (12.0 / 48)), 1e-12))
    #expect(near(fit.standardError, (1.0 / 30 + 1.0 / 45 + 1.0 / 12 + 1.0 / 48).squareRoot(), 1e-12))
  }

  @Test("99.8% holds 95%")
  func levels() throws {
    let trend = try Self.trend("21/140 26/151 38/163 41/170")
    let (usual, wide) = (trend.logisticSlope(), trend.logisticSlope(.ninetyNineEight))
    #expect(wide.level == .ninetyNineEight && usual.slope == wide.slope && usual.p == wide.p)
    #expect(try #require(usual.interval).isInside(try #require(wide.interval)) && usual.interval != wide.interval)
  }

  @Test("fewer than two times: nothing to tell", arguments: ["", "3/10", "0/0 3/10", "0/0 0/0"])
  func tooFew(text: String) throws {
    let trend = try Self.trend(text)
    #expect(trend.cochranArmitage() == nil)
    #expect(trend.logisticSlope().outcome == .tooFewPhases)
  }

  @Test("phases without a denominator are dropped and counted")
  func dropped() throws {
    let (with, without) = (try Self.trend("3/10 9/20 0/0"), try Self.trend("3/10 9/20"))
    #expect(with.dropped == 1 && without.dropped == 0)
    #expect(with.cochranArmitage() == without.cochranArmitage())
  }

  @Test(
    "nobody a case, or everybody: no χ², and any slope is as likely",
    arguments: ["0/10 0/20 0/7", "10/10 20/20", "0/1 0/1"])
  func constant(text: String) throws {
    let trend = try Self.trend(text)
    #expect(trend.cochranArmitage() == nil)
    let fit = trend.logisticSlope()
    #expect(fit.outcome == .boundary(nil))
    #expect(fit.slope == nil && fit.interval == nil && fit.p == nil)
  }

  struct Existence: Sendable, CustomTestStringConvertible {
    var text: String
    var outcome: LineFit.Outcome
    var testDescription: String { text }
  }

  @Test(
    "told apart by time alone: the slope is infinite; not told apart: fitted",
    arguments: [
      Existence(text: "0/10 10/10", outcome: .boundary(.up)), Existence(text: "1/1 0/1", outcome: .boundary(.down)),
      Existence(text: "0/10 0/10 4/10", outcome: .boundary(.up)),
      Existence(text: "4/10 0/10 0/10", outcome: .boundary(.down)),
      Existence(text: "0/10 4/10 10/10", outcome: .boundary(.up)),
      Existence(text: "10/10 4/10 0/10", outcome: .boundary(.down)),
      Existence(text: "10/10 10/10 4/10", outcome: .boundary(.down)),
      Existence(text: "0/10 4/10 0/10", outcome: .fitted), Existence(text: "10/10 0/10 10/10", outcome: .fitted),
      Existence(text: "0/10 1/10 2/10", outcome: .fitted), Existence(text: "4/10 10/10 0/10", outcome: .fitted),
      Existence(text: "1/10 10/10 10/10 9/10", outcome: .fitted),
      Existence(text: "0/1000000 1/1000000 1000000/1000000 999999/1000000", outcome: .fitted),
    ])
  func existence(_ it: Existence) throws {
    let fit = try Self.trend(it.text).logisticSlope()
    #expect(fit.outcome == it.outcome)
    #expect((fit.slope == nil) == (it.outcome != .fitted))
    #expect((fit.interval == nil) == (it.outcome != .fitted))
    #expect(fit.slope.map { $0.isFinite } ?? true)
  }

  /// Counts at which plain Newton steps overshoot to where every weight is 0; expected slopes from `extremes.py`'s Newton
  /// at 60 digits, started beside the answer.
  @Test(
    "rates next to 0 and 1, and times of which two are next to each other",
    arguments: [
      ([0, 0.5, 1], "1/2 3/2000000000 7/7", 43.19746914360062),
      ([0, 1e-12, 1], "1/10 9/10 10/10", 4_394_449_154_672.4385),
      ([0, 1e-6, 1], "9/10 1/10 1000/1000", 19.33697379752198),
      ([0, 1], "1/1000000000 999999999/1000000000", 41.44653167189282),
    ] as [([Double], String, Double)])
  func far(times: [Double], text: String, slope: Double) throws {
    let fit = RateTrend(zip(times, try Self.proportions(text)).map { (t: $0, proportion: $1) }).logisticSlope()
    #expect(fit.outcome == .fitted)
    #expect(near(fit.slope, slope, 1e-10))
  }

  @Test("a finite line that is likeliest is found, whatever the counts, and turns where the χ² does")
  func found() throws {
    var numbers = SplitMix(seed: 7)
    var fitted = 0
    for _ in 0..<1500 {
      let phases = (0..<Int.random(in: 2...7, using: &numbers)).compactMap {
        t -> (t: Double, proportion: Proportion)? in
        let total = [1, 4, 60, 3000, 100_000, 1_000_000_000].randomElement(using: &numbers) ?? 1
        let all = [0, 1, 3, total / 2, Int.random(in: 0...total, using: &numbers), total - 1, total]
        return Proportion(min(total, all.randomElement(using: &numbers) ?? 0), of: total).map { (Double(t), $0) }
      }
      let trend = RateTrend(phases)
      let fit = trend.logisticSlope()
      #expect(fit.outcome != .notConverged && fit.outcome != .tooFewPhases, "\(phases)")
      guard let slope = fit.slope, let error = fit.standardError, let test = trend.cochranArmitage() else { continue }
      fitted += 1
      #expect(slope.isFinite && error > 0 && error.isFinite)
      if test.chiSquared > 1e-6 { #expect((test.direction == .up) == (slope > 0), "\(phases)") }
    }
    #expect(fitted > 700)
  }

  @Test("at an infinite slope the test for trend still has a value")
  func boundary() throws {
    let test = try #require(try Self.trend("5/150 0/150 0/150").cochranArmitage())
    #expect(test.direction == .down && test.p < 0.05)
  }

  @Test("fits come back from JSON as they went")
  func coding() throws {
    for text in ["21/140 26/151 38/163", "0/10 10/10", "3/10"] {
      let fit = try Self.trend(text).logisticSlope()
      #expect(try JSON.decode(LogisticSlope.self, from: try JSON.encode(fit)).outcome == fit.outcome)
    }
    let test = try #require(try Self.trend("3/10 5/10").cochranArmitage())
    #expect(try JSON.decode(CochranArmitage.self, from: try JSON.encode(test)).direction == .up)
  }
}

/// The marker of recent trends.
@Suite("Fingertips marker") struct FingertipsMarkerTests {
  static func marker(_ text: String) throws -> FingertipsMarker? {
    FingertipsMarker(try RateTrendTests.proportions(text))
  }

  @Test("rising, falling and neither")
  func three() throws {
    #expect(try Self.marker("994/40299 1023/41527 1199/42811 1332/44064 1367/44701") == .increasing)
    #expect(try Self.marker("1367/44701 1332/44064 1199/42811 1023/41527 994/40299") == .decreasing)
    #expect(try Self.marker("10/100 11/100 9/100 12/100 10/100") == .noSignificantChange)
  }

  @Test("the limit is that of 99.8%: a χ² significant at 95% only is no change")
  func limit() throws {
    let text = "20/200 24/200 27/200 30/200 35/200"
    let chiSquared = try #require(try RateTrendTests.trend(text).cochranArmitage()).chiSquared
    #expect(chiSquared > ConfidenceLevel.ninetyFive.zSquared && chiSquared < ConfidenceLevel.ninetyNineEight.zSquared)
    #expect(try Self.marker(text) == .noSignificantChange)
    #expect(FingertipsMarker.limit == ConfidenceLevel.ninetyNineEight.zSquared)
  }

  @Test("only the most recent five count")
  func recent() throws {
    #expect(try Self.marker("900/1000 10/100 11/100 9/100 12/100 10/100") == .noSignificantChange)
    #expect(try Self.marker("0/0 10/100 11/100 9/100 12/100 10/100") == .noSignificantChange)
  }

  @Test(
    "fewer than five, one without a denominator, nobody or everybody a case: no marker",
    arguments: [
      "", "10/100 20/100 30/100 40/100", "10/100 20/100 0/0 40/100 50/100", "0/9 0/9 0/9 0/9 0/9",
      "2/2 3/3 4/4 5/5 6/6",
    ])
  func none(text: String) throws { #expect(try Self.marker(text) == nil) }
}
