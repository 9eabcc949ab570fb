import ArgumentParser
import Phaseline

/// Adds a practice.
struct PracticeAdd: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add what an authority did to the register of shared practice.",
    discussion: """
      With --action it is an action of that authority's plan, from which indicators and start are taken where they are not \
      named.

      Example: phaseline practice add Northbridge --action 3 --title "Review panel before any process" \
      --text "Two managers from other services read each case before it becomes formal." --may-be-shared
      """)
  @OptionGroup var globals: Globals
  @Argument(
    help: ArgumentHelp("An authority, unless one is in scope; then one or more indicators.", valueName: "words"))
  var words: [String] = []
  @Option(help: ArgumentHelp("What was done, in a line.", valueName: "text")) var title: String
  @Option(help: ArgumentHelp("What was done, in full.", valueName: "text")) var text: String
  @Option(help: ArgumentHelp("When it began: a phase, or a day.", valueName: "time")) var start: String?
  @Option(help: ArgumentHelp("The action of the plan that it was.", valueName: "number")) var action: Int?
  @Flag(help: "Others may read what was done.") var mayBeShared = false

  func validate() throws {
    if action == nil, start == nil { throw ValidationError("Say when it began: --start, or --action with its number.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let (organisation, indicators) = try workbench.programmeSubject(words, in: workspace)
    let start = try PlannedTime.read(start, in: workspace.standard)
    let (command, notes) = (workbench.journalWords, try workspace.illustrativeNotes())
    return try workbench.gate(in: workspace, about: organisation).recording("`practice add`") {
      let added = try workspace.addPractice(
        PracticeDraft(
          organisation: organisation, title: title, indicators: indicators.map(\.key), text: text, start: start,
          action: action, mayBeShared: mayBeShared), command: command)
      return .report(PracticeTable.report(ofAdding: added, by: organisation, notes: notes))
    }
  }
}
