import ArgumentParser
import Foundation
import Phaseline
import Reporting

/// Copies the templates for a designer.
struct ReportTemplate: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Copy the templates of reports into a folder, to change how reports look.",
    discussion: """
      `report … --template FOLDER` uses them. Files that you do not change may be taken away: what the folder lacks is as \
      shipped.

      Example: phaseline report template -o ours
      """)
  var fillsFolder: Bool { true }
  @OptionGroup var globals: Globals

  func validate() throws {
    guard globals.output != nil else {
      throw ValidationError("`report template` copies into a folder: name one with -o.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let folder = globals.output ?? ""
    let files = try ReportTemplates.copy(
      shipped: ReportWriting.shipped(workbench), to: URL(fileURLWithPath: folder, isDirectory: true))
    return workbench.words(
      .message(
        "\(files) files copied into \(folder). Change what you like, and use them with `report … --template \(folder)`."
      ))
  }
}
