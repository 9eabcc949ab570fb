import Testing

@testable import IndicatorStatistics

/// What must hold of every method, whatever the nation.
@Suite("Random nations") struct RandomNationTests {
  @Test("every number is a number, or there is none", arguments: 1...1000)
  func finite(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let tables = Nations.random(&random)
    var numbers: [Double] = []
    if let found = MantelHaenszel(tables) { numbers += [found.ratio] + [found.interval].limits }
    if let found = RandomEffects(tables) {
      numbers += [found.meanLog, found.standardError, found.ratio]
      numbers +=
        [
          found.interval, found.knappHartungInterval, found.normalInterval, found.predictionInterval,
        ].limits
      if let it = found.heterogeneity {
        numbers += [it.variance, it.deviation, it.inconsistency, it.cochranQ, it.pCochranQ]
        #expect(it.variance >= 0 && (0..<100).contains(it.inconsistency) && (0...1).contains(it.pCochranQ))
      }
    }
    if let found = Funnel(tables) {
      numbers += found.points.flatMap { [$0.z, $0.standardError, $0.precision] }
      numbers += found.overDispersion.map { [$0.factor, $0.variance] } ?? []
      numbers += found.points.flatMap { [found.limits(at: $0.standardError, isOverDispersed: true)].limits }
    }
    if let found = ShrunkRanking(tables, level: .ninetyFive, draws: 4) {
      numbers += found.entries.flatMap {
        [$0.rawLog, $0.shrinkage, $0.log, $0.expectedRank, $0.worstQuarter] + [$0.interval].limits
      }
    }
    #expect(numbers.count > 20)
    #expect(numbers.allSatisfy { $0.isFinite })
  }
}

extension [Interval?] {
  fileprivate var limits: [Double] { compactMap { $0 }.flatMap { [$0.lower, $0.upper] } }
}
