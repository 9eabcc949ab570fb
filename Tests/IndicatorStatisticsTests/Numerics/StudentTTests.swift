import Testing

@testable import IndicatorStatistics

/// Student's t distribution, against mpmath at 40 digits and scipy.
@Suite("Student's t") struct StudentTTests {
  /// mpmath, `betainc(v/2, 1/2, 0, v/(v + t²), regularized=True) / 2`.
  @Test(
    "upper tails",
    arguments: [
      (2, 1, 0.14758361765043326), (0.1, 3, 0.4633261744004029), (1, 2, 0.2113248654051871),
      (12.5, 4, 0.00011780802344634989), (3, 12, 0.005533347843016847), (40, 12, 1.925614790386017e-14),
      (1.96, 152, 0.02591227177615641), (0.001, 7, 0.4996150086224994), (30, 1000, 7.687343722021741e-142),
      (0, 5, 0.5), (.infinity, 5, 0),
    ] as [(Double, Int, Double)])
  func tail(t: Double, freedom: Int, expected: Double) {
    let found = StudentT.upperTail(t, degreesOfFreedom: freedom)
    #expect(abs(found - expected) <= 1e-12 * expected)
    #expect(abs(StudentT.upperTail(-t, degreesOfFreedom: freedom) - (1 - expected)) <= 1e-15)
  }

  /// scipy 1.17.1, `stats.t.isf(p, v)`.
  @Test(
    "quantiles",
    arguments: [
      (0.025, 1, 12.706204736174705), (0.025, 2, 4.302652729749464), (0.025, 3, 3.1824463052837086),
      (0.025, 4, 2.7764451051977943), (0.025, 5, 2.5705818356363155), (0.025, 10, 2.2281388519862753),
      (0.025, 12, 2.1788128296672293), (0.025, 30, 2.042272456301238), (0.025, 100, 1.983971518523552),
      (0.025, 151, 1.9757989238179396), (0.025, 152, 1.9756939278152708), (0.025, 1000, 1.9623390808264085),
      (0.001, 1, 318.30883898555044), (0.001, 2, 22.327124770119873), (0.001, 3, 10.214531852407385),
      (0.001, 5, 5.893429531356009), (0.001, 12, 3.9296332646264918), (0.001, 152, 3.144714305408649),
      (0.001, 1000, 3.0984021639129233),
    ] as [(Double, Int, Double)])
  func quantile(p: Double, freedom: Int, expected: Double) {
    #expect(abs(StudentT.quantile(upperTail: p, degreesOfFreedom: freedom) - expected) <= 1e-12 * expected)
    #expect(StudentT.quantile(upperTail: 0.5, degreesOfFreedom: freedom) == 0)
  }

  @Test("on two degrees of freedom it is an algebraic function", arguments: 1...100)
  func two(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let p = Double.random(in: 1e-6...0.4999, using: &random)
    let expected = (1 - 2 * p) * (1 / (2 * p * (1 - p))).squareRoot()
    #expect(agree(StudentT.quantile(upperTail: p, degreesOfFreedom: 2), expected, to: 1e-11))
    #expect(agree(StudentT.quantile(upperTail: 1 - p, degreesOfFreedom: 2), -expected, to: 1e-9))
  }

  @Test("quantile and tail undo each other, and a million degrees of freedom are the normal distribution")
  func inverse() {
    for freedom in [1, 2, 3, 7, 40, 41, 300, 5000] {
      for p in [1e-10, 0.001, 0.025, 0.2, 0.49] {
        let t = StudentT.quantile(upperTail: p, degreesOfFreedom: freedom)
        #expect(abs(StudentT.upperTail(t, degreesOfFreedom: freedom) - p) <= 1e-11 * p, "\(freedom) \(p)")
      }
    }
    #expect(agree(StudentT.quantile(upperTail: 0.025, degreesOfFreedom: 1_000_000), 1.959966356, to: 1e-9))
  }
}
