import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("The search of the counts behind figures") struct DerivedFigureSearchTests {
  private typealias Box = DerivedFigureSearch.Box

  @Test("finds the least and the most of each count, as trying every table does", arguments: 0..<60)
  func exhaustive(seed: Int) throws {
    var random = SeededRandom(UInt64(seed), "figures")
    func below(_ limit: Int) -> Int { Int(random.uniform() * Double(limit)) }
    let (n1, n0) = (5 + below(25), 5 + below(40))
    let truth = try #require(GroupCounts(x1: below(n1 + 1), n1: n1, x0: 1 + below(n0), n0: n0))
    let interval = try #require(truth.koopmanInterval())
    let people = try #require(truth.peopleToParity)
    let all: [(ToldFigure.Measure, Double, Double)] = [
      (.relativeLikelihood, try #require(truth.relativeLikelihood), 0.05),
      (.relativeLikelihoodLower, interval.lower, 0.005),
      (.relativeLikelihoodUpper, interval.upper, 0.05), (.rate(.white), try #require(truth.white.value), 0.005),
      (.riskDifference, try #require(truth.riskDifference), 0.05), (.peopleToParity, people.estimate, 0.5),
      (.peopleToParityLower, people.interval.lower, 0.5),
    ]
    let told = (0...below(2)).map { _ in all[below(all.count)] }.map {
      DerivedFigureSearch.Figure(measure: $0.0, low: $0.1 - $0.2, high: $0.1 + $0.2)
    }
    let start = Box(x1: 0...n1, n1: n1...n1, x0: 0...n0, n0: n0...n0)
    let outcome = DerivedFigureSearch(told).narrowed(start)
    let possible = (0...n1).flatMap { x1 in (0...n0).map { (x1, $0) } }.filter { x1, x0 in
      guard let table = GroupCounts(x1: x1, n1: n1, x0: x0, n0: n0) else { return false }
      return told.allSatisfy { figure in
        Self.value(figure.measure, of: table).map { figure.low - 1e-9 <= $0 && $0 <= figure.high + 1e-9 } ?? false
      }
    }
    let (x1, x0) = (possible.map(\.0), possible.map(\.1))
    let box = try #require(outcome.box)
    #expect(outcome.isExhaustive)
    #expect([box.low[0], box.high[0], box.low[2], box.high[2]] == [x1.min(), x1.max(), x0.min(), x0.max()])
  }

  private static func value(_ measure: ToldFigure.Measure, of table: GroupCounts) -> Double? {
    switch measure {
    case .relativeLikelihood: table.relativeLikelihood
    case .relativeLikelihoodLower: table.koopmanInterval()?.lower
    case .relativeLikelihoodUpper: table.koopmanInterval()?.upper
    case .rate: table.white.value
    case .riskDifference: table.riskDifference
    case .peopleToParity: table.peopleToParity?.estimate
    case .peopleToParityLower: table.peopleToParity?.interval.lower
    case .peopleToParityUpper: table.peopleToParity?.interval.upper
    }
  }

  @Test("1.34 of 143 and 612 staff with a numerator under 10 is 5 and 16, and nothing else")
  func pair() {
    let search = DerivedFigureSearch([.init(measure: .relativeLikelihood, low: 1.335, high: 1.345)])
    let outcome = search.narrowed(Box(x1: 0...9, n1: 143...143, x0: 0...612, n0: 612...612))
    #expect(outcome.box == Box(x1: 5...5, n1: 143...143, x0: 16...16, n0: 612...612))
    #expect(outcome.isExhaustive)
  }

  @Test("says so where the effort does not suffice, and keeps what it did not try")
  func effort() throws {
    var search = DerivedFigureSearch([.init(measure: .relativeLikelihood, low: 1.3349, high: 1.3451)])
    search.effort = 3
    let start = Box(x1: 0...9, n1: 100...200, x0: 0...612, n0: 500...700)
    let outcome = search.narrowed(start)
    #expect(!outcome.isExhaustive)
    let (kept, full) = (
      try #require(outcome.box), try #require(DerivedFigureSearch(search.figures).narrowed(start).box)
    )
    for count in 0..<4 {
      #expect(kept.low[count] <= full.low[count] && full.high[count] <= kept.high[count])
    }
  }

  @Test("a ratio without limit says that no White staff are counted")
  func infinite() throws {
    let search = DerivedFigureSearch([
      .init(measure: .relativeLikelihood, low: .infinity, high: .infinity),
      .init(measure: .relativeLikelihoodUpper, low: .infinity, high: .infinity),
    ])
    let box = try #require(search.narrowed(Box(x1: 0...3, n1: 49...49, x0: 0...5, n0: 43...43)).box)
    #expect((box.low[0], box.high[0], box.low[2], box.high[2]) == (1, 3, 0, 0))
  }

  @Test("no counts print a figure that none can")
  func impossible() {
    let search = DerivedFigureSearch([.init(measure: .rate(.white), low: 0.121, high: 0.122)])
    #expect(search.narrowed(Box(x1: 0...5, n1: 5...5, x0: 0...10, n0: 10...10)).box == nil)
  }
}
