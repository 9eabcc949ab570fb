import Testing

@testable import IndicatorStatistics

@Suite("Findings by chance") struct ChanceFindingsTests {
  @Test("half of 1 − confidence of the tests, in one direction")
  func expected() {
    #expect(ConfidenceLevel.ninetyFive.expectedByChance(among: 120) == 3)
    #expect(ConfidenceLevel.ninetyFive.expectedByChance(among: 0) == 0)
    #expect(abs(ConfidenceLevel.ninetyNineEight.expectedByChance(among: 1000) - 1) < 1e-12)
  }

  /// An independent count: of authorities without any change, simulated, as many look improved as that, or fewer.
  @Test("no more of 2,000 simulated lines without change look improved than that")
  func simulated() {
    var random = SplitMix(seed: 11)
    func binomial(_ n: Int, _ p: Double) -> Int {
      (0..<n).reduce(0) { count, _ in count + (Double(random.next() >> 11) * 0x1p-53 < p ? 1 : 0) }
    }
    let improved = (0..<2000).count { _ in
      let strata = (0..<4).compactMap { t in
        GroupCounts(x1: binomial(80, 0.3), n1: 80, x0: binomial(160, 0.15), n0: 160).map {
          Stratum(t: Double(t), counts: $0)
        }
      }
      return Line(strata).fit().verdict.kind == .improving
    }
    let expected = ConfidenceLevel.ninetyFive.expectedByChance(among: 2000)
    // Three standard errors of a binomial share above the expected 50.
    #expect(Double(improved) < expected + 3 * expected.squareRoot())
    #expect(improved > 0)
  }
}
