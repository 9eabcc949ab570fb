import RealModule
import Testing

@testable import IndicatorStatistics

/// Where a line leads; its numbers are in `lines.csv`.
@Suite("Projection") struct ProjectionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var line: (Double, Double, Double)
    var outcome: Projection.Outcome
    var testDescription: String { what }
  }

  @Test(
    "what can be said of the time of parity",
    arguments: [
      Case(what: "steadily towards it", line: (0.3, 0.7, 20_000), outcome: .dated),
      Case(what: "nearly there", line: (0.5, 0.97, 3_000), outcome: .mayBeReached),
      Case(what: "slowly, from afar", line: (0.30, 0.305, 10_000_000), outcome: .noDate),
      Case(what: "no change", line: (0.5, 0.5, 20_000), outcome: .noChangeShown),
      Case(what: "away from it", line: (0.8, 0.4, 20_000), outcome: .notTowardsParity),
      Case(what: "past it", line: (0.6, 1.6, 20_000), outcome: .notTowardsParity),
    ])
  func outcomes(_ it: Case) throws {
    let line = try GapToRestTests.line(from: it.line.0, to: it.line.1, people: it.line.2)
    let fit = line.fit()
    let projection = line.projection(of: fit)
    #expect(projection.outcome == it.outcome)
    #expect((projection.interval == nil) == (projection.parity == nil))
    guard let parity = projection.parity, let interval = projection.interval else { return }
    #expect(interval.contains(parity))
    #expect(try parity > #require(fit.last).t)
  }

  @Test("of two phases no date is given: only lines too steep by chance would be")
  func twoPhases() throws {
    let line = try LineTests.line([[50, 500, 100, 500], [90, 500, 100, 500]])
    #expect(line.fit().isShown)
    #expect(line.projection(of: line.fit()).outcome == .twoPhases)
  }

  @Test("the line through parity at either end of the interval is just not refused")
  func ends() throws {
    let line = try GapToRestTests.line(from: 0.3, to: 0.7, people: 3_000)
    let fit = line.fit()
    let interval = try #require(line.projection(of: fit).interval)
    let profile = ProfileLikelihood(line: line)
    let slope = try #require(fit.slope)
    let best = profile.atSlope(slope, pivot: 1.5, from: -0.5).value
    for time in [interval.lower, interval.upper] {
      let lost = 2 * (best - profile.through(0, at: time, from: slope).value)
      #expect(agree(lost, ConfidenceLevel.ninetyFive.zSquared, to: 1e-7))
    }
  }

  @Test("the required slope leads from the last fitted ratio to parity")
  func required() throws {
    let fit = try GapToRestTests.line(from: 0.3, to: 0.7, people: 3_000).fit()
    let last = try #require(fit.last)
    let slope = try #require(fit.requiredSlope(toParityAt: 8))
    #expect(agree(last.log + slope * (8 - last.t), 0, to: 1e-12))
    #expect(fit.requiredSlope(toParityAt: last.t) == nil)
    #expect(try LineTests.line([[5, 50, 9, 80]]).fit().requiredSlope(toParityAt: 8) == nil)
  }
}

/// Whether a direction rests on one phase.
@Suite("Leave one out") struct LeaveOneOutTests {
  @Test("a steady line keeps its sign, one that rests on a phase does not")
  func survives() throws {
    let steady = try GapToRestTests.line(from: 0.3, to: 0.7, people: 3_000)
    #expect(steady.leaveOneOut?.signSurvives == true)
    let resting = try LineTests.line([
      [50, 500, 100, 500], [45, 500, 100, 500], [40, 500, 100, 500], [95, 500, 100, 500],
    ])
    #expect(resting.leaveOneOut?.signSurvives == false)
    #expect(resting.leaveOneOut?.slopes.map(\.rises) == [true, true, true, false])
  }

  @Test("an infinite slope has a direction, too few phases have none")
  func edges() throws {
    #expect(try LineTests.line([[5, 50, 9, 80], [4, 50, 9, 80]]).leaveOneOut == nil)
    let none = try LineTests.line([[5, 50, 9, 80], [0, 50, 9, 80], [0, 50, 9, 80]])
    let left = try #require(none.leaveOneOut)
    #expect(left.slopes.map(\.rises) == [nil, false, false], "without the first there is no case to compare")
    #expect(left.signSurvives == nil)
    let level = try LineTests.line([[5, 50, 9, 80], [5, 50, 9, 80], [5, 50, 9, 80]])
    #expect(level.leaveOneOut == nil)
  }

  @Test("the slope without a phase is that of the line through the others")
  func slopes() throws {
    let tables = [[14, 210, 31, 840], [12, 224, 35, 861], [9, 231, 33, 850], [8, 240, 36, 872]]
    let left = try #require(try LineTests.line(tables).leaveOneOut)
    let others = try LineTests.line(Array(tables.dropFirst()), times: [2, 3, 4]).fit()
    #expect(agree(left.slopes[0].slope, others.slope, to: 1e-9))
  }
}
