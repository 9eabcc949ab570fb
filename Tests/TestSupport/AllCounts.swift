import Foundation
import Phaseline

/// A workspace as its owner's own analysts see it: most tests are about what is found, not about who may know it.
extension Workspace {
  /// All counts.
  package var view: WorkspaceView { get throws { try Gate(audience: .internal).view(of: self) } }

  package func compare(_ request: ComparisonRequest) throws -> [Finding] { try view.compare(request).value }

  package func national(
    _ indicators: [Indicator], everyCategory: Bool = false, phases: [Phase], service: Service = .all,
    area: Area? = nil, choices: StatisticsChoices = StatisticsChoices()
  ) throws -> [Finding] {
    try view.national(
      indicators, everyCategory: everyCategory, phases: phases, service: service, area: area, choices: choices
    ).value
  }

  package func rank(_ request: FieldRequest) throws -> RankFinding { try view.rank(request).value }
  package func forest(_ request: FieldRequest) throws -> ForestFinding { try view.forest(request).value }
  package func funnel(_ request: FieldRequest) throws -> FunnelFinding { try view.funnel(request).value }
  package func funnelDrawing(_ request: FieldRequest) throws -> FunnelDrawing { try view.funnelDrawing(request).value }
  package func overviewOfOrganisations() throws -> [OrganisationOverview] { try view.overviewOfOrganisations().value }
}

extension Gate {
  /// Marks a value that a test made itself as let pass for the internal audience.
  package static func passed<Value: Sendable>(_ value: Value) -> Disclosed<Value> {
    Gate(audience: .internal).words(value)
  }
}
