import ArgumentParser
import Phaseline
import Reporting

/// Writes the anonymous national report.
struct ReportNational: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "national", abstract: "Write the national report, in which no authority is named.",
    discussion: """
      Where there are counts: the national figure in four ways, how much of each change is who took part, how authorities \
      differ, regions and types, services. Of phases that were only published: what can honestly be said of them.

      Example: phaseline report national --phase 5 -o national.html
      """)
  var formats: [OutputFormat] { ReportOptions.formats }
  var heeded: [Use.Part]? { [.authority, .phases, .service] }
  var files: [String] { options.files }
  @OptionGroup var globals: Globals
  @OptionGroup var options: ReportOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    return try await ReportWriting(options, workbench, workspace, of: nil).answer()
  }
}
