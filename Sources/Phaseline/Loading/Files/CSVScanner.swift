/// Finds the fields of one record after another in a buffer that somebody else fills.
struct CSVScanner {
  /// Line, from 1, on which the last record began.
  private(set) var line = 0
  private(set) var nextLine = 1
  /// Where the fields of the last record are in the buffer.
  private(set) var fields: [Range<Int>] = []
  /// The field of the last record, from 0, that has text behind its closing quote.
  private(set) var fieldWithTextBehindQuote: Int?
  /// Whether the last scan ended within quotes.
  private(set) var isInQuotes = false
  /// The line on which quotes opened last.
  private(set) var quoteLine = 1
  /// How many bytes the last record has.
  var length: Int { position - start }
  /// Whether nothing ended the last record but the end of the file.
  private(set) var isAtUnendedLine = false
  /// Where the next record begins.
  var position = 0
  /// How far the buffer is filled.
  var end = 0
  /// Whether there is no more of the file than the buffer holds.
  var isAtEnd = false

  private let buffer: UnsafeMutablePointer<UInt8>
  /// Fields that hold doubled quotes.
  private var doubled: [Int] = []
  private var start = 0

  init(buffer: UnsafeMutablePointer<UInt8>) { self.buffer = buffer }

  /// Moves what is not read yet to the front of the buffer.
  mutating func moveToFront() {
    guard position > 0 else { return }
    buffer.update(from: buffer + position, count: end - position)
    end -= position
    position = 0
  }

  /// Goes back before the record that was just scanned.
  mutating func stayBefore() { (position, nextLine) = (start, line) }

  /// Makes one quotation mark of each two in the last record's fields.
  mutating func undouble() {
    for field in doubled {
      var (read, write) = (fields[field].lowerBound, fields[field].lowerBound)
      while read < fields[field].upperBound {
        buffer[write] = buffer[read]
        read += buffer[read] == UInt8(ascii: "\"") ? 2 : 1
        write += 1
      }
      fields[field] = fields[field].lowerBound..<write
    }
  }

  /// Splits the record at `position`, if the buffer holds all of it; else the position stays.
  mutating func scan() -> Bool {
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
    isAtUnendedLine = at == end
    if at < end {
      if buffer[at] == UInt8(ascii: "\r") {
        guard at + 1 < end || isAtEnd else { return false }  // it may be half of a CRLF
        if at + 1 < end, buffer[at + 1] == UInt8(ascii: "\n") { at += 1 }
      }
      at += 1
    }
    start = position
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
  private mutating func quotedField(_ at: inout Int, _ lines: inout Int) -> Range<Int>? {
    isInQuotes = true
    quoteLine = nextLine + lines
    let first = at + 1
    var search = first
    var isDoubled = false
    while true {
      guard search < end else { return nil }
      let isLone = buffer[search] == UInt8(ascii: "\r") && search + 1 < end && buffer[search + 1] != UInt8(ascii: "\n")
      if isLone || buffer[search] == UInt8(ascii: "\n") { lines += 1 }
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

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
