import ArgumentParser
import Phaseline

/// Suggests where to act first.
struct ActionSuggest: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest", abstract: "Suggest where an authority could act first, and why; nothing is written down.",
    discussion: """
      Each suggestion has its reason and counts: what the line and the last phase show, people from parity, what of the figures \
      needs an answer first, comparable authorities that moved towards parity (named only where they agreed), practices in the \
      register. \
      \(SuggestionReport.order) What cannot be told is no suggestion; \
      it is listed with what would help.

      Example: phaseline action suggest Northbridge
      Example: phaseline action suggest --every-authority --format csv -o first.csv
      """)
  var heeded: [Use.Part]? { [.authority] }
  @OptionGroup var globals: Globals
  @Argument(
    help: ArgumentHelp("Code, name, or any unambiguous part of it; the scope's if left out.", valueName: "authority"))
  var named: String?
  @Option(name: .customLong("authority"), help: .hidden) var authorityOption: String?
  @Flag(help: "The first suggestion for every authority.") var everyAuthority = false
  @Option(help: ArgumentHelp("The day to take for today.", valueName: "date")) var asOf: String?

  func validate() throws {
    guard [named, authorityOption].compactMap({ $0 }).count + (everyAuthority ? 1 : 0) < 2 else {
      throw ValidationError("Name one authority, or --every-authority.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let today = try asOf.map { try Day($0) } ?? .today()
    guard !everyAuthority else {
      let view = try workbench.gate(in: workspace).view(of: workspace)
      return try view.suggestionsForEveryAuthority(today: today).map { report in
        .read { .report(SuggestionText(layout: $0.layout).report(report)) }
      }
    }
    let (organisation, _) = try workbench.programmeSubject([named ?? authorityOption].compactMap { $0 }, in: workspace)
    let view = try workbench.gate(in: workspace, about: organisation).view(of: workspace)
    return try view.suggestions(for: organisation, today: today).map { report in
      .read { .report(SuggestionText(layout: $0.layout).report(report)) }
    }
  }
}
