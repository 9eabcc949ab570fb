import IndicatorStatistics
import Phaseline
import RealModule

/// One group's percentage over phases: the test of Cochran and Armitage, and the logistic slope.
enum RateTrends: Chapter {
  struct Found: Sendable {
    var claims = [0, 0]
    var slope = Coverage()
  }
  struct Row: Sendable {
    var people: Int
    var rate: Double
    var phases: Int
  }
  static let title = "A percentage over phases"
  static let turns = 20_000
  private static let slope = 0.1
  static let introduction = """
    How often the test of Cochran and Armitage claims a trend at 5% and at 0.2% where there is none (where nobody is a
    case it has no value and claims nothing), and the coverage of the Wald interval of the logistic slope where the log
    odds rise by 0.1 a phase. "No slope" is how often that is infinite, or has no value, in percent.
    \(Wordings.grouped(turns)) draws of each design.
    """
  static let header = ["people", "rate", "phases", "Cochran–Armitage", "logistic slope", "no slope"]
  static let rows = [150, 600, 2000, 20_000].flatMap { people in
    Design.rates.flatMap { rate in [3, 5].map { Row(people: people, rate: rate, phases: $0) } }
  }

  static func label(_ row: Row) -> [String] {
    [Wordings.grouped(row.people), percent(row.rate, 0) + "%", "\(row.phases)"]
  }

  static func measure(_ row: Row, _ random: inout SplitMix) -> Found {
    let odds = row.rate / (1 - row.rate)
    let still = Binomial(row.people, row.rate)
    let rising = (0..<row.phases).map { phase in
      let here = odds * .exp(slope * Double(phase))
      return Binomial(row.people, here / (1 + here))
    }
    func trend(_ draws: [Int]) -> RateTrend {
      RateTrend(
        draws.enumerated().compactMap { t, count in
          Proportion(count, of: row.people).map { (t: Double(t), proportion: $0) }
        })
    }
    var found = Found()
    for _ in 0..<turns {
      let p = trend((0..<row.phases).map { _ in still.draw(&random) }).cochranArmitage()?.p ?? 1
      for (index, level) in ConfidenceLevel.allCases.enumerated() where p < level.alpha { found.claims[index] += 1 }
      let other = trend(rising.map { $0.draw(&random) })
      found.slope.add(slope) { other.logisticSlope($0).interval }
    }
    return found
  }

  static func cells(_ found: Found) -> [String] {
    let claims = found.claims.map { Double($0) / Double(turns) }
    return ["\(percent(claims[0], 1)) / \(percent(claims[1], 2))", found.slope.words, percent(found.slope.missing)]
  }
}
