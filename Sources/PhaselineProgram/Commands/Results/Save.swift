import ArgumentParser
import Phaseline

/// Writes a kept result to a file.
struct Save: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Save a result to a file, of the kind that its ending says; _ is the last one.",
    discussion: """
      Nothing is worked out again. Endings: .csv, .json, .jsonl, .xlsx, .md, .txt; of a chart or a report its own.

      Example: save _ northbridge.csv
      Example: save rest rest.json
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "Its name; _ is the last one.") var name: String
  @Argument(help: "The file.") var file: String

  var formats: [OutputFormat] { KeptResult.formats }
  var isResult: Bool { false }
  func scope(in workbench: Workbench) -> Workbench.Scope? { workbench.results[name]?.scope }
  func question(in workbench: Workbench) -> Question { workbench.results[name]?.question ?? workbench.question }

  var choices: Choices {
    var choices = globals.choices
    choices.output = file
    return choices
  }

  func validate() throws {
    if globals.output != nil { throw ValidationError("`save` has its file already: '\(file)'. Leave -o out.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let result = try workbench.result(named: name)
    if OutputFormat(fileName: file) == nil, workbench.chosen.format == nil {
      throw UsageProblem.refused(
        "The ending of '\(file)' says no kind of file: use .csv, .json, .jsonl, .xlsx, .md or .txt.")
    }
    try result.check(workbench, name)
    return result.answer
  }
}
