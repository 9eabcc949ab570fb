import IndicatorStatistics
import Phaseline

/// The national series: published, pooled, and of the same authorities throughout.
public enum NationalChart: Chart {
  /// The word that chooses it: `chart national`.
  public static let name = "national"
  /// The question it answers.
  public static let question =
    "How did the national figure on one indicator change, and how much of that is who joined?"

  /// What it is about.
  public static let scope = ChartScope.nation

  /// The finding on the nation, or on a region.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Finding> {
    var request = request
    request.organisation = nil
    return try request.finding(in: view)
  }

  /// Lays out up to three lines, each with its name and last value, over the number of authorities in each phase.
  /// - Throws: `ChartProblem.nothingToDraw` without a relative likelihood; `.tooSmall` without room for a plot.
  public static func describe(_ finding: Finding, _ setting: ChartSetting) throws -> ChartDescription {
    let series = NationalSeries(finding)
    guard series.lines.contains(where: { !$0.points.isEmpty }) else {
      throw ChartProblem.nothingToDraw("\(finding.subject.name) has no relative likelihood on \(finding.indicator.key)")
    }
    var layout = TrajectoryLayout(phases: finding.phases, series: series.lines, setting: setting) { drawn in
      NationalWords(finding: finding, series: series, drawn: drawn)
    }
    return try layout.description()
  }
}

/// The lines of a national chart.
struct NationalSeries {
  /// Those that have points: published, pooled, the same throughout; two of one course are one.
  let lines: [TrajectorySeries]
  /// Whether the published figure is the pooled one, so that one line stands for both.
  let isPooledAsPublished: Bool
  /// Whether the same authorities gave counts in every phase with counts, so that the pooled line is theirs.
  let isEverybodyThroughout: Bool

  init(_ finding: Finding) {
    let nation = TrajectorySeries.nation(of: finding)
    let (published, pooled) = (TrajectorySeries.published(of: finding), TrajectorySeries.pooled(of: finding))
    let panel = Self.panel(finding)
    let counted = finding.phases.compactMap { $0.comparator?.pooledCounts?.organisations }
    isPooledAsPublished = !published.isEmpty && nation.points == pooled
    isEverybodyThroughout =
      counted.count == panel.count && counted.allSatisfy { $0 == finding.nation?.panel?.organisations }
    let main = TrajectorySeries(
      name: published.isEmpty || isPooledAsPublished ? nation.name : "\(nation.name), published", isNation: true,
      points: nation.points, look: .main)
    let sum = TrajectorySeries(name: "All counts together", isNation: true, points: pooled, look: .sum)
    let same = TrajectorySeries(
      name: "Same \(finding.nation?.panel?.organisations ?? 0) throughout", isNation: true, points: panel, look: .same)
    lines =
      [main] + (published.isEmpty || isPooledAsPublished || pooled.isEmpty ? [] : [sum])
      + (panel.isEmpty || isEverybodyThroughout ? [] : [same])
  }

  /// Those who gave counts in every phase since the last series break.
  private static func panel(_ finding: Finding) -> [TrajectorySeries.Value] {
    guard let panel = finding.nation?.panel else { return [] }
    return zip(panel.phases, panel.ratios).compactMap { key, ratio in
      guard let phase = finding.phases.first(where: { $0.phase == key }), let value = ratio.relativeLikelihood else {
        return nil
      }
      return TrajectorySeries.Value(ordinal: phase.ordinal, ratio: value, interval: ratio.interval)
    }
  }
}

extension SeriesLook {
  /// The national figure, where the chart is about it.
  fileprivate static let main = SeriesLook(
    colour: .national, text: .nationalText, shape: .square, radius: 7, width: 4, dash: .solid, isSubject: true)
  /// The counts of all added up.
  fileprivate static let sum = SeriesLook(
    colour: .context, text: .context, shape: .circle, radius: 6, width: 3, dash: .dashed, isSubject: false)
  /// The same authorities throughout.
  fileprivate static let same = SeriesLook(
    colour: .secondComparator, text: .secondComparator, shape: .diamond, radius: 8, width: 3, dash: .dotted,
    isSubject: false, hasBars: true)
}
