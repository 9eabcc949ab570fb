import Testing

@testable import IndicatorStatistics

/// The standard normal distribution, against mpmath at 40 digits.
@Suite("Standard normal") struct StandardNormalTests {
  @Test(
    "quantiles",
    arguments: [
      (0.5, 0), (0.6, 0.2533471031357997), (0.025, -1.9599639845400543), (0.925, 1.4395314709384561),
      (0.001, -3.0902323061678136), (0.00003, -4.012810811118253), (1e-9, -5.9978070150076865),
      (1e-12, -7.034483825301132), (1e-20, -9.262340089798407), (1e-100, -21.273453560965326),
      (1e-300, -37.0470962993612), (0.0749, -1.4402382675279637), (0.0751, -1.43882539275254),
    ])
  func quantile(p: Double, expected: Double) {
    #expect(abs(StandardNormal.quantile(p) - expected) <= 1e-15 * abs(expected))
  }

  @Test(
    "cumulative probabilities",
    arguments: [
      (-30, 4.906713927148187e-198, 2e-13), (-10, 7.619853024160525e-24, 1e-13),
      (-1.959963984540054, 0.025000000000000012, 1e-14), (0, 0.5, 0), (1, 0.8413447460685429, 1e-15),
      (2.5, 0.9937903346742238, 1e-15), (8, 0.9999999999999993, 1e-15), (-.infinity, 0, 0), (.infinity, 1, 0),
    ] as [(Double, Double, Double)])
  func cumulative(x: Double, expected: Double, tolerance: Double) {
    #expect(abs(StandardNormal.cumulative(x) - expected) <= tolerance * expected)
  }

  @Test("one undoes the other, and the quantile is odd", arguments: 1...200)
  func inverse(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let x = Double.random(in: -30...0, using: &random)
    #expect(agree(StandardNormal.quantile(StandardNormal.cumulative(x)), x, to: 1e-13))
    let p = Double(Int.random(in: 1...1 << 30, using: &random)) * 0x1p-32
    #expect(StandardNormal.quantile(1 - p) == -StandardNormal.quantile(p))
  }

  @Test("it is the z of both levels", arguments: ConfidenceLevel.allCases)
  func levels(level: ConfidenceLevel) {
    #expect(agree(-StandardNormal.quantile(level.alpha / 2), level.z, to: 1e-15))
  }

  @Test("random normal numbers have mean 0 and variance 1, and come again")
  func draws() {
    var (random, again) = (SplitMix(seed: 4), SplitMix(seed: 4))
    let numbers = (0..<20_000).map { _ in random.normal() }
    #expect(numbers == (0..<20_000).map { _ in again.normal() })
    #expect(abs(numbers.reduce(0, +) / 20_000) <= 4 / 20_000.squareRoot())
    #expect(abs(numbers.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) <= 4 * (2 / 20_000.0).squareRoot())
  }

  /// Steele, Lea & Flood's generator at seed 1234567, as listed on Rosetta Code.
  @Test("SplitMix64 has its published course")
  func splitMix() {
    var random = SplitMix(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }
}
