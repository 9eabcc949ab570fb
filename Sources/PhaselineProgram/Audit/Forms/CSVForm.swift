import Phaseline

/// Tables as CSV: exports, and what commands give with `--format csv`.
enum CSVForm: SharedForm {
  static let name = "CSV"

  static func fits(_ file: SharedFile) -> Bool { ["csv", "tsv"].contains(file.ending) }

  static func read(_ file: SharedFile, _ vocabulary: AuditVocabulary) throws -> SharedReading {
    var reader: TableReader?
    do {
      try CSVRecords.read(file.path) { fields, line in
        guard reader != nil else {
          reader = try header(fields, line, of: file, vocabulary)
          return
        }
        do throws(TableReader.Fault) { try reader?.take(fields, at: "line \(line)") } catch {
          throw SharedFileProblem(
            .notACount(found: error.found, heading: error.heading), of: file.path, line: line, column: error.column + 1)
        }
      }
    } catch let problem as LoadProblem {
      throw SharedFileProblem(.said("\(problem)"), of: file.path)
    }
    reader?.end()
    return reader?.reading ?? SharedReading()
  }

  private static func header(
    _ fields: [String], _ line: Int, of file: SharedFile, _ vocabulary: AuditVocabulary
  ) throws -> TableReader {
    let reader = TableReader(fields, vocabulary, in: ToldContext(), file: file.path)
    guard reader.columns.tellsCounts else {
      try requireCommas(fields, line, of: file, vocabulary)
      return reader
    }
    for (column, heading) in fields.enumerated() where reader.columns.isUnknown(column) {
      throw SharedFileProblem(
        .unknownColumn(name: heading, nearest: Nearest.names(to: heading, among: TableColumns.known)), of: file.path,
        line: line, column: column + 1)
    }
    return reader
  }

  /// - Throws: `SharedFileProblem` where a result stands between other separators, as some spreadsheets save it.
  private static func requireCommas(
    _ fields: [String], _ line: Int, of file: SharedFile, _ vocabulary: AuditVocabulary
  ) throws {
    let heading = fields.joined(separator: ",")
    for (separator, words) in [(";", "semicolons"), ("\t", "tabs")] as [(Character, String)] {
      let parts = heading.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
      guard parts.count > 1, TableColumns(parts, vocabulary).tellsCounts else { continue }
      throw SharedFileProblem(.separator(words), of: file.path, line: line)
    }
  }
}
