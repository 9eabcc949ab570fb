import IndicatorStatistics
import Phaseline

/// One indicator, one authority: are we improving, against the nation, across phases?
public enum TrajectoryChart: Chart {
  /// The word that chooses it: `chart trajectory`.
  public static let name = "trajectory"
  /// The question it answers.
  public static let question = "One indicator, one authority: are we improving, against the nation, across phases?"

  /// What it is about.
  public static let scope = ChartScope.indicator

  /// The finding on the indicator.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Finding> {
    try request.finding(in: view)
  }

  /// Lays out the line of the organisation over that of the nation, with intervals, breaks and counts.
  /// - Throws: `ChartProblem.nothingToDraw` without a relative likelihood; `.tooSmall` without room for a plot.
  public static func describe(_ finding: Finding, _ setting: ChartSetting) throws -> ChartDescription {
    let series = TrajectorySeries.all(of: finding)
    guard series.contains(where: { !$0.points.isEmpty }) else {
      throw ChartProblem.nothingToDraw(
        "\(finding.subject.name) has no relative likelihood on \(finding.indicator.key)\([finding].hiddenWords)")
    }
    var layout = TrajectoryLayout(
      phases: finding.phases, series: series, events: finding.events, setting: setting
    ) { drawn in
      TrajectoryWords(finding: finding, series: series, drawn: drawn)
    }
    return try layout.description()
  }
}

/// One line of a trajectory.
struct TrajectorySeries: Hashable, Sendable {
  struct Value: Hashable, Sendable {
    var ordinal: Int
    /// Infinite where only the minoritised group has a case; none where a hidden count leaves it open.
    var ratio: Double?
    var interval: Interval?
    /// What it may be, where counts are hidden.
    var range: Interval?
    /// The ratio as it is written: a published one with the precision it was printed in, a hidden one as a range.
    var words: String
    /// The ends of what is drawn about it.
    var limits: [Double] { [interval, range].compactMap { $0 }.flatMap { [$0.lower, $0.upper] } }
  }
  var name: String
  var isNation: Bool
  /// In order of time.
  var points: [Value]
  let look: SeriesLook

  init(name: String, isNation: Bool, points: [Value], look: SeriesLook? = nil) {
    (self.name, self.isNation, self.points) = (name, isNation, points)
    self.look = look ?? (isNation ? .nation : .authority)
  }

  /// The values in unbroken runs: neither a missing phase nor a series break is bridged, nor a ratio of 0 or ∞.
  func runs(breaks: Set<Int>) -> [[Value]] {
    var runs: [[Value]] = []
    for point in points {
      if let last = runs.last?.last, point.ordinal == last.ordinal + 1, !breaks.contains(point.ordinal),
        point.isOnAxis, last.isOnAxis
      {
        runs[runs.count - 1].append(point)
      } else {
        runs.append([point])
      }
    }
    return runs
  }

  /// The nation first, so that the subject is drawn over it.
  static func all(of finding: Finding) -> [TrajectorySeries] {
    guard finding.subject.code != nil else { return [nation(of: finding)] }
    let own = finding.phases.compactMap { phase -> Value? in
      if let comparison = phase.comparison {
        return Value(
          ordinal: phase.ordinal, ratio: phase.ratioOfCounts,
          interval: comparison.interval, range: comparison.isHidden ? comparison.range : nil)
      }
      return phase.published.lazy.compactMap { Value(ordinal: phase.ordinal, published: $0) }.first
    }
    return [nation(of: finding), TrajectorySeries(name: finding.subject.name, isNation: false, points: own)]
  }

  /// One kind of figure throughout: the published one, which is what is said elsewhere too; with the interval of the pooled
  /// one where that is the same figure. Only where nothing is published, the sum of whoever is here, and called so.
  static func nation(of finding: Finding) -> TrajectorySeries {
    let comparators = finding.phases.compactMap(\.comparator)
    let (published, pooled) = (published(of: finding), pooled(of: finding))
    let isSame = !published.isEmpty && comparators.allSatisfy(\.isPooledAsPublished)
    return TrajectorySeries(
      name: published.isEmpty ? comparators.last?.name ?? finding.subject.nation : finding.subject.nation,
      isNation: true,
      points: published.isEmpty || isSame ? pooled : published)
  }

  /// The nation's published ratios.
  static func published(of finding: Finding) -> [Value] {
    finding.phases.compactMap { phase in
      phase.comparator?.published.flatMap { Value(ordinal: phase.ordinal, published: $0) }
    }
  }

  /// The ratios of summed counts.
  static func pooled(of finding: Finding) -> [Value] {
    finding.phases.compactMap { phase in
      guard let pooled = phase.comparator?.pooled, let ratio = pooled.relativeLikelihood else { return nil }
      return Value(ordinal: phase.ordinal, ratio: ratio, interval: pooled.interval)
    }
  }
}

extension PhaseFinding {
  /// The ratio of its counts: infinite where only the minoritised group has a case; none where neither has, or where hidden
  /// counts leave it open.
  var ratioOfCounts: Double? {
    guard let comparison, !comparison.isHidden else { return nil }
    // In a finding, which is written to files, an infinite ratio is no number.
    guard let bame, let white, bame.numerator.low > 0, white.numerator.high == 0, white.denominator.low > 0 else {
      return comparison.relativeLikelihood
    }
    return .infinity
  }
}

extension TrajectorySeries.Value {
  /// Whether a line can lead to it: 0 and ∞ have no place on a logarithmic axis.
  fileprivate var isOnAxis: Bool { ratio.map { $0 > 0 && $0.isFinite } ?? false }

  init(ordinal: Int, ratio: Double?, interval: Interval?, range: Interval? = nil) {
    self.init(
      ordinal: ordinal, ratio: ratio, interval: interval, range: range,
      words: range.map(Self.words) ?? Wordings.ratio(ratio))
  }

  /// "0.19–0.20", "0.10 or more".
  private static func words(_ range: Interval) -> String {
    range.upper == .infinity ? "\(Wordings.ratio(range.lower)) or more" : Wordings.interval(range)
  }

  /// A published ratio; `nil` for another figure.
  init?(ordinal: Int, published figure: PublishedFigure) {
    guard let ratio = figure.relativeLikelihood, let words = figure.ratioWords else { return nil }
    self.init(ordinal: ordinal, ratio: ratio, interval: nil, range: nil, words: words)
  }
}
