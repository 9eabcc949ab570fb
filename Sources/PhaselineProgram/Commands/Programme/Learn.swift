import ArgumentParser
import Phaseline

/// Says who moved towards parity, and what they did.
struct Learn: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Say who moved towards parity on an indicator, by how much, and with what actions and practices.",
    discussion: """
      Every authority with counts is looked at, by the same line and verdict as in `compare` and `trend`; how many could not \
      be told is said, and how many would look improved by chance. With --like, only those of comparable size (staff within \
      a factor of two), type and starting point (the first fitted ratio on the same side of parity, within a factor of 1.5), \
      and why each is comparable.

      Whoever has not agreed to be named is told of by size, whoever asks; what was done is told only where it may be shared. \
      What followed an action or a practice need not have come of it.

      Example: phaseline learn shortlisting
      Example: phaseline learn disciplinary --like Northbridge
      """)
  var heeded: [Use.Part]? { [.indicators] }
  @OptionGroup var globals: Globals
  @Argument(help: "Key, number or title of an indicator; the scope's if left out.") var indicator: String?
  @Option(help: ArgumentHelp("Only those comparable with this one.", valueName: "authority")) var like: String?

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    guard let named = indicator ?? workbench.scope.onlyIndicator else { throw UsageProblem.noIndicatorToLearn }
    let request = LearnRequest(
      indicator: try workspace.standard.indicator(named: named),
      like: try like.map { try workspace.organisation(named: $0) })
    return try workbench.gate(in: workspace).view(of: workspace).learn(request).map { finding in
      .read { .report(LearnText(layout: $0.layout).report(finding)) }
    }
  }
}

extension UsageProblem {
  fileprivate static let noIndicatorToLearn = UsageProblem.refused(
    "`learn` needs one indicator. Name it, as in `learn shortlisting`; `indicators` lists them.")
}
