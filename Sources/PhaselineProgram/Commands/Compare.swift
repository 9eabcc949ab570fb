import ArgumentParser
import Phaseline

/// Compares an authority with the nation.
struct Compare: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare an authority with the national figures, phase by phase, with a verdict.",
    discussion: """
      All indicators if none is named; of one that is named, every category. Ratios are relative likelihoods: the rate among \
      minoritised staff over the rate among White staff, with 95% intervals.

      Example: phaseline compare Northbridge shortlisting --phases 1..3
      """)
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Option(help: "national, or rest: all others together.") var with: ComparisonRequest.Comparator = .national

  func run(in workbench: inout Workbench) async throws -> Answer {
    let named = try workbench.subject(subject, options)
    let findings = try named.workspace.compare(
      ComparisonRequest(
        organisation: named.requiredOrganisation(), indicators: named.indicators,
        everyCategory: named.indicator != nil, phases: named.phases, service: named.service, comparator: with))
    return .findings(findings, .comparison)
  }
}

extension ComparisonRequest.Comparator: ExpressibleByArgument {}
