import ArgumentParser
import Phaseline

/// Loads files.
struct Load: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    abstract: "Add submissions, registers or published figures: all of it, or nothing.",
    discussion: """
      Files are told apart by their header. A folder means all its CSV files, registers first, as one change.
      Counts:    phase,authority,service,indicator,category,ethnicity,numerator,denominator
      Register:  code,name,region,type and optionally kind
      Published: standard,phase,area,organisation,service,indicator,category,measure,value,printed_as,source
      Hidden counts: <5, *, [c], c, ~, blank, 76-79.

      Example: phaseline load Data/illustrative
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "Files and folders.") var paths: [String]
  @Flag(help: "Zeros are shown in these files: <5 means 1 to 4.") var zerosShown = false

  func run(in workbench: inout Workbench) async throws -> Answer {
    let cancellation = workbench.cancellation
    let loader = Loader(
      path: workbench.workspacePath, standardKey: workbench.standardKey, catalogue: workbench.catalogue,
      zerosAreShown: zerosShown, monitor: LoadMonitor(isCancelled: { cancellation.isCancelled }))
    let report = try loader.load(paths, command: "load " + paths.joined(separator: " "))
    return .message(Self.words(report, path: workbench.workspacePath))
  }

  private static func words(_ report: LoadReport, path: String) -> String {
    let files = report.files.map { "\($0.file): \(Wordings.grouped($0.rows)) rows of \($0.kind)" }
    var lines = files
    if let background = report.background {
      lines.append("With them came the standard's own registers and published figures (\(rows(background.added))).")
    }
    guard let change = report.change else {
      return (lines + ["Nothing changed: \(path) already holds all of it."]).joined(separator: "\n")
    }
    let tally = report.tally
    let counts = "\(rows(tally.added)) added, \(tally.replaced) replaced, \(tally.unchanged) unchanged"
    lines.append("Change \(change) in \(path): \(counts).")
    if report.isIllustrative { lines.append("Illustrative data: no real authority.") }
    return lines.joined(separator: "\n")
  }

  private static func rows(_ count: Int) -> String { "\(Wordings.grouped(count)) row\(count == 1 ? "" : "s")" }
}
