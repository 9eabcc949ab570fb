import ArgumentParser
import Phaseline

/// Shows the program to somebody new, step by step.
struct Tour: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", abstract: "Show what can be asked, step by step, on illustrative data: ten minutes.",
    discussion: """
      At the prompt it plays in a workspace of its own, which is thrown away at the end: yours stays as it is. `tour` is \
      the next step. Elsewhere it prints all of them.

      Example: phaseline tour
      Example: phaseline tour 2
      """)
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("The step to show.", valueName: "step")) var step: Int?
  @Flag(help: "The step before.") var back = false
  @Flag(help: "End it; your workspace comes back.") var end = false

  var isResult: Bool { false }
  var needsConfiguration: Bool { false }

  func validate() throws {
    if let step, !(1...TourStep.all.count).contains(step) {
      throw ValidationError("The tour has the steps 1 to \(TourStep.all.count).")
    }
    guard [step != nil, back, end].count(where: { $0 }) < 2 else {
      throw ValidationError("Give a step, --back or --end: one of them.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let text = TourText(layout: Reader(of: workbench.format, workbench.surroundings).layout)
    guard workbench.isAtPrompt else { return workbench.words(.report(try printed(text))) }
    guard let stay = workbench.tour else { return try begin(text, in: &workbench) }
    let next = step.map { $0 - 1 } ?? max(0, stay.step + (back ? -1 : 1))
    guard !end, TourStep.all.indices.contains(next) else {
      workbench.endTour()
      let said = text.end(backAt: workbench.workspacePath, log: workbench.log?.path)
      return workbench.words(.report(Report(text: said, rows: TourText.rows([]))))
    }
    workbench.tour?.step = next
    return workbench.words(.report(report(next, text.step(next), text.ways(from: next))))
  }

  private func begin(_ text: TourText, in workbench: inout Workbench) throws -> Disclosed<Answer> {
    guard !back, !end else { throw UsageProblem.refused("No tour is under way. `tour` begins one.") }
    let (first, own) = ((step ?? 1) - 1, workbench.workspacePath)
    try workbench.beginTour()
    workbench.tour?.step = first
    return workbench.words(
      .report(report(first, text.beginning(besides: own), text.step(first), text.ways(from: first))))
  }

  /// What is printed where there is no prompt.
  private func printed(_ text: TourText) throws -> Report {
    guard !back, !end else {
      throw UsageProblem.refused("--back and --end are of use at the prompt, where `tour` goes step by step.")
    }
    guard let step else { return Report(text: text.whole, rows: TourText.rows(TourStep.all.indices)) }
    return report(step - 1, text.step(step - 1))
  }

  private func report(_ step: Int, _ texts: String...) -> Report {
    Report(text: texts.joined(separator: "\n\n"), rows: TourText.rows([step]))
  }
}
