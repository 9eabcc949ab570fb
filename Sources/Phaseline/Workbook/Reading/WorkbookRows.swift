/// The counts of a submission workbook, as rows of the long form that know their cells.
final class WorkbookRows: RecordReader {
  /// What is read of the sheets.
  struct Content {
    struct Record {
      /// In the order of the long form's columns.
      var fields: [String]
      /// The headings of numerator and denominator.
      var numeratorHeading, denominatorHeading: String
      /// The sheet, and the cells of numerator and denominator.
      var sheet: String
      var numerator, denominator: CellAddress
    }
    var records: [Record] = []
    /// Lines in which no group has a count, and groups of other lines that have none, of the two that are compared.
    var (linesWithoutCounts, groupsWithoutCounts) = (0, 0)
    /// The sheets without any count.
    var blankSheets: [String] = []

    mutating func append(_ other: Content) {
      records += other.records
      linesWithoutCounts += other.linesWithoutCounts
      groupsWithoutCounts += other.groupsWithoutCounts
      blankSheets += other.blankSheets
    }
  }

  let sha256: String
  private let records: [Content.Record]
  private let file: String
  private var position = -1
  /// The fields of the record at hand, one behind the other: an importer takes them as bytes.
  private let buffer: UnsafeMutablePointer<UInt8>
  private var ranges: [Range<Int>] = []

  init(_ content: Content, file: String, sha256: String) {
    (records, self.file, self.sha256) = (content.records, file, sha256)
    let longest = content.records.map { $0.fields.reduce(0) { $0 + $1.utf8.count } }.max() ?? 0
    buffer = .allocate(capacity: max(1, longest))
  }

  deinit { buffer.deallocate() }

  var count: Int { ranges.count }
  var isBlank: Bool { false }
  var bytesRead: Int { 0 }
  var isAtUnendedLine: Bool { false }
  var fieldWithTextBehindQuote: Int? { nil }

  func next() -> Bool {
    guard position + 1 < records.count else { return false }
    position += 1
    ranges.removeAll(keepingCapacity: true)
    var end = 0
    for field in records[position].fields {
      let start = end
      for byte in field.utf8 {
        buffer[end] = byte
        end += 1
      }
      ranges.append(start..<end)
    }
    return true
  }

  /// The heading of a count's column.
  func heading(_ field: Int) -> String? {
    let record = records[max(0, position)]
    let last = record.fields.count - 1
    return field == last ? record.denominatorHeading : field == last - 1 ? record.numeratorHeading : nil
  }

  func bytes(_ field: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: buffer + ranges[field].lowerBound, count: ranges[field].count)
  }

  func offset(of field: Int, byte: Int) -> Int { byte }

  /// A name's place is its line's numerator.
  func place(_ column: Int?) -> Place {
    let record = records[max(0, position)]
    let cell = column == record.fields.count - 1 ? record.denominator : record.numerator
    return Place(file: file, sheet: record.sheet, line: cell.row, column: cell.column)
  }
}
