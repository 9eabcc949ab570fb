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
    let done = try workbench.workspace().redo(
      last: changes, command: Reversals.words("redo", changes), progress: workbench.progress)
    let audience = workbench.saidAudience
    return workbench.words(
      Reversals.report(done, to: audience) { reversal in
        "Brought change \(reversal.change.id) again (\(reversal.change.words(for: audience))): "
          + "\(Wordings.rows(reversal.tally.added)) added, \(Wordings.grouped(reversal.tally.replaced)) replaced."
      })
  }
}
