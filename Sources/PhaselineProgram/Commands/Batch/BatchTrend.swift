import ArgumentParser
import IndicatorStatistics
import Phaseline

/// Says of every authority whether it moves towards parity.
struct BatchTrend: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "Say of every authority that has figures whether it moves towards parity.",
    discussion: """
      What `trend AUTHORITY` gives of each, one after another by name, with the gap to the rest and the way to parity. Of whom \
      nothing can be found standard error says why, and the exit code is 1.

      Example: phaseline batch trend --every-authority --format jsonl
      Example: phaseline batch trend --every-authority shortlisting --since-phase 2 -o trends.csv
      """)
  var formats: [OutputFormat] { BatchSubject.formats }
  @OptionGroup var globals: Globals
  @OptionGroup var subject: BatchSubject
  @OptionGroup var options: ScopeOptions
  @OptionGroup var line: LineOptions
  @Option(help: ArgumentHelp("How sure intervals and tests are: 0.95 or 0.998.", valueName: "level"))
  var level: ConfidenceLevel = .ninetyFive

  func validate() throws { try subject.requireEveryAuthority("trend", one: "trend AUTHORITY") }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let found = try workbench.batch(subject, options, in: workbench.workspace())
    return try await workbench.answer(
      found,
      ComparisonRequest(
        organisation: found.organisations[0], indicators: found.indicators, everyCategory: found.chosen.count == 1,
        phases: line.phases(found.phases, in: found.workspace.standard), service: found.service,
        choices: StatisticsChoices(level: level),
        line: line.request),
      as: FindingView(kind: .trend), jobs: subject.chosenJobs)
  }
}
