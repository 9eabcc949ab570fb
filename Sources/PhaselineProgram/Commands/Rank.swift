import ArgumentParser
import Phaseline

/// Ranks authorities as far as that can be told.
struct Rank: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank", abstract: "Rank the authorities on an indicator, with how uncertain each rank is.",
    discussion: """
      Each authority's ratio is drawn towards the average, the more the smaller its counts: a raw league table of small \
      authorities ranks noise. Where they cannot be told apart there is no ranking. An authority that is named, or in scope, \
      is looked for among them.

      Example: phaseline rank shortlisting --phase 3
      Example: phaseline rank Northbridge shortlisting --anonymous
      """)
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: FieldOptions
  @OptionGroup var statistics: StatisticsOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let (workspace, request) = try workbench.field(subject, options, level: statistics.level, command: "rank")
    let explains = statistics.explain
    return try workbench.gate(in: workspace).view(of: workspace).rank(request).map { finding in
      .read { .report(FieldText(layout: $0.layout, explains: explains).rank(finding)) }
    }
  }
}
