import Foundation
import Phaseline

/// CSV as RFC 4180 has it, but with line feeds: numbers plain, texts so that no spreadsheet runs them, nothing for what is not
/// known.
enum CSVText {
  static func text(_ table: Table) -> String {
    let head = table.columns.map { CSVField.text($0.key) }.joined(separator: ",")
    let rows = table.rows.map { row in
      // A lone empty field would be an empty line, which readers take for no row.
      let line = row.map(field).joined(separator: ",")
      return line.isEmpty ? "\"\"" : line
    }
    return ([head] + rows).joined(separator: "\n") + "\n"
  }

  private static func field(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): CSVField.text(text)
    case .integer(let number): String(number)
    // What follows twelve digits is the machine's, not the data's.
    case .number(let number, _): number.isFinite ? String(format: "%.12g", number) : ""
    case .none: ""
    }
  }
}
