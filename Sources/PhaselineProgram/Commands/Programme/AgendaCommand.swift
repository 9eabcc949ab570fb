import ArgumentParser
import Phaseline

/// Prepares a session of the Community of Practice.
struct AgendaCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "agenda",
    abstract: "Prepare a session of the Community of Practice from the indicators where most do not improve.",
    discussion: """
      For each indicator: how many of those with counts improve, worsen, show no material change, or of how many it cannot \
      be told; the national ratio; who moved towards parity, named only where they agreed; what is on record of what was done. \
      \(Agenda.order) \
      Counts of phases after the session's are left out.

      Example: phaseline agenda --session 2
      Example: phaseline agenda --session 2 --audience shared --format markdown -o agenda.md
      """)
  var heeded: [Use.Part]? { [] }
  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("The number of the session; `session list` shows them.", valueName: "number"))
  var session: Int

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    return try workbench.gate(in: workspace).view(of: workspace).agenda(ofSession: session).map { agenda in
      .read { .report(AgendaText(layout: $0.layout).report(agenda)) }
    }
  }
}
