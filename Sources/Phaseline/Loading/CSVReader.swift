import Foundation

/// Reads CSV (RFC 4180) record by record in constant memory, at the speed of the disk.
///
/// Our own, because a load of a million rows must know line and column of every field and must not hold the file: a
/// record's fields are ranges of bytes in a buffer that the next record overwrites. LF, CRLF and CR end a line; a UTF-8
/// byte order mark is skipped; a quoted field may hold line feeds.
final class CSVReader {
  /// The most bytes that one record may have.
  static let longestRecord = 1 << 20

  /// Line, from 1, on which the last record began.
  private(set) var line = 0
  /// Number of fields of the last record.
  var count: Int { fields.count }

  private let path: String
  private let descriptor: Int32
  private let consumed: (UnsafeRawBufferPointer) -> Void
  private let buffer: UnsafeMutablePointer<UInt8>
  private let capacity = 2 * CSVReader.longestRecord
  private var position = 0
  private var end = 0
  private var isAtEnd = false
  private var nextLine = 1
  private var fields: [Range<Int>] = []
  /// Fields that hold doubled quotes; those are undoubled once the whole record is there.
  private var doubled: [Int] = []
  /// Whether the last scan ended within quotes.
  private var isInQuotes = false
  /// The field of the last record, from 0, that has text behind its closing quote.
  private(set) var fieldWithTextBehindQuote: Int?

  /// - Parameters:
  ///   - path: The file to read.
  ///   - consumed: Given every byte once, in order (for its hash).
  /// - Throws: `LoadProblem.unreadable`.
  init(path: String, consumed: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }) throws(LoadProblem) {
    descriptor = Foundation.open(path, O_RDONLY)
    (self.path, self.consumed) = (path, consumed)
    buffer = .allocate(capacity: capacity)
    guard descriptor >= 0 else {
      throw LoadProblem.unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    try fill()
    if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { position = 3 }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
  }

  /// The bytes of a field of the last record, without quotes and blanks around it.
  func bytes(_ field: Int) -> UnsafeBufferPointer<UInt8> {
    let range = fields[field]
    return UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count)
  }

  /// A field of the last record as text; what is not UTF-8 is repaired.
  func text(_ field: Int) -> String { String(decoding: bytes(field), as: UTF8.self) }

  /// Whether the last record is a blank line.
  var isBlank: Bool { fields.count == 1 && fields[0].isEmpty }

  /// Reads the next record.
  /// - Returns: `false` at the end of the file.
  /// - Throws: `LoadProblem` for a quote that is never closed, or a line too long.
  func next() throws(LoadProblem) -> Bool {
    while true {
      if position == end, isAtEnd { return false }
      if scan() {
        for field in doubled { undouble(field) }
        return true
      }
      guard end - position < Self.longestRecord else {
        let place = Place(file: path, line: nextLine, column: nil)
        throw isInQuotes ? LoadProblem.unclosedQuote(at: place) : .lineTooLong(at: place)
      }
      try fill()
    }
  }

  /// Splits the record at `position`, if the buffer holds all of it; else nothing is changed.
  private func scan() -> Bool {
    fields.removeAll(keepingCapacity: true)
    doubled.removeAll(keepingCapacity: true)
    fieldWithTextBehindQuote = nil
    var at = position
    var lines = 0
    while true {  // one field a turn
      while at < end, buffer[at] == UInt8(ascii: " ") { at += 1 }
      let isQuoted = at < end && buffer[at] == UInt8(ascii: "\"")
      guard let field = isQuoted ? quotedField(&at, &lines) : plainField(&at) else { return false }
      fields.append(field)
      guard at < end, buffer[at] == UInt8(ascii: ",") else { break }
      at += 1
    }
    if at < end {
      if buffer[at] == UInt8(ascii: "\r") {
        guard at + 1 < end || isAtEnd else { return false }  // it may be half of a CRLF
        if at + 1 < end, buffer[at + 1] == UInt8(ascii: "\n") { at += 1 }
      }
      at += 1
    }
    line = nextLine
    nextLine += lines + 1
    position = at
    return true
  }

  /// A field without quotes, `at` then being at its separator; `nil` where the buffer ends first.
  private func plainField(_ at: inout Int) -> Range<Int>? {
    let first = at
    while at < end, !Self.isSeparator(buffer[at]) { at += 1 }
    guard at < end || isAtEnd else { return nil }
    var last = at
    while last > first, buffer[last - 1] == UInt8(ascii: " ") { last -= 1 }
    return first..<last
  }

  /// The text between quotes, `at` then being at the separator behind them; `nil` where the buffer ends first.
  private func quotedField(_ at: inout Int, _ lines: inout Int) -> Range<Int>? {
    isInQuotes = true
    let first = at + 1
    var search = first
    var isDoubled = false
    while true {
      guard search < end else { return nil }
      if buffer[search] == UInt8(ascii: "\n") { lines += 1 }
      if buffer[search] == UInt8(ascii: "\"") {
        guard search + 1 < end || isAtEnd else { return nil }
        guard search + 1 < end, buffer[search + 1] == UInt8(ascii: "\"") else { break }
        isDoubled = true
        search += 1
      }
      search += 1
    }
    isInQuotes = false
    if isDoubled { doubled.append(fields.count) }
    at = search + 1
    guard let rest = plainField(&at) else { return nil }
    if rest.contains(where: { buffer[$0] != UInt8(ascii: " ") }), fieldWithTextBehindQuote == nil {
      fieldWithTextBehindQuote = fields.count
    }
    return first..<search
  }

  private func undouble(_ field: Int) {
    let range = fields[field]
    var (read, write) = (range.lowerBound, range.lowerBound)
    while read < range.upperBound {
      buffer[write] = buffer[read]
      read += buffer[read] == UInt8(ascii: "\"") ? 2 : 1
      write += 1
    }
    fields[field] = range.lowerBound..<write
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func fill() throws(LoadProblem) {
    if isAtEnd { throw LoadProblem.unclosedQuote(at: Place(file: path, line: nextLine, column: nil)) }
    if position > 0 {
      memmove(buffer, buffer + position, end - position)
      end -= position
      position = 0
    }
    let wanted = min(1 << 18, capacity - end)
    let got = read(descriptor, buffer + end, wanted)
    guard got >= 0 else { throw LoadProblem.unreadable(file: path, reason: String(cString: strerror(errno))) }
    consumed(UnsafeRawBufferPointer(start: buffer + end, count: got))
    if got == 0 { isAtEnd = true }
    end += got
  }
}
