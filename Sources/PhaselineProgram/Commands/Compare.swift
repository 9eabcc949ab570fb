import ArgumentParser
import IndicatorStatistics
import Phaseline

/// Compares an authority with others.
struct Compare: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare an authority with the nation or others, phase by phase, with a verdict.",
    discussion: """
      All indicators if none is named; of one that is named, every category. Ratios are relative likelihoods: the rate among \
      minoritised staff over the rate among White staff, with intervals. The position in the table is always against \
      others, never against a nation that contains the authority.

      Example: phaseline compare Northbridge shortlisting --phases 1..3
      Example: phaseline compare Northbridge leaving --with region --level 0.998
      """)
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Option(help: "national, rest (all others together), region, type, or another authority (default: national).")
  var with: String?
  @Option(
    help:
      "Of ratios' intervals: koopman (sound at any count), miettinen-nurminen (a little wider), katz (large counts only)."
  ) var method: RatioMethod = .koopman
  @OptionGroup var statistics: StatisticsOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let named = try workbench.subject(subject, options)
    let comparator = try ComparisonRequest.Comparator(
      named: with ?? workbench.scope.comparator, in: named.workspace)
    let view = try workbench.view(of: named, besides: comparator)
    return try view.compare(
      ComparisonRequest(
        organisation: named.requiredOrganisation(), indicators: named.indicators,
        everyCategory: named.indicator != nil, phases: named.phases, service: named.service,
        comparator: comparator, choices: statistics.choices(method: method))
    ).map { .findings($0, FindingView(kind: .comparison, explains: statistics.explain)) }
  }

  func scope(in workbench: Workbench) throws -> Workbench.Scope? {
    var scope = try workbench.scope(of: subject, options)
    scope.comparator = try ComparisonRequest.Comparator(
      named: with ?? workbench.scope.comparator, in: workbench.workspace()
    ).word
    if scope.comparator == ComparisonRequest.Comparator.national.word { scope.comparator = nil }
    return scope
  }
}

extension ComparisonRequest.Comparator {
  /// Those that are no organisation.
  static let words = ["national", "rest", "region", "type"]

  /// What a word means; the nation without one.
  init(named name: String?, in workspace: Workspace) throws {
    switch name?.lowercased() {
    case nil, "national": self = .national
    case "rest": self = .rest
    case "region": self = .region
    case "type": self = .type
    case .some: self = .organisation(try workspace.organisation(named: name ?? ""))
    }
  }

  /// The word that means it.
  var word: String {
    switch self {
    case .national: "national"
    case .rest: "rest"
    case .region: "region"
    case .type: "type"
    case .organisation(let organisation): organisation.name
    }
  }
}
