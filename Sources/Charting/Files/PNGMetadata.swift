import Foundation

/// Writes texts into a PNG, which gnuplot does not do: `iTXt` chunks (PNG specification, 11.3.3.4) behind the header.
public enum PNGMetadata {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let headerEnd = 8 + 25  // signature and IHDR, which is always first and 25 bytes long

  static func insert(_ texts: [(keyword: String, text: String)], into png: Data) -> Data {
    guard png.count > headerEnd, png.starts(with: signature) else { return png }
    var result = Data(png.prefix(headerEnd))
    for (keyword, text) in texts {
      let plain = text.replacing("\0", with: "")  // the one character that the specification forbids
      // keyword, then: end, not compressed, method 0, no language, no translated keyword
      let body = Data("iTXt".utf8) + Data(keyword.utf8) + Data([0, 0, 0, 0, 0]) + Data(plain.utf8)
      result.append(contentsOf: bigEndian(UInt32(body.count - 4)))
      result.append(body)
      result.append(contentsOf: bigEndian(crc32(body)))
    }
    return result + png.dropFirst(headerEnd)
  }

  /// The texts of a PNG by keyword; of two with one keyword the first.
  /// - Throws: `FileDamage` where it is not as its writer left it.
  public static func texts(of png: Data) throws(FileDamage) -> [String: String] {
    let bytes = [UInt8](png)
    guard bytes.starts(with: signature) else { throw FileDamage("it does not begin as a PNG does") }
    var texts: [String: String] = [:]
    var at = 8
    while true {
      let chunk = try Chunk(bytes, at: at)
      if at == 8, chunk.kind != "IHDR" { throw FileDamage("it has no header") }
      if chunk.kind == "IEND" { return texts }
      if chunk.kind == "iTXt", let (keyword, text) = text(in: chunk.body), texts[keyword] == nil {
        texts[keyword] = text
      }
      at = chunk.end
    }
  }

  private struct Chunk {
    var kind: String
    var body: ArraySlice<UInt8>
    /// Where the next begins.
    var end: Int

    init(_ bytes: [UInt8], at start: Int) throws(FileDamage) {
      guard start + 12 <= bytes.count else { throw FileDamage("it is cut short") }
      let length = PNGMetadata.number(bytes[start..<start + 4])
      guard length <= bytes.count - start - 12 else { throw FileDamage("it is cut short") }
      end = start + 12 + length
      guard PNGMetadata.crc32(bytes[start + 4..<end - 4]) == UInt32(PNGMetadata.number(bytes[end - 4..<end])) else {
        throw FileDamage("a checksum in it is wrong")
      }
      kind = String(decoding: bytes[start + 4..<start + 8], as: UTF8.self)
      body = bytes[start + 8..<end - 4]
    }
  }

  /// Keyword and text of an `iTXt` chunk; `nil` where it is compressed, as ours never are, or no such chunk at all.
  private static func text(in body: ArraySlice<UInt8>) -> (keyword: String, text: String)? {
    guard let end = body.firstIndex(of: 0), end + 3 <= body.endIndex, body[end + 1] == 0 else { return nil }
    // Behind the two flags a language and the keyword in it, each with its end.
    guard let language = body[(end + 3)...].firstIndex(of: 0),
      let translated = body[(language + 1)...].firstIndex(of: 0)
    else { return nil }
    return (String(decoding: body[..<end], as: UTF8.self), String(decoding: body[(translated + 1)...], as: UTF8.self))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { (number: Int, byte: UInt8) -> Int in number << 8 | Int(byte) }
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { (shift: UInt32) -> UInt8 in UInt8(truncatingIfNeeded: number >> shift) }
  }

  private static let table: [UInt32] = (0..<256).map { (byte: UInt32) -> UInt32 in
    (0..<8).reduce(byte) { (crc: UInt32, _: Int) -> UInt32 in (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
  }

  /// CRC-32 as PNG has it (ISO 3309).
  static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { (crc: UInt32, byte: UInt8) -> UInt32 in
      table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ (crc >> 8)
    }
  }
}

/// What is wrong with a file that should be read.
public struct FileDamage: Error, Hashable, Sendable {
  /// As part of a sentence.
  public var what: String
  init(_ what: String) { self.what = what }
}
