import ArgumentParser
import Phaseline

/// Lists practices.
struct PracticeList: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what was done, on which indicator, by whom, and what followed in the figures.",
    discussion: """
      In a workspace that belongs to one authority these are its own; --audience shared lists what all may share.

      Example: phaseline practice list shortlisting
      """)
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("Only those on an indicator.", valueName: "indicator")) var indicator: String?

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let indicator = try indicator.map { try workspace.standard.indicator(named: $0) }
    let (standard, notes) = (workspace.standard, try workspace.illustrativeNotes())
    let owner = try workbench.askingOwner(of: workspace)
    let view = try workbench.gate(in: workspace, about: owner).view(of: workspace)
    return try view.practices(on: indicator, of: owner).map { found in
      .read {
        .table($0.isForPeople ? PracticeTable.table(found, of: standard, notes: notes) : PracticeTable.records(found))
      }
    }
  }
}
