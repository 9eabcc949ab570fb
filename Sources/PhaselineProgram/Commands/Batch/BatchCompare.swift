import ArgumentParser
import IndicatorStatistics
import Phaseline

/// Compares every authority with others.
struct BatchCompare: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare every authority that has figures with the nation or others.",
    discussion: """
      What `compare AUTHORITY` gives of each, one after another by name: all headlines, or every category of an indicator \
      that is named. Whoever --with names is not compared with itself. Of whom nothing can be found standard error says why, \
      and the exit code is 1.

      Example: phaseline batch compare --every-authority --format jsonl
      Example: phaseline batch compare --every-authority disciplinary --with region -o disciplinary.xlsx
      """)
  var formats: [OutputFormat] { BatchSubject.formats }
  @OptionGroup var globals: Globals
  @OptionGroup var subject: BatchSubject
  @OptionGroup var options: ScopeOptions
  @Option(help: "national, rest (all others together), region, type, or an authority (default: national).")
  var with: String?
  @Option(help: "Of ratios' intervals: koopman, miettinen-nurminen or katz.") var method: RatioMethod = .koopman
  @Option(help: ArgumentHelp("How sure intervals and tests are: 0.95 or 0.998.", valueName: "level"))
  var level: ConfidenceLevel = .ninetyFive

  func validate() throws { try subject.requireEveryAuthority("compare", one: "compare AUTHORITY") }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let comparator = try ComparisonRequest.Comparator(
      named: with ?? workbench.scope.comparator, in: workspace)
    let found = try workbench.batch(subject, options, in: workspace)
    return try await workbench.answer(
      found,
      ComparisonRequest(
        organisation: found.organisations[0], indicators: found.indicators, everyCategory: found.chosen.count == 1,
        phases: found.phases, service: found.service, comparator: comparator,
        choices: StatisticsChoices(level: level, method: method)),
      as: FindingView(kind: .comparison), jobs: subject.chosenJobs)
  }
}
