import ArgumentParser
import Phaseline

/// Lists what was shared.
struct Shares: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "shares", abstract: "List what was shared: when, what, by which rules, how many figures.",
    discussion: """
      Every result for a shared audience is kept here; the same again adds nothing. Figures are rows of one phase or one \
      authority, or drawn values. After a corrected load the counts that are hidden are chosen so that what was shared \
      before does not give them away.

      Example: phaseline shares --format csv
      """)
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let columns = [
      ("share", "Share", true), ("at", "When (UTC)", false), ("what", "What", false), ("rules", "Rules", false),
      ("state", "Workspace as of", false), ("figures", "Figures", true), ("sha256", "SHA-256", false),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let isForPeople = workbench.isForPeople
    let workspace = try workbench.workspace()
    try workbench.gate().requireOwner()
    let rows = try workspace.shares().map { share -> [Table.Cell] in
      [
        .integer(share.id), .text(share.at), .text(share.scope), .text(share.rules), .text(share.state),
        .integer(share.figures), .text(isForPeople ? String(share.sha256.prefix(8)) : share.sha256),
      ]
    }
    return workbench.words(
      .table(
        Table(
          columns: columns, rows: rows, empty: "Nothing has been shared yet.",
          notes: try workspace.illustrativeNotes())))
  }
}
