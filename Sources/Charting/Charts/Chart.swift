import Phaseline

/// One kind of chart: what it asks of a workspace, and a pure function from the answer to a description.
public protocol Chart: Sendable {
  /// What it is drawn from.
  associatedtype Findings: Sendable
  /// The word that chooses it.
  static var name: String { get }
  /// The question it answers: its help, and its place in the gallery.
  static var question: String { get }
  /// What it is about.
  static var scope: ChartScope { get }
  /// What it is drawn from, as the audience may know it.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Findings>
  /// What it says of these findings, laid out.
  /// - Throws: `ChartProblem.nothingToDraw`; `ChartProblem.tooSmall`.
  static func describe(_ findings: Findings, _ setting: ChartSetting) throws -> ChartDescription
}

/// What a chart is about: which words `chart` takes for it, and which of them `chart all` draws.
public enum ChartScope: Hashable, Sendable, CaseIterable {
  /// One indicator of an organisation, a region or the nation.
  case indicator
  /// All indicators of an organisation, a region or the nation.
  case organisation
  /// All authorities on one indicator in one phase, one of them ours if named.
  case field
  /// One indicator of the nation.
  case nation
}

/// What is asked of a chart.
public struct ChartRequest: Sendable {
  /// Whom it is about; nobody where it is a region or the nation.
  public var organisation: Organisation?
  /// The region; the nation if neither is named.
  public var area: Area?
  /// On what.
  public var indicator: Indicator?
  /// Over which phases, in order of time.
  public var phases: [Phase]
  /// The one phase of charts that show one; the last with counts if none.
  public var phase: Phase?
  /// For which service.
  public var service: Service

  /// - Parameters:
  ///   - organisation: Whom it is about; nobody where it is a region or the nation.
  ///   - area: The region; the nation if neither is named.
  ///   - indicator: On what.
  ///   - phases: Over which phases, in order of time.
  ///   - phase: The one phase of charts that show one; the last with counts if none.
  ///   - service: For which service.
  public init(
    organisation: Organisation? = nil, area: Area? = nil, indicator: Indicator? = nil, phases: [Phase],
    phase: Phase? = nil, service: Service = .all
  ) {
    (self.organisation, self.area, self.indicator) = (organisation, area, indicator)
    (self.phases, self.phase, self.service) = (phases, phase, service)
  }
}

extension Chart {
  /// Asks a workspace as the audience may see it. A description is made of nothing but what the gate lets pass, and says for
  /// whom it is.
  /// - Parameters:
  ///   - request: What is asked.
  ///   - view: Whom it is asked of.
  /// - Returns: What makes a description of the answer.
  /// - Throws: `ChartProblem`; `DisclosureRefused`; what the workspace throws.
  public static func ask(
    _ request: ChartRequest, in view: WorkspaceView
  ) throws -> @Sendable (ChartSetting) throws -> Disclosed<ChartDescription> {
    let findings = try findings(request, in: view)
    return { setting in
      var setting = setting
      setting.disclosure = findings.disclosure
      return try findings.map { try describe($0, setting) }
    }
  }
}

extension ChartRequest {
  /// One finding for each indicator: of the organisation against the nation, or of the nation or region itself.
  /// - Parameters:
  ///   - view: Where the figures are.
  ///   - indicators: On what; the one that was named unless said otherwise.
  ///   - everyCategory: Whether every category of an indicator is wanted, not only its headline.
  ///   - line: What is asked of the line.
  /// - Throws: What the workspace throws.
  func findings(
    in view: WorkspaceView, on indicators: [Indicator]? = nil, everyCategory: Bool = false,
    line: LineRequest = LineRequest()
  ) throws -> Disclosed<[Finding]> {
    let indicators = indicators ?? indicator.map { [$0] } ?? view.standard.indicators
    guard let organisation else {
      return try view.national(
        indicators, everyCategory: everyCategory, phases: phases, service: service, area: area)
    }
    return try view.compare(
      ComparisonRequest(
        organisation: organisation, indicators: indicators, everyCategory: everyCategory, phases: phases,
        service: service, line: line))
  }

  /// The one finding on the indicator that was named.
  /// - Throws: `ChartProblem.nothingToDraw` where there is none; what the workspace throws.
  func finding(in view: WorkspaceView, line: LineRequest = LineRequest()) throws -> Disclosed<Finding> {
    try findings(in: view, line: line).map { found in
      guard let first = found.first else {
        let name = organisation?.name ?? area?.key ?? "The nation"
        throw ChartProblem.nothingToDraw("\(name) has no figures on \(indicator?.key ?? "this") in these phases")
      }
      return first
    }
  }
}
