import ArgumentParser
import Phaseline

/// Shows and records how far a plan is.
struct ActionPlan: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show how far an authority's plan is in each phase, or record a state that it reached.",
    discussion: """
      A plan is drafted, discussed with senior leaders (senior-leaders) and with staff networks (staff-networks), agreed and \
      published. That it is agreed is the step of the cycle of that name. `undo` takes a record back.

      Example: phaseline action plan Northbridge
      Example: phaseline action plan Northbridge staff-networks --phase 3 --on 2026-02-12
      """)
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("An authority, unless one is in scope; then a state to record.", valueName: "words"))
  var words: [String] = []
  @Option(help: ArgumentHelp("Of which phase; a record needs one.", valueName: "phase")) var phase: String?
  @Option(help: ArgumentHelp("When it reached the state (default: today).", valueName: "date")) var on: String?

  private var state: PlanRecord.State? { words.last.flatMap { PlanRecord.State(rawValue: $0.lowercased()) } }

  func validate() throws {
    guard words.count <= 2 else { throw ValidationError("'\(words[2])' is one word too many.") }
    if words.count == 2, state == nil {
      let known = PlanRecord.State.allCases.map(\.rawValue)
      let nearest = Nearest.names(to: words[1], among: known)
      throw ValidationError(
        "'\(words[1])' is no state of a plan. \(nearest.isEmpty ? "" : "Did you mean \(Wordings.list(nearest, "or"))? ")"
          + "A plan is \(Wordings.list(known, "or")).")
    }
    if state == nil, on != nil {
      throw ValidationError("--on goes with a state, as in `action plan agreed --on 2026-03-01`.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let name = words.count == (state == nil ? 1 : 2) ? words.first : nil
    guard let name = name ?? workbench.scope.authority else { throw UsageProblem.noAuthority }
    let organisation = try workspace.organisation(named: name)
    let gate = try workbench.gate(in: workspace, about: organisation)
    let notes = try workspace.illustrativeNotes()
    guard let state else {
      let chosen = try phase.map { try workspace.standard.phase(named: $0).key }
      return try gate.view(of: workspace).plans(of: organisation).map { plans in
        .read { reader in
          .table(
            PlanTable.table(
              plans.filter { chosen == nil || $0.phase == chosen }, of: organisation, isForPeople: reader.isForPeople,
              notes: notes))
        }
      }
    }
    let chosen = try workbench.onePhase(phase, in: workspace.standard)
    let day = try on.map { try Day($0) } ?? .today()
    let command = ShellWords.joined(
      ["action", "plan", organisation.name, state.rawValue, "--phase", chosen.key, "--on", day.iso])
    return try gate.recording("`action plan`") {
      let recorded = try workspace.recordPlan(state, of: organisation, phase: chosen, on: day, command: command)
      return .report(RecordText.report(recorded, notes: notes))
    }
  }
}
