import Phaseline

/// Which charts a batch draws, and what their files are called.
public struct BatchPlan: Sendable {
  /// Where the nation's charts go.
  static let nation = "nation"
  /// Which charts.
  public var charts: [any Chart.Type]
  /// Of whom; none where only the nation's are wanted.
  public var organisations: [Organisation]
  /// On what.
  public var indicators: [Indicator]
  /// Phases and service, the same for all.
  public var request: ChartRequest

  /// - Parameters:
  ///   - charts: Which charts.
  ///   - organisations: Of whom; none where only the nation's are wanted.
  ///   - indicators: On what.
  ///   - request: Phases and service, the same for all.
  public init(
    _ charts: [any Chart.Type], of organisations: [Organisation], on indicators: [Indicator], request: ChartRequest
  ) {
    (self.charts, self.organisations, self.indicators, self.request) = (charts, organisations, indicators, request)
  }

  /// All of them, one authority after another: the nation last.
  /// - Parameters:
  ///   - workspace: Whose register gives each authority a folder that is no other's, whichever are drawn.
  ///   - format: What they are written as.
  ///   - command: The command that draws one chart alone, given its kind and what is asked.
  /// - Throws: What the workspace throws.
  public func items(
    in workspace: Workspace, as format: ChartFile.Format, command: (any Chart.Type, ChartRequest) -> String
  ) throws -> [ChartBatch.Item] {
    let folders = FileNames.unique(try workspace.organisations().map { ($0.name, $0.code) })
    let files = FileNames.unique(workspace.standard.indicators.map { ($0.key, $0.key) })
    let nation = workspace.standard.nation(illustrative: try workspace.isIllustrative())
    let subjects = organisations.map { $0 as Organisation? } + [nil]
    return subjects.flatMap { organisation in
      charts.filter { ($0.scope == .nation) == (organisation == nil) }.flatMap { chart in
        topics(of: chart).map { indicator in
          var asked = request
          (asked.organisation, asked.indicator) = (organisation, indicator)
          let name = [chart.name, indicator.flatMap { files[$0.key] }].compactMap { $0 }.joined(separator: "-")
          let folder = organisation.map { folders[$0.code] ?? FileNames.plain($0.code) } ?? Self.nation
          return ChartBatch.Item(
            chart: chart, request: asked, section: organisation?.name ?? nation,
            path: "\(folder)/\(name).\(format.rawValue)", command: command(chart, asked))
        }
      }
    }
  }

  private func topics(of chart: any Chart.Type) -> [Indicator?] {
    chart.scope == .organisation ? [nil] : indicators
  }
}
