import IndicatorStatistics
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite struct PrintedNumberTests {
  @Test(
    arguments: [
      ("12", .range(CountRange(low: 12, high: 12))), ("1,973", .range(CountRange(low: 1973, high: 1973))),
      ("0-9", .range(CountRange(low: 0, high: 9))), ("10–17", .range(CountRange(low: 10, high: 17))),
      ("7.0", .range(CountRange(low: 7, high: 7))), ("<5", .below(5)), ("", .nothing), ("*", .nothing),
      ("[c]", .nothing),
      ("hidden", .nothing), ("many", .other), ("-3", .other), ("9-0", .other), ("1,97", .other), ("7.5", .other),
      ("<0", .other), ("1e99", .other), ("99999999999999999999", .other),
    ] as [(String, PrintedNumber.Count)])
  func aCountIsReadAsItIsPrinted(_ text: String, _ expected: PrintedNumber.Count) {
    #expect(PrintedNumber.count(text) == expected)
  }

  @Test func aNumberMayHaveBeenHalfOfItsLastDigitMoreOrLess() {
    #expect(PrintedNumber.bounds("2.5") == 2.45...2.55)
    #expect(PrintedNumber.bounds("−1") == -1.5...(-0.5))
    #expect(PrintedNumber.bounds("0.5", decimals: 2) == 0.495...0.505)
    #expect(PrintedNumber.bounds("none") == nil)
    #expect(PrintedNumber.bounds("inf") == nil)
  }

  @Test func powersThatNoNumberHasAreNotReckonedWith() {
    #expect(PrintedNumber.decimals(of: "1.5e-3") == 4)
    #expect(PrintedNumber.decimals(of: "1e-9223372036854775808") == 0)
    #expect(PrintedNumber.bounds("0.5e-9223372036854775808") != nil)
  }

  private func words(_ bounds: ClosedRange<Double>?) -> String? {
    bounds.map { "\(Wordings.fixed($0.lowerBound, 3)) to \(Wordings.fixed($0.upperBound, 3))" }
  }

  @Test func aRatioOverHiddenCountsBoundsItsLimitsOnOneSideOnly() throws {
    let exact = try #require(PrintedRatio("2.44 (1.15–5.18)"))
    #expect(words(exact.estimate) == "2.435 to 2.445")
    #expect(words(exact.lower) == "1.145 to 1.155" && words(exact.upper) == "5.175 to 5.185")
    let hull = try #require(PrintedRatio("0.14–0.41 (0.07–0.58)"))
    #expect(hull.isRange && hull.lower?.upperBound == .infinity && hull.upper?.lowerBound == 0)
    let open = try #require(PrintedRatio("3.07, no upper limit (1.32, no upper limit)"))
    #expect(words(open.estimate) == "3.065 to ∞")
    #expect(open.upper?.upperBound == .infinity)
    #expect(PrintedRatio("hidden") == nil)
    #expect(PrintedRatio("5.20–3.10") == nil && PrintedRatio("∞–3.10 (1.00–2.00)") == nil)
    #expect(words(PrintedRatio("1.52 (1.20–1.93) *")?.estimate) == "1.515 to 1.525")
  }
}
