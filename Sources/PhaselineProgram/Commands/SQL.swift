import ArgumentParser
import Phaseline

/// Asks the workspace in SQL.
struct SQL: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Ask the workspace in SQL; it only reads.",
    discussion: """
      The tables: observation, national_total, published_figure, organisation, indicator, phase, change. It can show any
      count, so it is not for a shared audience.

      Example: phaseline sql "SELECT phase, count(*) FROM observation GROUP BY phase" --format csv
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "One SELECT.") var statement: String

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let notes = try workspace.illustrativeNotes()
    return try workbench.gate(in: workspace).view(of: workspace).query(statement).map {
      .table(Self.table(of: $0, notes: notes))
    }
  }

  private static func table(of found: SQLTable, notes: [String]) -> Table {
    let rows = found.rows.map { row in
      row.map { value -> Table.Cell in
        switch value {
        case .null: .none
        case .integer(let number): .integer(Int(number))
        case .real(let number): .number(number, decimals: 4)
        case .text(let text): .text(text)
        }
      }
    }
    let columns = found.columns.enumerated().map { index, name in
      let isNumeric = found.rows.contains { row in
        switch row[index] {
        case .integer, .real: true
        default: false
        }
      }
      return Table.Column(key: name, title: name, isNumeric: isNumeric)
    }
    return Table(columns: columns, rows: rows, groupsThousands: false, empty: "No rows.", notes: notes)
  }
}
