import Phaseline

/// All indicators at once: small multiples on one scale, each with its verdict.
public enum DashboardChart: Chart {
  /// The word that chooses it: `chart dashboard`.
  public static let name = "dashboard"
  /// The question it answers.
  public static let question = "All indicators of one authority at once: which gaps close, which widen?"
  /// What it is about.
  public static let scope = ChartScope.organisation

  /// One finding for each indicator that has figures.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Overview> {
    try Overview.asked(request, in: view)
  }

  /// Lays out a panel for each indicator; on a terminal a row for each.
  /// - Throws: `ChartProblem.nothingToDraw` without a relative likelihood; `.tooSmall` without room for the panels.
  public static func describe(_ overview: Overview, _ setting: ChartSetting) throws -> ChartDescription {
    guard overview.findings.contains(where: { !IndicatorLine($0).drawn.isEmpty }) else {
      throw ChartProblem.nothingToDraw(
        "\(overview.name) has no relative likelihood in these phases\(overview.findings.hiddenWords)")
    }
    var layout = DashboardLayout(overview: overview, setting: setting)
    return try layout.description()
  }
}
