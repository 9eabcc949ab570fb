import Phaseline

/// Every authority on one indicator in one phase, ours highlighted, the others without names.
public enum ForestChart: Chart {
  /// The word that chooses it: `chart forest`.
  public static let name = "forest"
  /// The question it answers.
  public static let question = "Where do we stand among all authorities on one indicator, and how surely?"

  /// What it is about.
  public static let scope = ChartScope.field

  /// All authorities, ours with its name if one is asked for.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<ForestFinding> {
    try view.forest(request.field())
  }

  /// Lays out one row an authority, the lowest ratio at the bottom, over the pooled figure and the prediction interval.
  /// - Throws: `ChartProblem.nothingToDraw` where nobody has a case; `.tooSmall` without room for a plot.
  public static func describe(_ finding: ForestFinding, _ setting: ChartSetting) throws -> ChartDescription {
    guard !finding.rows.isEmpty else {
      let field = finding.setting
      throw ChartProblem.nothingToDraw(
        "no \(field.organisationNoun) has a relative likelihood on \(field.indicator.key) in \(field.phaseWords)")
    }
    var layout = ForestLayout(finding: finding, setting: setting)
    return try layout.description()
  }
}
