import IndicatorStatistics
import Testing

@testable import Phaseline

/// The words for numbers, as `domain.md` of the programme has them.
@Suite("Wordings") struct WordingsTests {
  @Test(
    "ratios in words",
    arguments: [
      (0.56, "44% less likely"), (1.50, "50% more likely"), (1.34, "34% more likely"), (0.63, "37% less likely"),
      (0.98, "as likely"), (1.0, "as likely"), (1.02, "as likely"), (0.979, "2% less likely"),
      (1.021, "2% more likely"), (1.99, "99% more likely"), (2.0, "twice as likely"),
      (2.1, "more than twice as likely"),
      (3.4, "3.4 times as likely"), (9.5, "9.5 times as likely"), (3.0, "3 times as likely"),
      (0.004, "over 99% less likely"),
    ])
  func likely(ratio: Double, words: String) {
    #expect(Wordings.comparison(ratio) == words)
  }

  @Test(
    "rates in words",
    arguments: [
      (1.15, "at a rate 15% higher"), (0.89, "at a rate 11% lower"), (1.0, "at the same rate"),
      (2.3, "at more than twice the rate"),
    ])
  func rates(ratio: Double, words: String) {
    #expect(Wordings.comparison(ratio, form: .rate) == words)
  }

  @Test(
    "ranges",
    arguments: [
      (0.67, 1.12, Wording.Form.likely, "33% less likely to 12% more likely"),
      (0.194, 0.2, .likely, "80–81% less likely"), (1.1, 1.4, .likely, "10–40% more likely"),
      (0.85, 1.85, .rate, "15% lower to 85% higher"), (0, 1.5, .likely, "at most 50% more likely"),
      (0.8, .infinity, .likely, "20% less likely upwards"), (0, .infinity, .likely, "anything at all"),
      (0.5, 19.04, .likely, "50% less likely to 19 times as likely"),
    ])
  func ranges(lower: Double, upper: Double, form: Wording.Form, words: String) {
    #expect(Wordings.comparison(Interval(lower: lower, upper: upper), form: form) == words)
  }

  @Test("numbers")
  func numbers() {
    #expect(Wordings.ratio(0.125) == "0.13")
    #expect(Wordings.ratio(9.994) == "9.99")
    #expect(Wordings.ratio(9.996) == "10.0")
    #expect(Wordings.ratio(.infinity) == "∞")
    #expect(Wordings.ratio(nil) == "–")
    #expect(Wordings.interval(Interval(lower: 0.45, upper: 0.52)) == "0.45–0.52")
    #expect(Wordings.interval(Interval(lower: 0.83, upper: .infinity)) == "0.83, no upper limit")
    #expect(Wordings.percent(0.0812) == "8.1%")
    #expect(Wordings.percent(0.0062) == "0.6%")
    #expect(Wordings.percent(0) == "0%")
    #expect(Wordings.grouped(1_234_567) == "1,234,567")
    #expect(Wordings.grouped(-1234) == "−1,234")
    #expect(Wordings.fixed(-0.004, 2) == "0.00")
    #expect(Wordings.fixed(-1.005, 2) == "−1.01")
    #expect(Wordings.list(["a"]) == "a")
    #expect(Wordings.list(["a", "b", "c"]) == "a, b and c")
  }
}
