import IndicatorStatistics
import Phaseline

/// Wilson's interval of a percentage, exactly.
enum Percentages: Chapter {
  static let title = "A percentage"
  static let introduction = """
    Wilson's score interval, by enumeration of every outcome: no chance is in this table. It swings with the numbers, as
    every interval of a whole number does.
    """
  static let header = ["people", "rate", "Wilson"]
  static let rows = [30, 150, 600, 2000, 20_000].flatMap { total in
    [0.01, 0.02, 0.1, 0.3, 0.5].map { (total: total, rate: $0) }
  }

  static func label(_ row: (total: Int, rate: Double)) -> [String] {
    [Wordings.grouped(row.total), percent(row.rate, 0) + "%"]
  }

  static func measure(_ row: (total: Int, rate: Double), _ random: inout SplitMix) -> Coverage {
    var coverage = Coverage()
    for outcome in Binomial(row.total, row.rate).outcomes {
      let proportion = Proportion(outcome.count, of: row.total)
      coverage.add(row.rate, weight: outcome.probability) { proportion?.wilsonInterval($0) }
    }
    return coverage
  }

  static func cells(_ found: Coverage) -> [String] { [found.words] }

  static func remarks(_ found: [(row: (total: Int, rate: Double), found: Coverage)]) -> [String] {
    [
      """
      **Missed** among 30 people only. At 99.8% where less than one case is expected: two cases already exclude a rate
      of 1%, three one of 2%, and that many are found by chance in more than 2 of 100. At 95% and a rate of 30%, by a
      hair, as the swing has it.
      """
    ]
  }
}

/// Intervals of a count without a total, exactly.
enum Counts: Chapter {
  struct Found: Sendable {
    var byar = Coverage()
    var exact = Coverage()
    var used = Coverage()
  }
  static let title = "A count per head"
  static let introduction = """
    Byar's approximation, the exact Poisson interval, and the one that is used: the exact one below 10 events, Byar's
    from there on. By enumeration too. The exact one is never below its level, and therefore above it where few events
    are expected.
    """
  static let header = ["expected events", "Byar", "exact", "used"]
  static let rows = [0.02, 0.1, 0.6, 1.7, 3.2, 5.6, 8.8, 12, 20, 50, 200, 1000]

  static func label(_ row: Double) -> [String] { [row < 10 ? "\(row)" : Wordings.fixed(row, 0)] }

  static func measure(_ row: Double, _ random: inout SplitMix) -> Found {
    var found = Found()
    for (events, probability) in poisson(row) {
      let count = PoissonCount(events)
      found.byar.add(row, weight: probability) { count?.byarInterval($0) }
      found.exact.add(row, weight: probability) { count?.exactInterval($0) }
      found.used.add(row, weight: probability) { count?.interval($0) }
    }
    return found
  }

  static func cells(_ found: Found) -> [String] { [found.byar.words, found.exact.words, found.used.words] }

  /// Outwards from the likeliest outcome, as `Binomial` has it.
  private static func poisson(_ expected: Double) -> [(events: Int, probability: Double)] {
    let mode = Int(expected)
    var shares = [(events: mode, share: 1.0)]
    var share = 1.0
    for events in stride(from: mode, to: 0, by: -1) {
      share *= Double(events) / expected
      shares.append((events - 1, share))
    }
    share = 1
    var events = mode
    while share > 1e-20 {
      events += 1
      share *= expected / Double(events)
      shares.append((events, share))
    }
    let sum = shares.reduce(0) { $0 + $1.share }
    return shares.map { ($0.events, $0.share / sum) }
  }
}
