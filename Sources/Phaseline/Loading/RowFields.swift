/// The fields of a row of a register or of published figures, by the names of their columns: text that is UTF-8 and holds
/// nothing that a screen would obey.
struct RowFields {
  let load: LoadInProgress
  let reader: CSVReader
  let path: String
  let columns: [String: Int]

  /// Where a column of this row is, or the row.
  func place(_ name: String?) -> Place {
    Place(file: path, line: reader.line, column: name.flatMap { columns[$0] }.map { $0 + 1 })
  }

  /// The text of a column; empty where the file has no such column.
  subscript(name: String) -> String { columns[name].map { reader.text($0) } ?? "" }

  /// Whether every field may be kept; what may not is reported.
  func areSound() -> Bool {
    if let column = columns["standard"], !load.isOfStandard(reader, column, in: path) { return false }
    return columns.sorted { $0.value < $1.value }.allSatisfy { name, column in
      guard let text = String(validating: reader.bytes(column), as: UTF8.self) else {
        load.add(.notUTF8(at: place(name)))
        return false
      }
      if Name.isPlain(text, hasLines: ["printed_as", "source"].contains(name)) { return true }
      load.add(.controlCharacter(at: place(name), name: text))
      return false
    }
  }
}
