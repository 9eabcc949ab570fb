import Phaseline

/// The numbers behind a chart, as a table.
public struct ChartData: Hashable, Sendable {
  /// Names of the columns.
  public var columns: [String]
  /// One cell a column, as text.
  public var rows: [[String]]
  /// As CSV (RFC 4180), with a header line; lines end in a line feed. No text in it is a formula to a spreadsheet.
  public var csv: String {
    ([columns] + rows).map { $0.map(CSVField.text).joined(separator: ",") + "\n" }.joined()
  }

  /// With a column for the labels that found no place in the drawing, if there are any.
  /// - Parameter labels: What they say, by row.
  func listing(leftOut labels: [Int: [String]]) -> ChartData { adding(labels, as: "label_left_out") }

  /// With another column of texts, if there are any.
  /// - Parameters:
  ///   - texts: By row.
  ///   - column: Its name.
  func adding(_ texts: [Int: [String]], as column: String) -> ChartData {
    guard !texts.isEmpty else { return self }
    return ChartData(
      columns: columns + [column],
      rows: rows.enumerated().map { index, row in row + [texts[index, default: []].joined(separator: "; ")] })
  }
}

extension ChartData {
  /// The counts of both groups, as every chart names their columns.
  static let countColumns = ["bame_numerator", "bame_denominator", "white_numerator", "white_denominator"]

  /// The counts of both groups; empty where there are none.
  static func cells(_ bame: GroupFinding?, _ white: GroupFinding?) -> [String] {
    [bame, white].flatMap { [$0?.numerator.words ?? "", $0?.denominator.words ?? ""] }
  }

  /// A figure for files, with four decimals; "inf" where it has no end, empty where there is none.
  static func cell(_ number: Double?) -> String {
    number.map { $0.isFinite ? Wordings.fixed($0, 4) : $0 > 0 ? "inf" : "" } ?? ""
  }
}

extension ChartData {
  /// Reads what `csv` wrote.
  /// - Returns: `nil` for anything else: without a header, with ragged rows, or with quotes left open.
  package init?(csv: String) {
    var records: [[String]] = []
    var (fields, field): ([String], [UInt8]) = ([], [])
    var isQuoted = false
    var bytes = csv.utf8.makeIterator()
    var ahead = bytes.next()
    while let byte = ahead {
      ahead = bytes.next()
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && ahead == byte:
        field.append(byte)
        ahead = bytes.next()
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted, UInt8(ascii: "\n") where !isQuoted:
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == UInt8(ascii: "\n") {
          records.append(fields)
          fields = []
        }
      default: field.append(byte)
      }
    }
    records = records.map { $0.map(CSVField.unprefixed) }
    guard !isQuoted, fields.isEmpty, field.isEmpty, let columns = records.first,
      records.allSatisfy({ $0.count == columns.count })
    else { return nil }
    self.init(columns: columns, rows: Array(records.dropFirst()))
  }
}
