import ArgumentParser
import Phaseline

/// Lists phases.
struct Phases: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "phases", abstract: "List the phases, who took part, and what is here of each.",
    discussion: "Example: phaseline phases")
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let columns = [
      ("phase", "Phase"), ("label", "Label"), ("period", "Period"), ("took_part", "Took part (published)"),
      ("organisations", "With counts here"), ("observations", "Counts"), ("published_figures", "Published figures"),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: !["phase", "label", "period"].contains($0.0)) }
    let workspace = try workbench.workspace()
    // What was published of the real phases says nothing of a fictional nation.
    let isReal = try !workspace.isIllustrative()
    let rows = try workspace.overviewOfPhases().map { it -> [Table.Cell] in
      [
        .text(it.phase.key), .text(it.phase.label), .text(it.phase.period), .integer(isReal ? it.phase.tookPart : nil),
        .integer(it.organisations), .integer(it.observations), .integer(it.publishedFigures),
      ]
    }
    return workbench.words(.table(Table(columns: columns, rows: rows, notes: try workspace.illustrativeNotes())))
  }
}
