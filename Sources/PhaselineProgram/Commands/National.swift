import ArgumentParser
import Phaseline

/// The national picture.
struct National: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "national",
    abstract: "The national picture in sentences: published figures, and pooled ones where there are counts.",
    discussion: "Example: phaseline national --phase 3")
  @OptionGroup var globals: Globals
  @Argument(help: "Key, number or title of an indicator; all if left out.") var indicator: String?
  @Option(help: ArgumentHelp("One phase.", valueName: "phase")) var phase: String?
  @OptionGroup var options: ScopeOptions

  func run(in workbench: inout Workbench) async throws -> Answer {
    let workspace = try workbench.workspace()
    let range = phase ?? options.phases ?? workbench.scope.phases
    let phases = try range.map { try workspace.standard.phases(in: $0) } ?? workspace.phasesWithFigures()
    let named = try (indicator ?? workbench.scope.indicator).map { try workspace.standard.indicator(named: $0) }
    let findings = try workspace.national(
      named.map { [$0] } ?? workspace.standard.indicators, everyCategory: named != nil, phases: phases,
      service: options.service ?? workbench.scope.service ?? .all)
    return .findings(findings, .national)
  }
}
