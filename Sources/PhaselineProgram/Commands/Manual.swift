import ArgumentParser
import Phaseline

/// Writes the manual page.
struct Manual: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Write the manual page that `man phaseline` shows (mdoc), from the commands themselves.",
    discussion: """
      `make install` installs it.

      Example: phaseline manual -o phaseline.1
      """)
  var formats: [OutputFormat] { [.table] }
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    workbench.words(.message(ManualPage().text))
  }
}
