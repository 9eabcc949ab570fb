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

  private let descriptor: Int32
  private let consumed: (UnsafeRawBufferPointer) -> Void
  private let buffer: UnsafeMutablePointer<UInt8>
  private let capacity = 2 * CSVReader.longestRecord
  private var position = 0
  private var end = 0
  private var isAtEnd = false
  private var nextLine = 1
  private var fields: [Range<Int>] = []

  /// - Parameters:
  ///   - path: The file to read.
  ///   - consumed: Given every byte once, in order (for its hash).
  /// - Throws: `LoadProblem.unreadable`.
  init(path: String, consumed: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }) throws {
    descriptor = Foundation.open(path, O_RDONLY)
    self.consumed = consumed
    buffer = .allocate(capacity: capacity)
    guard descriptor >= 0 else {
      throw LoadProblem.unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    try fill(path)
    if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { position = 3 }
    self.path = path
  }
  private var path = ""

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
  func next() throws -> Bool {
    while true {
      if position == end, isAtEnd { return false }
      let start = position
      if scan() { return true }
      position = start
      guard end - start < Self.longestRecord else {
        throw LoadProblem.lineTooLong(at: Place(file: path, line: nextLine, column: nil))
      }
      try fill(path)
    }
  }

  /// Splits the record at `position`, if the buffer holds all of it.
  private func scan() -> Bool {
    fields.removeAll(keepingCapacity: true)
    var at = position
    var lines = 0
    while true {  // one field a turn
      while at < end, buffer[at] == UInt8(ascii: " ") { at += 1 }
      var first = at
      var last: Int
      if at < end, buffer[at] == UInt8(ascii: "\"") {
        first += 1
        guard let closing = unquote(from: &at, lines: &lines) else { return false }
        last = closing
        while at < end, !Self.isSeparator(buffer[at]) { at += 1 }
      } else {
        while at < end, !Self.isSeparator(buffer[at]) { at += 1 }
        last = at
        while last > first, buffer[last - 1] == UInt8(ascii: " ") { last -= 1 }
      }
      guard at < end || isAtEnd else { return false }
      fields.append(first..<last)
      guard at < end, buffer[at] == UInt8(ascii: ",") else { break }
      at += 1
    }
    if at < end {
      if buffer[at] == UInt8(ascii: "\r") {
        guard at + 1 < end || isAtEnd else { return false }
        if at + 1 < end, buffer[at + 1] == UInt8(ascii: "\n") { at += 1 }
      }
      at += 1
    }
    line = nextLine
    nextLine += lines + 1
    position = at
    return true
  }

  /// Finds the closing quote of the field whose opening quote is at `at`, and undoubles quotes on the way.
  /// - Returns: Where the field's text ends, `at` then being behind the quote; `nil` where the buffer ends first.
  private func unquote(from at: inout Int, lines: inout Int) -> Int? {
    var search = at + 1
    var doubled = false
    while search < end {
      guard buffer[search] == UInt8(ascii: "\"") else {
        search += 1
        continue
      }
      guard search + 1 < end || isAtEnd else { return nil }
      if search + 1 < end, buffer[search + 1] == UInt8(ascii: "\"") {
        doubled = true
        search += 2
        continue
      }
      return closeQuote(at: search, opening: &at, doubled: doubled, lines: &lines)
    }
    return nil
  }

  /// Only once the record is known to be in the buffer may it be changed there: another scan would undouble twice.
  private func closeQuote(at closing: Int, opening at: inout Int, doubled: Bool, lines: inout Int) -> Int? {
    let first = at + 1
    for index in first..<closing where buffer[index] == UInt8(ascii: "\n") { lines += 1 }
    at = closing + 1
    guard doubled else { return closing }
    guard recordIsComplete(from: closing + 1) else { return nil }
    var write = first
    var read = first
    while read < closing {
      buffer[write] = buffer[read]
      if buffer[read] == UInt8(ascii: "\"") { read += 1 }
      read += 1
      write += 1
    }
    return write
  }

  private func recordIsComplete(from start: Int) -> Bool {
    if isAtEnd { return true }
    var isQuoted = false
    for index in start..<end {
      if buffer[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      // A CR at the very end may be half of a CRLF: the record is then scanned again.
      if !isQuoted, buffer[index] == UInt8(ascii: "\n") { return true }
      if !isQuoted, buffer[index] == UInt8(ascii: "\r"), index + 1 < end { return true }
    }
    return false
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func fill(_ path: String) throws {
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
