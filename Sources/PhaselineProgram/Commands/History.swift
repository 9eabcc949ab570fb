import ArgumentParser
import Foundation
import Phaseline

/// Shows the journal, or one change of it.
struct History: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List what changed, when, and from which file (SHA-256).",
    discussion: """
      `history 3` shows what change 3 changed; with --rows, every row as it was and as it is since; with --warnings, what \
      is worth a look in the rows that it brought and that still stand.

      Example: phaseline history 3 --rows --format csv
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of a change, to see what it changed.") var change: Int?
  @Flag(help: "Every row of that change.") var rows = false
  @Flag(help: "What is worth a look in its rows.") var warnings = false

  func validate() throws {
    for (isGiven, flag) in [(rows, "--rows"), (warnings, "--warnings")] where isGiven && change == nil {
      throw ValidationError("\(flag) needs the number of a change, as in `history 3 \(flag)`.")
    }
    if rows, warnings { throw ValidationError("--rows and --warnings are two tables: ask for one at a time.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    guard let change else {
      return workbench.words(try journal(of: workspace, workbench))
    }
    let notes = try workspace.illustrativeNotes()
    let view = try workbench.gate(in: workspace).view(of: workspace)
    if warnings { return try view.warnings(of: change).map { .table(WarningTable.table(of: $0, notes: notes)) } }
    return try view.detail(of: change, rows: rows ? .all : .replacements(first: 20), progress: workbench.progress).map {
      guard !rows else { return .table(ChangePresentation.rows(of: $0, notes: notes)) }
      let (detail, parts) = ($0, ChangePresentation.parts(of: $0))
      return .read { reader in
        let text = ChangePresentation.text(of: detail, reader.layout, notes: notes)
        return .report(Report(text: text, rows: parts, object: detail))
      }
    }
  }

  private func journal(of workspace: Workspace, _ workbench: Workbench) throws -> Answer {
    // Whoever knows all but a few counts of a file could guess them, and see by the hash that they are right.
    let audience = try workbench.gate(in: workspace).audience
    let columns = [
      ("change", "Change", true), ("at", "When (UTC)", false), ("command", "Command", false),
      ("state", "State", false), ("files", "Files", false), ("added", "Added", true), ("replaced", "Replaced", true),
      ("unchanged", "Unchanged", true), ("removed", "Removed", true), ("sha256", "SHA-256", false),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let journal = try workspace.journal()
    let notes = try workspace.illustrativeNotes()
    return .read { reader in
      let rows = journal.changes.map { Self.row($0, in: journal, for: audience, isForPeople: reader.isForPeople) }
      return .table(Table(columns: columns, rows: rows, empty: "Nothing has been loaded yet.", notes: notes))
    }
  }

  private static func row(
    _ change: Change, in journal: Journal, for audience: Audience, isForPeople: Bool
  ) -> [Table.Cell] {
    let names = audience == .shared ? [] : change.files.map { URL(fileURLWithPath: $0.path).lastPathComponent }
    let hashes = audience == .shared ? [] : change.files.map { isForPeople ? String($0.sha256.prefix(8)) : $0.sha256 }
    // How many came to a session is not for everybody to know.
    let tally = audience == .shared && change.kind != .load && change.kind != .standard ? nil : change.tally
    return [
      .integer(change.id), .text(change.at), .text(change.words(for: audience)), .text(journal.state(of: change)),
      .text(isForPeople ? shortened(names) : names.joined(separator: " ")), .integer(tally?.added),
      .integer(tally?.replaced), .integer(tally?.unchanged), .integer(tally?.removed),
      .text(isForPeople ? shortened(hashes) : hashes.joined(separator: " ")),
    ]
  }

  /// One, or the first and how many more.
  private static func shortened(_ items: [String]) -> String {
    (items.first ?? "") + (items.count > 1 ? " and \(items.count - 1) more" : "")
  }
}
