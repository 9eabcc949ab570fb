import ArgumentParser
import Phaseline

/// Says anew whether a practice may be shared.
struct PracticeUpdate: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Say anew whether others may read what was done.",
    discussion: """
      What was shared before is out; `shares` lists it. Whether an authority may be named is another matter: `cycle record \
      Northbridge --phase 4 not-named`.

      Example: phaseline practice update 1 --may-be-shared no
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of the practice; `practice list` shows them.") var number: Int
  @Option(help: "Whether others may read what was done: yes or no.") var mayBeShared: Answered

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let organisation = try workspace.organisation(ofPractice: number)
    let (command, notes) = (workbench.journalWords, try workspace.illustrativeNotes())
    return try workbench.gate(in: workspace, about: organisation).recording("`practice update`") {
      let done = try workspace.sharePractice(number, mayBeShared.isYes, command: command)
      return .report(PracticeTable.report(of: done, by: organisation, notes: notes))
    }
  }
}
