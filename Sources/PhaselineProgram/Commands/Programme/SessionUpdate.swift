import ArgumentParser
import Phaseline

/// Changes a session.
struct SessionUpdate: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change what is kept of a session: its title, topics, speakers, whether it may be shared.",
    discussion: """
      Only what is named changes. Who came is kept by `session attend`, and taken back with its --withdraw.

      Example: phaseline session update 2 --indicators shortlisting,leaving --may-be-shared yes
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of the session; `session list` shows them.") var number: Int
  @Option(help: ArgumentHelp("What it is about, in a line.", valueName: "text")) var title: String?
  @Option(help: ArgumentHelp("All indicators that it is about, separated by commas.", valueName: "indicators"))
  var indicators: String?
  @Option(help: ArgumentHelp("The role of one who speaks; together they replace those kept.", valueName: "role"))
  var speaker: [String] = []
  @Option(help: "Whether others may read the title: yes or no.") var mayBeShared: Answered?

  func validate() throws {
    guard title != nil || indicators != nil || !speaker.isEmpty || mayBeShared != nil else {
      throw ValidationError("Say what to change, as in `session update 2 --may-be-shared yes`.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let (command, notes) = (workbench.journalWords, try workspace.illustrativeNotes())
    let topics = try indicators.map { try workspace.standard.indicators(in: $0).map(\.key) }
    return try workbench.gate().recording("`session update`") {
      let done = try workspace.updateSession(number, command: command) { session in
        if let title { session.title = title }
        if let topics { session.indicators = topics }
        if !speaker.isEmpty { session.speakers = speaker }
        if let mayBeShared { session.mayBeShared = mayBeShared.isYes }
      }
      return .report(SessionTable.report(ofChange: done.change, done.session, notes: notes))
    }
  }
}
