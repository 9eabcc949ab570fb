import ArgumentParser
import Phaseline

/// Adds a session.
struct SessionAdd: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a session of the Community of Practice, past or to come.",
    discussion: """
      Example: phaseline session add shortlisting senior-management --on 2026-05-12 --title "Structured interviews" \
      --speaker "Head of HR" --speaker "Chair of the staff network"
      """)
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("The indicators that it is about.", valueName: "indicators")) var indicators: [String] =
    []
  @Option(help: ArgumentHelp("When it is.", valueName: "date")) var on: String
  @Option(help: ArgumentHelp("What it is about, in a line.", valueName: "text")) var title: String
  @Option(help: ArgumentHelp("The role of one who speaks, not a name; several if several speak.", valueName: "role"))
  var speaker: [String] = []
  @Option(help: ArgumentHelp("The phase that it belongs to (default: the one that the day is in).", valueName: "phase"))
  var phase: String?
  @Flag(help: "Others may read the title; who came and who spoke never.") var mayBeShared = false

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let standard = workspace.standard
    let day = try Day(on)
    let phase = try standard.phase(ofSessionOn: day, named: phase.map { try standard.phase(named: $0) })
    let session = CommunitySession(
      on: day, in: phase, title: title, indicators: try indicators.map { try standard.indicator(named: $0).key },
      speakers: speaker, mayBeShared: mayBeShared)
    let (command, notes) = (workbench.journalWords, try workspace.illustrativeNotes())
    // What a session is about is nobody's figure: whoever owns the workspace keeps it.
    return try workbench.gate().recording("`session add`") {
      let added = try workspace.addSession(session, command: command)
      let text =
        "Session \(added.number) on \(added.day.words), \(phase.words): \(added.title). Change \(added.change); `undo` takes "
        + "it back."
      return .report(
        Report(
          text: ([text] + notes).joined(separator: "\n"),
          rows: SessionTable.records([added], names: [:]), isProse: true))
    }
  }
}
