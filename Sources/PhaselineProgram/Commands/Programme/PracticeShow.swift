import ArgumentParser
import Phaseline

/// Shows one practice.
struct PracticeShow: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a practice in full, and what followed in the figures.",
    discussion: """
      Example: phaseline practice show 1
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of the practice; `practice list` shows them.") var number: Int

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let (layout, notes) = (workbench.layout, try workspace.illustrativeNotes())
    return try workbench.gate(in: workspace).view(of: workspace).practice(number).map {
      .report(PracticeTable.report($0, of: workspace.standard, layout, notes: notes))
    }
  }
}
