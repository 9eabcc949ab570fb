import ArgumentParser
import Foundation
import Phaseline

/// Turns a notebook into Markdown, and back.
struct NotebookConvert: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turn a notebook into Markdown or back, without running it, and without loss.",
    discussion: """
      From .ipynb to .md and from .md to .ipynb, by the ending of the file that -o names. Pictures stand in a folder beside \
      the Markdown; what it has no place for is kept in comments.

      Example: phaseline notebook convert first-look.ipynb -o first-look.md
      Example: phaseline notebook convert first-look.md -o first-look.ipynb
      """)
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("The notebook: .ipynb or .md.", valueName: "file")) var notebook: String

  var fillsFolder: Bool { true }
  var isResult: Bool { false }
  var files: [String] { [notebook] }

  func validate() throws {
    guard globals.output != nil else { throw ValidationError("Name the file with -o: first-look.md, or .ipynb.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let (source, target) = (try NotebookFile(notebook), try NotebookFile(globals.output ?? ""))
    guard source.url != target.url else {
      throw UsageProblem.refused("'\(target.name)' is the notebook itself. Name another file with -o.")
    }
    try target.write(try source.read(), keeping: .whole)
    return workbench.words(.message("\(target.name) written."))
  }
}
