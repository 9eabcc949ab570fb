import IndicatorStatistics
import Phaseline

/// Indicators by phases: a number and a sign in each cell, tinted by whom it favours.
public enum HeatmapChart: Chart {
  /// The word that chooses it: `chart heatmap`.
  public static let name = "heatmap"
  /// The question it answers.
  public static let question = "All indicators in all phases: where is a disadvantage shown, and since when?"
  /// What it is about.
  public static let scope = ChartScope.organisation

  /// One finding for each indicator that has figures.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in workspace: Workspace) throws -> Overview {
    try Overview(request, in: workspace)
  }

  /// Lays out a row for each indicator and a column for each phase.
  /// - Throws: `ChartProblem.nothingToDraw` without a relative likelihood; `.tooSmall` without room for the cells.
  public static func describe(_ overview: Overview, _ setting: ChartSetting) throws -> ChartDescription {
    guard let words = HeatmapWords(overview) else {
      throw ChartProblem.nothingToDraw("\(overview.name) has no relative likelihood in these phases")
    }
    var layout = HeatmapLayout(words, setting)
    return try layout.description()
  }
}

/// One cell of a heat map.
struct HeatmapCell: Hashable, Sendable {
  /// What is shown of the two groups, in the order of the key.
  enum Outcome: String, Hashable, Sendable, CaseIterable {
    case disadvantage = "disadvantage shown"
    case advantage = "advantage shown"
    case close = "close to parity"
    case cannotTell = "cannot tell"
    case notTested = "not tested"
  }
  let value: TrajectorySeries.Value
  let outcome: Outcome
  /// Whether the ratio lies on the side of a disadvantage; none at parity or where it is open.
  let isDisadvantage: Bool?
  let phase: PhaseFinding

  init(_ value: TrajectorySeries.Value, _ phase: PhaseFinding, of line: IndicatorLine) {
    (self.value, self.phase) = (value, phase)
    let event = line.finding.indicator.event
    isDisadvantage = value.ratio.flatMap { $0 == 1 ? nil : ($0 < 1) == (event == .wanted) }
    let comparison = line.own.isNation ? phase.comparator?.pooled : phase.comparison
    // A published figure has no interval, whatever the counts beside it.
    let verdict = value.interval == nil && value.range == nil ? nil : comparison?.verdict
    outcome =
      switch verdict {
      case .lessLikely: event == .wanted ? .disadvantage : .advantage
      case .moreLikely: event == .wanted ? .advantage : .disadvantage
      case .closeToParity: .close
      case .cannotTell: .cannotTell
      case nil: .notTested
      }
  }

  /// The tint behind it: stronger further from parity, faint where nothing is shown.
  var tint: Colour? {
    guard let isDisadvantage, let ratio = value.ratio, outcome != .close else { return nil }
    let distance = ratio > 0 && ratio.isFinite ? min(abs(LogAxis.doublings(ratio)) / 2, 1) : 1
    let ink = outcome == .cannotTell || outcome == .notTested ? 0.1 : 0.2 + 0.3 * distance
    return (isDisadvantage ? Colour.national : .authority).transparent(1 - ink)
  }
}

extension HeatmapCell.Outcome {
  var shape: ChartDescription.Mark.Shape {
    switch self {
    case .disadvantage: .triangle(.down)
    case .advantage: .triangle(.up)
    case .close: .square
    case .cannotTell: .circle
    case .notTested: .diamond
    }
  }
  var isHollow: Bool { self == .cannotTell || self == .notTested }
  var colour: Colour {
    switch self {
    case .disadvantage: .nationalText
    case .advantage: .authority
    default: .context
    }
  }
}
