import CZip
import Foundation

/// The parts of a zip archive, to be changed and packed again by libzip itself.
public struct ZipParts {
  /// In order.
  public var parts: [(name: String, data: Data)] = []
  /// With which each part is to be locked; none, if empty.
  public var password = ""

  /// Nothing yet.
  public init() {}

  /// Unpacks an archive.
  public init(_ archive: Data) throws {
    let path = Self.temporaryPath()
    defer { unlink(path) }
    try archive.write(to: URL(fileURLWithPath: path))
    guard let zip = zip_open(path, ZIP_RDONLY, nil) else { throw CocoaError(.fileReadCorruptFile) }
    defer { zip_discard(zip) }
    for index in 0..<zip_uint64_t(zip_get_num_entries(zip, 0)) {
      var status = zip_stat_t()
      zip_stat_index(zip, index, 0, &status)
      var data = Data(count: Int(status.size))
      guard let file = zip_fopen_index(zip, index, 0) else { throw CocoaError(.fileReadCorruptFile) }
      data.withUnsafeMutableBytes { buffer in
        if let base = buffer.baseAddress { zip_fread(file, base, status.size) }
      }
      zip_fclose(file)
      parts.append((String(cString: status.name), data))
    }
  }

  /// The text of a part; set to `nil` it goes.
  public subscript(name: String) -> String? {
    get { parts.first { $0.name == name }.map { String(decoding: $0.data, as: UTF8.self) } }
    set {
      let index = parts.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let text?): parts[index].data = Data(text.utf8)
      case (let index?, nil): parts.remove(at: index)
      case (nil, let text?): parts.append((name, Data(text.utf8)))
      case (nil, nil): break
      }
    }
  }

  /// Packs them.
  public func packed() throws -> Data {
    let path = Self.temporaryPath()
    defer { unlink(path) }
    guard let zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, nil) else { throw CocoaError(.fileWriteUnknown) }
    var kept: [UnsafeMutableRawBufferPointer] = []
    defer { for buffer in kept { buffer.deallocate() } }
    for (name, data) in parts {
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, data.count), alignment: 1)
      buffer.copyBytes(from: data)
      kept.append(buffer)
      guard let source = zip_source_buffer(zip, buffer.baseAddress, zip_uint64_t(data.count), 0) else {
        throw CocoaError(.fileWriteUnknown)
      }
      let index = zip_file_add(zip, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
      if !password.isEmpty { zip_file_set_encryption(zip, zip_uint64_t(index), zip_uint16_t(ZIP_EM_AES_256), password) }
    }
    guard zip_close(zip) == 0 else { throw CocoaError(.fileWriteUnknown) }
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// Makes an archive say of a part that it has so many bytes, expanded.
  public static func declare(_ size: UInt32, of name: String, in archive: Data) -> Data {
    var bytes = [UInt8](archive)
    let wanted = Array(name.utf8)
    // Of the entry's own header, and of the directory's: where the size stands, and where the name does.
    for (signature, sizeAt, nameAt) in [([0x50, 0x4B, 3, 4], 22, 30), ([0x50, 0x4B, 1, 2], 24, 46)]
      as [([UInt8], Int, Int)]
    {
      for start in 0..<(bytes.count - nameAt - wanted.count)
      where Array(bytes[start..<start + 4]) == signature
        && Array(bytes[start + nameAt..<start + nameAt + wanted.count]) == wanted
      {
        withUnsafeBytes(of: size.littleEndian) {
          for (index, byte) in $0.enumerated() { bytes[start + sizeAt + index] = byte }
        }
      }
    }
    return Data(bytes)
  }

  private static func temporaryPath() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("phaseline-zip-\(UUID().uuidString)").path
  }
}
