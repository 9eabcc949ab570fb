import Crypto
import Foundation

/// Says in a chart's file from what it was drawn, so that a file need not be drawn again while that is the same.
enum ChartFingerprint {
  /// What is known of a file from itself.
  enum Reading: Hashable {
    case absent
    /// Drawn by Phaseline, from what has this fingerprint; `nil` where it has none, or is cut short.
    case ours(String?)
    /// Somebody else's.
    case foreign
  }

  private static let keyword = "Fingerprint"

  /// The fingerprint of all that goes into a file: SHA-256 of the script and of the words in its metadata, which name the
  /// program's version too.
  static func make(script: String, _ drawing: ChartFile.Drawing) -> String {
    var hash = SHA256()
    for text in [script] + drawing.record.texts.map(\.text) {
      hash.update(data: Data(text.utf8))
      hash.update(data: [0])
    }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// With the fingerprint in its metadata: of a PDF, as a comment before its end, where no offset
  /// in it changes.
  static func insert(_ fingerprint: String, into data: Data, _ format: ChartFile.Format) -> Data {
    switch format {
    case .png: return PNGMetadata.insert([(keyword, fingerprint)], into: data)
    case .svg:
      guard let end = data.range(of: Data("</svg>".utf8), options: .backwards) else { return data }
      return data[..<end.lowerBound]
        + Data("<metadata id=\"fingerprint\">\(keyword): \(fingerprint)</metadata>\n</svg>\n".utf8)
    case .pdf:
      guard let end = data.range(of: Data("startxref".utf8), options: .backwards) else { return data }
      return data[..<end.lowerBound] + Data("%\(keyword): \(fingerprint)\n".utf8) + data[end.lowerBound...]
    }
  }

  /// What a file says of itself.
  static func read(_ file: URL, _ format: ChartFile.Format) -> Reading {
    guard let data = try? Data(contentsOf: file) else {
      return access(file.path, F_OK) == 0 ? .foreign : .absent
    }
    if data.isEmpty { return .ours(nil) }  // there is nothing to lose
    let found = fingerprint(in: data, format)
    // Drawn alone it has none, but names the command.
    if found == nil, data.range(of: Data("phaseline chart ".utf8)) == nil, (try? ChartRecord(file: file.path)) == nil {
      return .foreign
    }
    return .ours(format.isWhole(data) ? found : nil)
  }

  private static func fingerprint(in data: Data, _ format: ChartFile.Format) -> String? {
    // In a PNG it is the first of its texts, so that it is there though the rest is not.
    let part = format == .png ? data.prefix(200) : data.suffix(200)
    let pattern = format == .png ? /Fingerprint\0+([0-9a-f]{64})/ : /Fingerprint: ([0-9a-f]{64})/
    // Byte by byte: what follows it may else be read as a mark upon its last letter.
    let text = String(String.UnicodeScalarView(part.map { Unicode.Scalar($0 & 0x7F) }))
    return text.firstMatch(of: pattern).map { String($0.output.1) }
  }
}

extension ChartFile.Format {
  /// Whether a file ends as its format ends.
  func isWhole(_ data: Data) -> Bool {
    switch self {
    case .png: data.suffix(8).starts(with: Data("IEND".utf8))
    case .svg: data.suffix(20).range(of: Data("</svg>".utf8)) != nil
    case .pdf: data.suffix(200).range(of: Data("%%EOF".utf8)) != nil
    }
  }
}
