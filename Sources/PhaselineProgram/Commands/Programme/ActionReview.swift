import ArgumentParser
import Phaseline

/// Says what followed in the figures after actions began.
struct ActionReview: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Say what followed in the figures after each action, and what cannot be said of it.",
    discussion: """
      Each indicator of an action before its start and after it (and after its end), with interval and verdict; against the \
      authorities with no such action or practice recorded, where enough gave counts in the same phases; and whether its \
      measure of success was reached. A before-and-after is not proof, and most authorities are too small for one to tell: \
      then it says so.

      Of the actions of the authority that is named or in scope, or of one with --action.

      Example: phaseline action review Northbridge
      Example: phaseline action review --action 3 --format markdown -o review.md
      """)
  var heeded: [Use.Part]? { [.authority, .phases, .service] }
  @OptionGroup var globals: Globals
  @Argument(
    help: ArgumentHelp("Code, name, or any unambiguous part of it; the scope's if left out.", valueName: "authority"))
  var named: String?
  @Option(help: ArgumentHelp("Only the action of this number.", valueName: "number")) var action: Int?
  @OptionGroup var options: ScopeOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let organisation = try organisation(in: workspace, workbench)
    let phases = try (options.phases ?? workbench.scope.phases).map { try workspace.standard.phases(in: $0) }
    let view = try workbench.gate(in: workspace, about: organisation).view(of: workspace)
    let found = try view.review(
      of: organisation, numbers: action.map { [$0] }, phases: phases,
      service: options.service ?? workbench.scope.service ?? .all)
    let standard = workspace.standard
    return found.map { review in
      .read { .report(ReviewText(standard: standard, layout: $0.layout).report(review)) }
    }
  }

  /// The named one; else whose the action is; else the scope's.
  private func organisation(in workspace: Workspace, _ workbench: Workbench) throws -> Organisation {
    if let named, Int(named) != nil, try !workspace.hasOrganisation(exactly: named) {
      throw ValidationError("'\(named)' is no authority. An action is named by --action \(named).")
    }
    if let named { return try workspace.organisation(named: named) }
    if let action { return try workspace.organisation(ofAction: action) }
    return try workbench.programmeSubject([], in: workspace).0
  }
}
