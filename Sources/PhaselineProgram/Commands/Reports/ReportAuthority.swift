import ArgumentParser
import Phaseline
import Reporting

/// Writes an authority's data report.
struct ReportAuthority: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "authority",
    abstract: "Write an authority's data report: what improved, what did not, where to act first.",
    discussion: """
      A summary on one page, each indicator with chart, sentence, counts and those it is compared with, pay bands, services, \
      actions and what followed, data quality, methods. HTML is one file and needs nothing else; a PDF needs Chromium, a \
      document (.docx) pandoc.

      Example: phaseline report authority Northbridge --phase 5 -o northbridge.html
      Example: phaseline report authority Northbridge --audience internal -o northbridge.docx
      """)
  var formats: [OutputFormat] { ReportOptions.formats }
  var files: [String] { options.files }
  @OptionGroup var globals: Globals
  @Argument(
    help: ArgumentHelp("Code, name, or any unambiguous part of it; the scope's if left out.", valueName: "authority"))
  var named: String?
  @Option(name: .customLong("authority"), help: .hidden) var authorityOption: String?
  @OptionGroup var options: ReportOptions

  func validate() throws {
    if let named, authorityOption != nil {
      throw ValidationError("'\(named)' is one word too many beside --authority.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    guard let name = named ?? authorityOption ?? workbench.scope.authority else { throw UsageProblem.noAuthority }
    return try await ReportWriting(
      options: options, workbench: workbench, workspace: workspace, organisation: workspace.organisation(named: name)
    ).answer()
  }
}
