import ArgumentParser
import Phaseline

/// Runs a script. The session reads it line by line, so that each line's answer appears when it is there.
struct RunScript: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script of commands, one a line; # begins a comment.",
    discussion: "It stops at the first failure. Example: phaseline run monthly.phaseline")
  @OptionGroup var globals: Globals
  @Argument(help: "The script.") var file: String
  @Flag(help: "Go on after a failure; the first one still decides the exit code.") var keepGoing = false

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    throw UsageProblem.refused("A script is run line by line, not within another command.")
  }
}
