import ArgumentParser
import Phaseline

/// Takes the last changes back.
struct Undo: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take the last change back; what it replaced returns.",
    discussion: "`undo 3` takes the last three back, all or none; `redo` brings them again. Example: phaseline undo")
  @OptionGroup var globals: Globals
  @Argument(help: "How many changes.") var changes = 1

  func validate() throws { try Reversals.check(changes) }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let (workspace, progress) = (try workbench.workspace(), workbench.progress)
    let done = try workbench.gate().recording("`undo`") {
      try workspace.undo(last: changes, command: Reversals.words("undo", changes), progress: progress)
    }
    workbench.seen.forget(done.value.map(\.change.id))
    return done.map { done in
      Reversals.report(done) { reversal in
        "Took back change \(reversal.change.id) (\(reversal.change.command)): "
          + "\(Wordings.rows(reversal.tally.removed)) removed, \(Wordings.grouped(reversal.tally.added)) restored."
      }
    }
  }
}

/// What `undo` and `redo` have in common.
enum Reversals {
  /// - Throws: `ValidationError` for less than one change.
  static func check(_ changes: Int) throws {
    guard changes > 0 else { throw ValidationError("Give the number of changes: 1 or more.") }
  }

  /// The words to keep in the journal.
  static func words(_ command: String, _ changes: Int) -> String { changes == 1 ? command : "\(command) \(changes)" }

  static func report(_ done: [Reversal], _ words: (Reversal) -> String) -> Answer {
    let columns = ["entry", "change", "command", "added", "replaced", "removed"].map { key in
      Table.Column(key: key, title: key.capitalized, isNumeric: key != "command")
    }
    let rows = done.map { it -> [Table.Cell] in
      [
        .integer(it.entry), .integer(it.change.id), .text(it.change.command), .integer(it.tally.added),
        .integer(it.tally.replaced), .integer(it.tally.removed),
      ]
    }
    return .report(
      Report(text: done.map(words).joined(separator: "\n"), rows: Table(columns: columns, rows: rows), object: nil))
  }
}
