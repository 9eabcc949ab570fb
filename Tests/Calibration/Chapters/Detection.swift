import IndicatorStatistics
import Phaseline
import RealModule

/// How often the smallest detectable change is shown, where that is the change.
enum Detection: Chapter {
  struct Power: Sendable {
    /// Change of the log ratio a phase; none where no change could be shown.
    var slope: Double?
    var shown = 0.0
    /// The fewest cases that a group expects in a phase.
    var fewest = 0.0
  }
  static let title = "Detection of the smallest detectable change"
  static let turns = 20_000
  static let (wanted, margin, enough) = (0.8, 0.03, 20.0)
  private static let phases = [2, 3, 5]
  static let introduction = """
    The counts that a design expects without a change announce the smallest change that is shown four times in five.
    Lines are drawn with that change: in percent how often it is shown, by interval and adjusted test both; before the
    colon the change announced, in percent a phase. The bound is \(percent(wanted, 0)) ± \(percent(margin, 0))% where
    every group expects \(Int(enough)) cases or more in every phase. A cell with † expects fewer somewhere: there the
    figure is what it is. \(Wordings.grouped(turns)) lines of each design; the standard error of 80% is 0.3.
    """
  static let header = Design.header + phases.map { "\($0) phases" }
  static let rows = Design.grid(ratios: [0.5, 0.8, 2])

  static func label(_ row: Design) -> [String] { row.label }

  static func measure(_ row: Design, _ random: inout SplitMix) -> [Power] {
    phases.map { count in
      // Whole expected counts, which are the truth of the design from here on.
      let cases = (
        Int((Double(row.bame) * row.rate * row.ratio).rounded()), Int((Double(row.white) * row.rate).rounded())
      )
      guard let counts = GroupCounts(x1: cases.0, n1: row.bame, x0: cases.1, n0: row.white),
        let change = Line((0..<count).map { Stratum(t: Double($0), counts: counts) }).smallestDetectableChange(),
        let slope = change.slope
      else { return Power() }
      return power(counts, slope, phases: count, &random)
    }
  }

  private static func power(
    _ counts: GroupCounts, _ slope: Double, phases: Int, _ random: inout SplitMix
  ) -> Power {
    let expected = (0..<phases).map { phase in
      Double(counts.bame.count) * .exp(slope * (Double(phase) - Double(phases - 1) / 2))
    }
    let (n1, n0) = (counts.bame.total, counts.white.total)
    let white = Binomial(n0, Double(counts.white.count) / Double(n0))
    let drawn = DrawnLine(
      expected.map { DrawnGroups(bame: Binomial(n1, min(1, $0 / Double(n1))), of: n1, white: white, of: n0) })
    var power = Power(slope: slope, fewest: min(expected.min() ?? 0, Double(counts.white.count)))
    for _ in 0..<turns where drawn.draw(&random).fit(hasEnds: false).isShown { power.shown += 1 / Double(turns) }
    return power
  }

  static func cells(_ found: [Power]) -> [String] {
    found.map { power in
      guard let slope = power.slope else { return "none" }
      let change = Wordings.fixed(LineFit.percent(slope), abs(LineFit.percent(slope)) < 9.95 ? 1 : 0)
      return "\(change): \(percent(power.shown))\(power.fewest < enough ? " †" : "")"
    }
  }

  static func remarks(_ found: [(row: Design, found: [Power])]) -> [String] {
    let powers = found.flatMap(\.found).filter { $0.slope != nil }
    let (many, few) = (powers.filter { $0.fewest >= enough }, powers.filter { $0.fewest < enough })
    let missed = many.count { abs($0.shown - wanted) > margin }
    let range = { (powers: [Power]) in
      let shown = powers.map(\.shown)
      return "from \(percent(shown.min() ?? 0)) to \(percent(shown.max() ?? 0))%"
    }
    return [
      (missed == 0
        ? "Bound met in all \(many.count) cells that it is for"
        : "**Bound missed** in \(missed) of the \(many.count) cells that it is for")
        + ": \(range(many)). In the \(few.count) others, at least as tabulated: \(range(few))."
    ]
  }
}
