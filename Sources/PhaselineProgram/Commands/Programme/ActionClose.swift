import ArgumentParser
import Phaseline

/// Closes an action.
struct ActionClose: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close an action, done or stopped; it stays in the plan.",
    discussion: """
      A closed action is not changed any more. `action review` then also compares the phases after its end with those before \
      its start.

      Example: phaseline action close 3 --as done --on 2026-09-30 --evidence "Panel is policy since September"
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of the action; `action list` shows them.") var number: Int
  @Option(name: .customLong("as"), help: "done or stopped.") var outcome: ActionOptions.Closed = .done
  @Option(help: ArgumentHelp("When it was closed (default: today).", valueName: "date")) var on: String?
  @Option(help: ArgumentHelp("What came of it.", valueName: "text")) var evidence: String?
  @Option(help: ArgumentHelp("The change that you have seen last.", valueName: "change")) var seen: Int?

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let day = try on.map { try Day($0) } ?? .today()
    let command = workbench.journalWords
    let known = seen ?? workbench.seen.change(of: number, in: workspace)
    return try workbench.changeAction(number, "`action close`", in: workspace) {
      try workspace.closeAction(number, as: outcome.status, on: day, evidence: evidence, seen: known, command: command)
    }
  }
}
