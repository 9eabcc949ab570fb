import CZip
import Foundation

/// A zip archive in memory. Nothing of it is ever written to disk, and each part is expanded within a limit: by the size that
/// it declares, and by the size that it turns out to have.
package final class ZipArchive {
  /// The most bytes that the file itself may have.
  static let largestFile = 64 << 20
  /// The most bytes that one part may have, expanded.
  static let largestPart = 32 << 20
  /// The most parts, and the most bytes of all of them, expanded.
  static let (mostParts, largestSum) = (2_000, 256 << 20)

  private struct Part {
    var index: zip_uint64_t
    var size: Int
  }
  private let archive: OpaquePointer
  private let bytes: UnsafeMutableRawBufferPointer
  private var parts: [String: Part] = [:]

  /// Opens an archive, and looks at what it says of its parts.
  /// - Parameter data: All of the file.
  /// - Throws: `WorkbookFault` for one that is damaged, locked, too large, or names what lies outside of it.
  package init(_ data: Data) throws(WorkbookFault) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, data.count), alignment: 1)
    copy.copyBytes(from: data)
    bytes = copy
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(copy.baseAddress, zip_uint64_t(data.count), 0, &error) else {
      copy.deallocate()
      throw .damaged(reason: Self.words(&error))
    }
    guard let opened = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      copy.deallocate()
      throw .damaged(reason: Self.words(&error))
    }
    archive = opened
    try readDirectory()
  }

  deinit {
    zip_discard(archive)
    bytes.deallocate()
  }

  /// The names of its parts in small letters, sorted.
  package var names: [String] { parts.keys.sorted() }

  private static func words(_ error: UnsafeMutablePointer<zip_error_t>?) -> String {
    error.flatMap { zip_error_strerror($0) }.map { String(cString: $0).lowercased() } ?? "unreadable"
  }

  private func readDirectory() throws(WorkbookFault) {
    let count = zip_get_num_entries(archive, 0)
    guard count <= Self.mostParts else { throw .tooLarge(what: "\(count) parts", limit: "\(Self.mostParts)") }
    var sum = 0
    for index in 0..<zip_uint64_t(max(0, count)) {
      var status = zip_stat_t()
      guard zip_stat_index(archive, index, 0, &status) == 0, let name = status.name.map({ String(cString: $0) }) else {
        throw .damaged(reason: "a part of it has no name")
      }
      if Self.leadsOutside(name) { throw .unsafe(reason: "it has a part called '\(name)', which lies outside of it") }
      guard status.encryption_method == ZIP_EM_NONE else { throw .locked }
      guard status.size <= zip_uint64_t(Self.largestPart), sum + Int(status.size) <= Self.largestSum else {
        throw .tooLarge(
          what: "a part of \((status.size >> 20) + 1) MiB", limit: "\(Self.largestPart >> 20) MiB")
      }
      sum += Int(status.size)
      // Names do not differ by their capitals alone (ECMA-376, part 2, 6.2.2.3).
      let key = name.lowercased()
      guard parts[key] == nil else { throw .unsafe(reason: "it has two parts called '\(name)'") }
      parts[key] = Part(index: index, size: Int(status.size))
    }
  }

  /// Whether a name means a place that is not within the archive.
  private static func leadsOutside(_ name: String) -> Bool {
    name.hasPrefix("/") || name.contains("\\") || name.contains(":") || name.split(separator: "/").contains("..")
  }

  /// A part, expanded; `nil` where there is none of this name.
  /// - Throws: `WorkbookFault` where it is damaged, or larger than it says.
  package func part(_ name: String) throws(WorkbookFault) -> Data? {
    guard let part = parts[name.lowercased()] else { return nil }
    guard let file = zip_fopen_index(archive, part.index, 0) else { throw .damaged(reason: failure) }
    defer { zip_fclose(file) }
    var data = Data(count: part.size)
    let read = data.withUnsafeMutableBytes { Self.read(file, into: $0) }
    // What a part declares is checked before it is expanded; that it has no more, and is sound, is known when it is.
    var more: UInt8 = 0
    let rest = zip_fread(file, &more, 1)
    guard let read, read == part.size, rest >= 0 else {
      throw .damaged(reason: Self.words(zip_file_get_error(file)))
    }
    guard rest == 0 else { throw .damaged(reason: "a part of it is larger than it says") }
    return data
  }

  /// - Returns: How many bytes there were, at most as many as there is room for; `nil` where they are damaged.
  private static func read(_ file: OpaquePointer, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    var done = 0
    while done < buffer.count, let base = buffer.baseAddress {
      let got = zip_fread(file, base + done, zip_uint64_t(buffer.count - done))
      if got < 0 { return nil }
      if got == 0 { break }
      done += Int(got)
    }
    return done
  }

  private var failure: String { zip_strerror(archive).map { String(cString: $0).lowercased() } ?? "unreadable" }
}
