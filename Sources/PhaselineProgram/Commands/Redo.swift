import ArgumentParser
import Phaseline

/// Brings again what was taken back.
struct Redo: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo", abstract: "Bring the change again that was taken back last, exactly as it was.",
    discussion: """
      `redo 2` brings the last two again, all or none. It works until something else is changed.

      Example: phaseline redo
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "How many changes.") var changes = 1

  func validate() throws { try Reversals.check(changes) }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let (workspace, progress) = (try workbench.workspace(), workbench.progress)
    let done = try workbench.gate().recording("`redo`") {
      try workspace.redo(last: changes, command: Reversals.words("redo", changes), progress: progress)
    }
    workbench.seen = SeenActions()  // which of them stand as they stood before, the reversals do not tell
    return done.map { done in
      Reversals.report(done) { reversal in
        "Brought change \(reversal.change.id) again (\(reversal.change.command)): "
          + "\(Wordings.rows(reversal.tally.added)) added, \(Wordings.grouped(reversal.tally.replaced)) replaced."
      }
    }
  }
}
