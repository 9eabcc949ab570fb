/// Reads the records of a CSV one after another, for those who look at it and load nothing.
package enum CSVRecords {
  /// - Parameters:
  ///   - path: The file.
  ///   - take: Given each record's fields, and the line that it begins on; blank lines are left out.
  /// - Throws: `LoadProblem` for what is no CSV, has bytes that are no UTF-8, or a row of more or fewer fields than the first;
  ///   what `take` throws.
  package static func read(_ path: String, _ take: (_ fields: [String], _ line: Int) throws -> Void) throws {
    let reader = try CSVReader(path: path)
    var width: Int?
    while try reader.next() {
      if reader.isBlank { continue }
      let fields = try (0..<reader.count).map { (field) throws(LoadProblem) in try text(field, of: reader) }
      let expected = width ?? fields.count
      guard fields.count == expected else {
        let fault = Fault.wrongFieldCount(
          found: fields.count, expected: expected, isLast: reader.isAtUnendedLine && fields.count < expected)
        throw LoadProblem(fault, at: reader.place(nil))
      }
      width = expected
      try take(fields, reader.line)
    }
  }

  private static func text(_ field: Int, of reader: CSVReader) throws(LoadProblem) -> String {
    let bytes = reader.bytes(field)
    if let text = String(validating: bytes, as: UTF8.self) { return CSVField.unprefixed(text) }
    let index = bytes.firstIndex { $0 >= 128 } ?? 0
    throw LoadProblem(
      .notUTF8(byte: bytes[index], offset: reader.offset(of: field, byte: index)), at: reader.place(field))
  }
}
