/// What gives the rows of a file one after another: fields as bytes, and where they stand.
protocol RecordReader: AnyObject {
  /// Number of fields of the last record.
  var count: Int { get }
  /// Whether the last record holds nothing.
  var isBlank: Bool { get }
  /// Bytes of the file that are read already.
  var bytesRead: Int { get }
  /// Whether the last record is at the file's end, without an end of line behind it.
  var isAtUnendedLine: Bool { get }
  /// The field of the last record, from 0, that has text behind its closing quote.
  var fieldWithTextBehindQuote: Int? { get }
  /// The SHA-256 of what is read of the file so far, in hexadecimal.
  var sha256: String { get }
  /// Reads the next record.
  /// - Returns: `false` at the end of the file.
  /// - Throws: `LoadProblem` for what ends the reading.
  func next() throws(LoadProblem) -> Bool
  /// The bytes of a field of the last record.
  func bytes(_ field: Int) -> UnsafeBufferPointer<UInt8>
  /// Where in the file, from 0, a byte of a field of the last record is.
  func offset(of field: Int, byte: Int) -> Int
  /// What people call a field's column, where it is not what the header calls it.
  func heading(_ field: Int) -> String?
  /// Where a column of the last record is, from 0; the record itself without one.
  func place(_ column: Int?) -> Place
}

extension RecordReader {
  func heading(_ field: Int) -> String? { nil }

  /// A field of the last record as text; what is not UTF-8 is repaired.
  func text(_ field: Int) -> String { String(decoding: bytes(field), as: UTF8.self) }

  /// The fields of the last record as texts.
  var texts: [String] { (0..<count).map { text($0) } }
}
