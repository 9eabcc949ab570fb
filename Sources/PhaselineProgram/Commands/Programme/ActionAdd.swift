import ArgumentParser
import Phaseline

/// Adds an action to a plan.
struct ActionAdd: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an action to an authority's plan.",
    discussion: """
      What it starts in is a phase or a day. An action that starts in phase 3 begins after phase 3 was counted, so that phase \
      4 is the first that can show it. --ratio and --people say by what its success is measured, on each of its indicators: \
      a relative likelihood at least as near to parity, or at most so many people from parity.

      Example: phaseline action add Northbridge disciplinary --title "Review panel before any process" --term short \
      --owner "Head of HR" --start 3 --due 4 --ratio 1.2
      """)
  @OptionGroup var globals: Globals
  @Argument(
    help: ArgumentHelp("An authority, unless one is in scope; then one or more indicators.", valueName: "words"))
  var words: [String] = []
  @Option(help: ArgumentHelp("What is done, in a line.", valueName: "text")) var title: String
  @Option(help: "How soon: short, medium or long.") var term: Action.Term
  @Option(help: ArgumentHelp("When it begins: a phase, or a day.", valueName: "time")) var start: String
  @Option(help: ArgumentHelp("By when: a phase, or a day.", valueName: "time")) var due: String?
  @Option(help: ArgumentHelp("The role that answers for it, not a name.", valueName: "role")) var owner: String?
  @Option(help: ArgumentHelp("The relative likelihood to reach.", valueName: "ratio")) var ratio: Double?
  @Option(help: ArgumentHelp("How many people from parity to reach at most.", valueName: "number")) var people: Double?
  @Option(help: "How far it is: planned or under-way.") var status: ActionOptions.Open = .planned
  @Option(help: ArgumentHelp("What shows how far it is.", valueName: "text")) var evidence: String?
  @Flag(help: "Others may read what it is; never its owner or evidence.") var mayBeShared = false
  @Option(help: ArgumentHelp("The day from which it is reckoned whether it is due already.", valueName: "date"))
  var asOf: String?

  func validate() throws { try ActionOptions.check(ratio: ratio, people: people) }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let (organisation, indicators) = try workbench.programmeSubject(words, in: workspace)
    var action = Action(
      of: organisation.code, title: title, indicators: indicators.map(\.key), term: term,
      start: try PlannedTime(start, in: workspace.standard))
    action.due = try PlannedTime.read(due, in: workspace.standard)
    action.aim = ActionOptions.aim(ratio: ratio, people: people)
    (action.owner, action.evidence, action.status, action.mayBeShared) = (owner, evidence, status.status, mayBeShared)
    let command = workbench.journalWords
    let done = try workbench.gate(in: workspace, about: organisation).recording("`action add`") { [action] in
      try workspace.addAction(action, command: command)
    }
    workbench.seen.note([done.value.action], of: workspace)
    return try ActionText.answer(done, of: organisation, in: workspace, on: asOf.map { try Day($0) } ?? .today())
  }
}

/// What the options of several commands mean together.
enum ActionOptions {
  /// By what success is measured.
  static func aim(ratio: Double?, people: Double?) -> Action.Aim? {
    ratio.map { .ratio($0) } ?? people.map { .people($0) }
  }

  /// - Throws: `ValidationError` for two aims.
  static func check(ratio: Double?, people: Double?) throws {
    if ratio != nil, people != nil { throw ValidationError("Give --ratio or --people, not both: one measure.") }
  }

  /// How far an action is that is not closed; `action close` closes it.
  enum Open: String, CaseIterable, ExpressibleByArgument, Sendable {
    case planned
    case underWay = "under-way"
    var status: Action.Status { self == .planned ? .planned : .underWay }
  }

  /// How an action is closed.
  enum Closed: String, CaseIterable, ExpressibleByArgument, Sendable {
    case done, stopped
    var status: Action.Status { self == .done ? .done : .stopped }
  }
}
