import ArgumentParser
import Phaseline

/// Says whether an authority moves towards parity.
struct Trend: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "Say whether an authority moves towards parity, phase by phase.",
    discussion: """
      One line an indicator: the change of the relative likelihood a phase, with its 95% interval and p, fitted from the \
      counts of all phases since the last series break.

      Example: phaseline trend Northbridge
      """)
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions

  func run(in workbench: inout Workbench) async throws -> Answer {
    let named = try workbench.subject(subject, options)
    let findings = try named.workspace.compare(
      ComparisonRequest(
        organisation: named.requiredOrganisation(), indicators: named.indicators,
        everyCategory: named.indicator != nil, phases: named.phases, service: named.service))
    return .findings(findings, .trend)
  }
}
