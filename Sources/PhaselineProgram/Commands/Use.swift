import ArgumentParser
import Phaseline

/// Sets the scope.
struct Use: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Set what the following commands are about: authority, indicator, phases, service.",
    discussion: """
      What is not named stays as it is; `use` alone shows the scope, `use --clear` empties it. Of use at the prompt and in \
      scripts only.

      Example: use "Northbridge" --phases 1..3 --service adults
      """)
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Flag(help: "Forget authority, indicator, phases and service.") var clear = false

  func run(in workbench: inout Workbench) async throws -> Answer {
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
    workbench.scope = scope
    return .message("Scope: " + scope.words)
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
    return parts.isEmpty ? "everything" : parts.joined(separator: " · ")
  }
}
