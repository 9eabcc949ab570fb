import ArgumentParser
import Phaseline

/// Sets the scope.
struct Use: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "use",
    abstract:
      "Set what the following commands are about, and for whom: authority, indicator, phases, service, audience.",
    discussion: """
      What is not named stays as it is; `use` alone shows the scope, `use --clear` empties it. Of use at the prompt and in \
      scripts only.

      --owner and --rules are kept in the workspace. The owner's own figures are internal unless said otherwise, all others \
      shared; a workspace is the programme's, whose own are all of them, until somebody else is named.

      Example: use "Northbridge" --phases 1..3 --service adults
      Example: use --audience shared
      Example: use --owner Northbridge --rules under-5
      """)
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Flag(help: "Forget authority, indicator, phases, service and audience.") var clear = false
  @Option(help: ArgumentHelp("Whose workspace it is: an authority, or programme.", valueName: "authority"))
  var owner: String?

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    var scope = clear ? Workbench.Scope() : workbench.scope
    let workspace = try workbench.workspace()
    let named = try subject.resolved(in: workspace)
    if let authority = named.authority { scope.authority = authority.name }
    if let indicator = named.indicator { scope.indicator = indicator.key }
    if let phases = options.phases {
      _ = try workspace.standard.phases(in: phases)
      scope.phases = phases
    }
    if let service = options.service { scope.service = service }
    if let audience = globals.audiences.first { scope.audience = audience }
    let kept = try keep(in: workspace, workbench)
    workbench.scope = scope
    return workbench.words(.message((kept + ["Scope: " + scope.words]).joined(separator: "\n")))
  }

  /// What stays in the workspace.
  /// - Returns: A sentence for each.
  private func keep(in workspace: Workspace, _ workbench: Workbench) throws -> [String] {
    var kept: [String] = []
    if let owner {
      let named = owner.lowercased() == "programme" ? nil : try workspace.organisation(named: owner)
      try workspace.setOwner(named)
      kept.append("Owner: \(named?.name ?? "the programme, whose own figures are all of them").")
    }
    if let name = globals.rules {
      let rules = try DisclosureRules(named: name, in: workbench.catalogue)
      try workspace.setRules(rules.key)
      kept.append("Rules for a shared audience: \(rules.key), \(rules.words).")
    }
    return kept
  }
}

extension Workbench.Scope {
  /// "Northbridge · phases 1–3 · adults".
  var words: String {
    var parts = [authority, indicator].compactMap { $0 }
    if let phases {
      parts.append((phases.contains { ",.".contains($0) } ? "phases " : "phase ") + phases.replacing("..", with: "–"))
    }
    if let service, service != .all { parts.append(service.rawValue) }
    if let audience { parts.append(audience.rawValue) }
    return parts.isEmpty ? "everything" : parts.joined(separator: " · ")
  }
}
