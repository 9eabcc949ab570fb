import ArgumentParser
import Foundation
import Phaseline

/// Loads files.
struct Load: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Add submissions, registers or published figures: all of it, or nothing.",
    discussion: """
      Files are told apart by their header. A folder means all its CSV files, registers first, as one change.

      COUNTS have the columns phase, authority, service (adults, children, all), indicator, category (all, or one that \
      `explain` lists), ethnicity (bame, white, unknown), numerator, denominator. Hidden counts: <5, *, [c], c, ~, \
      blank, 76-79.

      A REGISTER names the authorities: code, name, region, type, and optionally kind (authority, employer, \
      illustrative; codes of fictional ones begin with X).

      PUBLISHED FIGURES: standard, phase, area, organisation, service, indicator, category, measure, value, \
      printed_as, source.

      Example: phaseline load Data/illustrative
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "Files and folders.") var paths: [String]
  @Flag(help: "Zeros are shown in these files: <5 means 1 to 4.") var zerosShown = false

  func run(in workbench: inout Workbench) async throws -> Answer {
    let loader = Loader(
      path: workbench.workspacePath, standardKey: workbench.standardKey, catalogue: workbench.catalogue,
      zerosAreShown: zerosShown, cancellation: workbench.cancellation)
    let words = ["load"] + paths + (zerosShown ? ["--zeros-shown"] : [])
    let report = try loader.load(paths, command: Words.joined(words + workbench.standardWords))
    var lines = Self.lines(report, path: workbench.workspacePath)
    if report.standard != workbench.standardKey {
      lines.append(
        "These files are of the standard '\(report.standard)': add `--standard \(report.standard)` from here.")
    }
    return .message(lines.joined(separator: "\n"))
  }

  private static func lines(_ report: LoadReport, path: String) -> [String] {
    var lines = report.files.map { file in
      "\(URL(fileURLWithPath: file.path).lastPathComponent): \(rows(file.rows)) of \(file.kind)"
    }
    if let background = report.background {
      lines.append("With them came the standard's own registers and published figures (\(rows(background.added))).")
    }
    guard let change = report.change else {
      let isEmpty = report.files.allSatisfy { $0.rows == 0 }
      return lines + ["Nothing changed: " + (isEmpty ? "there are no rows." : "\(path) already holds all of it.")]
    }
    let tally = report.tally
    let counts = "\(rows(tally.added)) added, \(tally.replaced) replaced, \(tally.unchanged) unchanged"
    lines.append("Change \(change) in \(path): \(counts).")
    if report.isIllustrative { lines.append(Wordings.illustrative) }
    return lines
  }

  private static func rows(_ count: Int) -> String { "\(Wordings.grouped(count)) row\(count == 1 ? "" : "s")" }
}
