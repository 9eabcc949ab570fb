import ArgumentParser
import IndicatorStatistics
import Phaseline

/// Ranks the authorities on every indicator.
struct BatchRank: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank", abstract: "Rank the authorities on every indicator, with how uncertain each rank is.",
    discussion: """
      What `rank INDICATOR` gives, one indicator after another; one on which nobody has counts is left out. On which nobody \
      can be ranked standard error says why, and the exit code is 1.

      Example: phaseline batch rank --every-authority --phase 3 --format csv
      Example: phaseline batch rank --every-authority shortlisting --anonymous -o shortlisting.jsonl
      """)
  var formats: [OutputFormat] { BatchSubject.formats }
  @OptionGroup var globals: Globals
  @OptionGroup var subject: BatchSubject
  @OptionGroup var options: FieldOptions
  @Option(help: ArgumentHelp("How sure intervals and tests are: 0.95 or 0.998.", valueName: "level"))
  var level: ConfidenceLevel = .ninetyFive

  func validate() throws { try subject.requireEveryAuthority("rank", one: "rank INDICATOR") }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let standard = workspace.standard
    let named = try (subject.named ?? subject.indicatorOption).map { [try standard.indicator(named: $0)] }
    let inScope = try named ?? workbench.scopeIndicators(in: standard)
    let indicators = inScope.isEmpty ? standard.indicators : inScope
    let chosen = try workbench.scope.phases.map { try standard.phases(in: $0) }?.last
    let phase = try options.phase.map { try standard.phase(named: $0) } ?? chosen
    let view = try workbench.gate(in: workspace).view(of: workspace)
    let batch = try await view.rank(
      each: indicators,
      FieldRequest(
        indicator: indicators[0], phase: phase,
        service: options.service ?? workbench.scope.service ?? .all, isAnonymous: options.anonymous, level: level),
      jobs: subject.chosenJobs, progress: workbench.progress, cancellation: workbench.cancellation)
    let notes = workbench.notes(on: batch.value.failures, for: batch.disclosure.audience)
    let answer = batch.map { batch in
      Answer.read { .report(FieldText(layout: $0.layout, explains: false).ranks(batch.findings, notes: notes)) }
    }
    guard notes.isEmpty else { throw AnsweredFailure(answer: answer, status: ExitStatus.failed) }
    return answer
  }
}
