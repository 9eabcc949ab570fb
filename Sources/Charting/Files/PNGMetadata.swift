import Foundation

/// Writes texts into a PNG, which gnuplot does not do: `iTXt` chunks (PNG specification, 11.3.3.4) behind the header.
public enum PNGMetadata {
  private static let headerEnd = 8 + 25  // signature and IHDR, which is always first and 25 bytes long

  static func insert(_ texts: [(keyword: String, text: String)], into png: Data) -> Data {
    guard png.count > headerEnd, png.prefix(4).elementsEqual([0x89, 0x50, 0x4E, 0x47]) else { return png }
    var result = Data(png.prefix(headerEnd))
    for (keyword, text) in texts {
      // keyword, then: end, not compressed, method 0, no language, no translated keyword
      let body = Data("iTXt".utf8) + Data(keyword.utf8) + Data([0, 0, 0, 0, 0]) + Data(text.utf8)
      result.append(contentsOf: bigEndian(UInt32(body.count - 4)))
      result.append(body)
      result.append(contentsOf: bigEndian(crc32(body)))
    }
    return result + png.dropFirst(headerEnd)
  }

  /// The texts of a PNG by keyword.
  public static func texts(of png: Data) -> [String: String] {
    var texts: [String: String] = [:]
    let bytes = [UInt8](png)
    var at = 8
    while at + 12 <= bytes.count {
      let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
      let kind = String(decoding: bytes[at + 4..<at + 8], as: UTF8.self)
      guard at + 12 + length <= bytes.count else { break }
      if kind == "iTXt" {
        let body = bytes[at + 8..<at + 8 + length]
        if let end = body.firstIndex(of: 0), end + 5 <= body.endIndex {
          texts[String(decoding: body[..<end], as: UTF8.self)] = String(decoding: body[(end + 5)...], as: UTF8.self)
        }
      }
      at += 12 + length
    }
    return texts
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// CRC-32 as PNG has it (ISO 3309), a bit at a time: charts carry a few kilobytes of text.
  static func crc32(_ data: Data) -> UInt32 {
    ~data.reduce(UInt32.max) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
  }
}
