import ArgumentParser
import IndicatorStatistics
import Phaseline

/// What a command over all authorities in one phase may be narrowed to.
struct FieldOptions: ParsableArguments {
  @Option(help: ArgumentHelp("One phase (default: the last with counts).", valueName: "phase")) var phase: String?
  @Option(help: "adults, children or all.") var service: Service?
  @Flag(help: "Leave out the names and counts of all but your own.") var anonymous = false
}

extension Workbench {
  /// What such a command asks: what its words mean, and the scope where they are silent.
  func field(
    _ subject: SubjectArguments, _ options: FieldOptions, level: ConfidenceLevel = .ninetyFive, command: String
  ) throws -> (Workspace, FieldRequest) {
    var scope = ScopeOptions()
    (scope.phases, scope.service) = (nil, options.service)
    let named = try self.subject(subject, scope)
    guard let indicator = named.indicator else { throw UsageProblem.noIndicator(of: command) }
    let wanted = try options.phase.map { try named.workspace.standard.phase(named: $0) }
    return (
      named.workspace,
      FieldRequest(
        indicator: indicator, phase: wanted ?? named.chosenPhase,
        service: named.service, own: named.organisation, isAnonymous: options.anonymous, level: level)
    )
  }
}
