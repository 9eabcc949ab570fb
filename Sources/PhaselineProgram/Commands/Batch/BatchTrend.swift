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
  @Option(help: ArgumentHelp("Fit no phase before this one.", valueName: "phase")) var sincePhase: String?
  @Option(help: "A change a phase, or a year: then between the middles of collection.") var per: LineFinding.Unit =
    .phase
  @Option(help: ArgumentHelp("By when parity is wanted (default: three phases on).", valueName: "phase"))
  var targetPhase: String?
  @Option(help: ArgumentHelp("How sure intervals and tests are: 0.95 or 0.998.", valueName: "level"))
  var level: ConfidenceLevel = .ninetyFive

  func validate() throws { try subject.requireEveryAuthority("trend", one: "trend AUTHORITY") }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let found = try workbench.batch(subject, options, in: workbench.workspace())
    let start = try sincePhase.map { try found.workspace.standard.phase(named: $0).ordinal } ?? .min
    return try await workbench.answer(
      found,
      ComparisonRequest(
        organisation: found.organisations[0], indicators: found.indicators, everyCategory: found.chosen.count == 1,
        phases: found.phases.filter { $0.ordinal >= start }, service: found.service,
        choices: StatisticsChoices(level: level),
        line: LineRequest(unit: per, looksAhead: true, targetPhase: targetPhase)),
      as: FindingView(kind: .trend), jobs: subject.chosenJobs)
  }
}
