import ArgumentParser
import Phaseline

/// Shows the journal.
struct History: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what changed, when, and from which file (SHA-256).",
    discussion: "Example: phaseline history --format csv")
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Answer {
    let columns = [
      ("change", "Change", true), ("at", "When (UTC)", false), ("command", "Command", false),
      ("added", "Added", true), ("replaced", "Replaced", true), ("unchanged", "Unchanged", true),
      ("sha256", "SHA-256", false),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let isForPeople = (globals.format ?? .table) == .table
    let rows = try workbench.workspace().history().map { change -> [Table.Cell] in
      let hashes = change.sha256?.split(separator: ", ").map { isForPeople ? String($0.prefix(8)) : String($0) }
      return [
        .integer(change.id), .text(change.at), .text(change.command), .integer(change.added),
        .integer(change.replaced), .integer(change.unchanged),
        .text(isForPeople ? Self.shortened(hashes ?? []) : hashes?.joined(separator: " ") ?? ""),
      ]
    }
    return .table(Table(columns: columns, rows: rows, empty: "Nothing has been loaded yet."))
  }

  /// One hash, or the first and how many more.
  private static func shortened(_ hashes: [String]) -> String {
    (hashes.first ?? "") + (hashes.count > 1 ? " and \(hashes.count - 1) more" : "")
  }
}
