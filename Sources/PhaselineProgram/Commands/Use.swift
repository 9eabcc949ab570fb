import ArgumentParser
import Phaseline

/// Sets the scope.
struct Use: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    abstract: "Set what the following commands are about: authority, indicator, phases, service.",
    discussion: """
      What is not named stays as it is; `use` alone shows the scope, `use --clear` empties it. Of use at the prompt and in
      scripts only.

      Example: use "Northbridge" --phases 1..3 --service adults
      """)
  static let formats: [OutputFormat] = [.table, .json]
  @OptionGroup var globals: Globals
  @OptionGroup var subject: SubjectArguments
  @OptionGroup var options: ScopeOptions
  @Flag(help: "Forget authority, indicator, phases and service.") var clear = false

  func run(in workbench: inout Workbench) async throws -> Answer {
    if clear { workbench.scope = Workbench.Scope() }
    let named = try workbench.subject(subject, options)
    let hasWords = subject.first != nil || subject.authorityOption != nil
    if hasWords, let organisation = named.organisation { workbench.scope.authority = organisation.name }
    if subject.second != nil || subject.indicatorOption != nil || (hasWords && named.organisation == nil) {
      workbench.scope.indicator = named.indicator?.key
    }
    if let phases = options.phases { workbench.scope.phases = phases }
    if let service = options.service { workbench.scope.service = service }
    return .message("Scope: " + workbench.scope.words)
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
