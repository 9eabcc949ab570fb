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
    let (standard, notes) = (workspace.standard, try workspace.illustrativeNotes())
    // Of one that is not there the view says so.
    let owner = try workbench.askingOwner(of: workspace)
    let own = owner.flatMap { owner in (try? workspace.organisation(ofPractice: number)) == owner ? owner : nil }
    return try workbench.gate(in: workspace, about: own).view(of: workspace).practice(number).map { found in
      .read { .report(PracticeTable.report(found, of: standard, $0.layout, notes: notes)) }
    }
  }
}
