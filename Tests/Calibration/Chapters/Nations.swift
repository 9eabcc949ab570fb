import IndicatorStatistics
import Phaseline
import RealModule

/// The nation's figure, and its authorities drawn towards it.
enum Nations: Chapter {
  struct Found: Sendable {
    var mantelHaenszel = Coverage()
    var mean = Coverage()
    var knappHartung = Coverage()
    var prediction = Coverage()
    var shrunk = Coverage()
    var alike = 0
    /// Sums over the turns: of the error of the mean in standard errors, and of the authorities that had 0.5 added.
    var (bias, corrected) = (0.0, 0.0)
  }
  struct Row: Sendable {
    var authorities: Int
    var rate: Double
    var deviation: Double
  }
  static let title = "A nation: its mean, the next authority, and every one"
  static let turns = 4000
  private static let mean = -0.3
  static let introduction = """
    Authorities of 40 to 9,000 staff, 3% to 65% of them minoritised, as in the illustrative nation; their log ratios are
    normal about −0.3 with the standard deviation τ. Mantel and Haenszel's ratio is the common one, of which there is
    none unless τ is 0. "Shown" is the interval of the mean that is shown, Knapp and Hartung's with a factor not below
    1; "next" is the prediction interval, tried on one authority more; "shrunk" are the intervals of all authorities'
    log ratios where they are ranked. "Alike" is how often they cannot be told apart, in percent: then there is no
    ranking, and no shrunk interval. "0.5 added" is how many authorities have an empty cell, in percent, and "bias" the
    error of the mean in its own standard errors, on average. \(Wordings.grouped(turns)) nations of each design.
    """
  static let header = [
    "authorities", "White rate", "τ", "Mantel–Haenszel", "mean, shown", "mean, Knapp–Hartung", "next", "shrunk",
    "alike",
    "0.5 added", "bias",
  ]
  static let rows = [10, 40, 120].flatMap { authorities in
    [0.02, 0.1, 0.3].flatMap { rate in [0, 0.1, 0.3].map { Row(authorities: authorities, rate: rate, deviation: $0) } }
  }

  static func label(_ row: Row) -> [String] { ["\(row.authorities)", percent(row.rate, 0) + "%", "\(row.deviation)"] }

  static func measure(_ row: Row, _ random: inout SplitMix) -> Found {
    let staff = (0..<row.authorities).map { _ in size(&random) }
    var found = Found()
    for _ in 0..<turns {
      let logs = staff.map { _ in mean + row.deviation * random.normal() }
      let tables = zip(staff, logs).map { staff, log in
        Design(bame: staff.bame, white: staff.white, rate: row.rate, ratio: min(1 / row.rate, .exp(log))).groups().draw(
          &random)
      }
      let next = mean + row.deviation * random.normal()
      if row.deviation == 0 {
        found.mantelHaenszel.add(.exp(mean)) { MantelHaenszel(tables, level: $0)?.interval }
      }
      let rankings = ConfidenceLevel.allCases.map { ShrunkRanking(tables, level: $0, draws: 2) }
      func ranking(_ level: ConfidenceLevel) -> ShrunkRanking? { rankings[level == .ninetyFive ? 0 : 1] }
      found.mean.add(mean) { ranking($0)?.effects.interval }
      found.knappHartung.add(mean) { ranking($0)?.effects.knappHartungInterval }
      found.prediction.add(next) { ranking($0)?.effects.predictionInterval }
      if ranking(.ninetyFive)?.outcome == .cannotBeToldApart { found.alike += 1 }
      if let effects = ranking(.ninetyFive)?.effects {
        found.bias += (effects.meanLog - mean) / effects.standardError
        found.corrected += Double(effects.corrected) / Double(effects.authorities)
      }
      let entries = rankings.map {
        Dictionary(uniqueKeysWithValues: ($0?.entries ?? []).map { ($0.index, $0.interval) })
      }
      for index in tables.indices {
        found.shrunk.add(logs[index]) { entries[$0 == .ninetyFive ? 0 : 1][index] }
      }
    }
    return found
  }

  /// Staff as the illustrative nation has it.
  private static func size(_ random: inout SplitMix) -> (bame: Int, white: Int) {
    let staff = min(9000, max(40, 800 * .exp(random.normal())))
    let share = min(0.65, max(0.03, 1 / (1 + .exp(1.5 - 0.9 * random.normal()))))
    return (max(3, Int(staff * share)), max(5, Int(staff * (1 - share))))
  }

  static func cells(_ found: Found) -> [String] {
    [found.mantelHaenszel, found.mean, found.knappHartung, found.prediction, found.shrunk].map(\.words) + [
      percent(Double(found.alike) / Double(turns)), percent(found.corrected / Double(turns)),
      Wordings.fixed(found.bias / Double(turns), 2),
    ]
  }

  static func remarks(_ found: [(row: Row, found: Found)]) -> [String] {
    let full = found.filter { $0.found.corrected / Double(turns) < 0.005 }.map { $0.found.bias / Double(turns) }
    return [
      """
      **Missed**: the mean, the prediction and the shrunk intervals, mostly where cases are few. Two causes. The model
      takes each log ratio's variance as known, yet works it out from the same counts: an authority with more cases by
      chance has a higher ratio and a greater weight, so that the mean is too high by "bias". Empty cells hardly matter:
      with fewer than 0.5% of them it is still up to \(Wordings.fixed(full.max() ?? 0, 1)) standard errors. (In an
      independent simulation of 120 authorities at 30%, weights from the counts gave an error of 0.9, the true ones
      −0.6.) That error is the same whatever the number of authorities, while the standard error falls with it: the
      interval is at its worst where there are most. And the prediction and shrunk intervals take τ as known, though it
      is often found to be 0 where there is a difference. Mantel and Haenszel's ratio keeps its level in every row that
      it is for.
      """
    ]
  }
}
