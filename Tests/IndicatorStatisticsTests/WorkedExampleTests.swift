import Foundation
import IndicatorStatistics
import Testing

/// Examples from `Data/reference/worked-examples.csv`, to the digits printed there; each with the id of its row.
@Suite("Worked examples") struct WorkedExampleTests {
  struct Limits: Sendable, CustomTestStringConvertible {
    var id: String
    var interval: Interval?
    var lower: Double
    var upper: Double
    var digits: Int
    var source: String
    var testDescription: String { "\(id), \(source)" }
  }

  static func koopman(_ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) -> Interval? {
    GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0)?.koopmanInterval()
  }

  static let computed = "computed independently: scipy/statsmodels"
  static let limits = [
    Limits(
      id: "a1", interval: Proportion(13, of: 16)?.wilsonInterval(), lower: 0.5699, upper: 0.9341, digits: 4,
      source: "contingencytables (ligarden_2010)"),
    Limits(
      id: "a2", interval: Proportion(65, of: 100)?.wilsonInterval(), lower: 0.552544433, upper: 0.736357518, digits: 9,
      source: "PHEindicatormethods"),
    Limits(
      id: "a3", interval: Proportion(65, of: 100)?.wilsonInterval(.ninetyNineEight), lower: 0.495494657,
      upper: 0.778354061, digits: 9, source: "PHEindicatormethods"),
    Limits(
      id: "a4", interval: Proportion(0, of: 20)?.wilsonInterval(), lower: 0, upper: 0.1611, digits: 4,
      source: "Newcombe 1998"),
    Limits(
      id: "k1", interval: Proportion(4, of: 57)?.wilsonInterval(), lower: 0.0276264202, upper: 0.1670017010, digits: 10,
      source: computed),
    Limits(
      id: "k2", interval: Proportion(0, of: 31)?.wilsonInterval(.ninetyNineEight), lower: 0, upper: 0.2355029605,
      digits: 10, source: computed),
    Limits(
      id: "b1", interval: koopman(7, 34, 1, 34), lower: 1.2209, upper: 42.5757, digits: 4,
      source: "contingencytables (perondi_2004)"),
    Limits(
      id: "b5", interval: koopman(3, 4, 0, 2), lower: 0.8257, upper: .infinity, digits: 4, source: "contingencytables"),
    Limits(id: "b6", interval: koopman(36, 40, 16, 80), lower: 2.94, upper: 7.15, digits: 2, source: "Koopman 1984"),
    Limits(
      id: "k6", interval: koopman(36, 180, 40, 520), lower: 1.7123713720, upper: 3.9225817135, digits: 10,
      source: computed),
    Limits(id: "k8", interval: koopman(0, 40, 12, 300), lower: 0, upper: 2.2369631021, digits: 10, source: computed),
    Limits(
      id: "k10", interval: koopman(12, 12, 70, 100), lower: 1.0702344348, upper: 1.6552140923, digits: 10,
      source: computed),
    Limits(
      id: "k11", interval: GroupCounts(x1: 36, n1: 180, x0: 40, n0: 520)?.peopleToParity?.interval, lower: 11.695933,
      upper: 34.292974, digits: 6, source: computed),
    Limits(
      id: "k11 to 1.25",
      interval: GroupCounts(x1: 36, n1: 180, x0: 40, n0: 520)?.peopleToParity?.toFourFifths?.interval,
      lower: 7.6554190471, upper: 31.1259250757, digits: 10,
      source: "recomputed: the row prints …926, a last digit too high"),
    Limits(
      id: "London trusts", interval: koopman(1426, 12067, 1148, 4675), lower: 0.45, upper: 0.52, digits: 2,
      source: "domain.md, BMJ 2021;375:n2460"),
    Limits(
      id: "West Lancashire", interval: koopman(2, 10, 117, 389), lower: 0.19, upper: 1.73, digits: 2,
      source: "domain.md"),
  ]

  @Test("limits agree to the digits printed", arguments: limits)
  func agrees(_ it: Limits) throws {
    let interval = try #require(it.interval)
    #expect(close(interval.lower, it.lower, it.digits))
    #expect(close(interval.upper, it.upper, it.digits))
  }

  @Test("people to parity, k11")
  func people() throws {
    let people = try #require(GroupCounts(x1: 36, n1: 180, x0: 40, n0: 520)?.peopleToParity)
    #expect(close(people.estimate, 22.153846, 6))
    #expect(close(try #require(people.toFourFifths).estimate, 18.692308, 6))
  }

  static func line(_ tables: [(Int, Int, Int, Int)]) throws -> Line {
    Line(
      try tables.enumerated().map { index, it in
        Stratum(t: Double(index + 1), counts: try #require(GroupCounts(x1: it.0, n1: it.1, x0: it.2, n0: it.3)))
      })
  }

  @Test("a line of four phases, k12")
  func fourPhases() throws {
    let fit = try Self.line([(14, 210, 31, 840), (12, 224, 35, 861), (9, 231, 33, 850), (8, 240, 36, 872)]).fit()
    let slopes = try #require(fit.slopeInterval)
    #expect(fit.outcome == .fitted)
    #expect(close(try #require(fit.slope), -0.271315, 6))
    // The row gives a at t = 0; the first phase is t = 1.
    #expect(close(try #require(fit.first).log, 0.842137 - 0.271315, 6))
    #expect(close(slopes.lower, -0.584655, 6))
    #expect(close(slopes.upper, 0.031782, 6))
    #expect(close(try #require(fit.likelihoodRatio), 3.073577, 6))
    #expect(close(try #require(fit.deviance), 0.019761, 6))
    #expect(close(try #require(fit.adjustedScore), 3.035663, 6))
    #expect(fit.degreesOfFreedom == 2)
  }

  @Test("a line of common events, k14")
  func common() throws {
    let fit = try Self.line([(61, 80, 300, 340), (66, 82, 301, 345), (75, 88, 310, 350)]).fit()
    let slopes = try #require(fit.slopeInterval)
    #expect(close(try #require(fit.slope), 0.052664, 6))
    #expect(close(slopes.lower, -0.024829, 6))
    #expect(close(slopes.upper, 0.132296, 6))
    #expect(close(try #require(fit.likelihoodRatio), 1.780997, 6))
  }

  @Test("a line at the boundary, k16")
  func boundary() throws {
    let fit = try Self.line([(5, 150, 30, 600), (0, 150, 30, 600), (0, 150, 30, 600)]).fit()
    let slopes = try #require(fit.slopeInterval)
    #expect(fit.outcome == .boundary(.down))
    #expect(fit.slope == nil)
    #expect(slopes.lower == -.infinity)
    #expect(close(slopes.upper, -1.031812, 6))
    // The row cuts it off at 10.595084; recomputed with scipy.
    #expect(close(try #require(fit.likelihoodRatio), 10.595084795, 7))
    #expect(fit.verdict == LineVerdict(kind: .cannotTell, reason: .boundary))
  }
}

/// Whether two numbers are the same to so many printed decimals; infinities must be the same.
func close(_ found: Double, _ expected: Double, _ digits: Int) -> Bool {
  found == expected || abs(found - expected) <= 0.5 * pow(10, -Double(digits)) * (1 + 1e-9)
}
