import Foundation

/// A kind of file that becomes part of a page, as a data URI.
enum EmbeddedKind: String, CaseIterable {
  case svg, png, jpg, jpeg, gif, webp, woff2, woff, ttf, otf

  /// By the ending of its name.
  init?(name: String) {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    self.init(rawValue: name[name.index(after: dot)...].lowercased())
  }

  var isFont: Bool { [.woff2, .woff, .ttf, .otf].contains(self) }

  private var mediaType: String {
    switch self {
    case .svg: "image/svg+xml"
    case .jpg, .jpeg: "image/jpeg"
    case .png, .gif, .webp: "image/\(rawValue)"
    case .woff2, .woff, .ttf, .otf: "font/\(rawValue)"
    }
  }

  /// Whether a file is what its name says, by its first bytes.
  func fits(_ data: Data) -> Bool {
    switch self {
    case .svg: String(validating: data, as: UTF8.self)?.contains("<svg") ?? false
    case .png: data.starts(with: [0x89, 0x50, 0x4E, 0x47])
    case .jpg, .jpeg: data.starts(with: [0xFF, 0xD8, 0xFF])
    case .gif: data.starts(with: "GIF8".utf8)
    case .webp: data.starts(with: "RIFF".utf8) && data.dropFirst(8).starts(with: "WEBP".utf8)
    case .woff2: data.starts(with: "wOF2".utf8)
    case .woff: data.starts(with: "wOFF".utf8)
    case .ttf: data.starts(with: [0, 1, 0, 0]) || data.starts(with: "true".utf8)
    case .otf: data.starts(with: "OTTO".utf8)
    }
  }

  func address(of data: Data) -> String { "data:\(mediaType);base64,\(data.base64EncodedString())" }
}
