import ArgumentParser
import IndicatorStatistics
import Phaseline

/// The national picture.
struct National: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "national",
    abstract: "The national picture in sentences: published figures, and pooled ones where there are counts.",
    discussion: """
      Where there are counts: the pooled figure, the one stratified by authority (Mantel–Haenszel) and the average authority \
      (random effects) side by side, and how much of each change is change among the same authorities.

      Example: phaseline national --phase 3
      Example: phaseline national appointment --area London --standard nhs-wres
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "Key, number or title of an indicator; all if left out.") var indicator: String?
  @Option(help: ArgumentHelp("One phase.", valueName: "phase")) var phase: String?
  @Option(help: ArgumentHelp("A region with published figures instead.", valueName: "area")) var area: String?
  @Option(
    help:
      "Of ratios' intervals: koopman (sound at any count), miettinen-nurminen (a little wider), katz (large counts only)."
  ) var method: RatioMethod = .koopman
  @OptionGroup var options: ScopeOptions
  @OptionGroup var statistics: StatisticsOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let range = phase ?? options.phases ?? workbench.scope.phases
    let phases = try range.map { try workspace.standard.phases(in: $0) } ?? workspace.phasesWithFigures()
    let chosen = try indicators(workbench, workspace.standard)
    return try workbench.gate(in: workspace).view(of: workspace).national(
      chosen.isEmpty ? workspace.standard.indicators : chosen, everyCategory: chosen.count == 1, phases: phases,
      service: options.service ?? workbench.scope.service ?? .all,
      area: area.map { try workspace.standard.area(named: $0) }, choices: statistics.choices(method: method)
    ).map { .findings($0, FindingView(kind: .national, explains: statistics.explain)) }
  }
  /// The named one, or those in scope; none means all.
  private func indicators(_ workbench: Workbench, _ standard: Standard) throws -> [Indicator] {
    try indicator.map { [try standard.indicator(named: $0)] } ?? workbench.scopeIndicators(in: standard)
  }

  func scope(in workbench: Workbench) throws -> Workbench.Scope? {
    Workbench.Scope(
      indicators: try indicators(workbench, workbench.standard()).map(\.key),
      phases: phase ?? options.phases ?? workbench.scope.phases, service: options.service ?? workbench.scope.service)
  }
}
