import ArgumentParser
import Phaseline

/// Shows one action with its revisions.
struct ActionShow: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an action in full, with every state that it was in.",
    discussion: """
      The change at its end is its revision: `action update 3 --seen 17` changes it only if it is still as change 17 made it.

      Example: phaseline action show 3
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of the action; `action list` shows them.") var number: Int

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let organisation = try workspace.organisation(ofAction: number)
    let view = try workbench.gate(in: workspace, about: organisation).view(of: workspace)
    let found = try view.action(number)
    workbench.seen.note([found.value.action], of: workspace)
    let (standard, notes) = (workspace.standard, try workspace.illustrativeNotes())
    return found.map { action, revisions in
      .read { reader in
        .report(ActionText.report(action, revisions, of: organisation, in: standard, reader.layout, notes: notes))
      }
    }
  }
}
