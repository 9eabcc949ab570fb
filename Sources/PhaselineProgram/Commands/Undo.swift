import ArgumentParser
import Phaseline

/// Takes the last change back.
struct Undo: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take the last change back; what it replaced returns.",
    discussion: "The journal keeps both. Example: phaseline undo")
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Answer {
    let result = try workbench.workspace().undo(command: "undo")
    return .message(
      "Took back change \(result.undone.id) (\(result.undone.command)): \(Wordings.grouped(result.tally.removed)) rows "
        + "removed, \(Wordings.grouped(result.tally.added)) restored.")
  }
}
