import ArgumentParser
import Phaseline

/// Lists what was shared.
struct Shares: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "shares", abstract: "List what was shared: when, what, by which rules, whom it named.",
    discussion: """
      Every result for a shared audience is kept here; the same again adds nothing. Figures are rows of one phase or one \
      authority, or drawn values. After a corrected load the counts that are hidden are chosen so that what was shared \
      before does not give them away.

      Of an authority that is named, those shares are listed in which its name stands: what was shared before it withdrew its \
      agreement to be named stays out there.

      Example: phaseline shares Northbridge
      """)
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("Only what names this authority.", valueName: "authority")) var authority: String?

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let columns = [
      ("share", "Share", true), ("at", "When (UTC)", false), ("what", "What", false), ("rules", "Rules", false),
      ("state", "Workspace as of", false), ("figures", "Figures", true), ("names", "Names", false),
      ("sha256", "SHA-256", false),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let workspace = try workbench.workspace()
    try workbench.gate().requireOwner()
    let organisation = try authority.map { try workspace.organisation(named: $0) }
    let names = try workspace.namesByCode()
    let shares = try workspace.shares(naming: organisation)
    let notes = Self.notes(on: try workspace.registerDamage()) + (try workspace.illustrativeNotes())
    let empty = organisation.map { "Nothing that was shared names \($0.name)." } ?? "Nothing has been shared yet."
    return workbench.words(
      .read { reader in
        let isForPeople = reader.isForPeople
        let rows = shares.map { share -> [Table.Cell] in
          let named = share.names.map { names[$0] ?? $0 }.sorted()
          return [
            .integer(share.id), .text(share.at), .text(share.scope), .text(share.rules), .text(share.state),
            .integer(share.figures),
            .text(isForPeople ? Self.shortened(named) : named.joined(separator: "; ")),
            .text(isForPeople ? String(share.sha256.prefix(8)) : share.sha256),
          ]
        }
        return .table(Table(columns: columns, rows: rows, empty: empty, notes: notes))
      })
  }

  private static func notes(on damage: [String]) -> [String] {
    guard !damage.isEmpty else { return [] }
    return [
      "The register is damaged: \(Wordings.list(Array(damage.prefix(3)))). Until `audit --rebuild` makes it anew from the "
        + "files that were shared, nothing more is shared."
    ]
  }

  /// Two, and how many more.
  private static func shortened(_ names: [String]) -> String {
    names.prefix(2).joined(separator: ", ") + (names.count > 2 ? " and \(names.count - 2) more" : "")
  }
}
