import ArgumentParser
import Phaseline

/// Lists indicators.
struct Indicators: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators", abstract: "List the standard's indicators.",
    discussion: "`explain` says more of one of them. Example: phaseline indicators")
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let columns = [
      ("number", "#"), ("key", "Indicator"), ("title", "Title"), ("kind", "Kind"), ("event", "The event is"),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.0 == "number") }
    let rows = try workbench.standard().indicators.map { it -> [Table.Cell] in
      [.integer(it.number), .text(it.key), .text(it.title), .text(it.kind.rawValue), .text(it.event.rawValue)]
    }
    return workbench.words(.table(Table(columns: columns, rows: rows)))
  }
}
