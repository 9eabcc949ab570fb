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
  @Option(help: ArgumentHelp("Fit no phase before this one.", valueName: "phase")) var sincePhase: String?
  @Option(help: "A change a phase, or a year: then between the middles of collection.") var per: LineFinding.Unit =
    .phase
  @Option(help: ArgumentHelp("By when parity is wanted (default: three phases on).", valueName: "phase"))
  var targetPhase: String?
  @OptionGroup var statistics: StatisticsOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let named = try workbench.subject(subject, options)
    let start = try sincePhase.map { try named.workspace.standard.phase(named: $0).ordinal } ?? .min
    return try workbench.view(of: named).compare(
      ComparisonRequest(
        organisation: named.requiredOrganisation(), indicators: named.indicators,
        everyCategory: named.indicator != nil, phases: named.phases.filter { $0.ordinal >= start },
        service: named.service, choices: statistics.choices(),
        line: LineRequest(unit: per, looksAhead: true, targetPhase: targetPhase))
    ).map { .findings($0, FindingView(kind: .trend, explains: statistics.explain)) }
  }
  func scope(in workbench: Workbench) throws -> Workbench.Scope? { try workbench.scope(of: subject, options) }
}
