import Foundation
import IndicatorStatistics
import Testing

@testable import Calibration
@testable import Phaseline

/// What `action review` says of simulated actions with known effect, in fewer turns than `make calibrate` takes; the same
/// draws every time.
@Suite("Reviews of simulated actions") struct ReviewCalibrationTests {
  private static let actions = Result { try SimulatedAction.all(of: Fixture.data) }
  private static let turns = 60

  private static func measure(
    _ truth: SimulatedAction.Truth, _ isMeant: (SimulatedAction) -> Bool = { _ in true }, turns: Int = turns,
    comparisons: Int = 0
  ) throws -> Reviews.Found {
    var random = SplitMix(seed: 2026)
    return Reviews.measure(
      try actions.get().filter(isMeant), truth, turns: turns, comparisons: comparisons, &random)
  }

  private static func share(_ found: Reviews.Found, _ kind: LineVerdict.Kind) -> Double {
    Double(found.verdicts[kind] ?? 0) / Double(found.verdicts.values.reduce(0, +))
  }

  @Test("there are 200, begun in three phases, on all indicators that the nation has them of")
  func design() throws {
    let actions = try Self.actions.get()
    #expect(actions.count == SimulatedAction.count)
    #expect(Set(actions.map { "\($0.code) \($0.indicator)" }).count == actions.count)
    #expect(Set(actions.map { $0.places.count { !$0.isAfter } }).isSuperset(of: [1, 2, 3]))
    #expect(Set(actions.map(\.indicator)).count == 9)
    #expect(actions.count { $0.staff < 300 } >= 20)
    // Without effect every phase is drawn about one ratio.
    let truth = try IllustrativeNation(
      standard: Catalogue(folder: Fixture.data).source(of: Standard.defaultKey).standard(), nationalRatios: [],
      seed: 2026)
    for action in actions.prefix(50) {
      let authority = try #require(truth.authorities.first { $0.code == action.code })
      let indicator = try #require(truth.standard.indicator(action.indicator))
      #expect(truth.line(authority, indicator).kind == .stays)
    }
  }

  @Test("none without effect is said to have improved more often than 6%")
  func withoutEffect() throws {
    let found = try Self.measure(.none, turns: 500)
    #expect(found.improved.count == SimulatedAction.count)
    // The highest of 200 shares exceeds its true value by chance; of 4,000 turns it is 2.9% (`make calibrate`).
    let highest = found.improved.compactMap(\.value).max() ?? 1
    #expect(highest <= Reviews.most)
    let beyond = found.improved.filter { Reviews.atLeast($0) > Reviews.most }
    #expect(beyond.isEmpty, "\(beyond)")
    // Of all 100,000 together: half of 5% is what two sides leave to one.
    #expect(Self.share(found, .improving) < 0.025)
  }

  @Test("the same draws would be called an improvement in nearly half of all turns if nearer to parity were enough")
  func naive() throws {
    var (nearer, all) = (0, 0)
    var random = SplitMix(seed: 7)
    for action in try Self.actions.get() {
      let drawn = action.drawn(.none)
      for _ in 0..<5 {
        guard let fit = drawn.draw(&random).change().fit, let first = fit.first, let last = fit.last else { continue }
        all += 1
        if abs(last.log) < abs(first.log) { nearer += 1 }
      }
    }
    #expect(Double(nearer) / Double(all) > 0.4)
  }

  @Test("of small authorities it is nearly always said that one cannot tell, whatever the action did")
  func small() throws {
    for truth in [SimulatedAction.Truth.none, .half] {
      let found = try Self.measure(truth) { $0.staff < 300 }
      #expect(Self.share(found, .cannotTell) > 0.9, "\(truth)")
    }
  }

  @Test("an effect is found where there are cases enough")
  func effect() throws {
    let found = try Self.measure(.whole, { $0.staff >= 1000 && abs($0.log) > 0.4 && $0.indicator == "leaving" })
    #expect(Self.share(found, .improving) > 0.5)
    #expect(Self.share(found, .worsening) < 0.01)
  }

  @Test("where all move, it is seldom said that an action moved more than the others")
  func drift() throws {
    let found = try Self.measure(.drift, { $0.staff >= 1000 }, turns: 10, comparisons: 10)
    #expect(found.compared >= 300)
    #expect(Double(found.closer) / Double(found.compared) < 0.05)
  }
}
