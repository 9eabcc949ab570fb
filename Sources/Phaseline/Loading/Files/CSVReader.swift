import Crypto
import Foundation

/// Reads CSV (RFC 4180) record by record in constant memory, at the speed of the disk.
///
/// Our own, because a load of a million rows must know line and column of every field and must not hold the file: a
/// record's fields are ranges of bytes in a buffer that the next record overwrites. LF, CRLF and CR end a line; a UTF-8
/// byte order mark is skipped; a quoted field may hold line feeds.
final class CSVReader: RecordReader {
  /// The most bytes that one record may have.
  static let longestRecord = 1 << 20
  /// The path that means standard input.
  static let standardInput = "-"

  /// Line, from 1, on which the last record began.
  var line: Int { state.line }
  /// Number of fields of the last record.
  var count: Int { state.fields.count }
  /// The field of the last record, from 0, that has text behind its closing quote.
  var fieldWithTextBehindQuote: Int? { state.fieldWithTextBehindQuote }
  /// Bytes of the file that are read already.
  private(set) var bytesRead = 0
  /// Whether the last record is at the file's end, without an end of line behind it.
  var isAtUnendedLine: Bool { state.isAtUnendedLine }

  private let name: String
  private let cancellation: Cancellation?
  private let descriptor: Int32
  private let buffer: UnsafeMutablePointer<UInt8>
  private let capacity = 2 * CSVReader.longestRecord
  // A value: the loops over its bytes would otherwise ask at every byte whether somebody else uses this object.
  private var state: CSVScanner
  private var hash = SHA256()

  /// - Parameters:
  ///   - path: The file to read; `-` is standard input.
  ///   - name: What places call it; the path, if nothing else is said.
  ///   - cancellation: Asked while a pipe gives nothing.
  /// - Throws: `LoadProblem` where it cannot be read, or is no text.
  init(path: String, name: String? = nil, cancellation: Cancellation? = nil) throws(LoadProblem) {
    let name = name ?? path
    self.cancellation = cancellation
    descriptor =
      path == Self.standardInput ? dup(STDIN_FILENO) : Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    self.name = name
    buffer = .allocate(capacity: capacity)
    state = CSVScanner(buffer: buffer)
    guard descriptor >= 0 else { throw LoadProblem(.unreadable(reason: String(cString: strerror(errno))), of: name) }
    repeat { try fill() } while state.end < 8 && !state.isAtEnd
    if startsWith([0xEF, 0xBB, 0xBF]) { state.position = 3 }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
  }

  /// The bytes of a field of the last record, without quotes and blanks around it.
  func bytes(_ field: Int) -> UnsafeBufferPointer<UInt8> {
    let range = state.fields[field]
    return UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count)
  }

  func place(_ column: Int?) -> Place { Place(file: name, line: line, column: column.map { $0 + 1 }) }

  /// Where in the file, from 0, a byte of a field of the last record is.
  func offset(of field: Int, byte: Int) -> Int { bytesRead - state.end + state.fields[field].lowerBound + byte }

  /// Whether the last record is a blank line, or nothing but commas, as spreadsheets leave them below a table.
  var isBlank: Bool { state.fields.allSatisfy { $0.isEmpty } }

  /// The SHA-256 of what is read of the file so far, in hexadecimal.
  var sha256: String { hash.finalize().hex }

  /// What tells whether a file has changed: which it is, how long, when written; none where it is no regular file.
  var stamp: FileStamp? { FileStamp(descriptor: descriptor) }

  /// Reads the next record.
  /// - Returns: `false` at the end of the file.
  /// - Throws: `LoadProblem` for a quote that is never closed, a line too long, or a file that is no text.
  func next() throws(LoadProblem) -> Bool {
    guard try scan() else { return false }
    state.undouble()
    return true
  }

  /// Reads the next record and stays before it, so that `next` reads it again. Doubled quotes in it are still doubled.
  func peek() throws(LoadProblem) -> Bool {
    guard try scan() else { return false }
    state.stayBefore()
    return true
  }

  private func scan() throws(LoadProblem) -> Bool {
    while true {
      if state.position == state.end, state.isAtEnd { return false }
      if state.scan() {
        guard state.length <= Self.longestRecord + 2 else { throw LoadProblem(.lineTooLong, at: place) }
        return true
      }
      guard state.end - state.position <= Self.longestRecord + 2 else {
        throw state.isInQuotes ? unclosedQuote : LoadProblem(.lineTooLong, at: nextPlace)
      }
      try fill()
    }
  }

  private var place: Place { Place(file: name, line: state.line) }
  private var nextPlace: Place { Place(file: name, line: state.nextLine) }
  private var unclosedQuote: LoadProblem {
    LoadProblem(.unclosedQuote, at: Place(file: name, line: state.quoteLine, column: state.fields.count + 1))
  }

  private func fill() throws(LoadProblem) {
    if state.isAtEnd { throw unclosedQuote }
    state.moveToFront()
    let free = buffer + state.end
    var got = -1
    repeat {
      try waitForBytes()
      got = read(descriptor, free, min(1 << 18, capacity - state.end))
    } while got < 0 && [EAGAIN, EINTR].contains(errno)
    guard got >= 0 else { throw LoadProblem(.unreadable(reason: String(cString: strerror(errno))), of: name) }
    hash.update(bufferPointer: UnsafeRawBufferPointer(start: free, count: got))
    bytesRead += got
    if got == 0 { state.isAtEnd = true }
    state.end += got
    try refuseOtherFiles()
    if got > 0, let zero = memchr(free, 0, got) {
      let offset = bytesRead - got + (zero - UnsafeMutableRawPointer(free))
      throw LoadProblem(isUTF16 ? .utf16 : .binary(offset: offset), of: name)
    }
  }

  /// A pipe may keep one waiting; who asks to stop then is heard.
  private func waitForBytes() throws(LoadProblem) {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let ready = poll(&waiting, 1, 100)
      if ready > 0 || ready < 0 && errno != EINTR { return }
      if cancellation?.isCancelled == true { throw LoadProblem(.unreadable(reason: "it was stopped"), of: name) }
    }
  }

  /// Spreadsheets' own files, by their first bytes, are told from text.
  private func refuseOtherFiles() throws(LoadProblem) {
    let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
    if startsWith(zip) || startsWith(compoundFile) { throw LoadProblem(.workbook(.byStandardInput), of: name) }
  }

  /// By its mark, or because every other byte is a 0.
  private var isUTF16: Bool {
    if startsWith([0xFF, 0xFE]) || startsWith([0xFE, 0xFF]) { return true }
    guard bytesRead == state.end, state.end >= 8 else { return false }
    return [0, 1].contains { odd in (0..<4).allSatisfy { (buffer[2 * $0 + odd] == 0) && buffer[2 * $0 + 1 - odd] != 0 }
    }
  }

  private func startsWith(_ bytes: [UInt8]) -> Bool {
    bytesRead == state.end && state.end >= bytes.count && bytes.indices.allSatisfy { buffer[$0] == bytes[$0] }
  }
}

/// Which file it is, how long, and when it was last written.
struct FileStamp: Hashable {
  private let device, node, size, seconds, nanoseconds: Int

  /// - Returns: `nil` where it is no regular file.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// - Returns: `nil` where there is no regular file.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    (device, node, size) = (Int(status.st_dev), Int(status.st_ino), Int(status.st_size))
    (seconds, nanoseconds) = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
  }

  /// How many bytes it has.
  var length: Int { size }
}
