import ArgumentParser
import Phaseline

/// Shows a kept result again.
struct Show: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a result again, in another format if you like; _ is the last one.",
    discussion: """
      Nothing is worked out again: it is the same result. `let` gives one a name, `results` lists them.

      Example: show _ --format csv
      Example: show rest --all
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "Its name; the last one's if left out.") var name = Results.last
  @Flag(help: "Every row of it, however many.") var all = false

  var formats: [OutputFormat] { KeptResult.formats }
  var isResult: Bool { false }
  func scope(in workbench: Workbench) -> Workbench.Scope? { workbench.results[name]?.scope }
  func question(in workbench: Workbench) -> Question { workbench.results[name]?.question ?? workbench.question }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let result = try workbench.result(named: name)
    try result.check(workbench, name)
    if all { workbench.surroundings.rowLimit = nil }
    return result.answer
  }
}

extension KeptResult {
  static let formats = OutputFormat.ofAnswers + [.png, .svg, .pdf, .ics, .html, .docx]

  /// Refuses a format in which it cannot be.
  /// - Parameter name: What it is called.
  func check(_ workbench: Workbench, _ name: String) throws {
    let wanted = workbench.format
    if let format {
      guard format != wanted else { return }
      throw UsageProblem.refused("'\(name)' \(kept(as: format, name))\(drawnAgain(workbench, name))")
    }
    guard !OutputFormat.ofAnswers.contains(wanted) else { return }
    let drawn = [.png, .svg, .pdf].contains(wanted) ? " `chart \(name) -o FILE.\(wanted.rawValue)` draws it." : ""
    throw UsageProblem.refused(
      "'\(name)' can be \(Wordings.list(OutputFormat.ofAnswers.map(\.rawValue), "or")), and not \(wanted.rawValue).\(drawn)"
    )
  }

  private func kept(as format: OutputFormat, _ name: String) -> String {
    guard format == .table else {
      return "is a file of the kind \(format.rawValue): `save \(name) FILE.\(format.rawValue)` writes it."
    }
    return "was drawn in characters: `save \(name) FILE.txt` writes them."
  }

  /// What draws a chart in the form that is wanted now.
  private func drawnAgain(_ workbench: Workbench, _ name: String) -> String {
    guard case .picture = answer.value, [.png, .svg, .pdf].contains(workbench.format) else { return "" }
    let file = workbench.chosen.output ?? "FILE.\(workbench.format.rawValue)"
    let words = ShellWords.joined(["chart"] + question.chartAgain + ["-o", file])
    return " `chart \(name) -o \(ShellWords.quoted(file))` draws it again, by its own words: \(words)."
  }
}
