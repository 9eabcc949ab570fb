import ArgumentParser
import Phaseline

/// Changes an action.
struct ActionUpdate: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change an action; what it was is kept.",
    discussion: """
      Only what is named changes. If somebody has changed the action since you looked at it, nothing is changed and you are \
      shown what they did: at the prompt by what was shown last, elsewhere with --seen and the change that `action show` \
      gives. --without takes away owner, due, measure or evidence.

      Example: phaseline action update 3 --status under-way --evidence "Panel met in May; minutes with HR"
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of the action; `action list` shows them.") var number: Int
  @Option(help: ArgumentHelp("What is done, in a line.", valueName: "text")) var title: String?
  @Option(help: ArgumentHelp("All its indicators, separated by commas.", valueName: "indicators"))
  var indicators: String?
  @Option(help: "How soon: short, medium or long.") var term: Action.Term?
  @Option(help: ArgumentHelp("When it begins: a phase, or a day.", valueName: "time")) var start: String?
  @Option(help: ArgumentHelp("By when: a phase, or a day.", valueName: "time")) var due: String?
  @Option(help: ArgumentHelp("The role that answers for it, not a name.", valueName: "role")) var owner: String?
  @Option(help: ArgumentHelp("The relative likelihood to reach.", valueName: "ratio")) var ratio: Double?
  @Option(help: ArgumentHelp("How many people from parity to reach at most.", valueName: "number")) var people: Double?
  @Option(help: "How far it is: planned or under-way.") var status: ActionOptions.Open?
  @Option(help: ArgumentHelp("What shows how far it is.", valueName: "text")) var evidence: String?
  @Option(help: "Whether others may read what it is: yes or no.") var mayBeShared: Answered?
  @Option(help: "What to take away: owner, due, measure or evidence.") var without: [Field] = []
  @Option(help: ArgumentHelp("The change that you have seen last.", valueName: "change")) var seen: Int?

  /// What an action may do without.
  enum Field: String, CaseIterable, ExpressibleByArgument, Sendable { case owner, due, measure, evidence }

  func validate() throws {
    try ActionOptions.check(ratio: ratio, people: people)
    let given: [Field: Bool] = [
      .owner: owner != nil, .due: due != nil, .measure: ratio != nil || people != nil, .evidence: evidence != nil,
    ]
    if let both = without.first(where: { given[$0] == true }) {
      throw ValidationError("--without \(both.rawValue) takes away what another option gives.")
    }
    let isAny =
      [title, indicators, start, due, owner, evidence].contains { $0 != nil } || [ratio, people].contains { $0 != nil }
      || term != nil || status != nil || mayBeShared != nil || !without.isEmpty
    guard isAny else { throw ValidationError("Say what to change, as in `action update 3 --status under-way`.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let command = workbench.journalWords
    let known = seen ?? workbench.seen.change(of: number, in: workspace)
    return try workbench.changeAction(number, "`action update`", in: workspace) {
      try workspace.updateAction(number, seen: known, command: command) { try edit(&$0, in: workspace.standard) }
    }
  }

  private func edit(_ action: inout Action, in standard: Standard) throws {
    if let title { action.title = title }
    if let indicators { action.indicators = try standard.indicators(in: indicators).map(\.key) }
    if let term { action.term = term }
    if let start { action.start = try PlannedTime(start, in: standard) }
    if let due { action.due = try PlannedTime(due, in: standard) }
    if let owner { action.owner = owner }
    if let aim = ActionOptions.aim(ratio: ratio, people: people) { action.aim = aim }
    if let status { action.status = status.status }
    if let evidence { action.evidence = evidence }
    if let mayBeShared { action.mayBeShared = mayBeShared.isYes }
    if without.contains(.owner) { action.owner = nil }
    if without.contains(.due) { action.due = nil }
    if without.contains(.measure) { action.aim = nil }
    if without.contains(.evidence) { action.evidence = nil }
  }
}

extension Workbench {
  /// Changes an action by what its owner's audience allows; a conflict shows what is there, which then was seen.
  mutating func changeAction(
    _ number: Int, _ what: String, in workspace: Workspace, _ change: () throws -> ActionChange
  ) throws -> Disclosed<Answer> {
    let organisation = try workspace.organisation(ofAction: number)
    if let name = scope.authority, case let own = try workspace.organisation(named: name), own != organisation {
      throw UsageProblem.refused(
        "Action \(number) is one of \(organisation.name), and \(own.name) is in scope. `action list` shows its own; `use "
          + "\(ShellWords.quoted(organisation.name))` takes the other into scope. Nothing was changed.")
    }
    do {
      let done = try gate(in: workspace, about: organisation).recording(what, change)
      seen.note([done.value.action], of: workspace)
      return try ActionText.answer(done, of: organisation, in: workspace)
    } catch let conflict as ActionConflict {
      seen.note([conflict.current], of: workspace)
      throw conflict
    }
  }
}
