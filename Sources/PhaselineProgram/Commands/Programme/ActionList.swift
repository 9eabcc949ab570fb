import ArgumentParser
import Phaseline

/// Lists actions.
struct ActionList: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List an authority's actions, or everybody's, with who, by when and how far.",
    discussion: """
      About the authority that is named or in scope, else about all. A shared audience is shown one authority's, without \
      owners and evidence, and what an action is only where it may be shared. `-o actions.ics` puts the days on which they are \
      due into a calendar.

      Example: phaseline action list Northbridge --open
      Example: phaseline action list --overdue --as-of 2026-11-01
      """)
  var formats: [OutputFormat] { OutputFormat.ofAnswers + [.ics] }
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("An authority; then an indicator or several.", valueName: "words")) var words: [String] =
    []
  @Flag(help: "All authorities, whatever is in scope.") var everyAuthority = false
  @Flag(help: "Only those that are not closed.") var open = false
  @Flag(help: "Only those that are not closed and were due.") var overdue = false
  @Option(help: "Only those of a term: short, medium or long.") var term: Action.Term?
  @Option(help: ArgumentHelp("The day from which it is reckoned what was due.", valueName: "date")) var asOf: String?

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let today = try asOf.map { try Day($0) } ?? .today()
    let (organisation, indicators) = try subject(in: workspace, workbench)
    let standard = workspace.standard
    let view = try workbench.gate(in: workspace, about: organisation).view(of: workspace)
    let chosen = try view.actions(of: organisation).map { actions in
      actions.filter { action in
        (indicators.isEmpty || indicators.contains { action.indicators.contains($0.key) })
          && (!(open || overdue) || !action.status.isClosed) && (term.map { $0 == action.term } ?? true)
          && (!overdue || standard.isOverdue(action, on: today))
      }
    }
    workbench.seen.note(chosen.value, of: workspace)
    let names = try workspace.namesByCode()
    if workbench.format == .ics {
      let isIllustrative = try workspace.isIllustrative()
      return chosen.map {
        .calendar(
          ProgrammeCalendar($0, names: names, of: standard, isIllustrative: isIllustrative, made: today))
      }
    }
    let notes = try workspace.illustrativeNotes()
    return chosen.map { actions in
      .read { reader in
        .table(
          ActionText.table(
            actions, names: names, of: standard, on: today, isForPeople: reader.isForPeople,
            hasNames: organisation == nil, notes: notes))
      }
    }
  }

  private func subject(
    in workspace: Workspace, _ workbench: Workbench
  ) throws -> (Organisation?, [Indicator]) {
    let isNamed =
      try words.first.map {
        try workspace.standard.indicator(exactly: $0) == nil
          || workspace.hasOrganisation(exactly: $0)
      } ?? false
    guard everyAuthority || (!isNamed && workbench.scope.authority == nil) else {
      return try workbench.programmeSubject(words, in: workspace)
    }
    // An owner that is one authority asks for its own.
    if !everyAuthority, let owner = try workspace.owner() {
      return (owner, try words.map { try workspace.standard.indicator(named: $0) })
    }
    if isNamed { throw ValidationError("Name an authority, or --every-authority, not both.") }
    return (nil, try words.map { try workspace.standard.indicator(named: $0) })
  }
}
