import ArgumentParser
import Foundation
import Phaseline

/// Shows the journal.
struct History: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List what changed, when, and from which file (SHA-256).",
    discussion: "Example: phaseline history --format csv")
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Answer {
    let columns = [
      ("change", "Change", true), ("at", "When (UTC)", false), ("command", "Command", false),
      ("files", "Files", false), ("added", "Added", true), ("replaced", "Replaced", true),
      ("unchanged", "Unchanged", true), ("removed", "Removed", true), ("sha256", "SHA-256", false),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let isForPeople = workbench.isForPeople
    let workspace = try workbench.workspace()
    let rows = try workspace.history().map { change -> [Table.Cell] in
      let names = change.files.map { URL(fileURLWithPath: $0.path).lastPathComponent }
      let hashes = change.files.map { isForPeople ? String($0.sha256.prefix(8)) : $0.sha256 }
      return [
        .integer(change.id), .text(change.at), .text(change.command),
        .text(isForPeople ? Self.shortened(names) : names.joined(separator: " ")), .integer(change.tally.added),
        .integer(change.tally.replaced), .integer(change.tally.unchanged), .integer(change.tally.removed),
        .text(isForPeople ? Self.shortened(hashes) : hashes.joined(separator: " ")),
      ]
    }
    return .table(
      Table(
        columns: columns, rows: rows, empty: "Nothing has been loaded yet.", notes: try workspace.illustrativeNotes()))
  }

  /// One, or the first and how many more.
  private static func shortened(_ items: [String]) -> String {
    (items.first ?? "") + (items.count > 1 ? " and \(items.count - 1) more" : "")
  }
}
