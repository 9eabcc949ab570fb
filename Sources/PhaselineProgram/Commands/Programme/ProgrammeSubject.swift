import ArgumentParser
import Phaseline

extension Workbench {
  /// Whom a record of the programme is about, and on which indicators: the first word is an authority, or else, where one is
  /// in scope, an indicator like those behind it.
  /// - Throws: `UsageProblem` for a word that is neither, or where no authority is named or in scope.
  func programmeSubject(_ words: [String], in workspace: Workspace) throws -> (Organisation, [Indicator]) {
    let standard = workspace.standard
    guard let first = words.first else { return (try authorityInScope(of: workspace), []) }
    let isIndicator = try !workspace.hasOrganisation(exactly: first) && standard.indicator(exactly: first) != nil
    if isIndicator { return (try authorityInScope(of: workspace), try words.map { try standard.indicator(named: $0) }) }
    do {
      return (
        try workspace.organisation(named: first), try words.dropFirst().map { try standard.indicator(named: $0) }
      )
    } catch UsageProblem.unknown(let what, first, [], _) where what == standard.organisationNoun {
      let nearest = Nearest.names(to: first, among: standard.indicators.map(\.key))
      let meant = nearest.isEmpty ? "" : "Did you mean \(Wordings.list(nearest, "or"))? "
      throw UsageProblem.refused(
        "'\(first)' is neither \(Wordings.indefinite(what)) nor an indicator. \(meant)`authorities` and `indicators` list them; "
          + "a name with blanks stands in quotes.")
    }
  }

  private func authorityInScope(of workspace: Workspace) throws -> Organisation {
    guard let name = scope.authority else { throw UsageProblem.noAuthority }
    return try workspace.organisation(named: name)
  }

  /// The words of this command for the journal, without where the workspace is and how the answer is written; long ones
  /// shortened, since the rows hold them.
  var journalWords: String {
    var kept: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if Globals.valued.contains(word) { _ = rest.popFirst() } else { kept.append(Self.shortened(word)) }
    }
    return ShellWords.joined(kept)
  }

  private static func shortened(_ word: String) -> String {
    word.unicodeScalars.count <= 40
      ? word : String(word.unicodeScalars.prefix(39)).trimmingCharacters(in: .whitespaces) + "…"
  }
}

extension PlannedTime {
  /// Reads one where it is given.
  static func read(_ text: String?, in standard: Standard) throws -> PlannedTime? {
    try text.map { try PlannedTime($0, in: standard) }
  }
}

extension Action.Term: ExpressibleByArgument {}
extension PlanRecord.State: ExpressibleByArgument {}

/// Yes or no, as an option's value.
enum Answered: String, CaseIterable, ExpressibleByArgument, Sendable {
  case yes, no
  /// Whether it is yes.
  var isYes: Bool { self == .yes }
}
