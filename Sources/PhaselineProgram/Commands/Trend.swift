import ArgumentParser
import Phaseline

/// Says whether an authority moves towards parity.
struct Trend: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "Say whether an authority moves towards parity, phase by phase.",
    discussion: """
      One line an indicator: the change of the relative likelihood a phase, with its interval and p, fitted from the counts \
      of all phases since the last series break. Below it: whether the gap to the rest has narrowed (the same authorities \
      in every phase), when parity would be reached at this pace, and the pace that it would take.

      Example: phaseline trend Northbridge
      Example: phaseline trend Northbridge shortlisting --since-phase 2 --target-phase 8
      """)
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @OptionGroup var line: LineOptions
  @OptionGroup var statistics: StatisticsOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let named = try workbench.subject(subject, options)
    return try workbench.view(of: named).compare(
      ComparisonRequest(
        organisation: named.requiredOrganisation(), indicators: named.indicators,
        everyCategory: named.indicator != nil, phases: line.phases(named.phases, in: named.workspace.standard),
        service: named.service, choices: statistics.choices(),
        line: line.request)
    ).map { .findings($0, FindingView(kind: .trend, explains: statistics.explain)) }
  }
  func scope(in workbench: Workbench) throws -> Workbench.Scope? { try workbench.scope(of: subject, options) }
}
