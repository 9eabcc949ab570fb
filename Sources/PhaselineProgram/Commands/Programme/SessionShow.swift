import ArgumentParser
import Phaseline

/// Shows one session.
struct SessionShow: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a session with its topics, who spoke and who came.",
    discussion: """
      Example: phaseline session show 2
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of the session; `session list` shows them.") var number: Int

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let names = try workspace.namesByCode()
    let (standard, notes) = (workspace.standard, try workspace.illustrativeNotes())
    let view = try workbench.gate().view(of: workspace)
    let isShared = view.disclosure.audience == .shared
    return try view.session(number).map { session in
      .read { reader in
        .report(
          SessionTable.report(session, names: names, of: standard, isShared: isShared, reader.layout, notes: notes))
      }
    }
  }
}
