import Phaseline

/// Is our figure unusual, given our size?
public enum FunnelChart: Chart {
  /// The word that chooses it: `chart funnel`.
  public static let name = "funnel"
  /// The question it answers.
  public static let question = "Is our figure on one indicator unusual, given our size?"

  /// What it is about.
  public static let scope = ChartScope.field

  /// All authorities about their pooled figure, ours with its name if one is asked for.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<FunnelDrawing> {
    try view.funnelDrawing(request.field())
  }

  /// Lays out the ratio of each authority against how much is known of it, between the limits that chance allows.
  /// - Throws: `ChartProblem.nothingToDraw` where nobody has a place; `.tooSmall` without room for a plot.
  public static func describe(_ drawing: FunnelDrawing, _ setting: ChartSetting) throws -> ChartDescription {
    guard !drawing.places.isEmpty else {
      let field = drawing.finding.setting
      throw ChartProblem.nothingToDraw(
        "no \(field.organisationNoun) has a case on \(field.indicator.key) in \(field.phaseWords)")
    }
    var layout = FunnelLayout(drawing: drawing, setting: setting)
    return try layout.description()
  }
}
