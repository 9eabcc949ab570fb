import Phaseline

/// The numbers behind a chart, as a table.
public struct ChartData: Hashable, Sendable {
  /// Names of the columns.
  public var columns: [String]
  /// One cell a column, as text.
  public var rows: [[String]]
  /// As CSV (RFC 4180), with a header line; lines end in a line feed.
  public var csv: String {
    ([columns] + rows).map { $0.map(CSVField.quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// With a column for the labels that found no place in the drawing, if there are any.
  /// - Parameter labels: What they say, by row.
  func listing(leftOut labels: [Int: [String]]) -> ChartData {
    guard !labels.isEmpty else { return self }
    return ChartData(
      columns: columns + ["label_left_out"],
      rows: rows.enumerated().map { index, row in row + [labels[index, default: []].joined(separator: "; ")] })
  }
}

extension ChartData {
  /// A figure for files, with four decimals; empty where there is none or it has no end.
  static func cell(_ number: Double?) -> String { number.map { $0.isFinite ? Wordings.fixed($0, 4) : "" } ?? "" }
}
