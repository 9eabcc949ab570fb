import ArgumentParser
import Phaseline

/// Says how good the counts are.
struct Quality: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Say what is missing, odd or wrong in the counts of a phase, and what to do about it.",
    discussion: """
      Missing and late submissions, missing indicators, groups that look exchanged, head-counts that disagree, swings, many \
      of unknown ethnicity, numerators of 0, small groups, hidden counts; what the national picture loses. What matters most \
      comes first. A problem is missing or contradicts itself, a check is often a slip, a note is to be known; a submission \
      that is not due yet is a note. Nothing is ever corrected by itself.

      Of one authority, the named one or the scope's, everything; with --every-authority the problems and checks of all; else \
      a summary. As CSV and JSON always everything, notes too. The phase is the scope's, else the last with counts. For a shared audience only what the counts that it may \
      know show, with the names of those that agreed.

      Example: phaseline quality
      Example: phaseline quality Northbridge --phases 4..5
      Example: phaseline quality --every-authority --strict --format csv -o quality.csv
      """)
  var heeded: [Use.Part]? { [.authority, .phases, .service] }
  @OptionGroup var globals: Globals
  @Argument(
    help: ArgumentHelp("Code, name, or any unambiguous part of it; the scope's if left out.", valueName: "authority"))
  var named: String?
  @Option(name: .customLong("authority"), help: .hidden) var authorityOption: String?
  @OptionGroup var options: ScopeOptions
  @Option(help: ArgumentHelp("The day to take for today.", valueName: "date")) var asOf: String?
  @Flag(help: "The problems and checks of every authority.") var everyAuthority = false
  @Flag(help: "Exit with 3 where a finding needs an answer: a problem or a check.") var strict = false

  func validate() throws {
    guard [named, authorityOption].compactMap({ $0 }).count + (everyAuthority ? 1 : 0) < 2 else {
      throw ValidationError("Name one authority, or --every-authority.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let organisation =
      everyAuthority
      ? nil : try (named ?? authorityOption ?? workbench.scope.authority).map { try workspace.organisation(named: $0) }
    let request = QualityRequest(
      organisation: organisation,
      phases: try (options.phases ?? workbench.scope.phases).map { try workspace.standard.phases(in: $0) },
      service: options.service ?? workbench.scope.service ?? .all, today: try asOf.map { try Day($0) } ?? .today())
    let report = try workbench.gate(in: workspace, about: organisation).view(of: workspace).quality(request)
    let (standard, listsAll) = (workspace.standard, everyAuthority)
    let answer = report.map { report in
      Answer.read { reader in
        .report(QualityText(standard: standard, layout: reader.layout, listsEveryAuthority: listsAll).report(report))
      }
    }
    if strict, report.value.needsAnswer { throw AnsweredFailure(answer: answer) }
    return answer
  }
}
