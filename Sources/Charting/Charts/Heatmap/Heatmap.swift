import IndicatorStatistics
import Phaseline

/// Indicators by phases: a number and a sign in each cell, coloured to both sides of parity.
public enum HeatmapChart: Chart {
  /// The word that chooses it: `chart heatmap`.
  public static let name = "heatmap"
  /// The question it answers.
  public static let question = "Indicators by phases: where, and when, is a difference from parity shown?"
  /// What it is about.
  public static let scope = ChartScope.organisation

  /// One finding for each indicator that has figures.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Overview> {
    try Overview.asked(request, in: view)
  }

  /// Lays out a row for each indicator and a column for each phase.
  /// - Throws: `ChartProblem.nothingToDraw` without a relative likelihood; `.tooSmall` where the cells are too small for
  ///   their numbers.
  public static func describe(_ overview: Overview, _ setting: ChartSetting) throws -> ChartDescription {
    let grid = HeatGrid(overview)
    guard !grid.cells.isEmpty else {
      throw ChartProblem.nothingToDraw(
        "\(overview.name) has no relative likelihood in these phases\(overview.findings.hiddenWords)")
    }
    var layout = HeatmapLayout(grid: grid, setting: setting)
    return try layout.description()
  }
}

/// Every indicator in every phase.
struct HeatGrid: Hashable, Sendable {
  let overview: Overview
  /// Its rows.
  let items: [Overview.Item]
  /// In order of time.
  let phases: [PhaseFinding]
  /// Row by row, those that have a value.
  let cells: [HeatCell]

  init(_ overview: Overview) {
    self.overview = overview
    items = overview.shown
    let lines = items.map { $0.finding.map(IndicatorLine.init) }
    phases = overview.phases
    cells = lines.enumerated().flatMap { [phases] row, line in
      phases.enumerated().compactMap { column, phase in
        guard let line, let value = line.value(phase.ordinal) else { return nil }
        return HeatCell(row: row, column: column, line: line, value: value)
      }
    }
  }

  func cell(row: Int, column: Int) -> HeatCell? { cells.first { $0.row == row && $0.column == column } }

  /// The last phase that has a value.
  var last: PhaseFinding? { cells.map(\.column).max().map { phases[$0] } }
}

/// One indicator in one phase.
struct HeatCell: Hashable, Sendable {
  /// What is shown of the two groups in this phase.
  enum Sign: Hashable, Sendable, CaseIterable { case lessLikely, moreLikely, closeToParity, cannotTell, published }
  let row: Int
  let column: Int
  let line: IndicatorLine
  let value: TrajectorySeries.Value

  var phase: PhaseFinding? { line.phase(value.ordinal) }

  var sign: Sign {
    switch verdict {
    case .lessLikely: .lessLikely
    case .moreLikely: .moreLikely
    case .closeToParity: .closeToParity
    case .cannotTell: .cannotTell
    case nil: .published
    }
  }

  /// What the counts behind the value show; none where it is a published figure.
  private var verdict: PhaseVerdict? {
    guard line.own.isNation else { return phase?.comparison?.verdict }
    return value.interval == nil ? nil : phase?.comparator?.pooled?.verdict
  }

  /// Whether the value lies on the side that is to the minoritised group's disadvantage; none at parity, or where a hidden
  /// count leaves it open.
  var isDisadvantage: Bool? {
    guard let nearest, nearest != 1 else { return nil }
    return (nearest < 1) == (line.finding.indicator.event == .wanted)
  }

  /// The ratio, or of all that hidden counts allow what lies nearest to parity, if they leave its side certain.
  private var nearest: Double? {
    value.ratio ?? value.range.flatMap { $0.upper < 1 ? $0.upper : $0.lower > 1 ? $0.lower : nil }
  }

  /// The most that is coloured, at which text keeps its contrast.
  static let strongest = 0.55

  /// How strongly it is coloured, from 0 to `strongest`: by how far it lies from parity where that is
  /// shown, half as much where it is published and not tested, else not at all.
  var strength: Double {
    guard let nearest, nearest != 1 else { return 0 }
    let distance = nearest > 0 ? max(nearest, 1 / nearest) : .infinity
    let strength = 0.15 + (Self.strongest - 0.15) * min(1, (distance - 1) / 2)
    return switch sign {
    case .lessLikely, .moreLikely: strength
    case .published: strength / 2
    case .closeToParity, .cannotTell: 0
    }
  }
}
