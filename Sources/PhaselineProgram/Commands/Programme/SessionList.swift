import ArgumentParser
import Phaseline

/// Lists sessions.
struct SessionList: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the sessions, by day, with their topics and how many came.",
    discussion: """
      `-o sessions.ics` puts them into a calendar.

      Example: phaseline session list --phase 3
      """)
  var formats: [OutputFormat] { OutputFormat.ofAnswers + [.ics] }
  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("Only those of a phase.", valueName: "phase")) var phase: String?
  @Option(help: ArgumentHelp("The day from which it is reckoned what is to come.", valueName: "date")) var asOf: String?

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let today = try asOf.map { try Day($0) } ?? .today()
    let chosen = try phase.map { try workspace.standard.phase(named: $0).key }
    let notes = try workspace.illustrativeNotes()
    let isCalendar = workbench.format == .ics
    let isIllustrative = try workspace.isIllustrative()
    return try workbench.gate().view(of: workspace).sessions().map { sessions in
      let shown = sessions.filter { chosen == nil || $0.phase == chosen }
      if isCalendar {
        return .calendar(
          ProgrammeCalendar(shown, of: workspace.standard, isIllustrative: isIllustrative, made: today))
      }
      return .read { reader in
        .table(
          reader.isForPeople
            ? SessionTable.table(shown, on: today, notes: notes) : SessionTable.records(shown, names: [:]))
      }
    }
  }
}
