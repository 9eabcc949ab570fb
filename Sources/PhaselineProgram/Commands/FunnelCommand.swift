import ArgumentParser
import Phaseline

/// Says who is unusual, given their size.
struct FunnelCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "funnel", abstract: "Say which authorities are unusual on an indicator, given how small they are.",
    discussion: """
      Limits at 95% and 99.8% around the pooled ratio of all authorities, wider the smaller the counts, and once more \
      widened where the authorities differ more than chance explains. People see those outside; csv and json have all.

      Example: phaseline funnel disciplinary --phase 3
      Example: phaseline funnel Northbridge disciplinary --anonymous
      """)
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: FieldOptions
  @Flag(help: "Say for each number which counts, method and source it comes from.") var explain = false

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let (workspace, request) = try workbench.field(subject, options, command: "funnel")
    let explains = explain
    return try workbench.gate(in: workspace).view(of: workspace).funnel(request).map { finding in
      .read { .report(FieldText(layout: $0.layout, explains: explains).funnel(finding)) }
    }
  }
}
