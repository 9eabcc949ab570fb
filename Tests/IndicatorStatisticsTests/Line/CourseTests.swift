import RealModule
import Testing

@testable import IndicatorStatistics

/// The fitted line at any time.
@Suite("Course of a line") struct CourseTests {
  /// Lines of all kinds: strong and weak, towards parity and away from it, with a count of 0, with uneven times.
  static func lines() throws -> [Line] {
    [
      try GapToRestTests.line(from: 0.3, to: 0.7, people: 3_000),
      try GapToRestTests.line(from: 1.8, to: 1.1, people: 20_000),
      try GapToRestTests.line(from: 0.5, to: 0.5, people: 500),
      try LineTests.line([[14, 210, 31, 840], [12, 224, 35, 861], [9, 231, 33, 850], [8, 240, 36, 872]]),
      try LineTests.line([[14, 210, 31, 840], [0, 24, 35, 861], [9, 231, 33, 850]], times: [1, 2, 5]),
      try LineTests.line([[50, 500, 100, 500], [90, 500, 100, 500]]),
    ]
  }

  @Test("at the first and the last stratum it is the ends of the fit", arguments: ConfidenceLevel.allCases)
  func ends(level: ConfidenceLevel) throws {
    for line in try Self.lines() {
      let fit = line.fit(level)
      for end in [try #require(fit.first), try #require(fit.last)] {
        let found = try #require(line.course(at: end.t, of: fit))
        #expect(agree(found.log, end.log, to: 1e-9))
        #expect(agree(found.interval.lower, end.interval.lower, to: 1e-7))
        #expect(agree(found.interval.upper, end.interval.upper, to: 1e-7))
      }
    }
  }

  /// Another way to the same limits: the greatest and least height at a time of all lines of the likelihood set, sought slope
  /// by slope along its boundary instead of through a point.
  @Test("its limits are the extremes of all lines that are likely enough", arguments: [-1.0, 1.7, 4, 9])
  func envelope(time: Double) throws {
    for line in try Self.lines() {
      let fit = line.fit()
      let (slope, slopes) = (try #require(fit.slope), try #require(fit.slopeInterval))
      let profile = ProfileLikelihood(line: line)
      let best = profile.atSlope(slope, pivot: time, from: 0)
      func height(_ slope: Double, _ sign: Double) -> Double {
        let (a, value) = profile.atSlope(slope, pivot: time, from: best.intercept)
        let limit = Root.outward(from: a, step: sign * 0.05, reach: 200) { height in
          2 * (best.value - profile.value(height, offset: { slope * ($0 - time) }, design: { _ in 1 }))
            - ConfidenceLevel.ninetyFive.zSquared
        }
        return 2 * (best.value - value) > ConfidenceLevel.ninetyFive.zSquared ? a : limit ?? a
      }
      // Golden section: the set is convex, so that its upper and lower edges have one extreme each.
      func extreme(_ sign: Double) -> Double {
        var (low, high) = (slopes.lower, slopes.upper)
        for _ in 0..<90 {
          let (one, two) = (high - (high - low) * 0.6180339887, low + (high - low) * 0.6180339887)
          if sign * height(one, sign) < sign * height(two, sign) { low = one } else { high = two }
        }
        return height((low + high) / 2, sign)
      }
      let found = try #require(line.course(at: time, of: fit))
      #expect(agree(found.interval.lower, extreme(-1), to: 1e-5))
      #expect(agree(found.interval.upper, extreme(1), to: 1e-5))
    }
  }

  @Test("the times at which its interval just holds parity are the ends of the projection's")
  func parity() throws {
    let line = try GapToRestTests.line(from: 0.3, to: 0.7, people: 3_000)
    let fit = line.fit()
    let projection = line.projection(of: fit)
    let interval = try #require(projection.interval)
    let lower = try #require(line.course(at: interval.lower, of: fit))
    let upper = try #require(line.course(at: interval.upper, of: fit))
    let parity = try #require(projection.parity.flatMap { line.course(at: $0, of: fit) })
    #expect(agree(lower.interval.upper, 0, to: 1e-7))
    #expect(agree(upper.interval.lower, 0, to: 1e-7))
    #expect(agree(parity.log, 0, to: 1e-9))
  }

  @Test("it is widest far from the strata, and there is none without a fitted line")
  func width() throws {
    for line in try Self.lines() {
      let fit = line.fit()
      let widths = try [2.0, 6, 10, 20].map { time in
        let interval = try #require(line.course(at: time, of: fit)).interval
        return interval.upper - interval.lower
      }
      #expect(widths == widths.sorted())
    }
    let boundary = try LineTests.line([[5, 50, 9, 80], [0, 50, 9, 80], [0, 50, 9, 80]])
    #expect(boundary.course(at: 2, of: boundary.fit()) == nil)
    let bare = try GapToRestTests.line(from: 0.3, to: 0.7, people: 3_000)
    #expect(bare.course(at: 2, of: bare.fit(hasEnds: false)) == nil)
  }
}
