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
      With --every-authority one for each that has figures of the phase, into a folder; a second run writes only those that \
      would be others now.

      Example: phaseline report authority Northbridge --audience internal -o northbridge.docx
      Example: phaseline report authority --every-authority --phase 5 -o reports
      """)
  var formats: [OutputFormat] {
    everyAuthority ? OutputFormat.ofTables + [.html, .pdf, .docx] : ReportOptions.formats
  }
  var heeded: [Use.Part]? { [.authority, .phases, .service] }
  var fillsFolder: Bool { everyAuthority }
  var files: [String] { options.files }
  @OptionGroup var globals: Globals
  @Argument(
    help: ArgumentHelp("Code, name, or any unambiguous part of it; the scope's if left out.", valueName: "authority"))
  var named: String?
  @Option(name: .customLong("authority"), help: .hidden) var authorityOption: String?
  @OptionGroup var options: ReportOptions
  @Flag(help: "One for every authority that has figures of the phase, into the folder that -o names.")
  var everyAuthority = false
  @Option(
    help: ArgumentHelp("With --every-authority: how many to write at once (default: one a core).", valueName: "number"))
  var jobs: Int?

  func validate() throws {
    if everyAuthority {
      try validateAll()
    } else if jobs != nil {
      throw ValidationError("--jobs belongs to --every-authority.")
    }
    if let named, authorityOption != nil {
      throw ValidationError("'\(named)' is one word too many beside --authority.")
    }
  }

  private func validateAll() throws {
    guard named ?? authorityOption == nil else {
      throw ValidationError("--every-authority writes them all: name none beside it.")
    }
    guard let folder = globals.output else {
      throw ValidationError("--every-authority writes into a folder: name one with -o.")
    }
    if OutputFormat(fileName: folder) != nil, !BatchOptions.isFolder(folder) {
      throw ValidationError("--every-authority writes into a folder, and '\(folder)' is named like a file.")
    }
    if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 64.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    if everyAuthority, let folder = globals.output {
      return try await ReportAll(
        options: options, form: globals.format.flatMap { ReportForm(rawValue: $0.rawValue) } ?? .html, folder: folder,
        jobs: jobs
      ).run(of: workspace, workbench)
    }
    guard let name = named ?? authorityOption ?? workbench.scope.authority else { throw UsageProblem.noAuthority }
    return try await ReportWriting(options, workbench, workspace, of: workspace.organisation(named: name)).answer()
  }
}
