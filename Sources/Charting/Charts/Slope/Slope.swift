import IndicatorStatistics
import Phaseline

/// Two phases, all indicators: what moved towards parity, what away?
public enum SlopeChart: Chart {
  /// The word that chooses it: `chart slope`.
  public static let name = "slope"
  /// The question it answers.
  public static let question = "Two phases, all indicators: what moved towards parity, what away?"
  /// What it is about.
  public static let scope = ChartScope.organisation

  /// One finding for each indicator that has figures.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Overview> {
    try Overview.asked(request, in: view)
  }

  /// Lays out a line from the first phase to the last for each indicator; on a terminal a row for each.
  /// - Throws: `ChartProblem.nothingToDraw` without a relative likelihood; `.tooSmall` without room for a plot.
  public static func describe(_ overview: Overview, _ setting: ChartSetting) throws -> ChartDescription {
    guard let slopes = Slopes(overview) else {
      throw ChartProblem.nothingToDraw(
        "\(overview.name) has no relative likelihood in these phases\(overview.findings.hiddenWords)")
    }
    var layout = SlopeLayout(slopes: slopes, setting: setting)
    return try layout.description()
  }
}

/// All indicators in two phases.
struct Slopes: Hashable, Sendable {
  let overview: Overview
  /// None where one phase only has figures.
  let first: PhaseFinding?
  let last: PhaseFinding
  /// Those with a figure in the last phase, where their names stand, in the standard's order.
  let slopes: [Slope]

  /// `nil` where there is nothing to draw.
  init?(_ overview: Overview) {
    let lines = overview.findings.map(IndicatorLine.init)
    let phases = overview.phases.filter { phase in lines.contains { $0.value(phase.ordinal) != nil } }
    guard let latest = phases.last else { return nil }
    self.overview = overview
    let pair = Self.pair(of: phases, lines)
    (first, last) = (pair?.first, pair?.last ?? latest)
    slopes = lines.compactMap { [first, last] line in
      line.value(last.ordinal).map { end in
        Slope(line: line, first: first.flatMap { line.value($0.ordinal) }, last: end)
      }
    }
  }

  /// The two phases that lie furthest apart, unless others have more than twice as many indicators in both.
  private static func pair(
    of phases: [PhaseFinding], _ lines: [IndicatorLine]
  ) -> (first: PhaseFinding, last: PhaseFinding)? {
    let pairs = phases.flatMap { first in phases.filter { $0.ordinal > first.ordinal }.map { (first: first, last: $0) }
    }
    func span(_ pair: (first: PhaseFinding, last: PhaseFinding)) -> Int { pair.last.ordinal - pair.first.ordinal }
    func both(_ pair: (first: PhaseFinding, last: PhaseFinding)) -> Int {
      lines.filter { $0.value(pair.first.ordinal) != nil && $0.value(pair.last.ordinal) != nil }.count
    }
    let most = pairs.map(both).max() ?? 0
    return pairs.filter { both($0) * 2 >= most }.max { (span($0), both($0)) < (span($1), both($1)) }
  }
}

/// One indicator in two phases.
struct Slope: Hashable, Sendable {
  /// What it is said to have done: no more than its verdict says, and than its two ends show.
  enum Movement: Hashable, Sendable, CaseIterable { case towards, away, crossed, untold }
  let line: IndicatorLine
  let first: TrajectorySeries.Value?
  let last: TrajectorySeries.Value

  /// Whether the two are joined: by a line that bridges no series break. One to a ratio of 0 leads to the edge.
  var isJoined: Bool { first?.ratio != nil && last.ratio != nil && !isBroken }

  private var isBroken: Bool {
    guard let first else { return false }
    return line.breaks.contains { $0 > first.ordinal && $0 <= last.ordinal }
  }

  var movement: Movement {
    guard !isBroken, let first = first?.distances, let last = last.distances else { return .untold }
    return switch line.finding.verdict.kind {
    case .improving where last.upperBound < first.lowerBound: .towards
    case .worsening where last.lowerBound > first.upperBound: .away
    case .crossedParity: .crossed
    default: .untold
    }
  }
}

extension TrajectorySeries.Value {
  /// How far from parity, as a factor.
  var distance: Double? { ratio.map(Self.distance) }

  /// The same, or where hidden counts leave the ratio open, but not its side, how far it may be.
  var distances: ClosedRange<Double>? {
    if let distance { return distance...distance }
    guard let range, range.upper <= 1 || range.lower >= 1 else { return nil }
    let ends = (Self.distance(range.lower), Self.distance(range.upper))
    return min(ends.0, ends.1)...max(ends.0, ends.1)
  }

  private static func distance(_ ratio: Double) -> Double { ratio > 0 ? max(ratio, 1 / ratio) : .infinity }
}
