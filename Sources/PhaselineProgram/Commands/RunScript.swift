import ArgumentParser
import Phaseline

/// Runs a script. The session reads it statement by statement, so that each answer appears when it is there.
struct RunScript: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script of commands, one a line; # begins a comment.",
    discussion: """
      The lines are those of the prompt: a line that ends with \\ goes on in the next, `;` separates commands, `sql` without \
      quotation marks goes on until its `;`, $name is what --set says, else what `let name = TEXT` made it. It stops at the first \
      failure, and names its line.

      Example: phaseline run monthly.phaseline
      Example: phaseline run monthly.phaseline --set authority=Northbridge --keep-going
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The script.") var file: String
  @OptionGroup var scripting: ScriptOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    throw UsageProblem.refused("A script is run line by line, not within another command.")
  }
}

/// What scripts take, from a file, from standard input or by `-c`.
struct ScriptOptions: ParsableArguments {
  /// Their spellings, and that of `-c`, that take the next word as their value.
  static let valued: Set<String> = ["-c", "--command", "--set"]
  @Flag(help: "Go on after a failure; the first one still decides the exit code.") var keepGoing = false
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a variable of the script, as in --set authority=Northbridge; again for more.", valueName: "name=text"))
  var set: [String] = []
}
