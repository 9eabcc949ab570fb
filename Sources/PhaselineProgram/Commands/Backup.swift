import ArgumentParser
import Phaseline

/// Copies the workspace.
struct Backup: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the workspace into a file and check the copy, also while others work on it.",
    discussion: """
      Nothing is overwritten. To go back to a copy, name it with --workspace, or copy it over the workspace.

      Example: phaseline backup before-corrections.sqlite
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "A file that is not there yet.") var file: String

  var files: [String] { [file] }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    try workbench.gate().requireInternal("A copy of the workspace")
    let report = try workbench.workspace().backup(to: file, progress: workbench.progress)
    let columns = [("path", "File"), ("changes", "Changes"), ("observations", "Counts")].map {
      Table.Column(key: $0.0, title: $0.1, isNumeric: $0.0 != "path")
    }
    let rows: [[Table.Cell]] = [[.text(report.path), .integer(report.changes), .integer(report.observations)]]
    let changes = "\(report.changes) change\(report.changes == 1 ? "" : "s")"
    return workbench.words(
      .report(
        Report(
          text: "Copied into \(report.path) and checked: \(changes), \(Wordings.grouped(report.observations)) counts.",
          rows: Table(columns: columns, rows: rows), object: report)))
  }
}
