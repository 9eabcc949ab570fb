import Foundation

/// Finds which organisations a text names, with or without accents and hyphens, wrapped or encoded.
struct NamesInText {
  private let text: Data
  private let isCaseIgnored: Bool

  /// What a program wrote, in which a name has its capitals.
  /// - Parameter text: Of any kind, also HTML, SVG, iCalendar, or a line of a shell.
  init(_ text: Data) { self.init(String(decoding: text, as: UTF8.self), isCaseIgnored: false) }

  /// What a person wrote, in which a name may be spelt in any case.
  init(_ words: String) { self.init(words, isCaseIgnored: true) }

  private init(_ text: String, isCaseIgnored: Bool) {
    self.isCaseIgnored = isCaseIgnored
    self.text = Data(Self.plain(text, isCaseIgnored).utf8)
  }

  /// Those of which the name or the code stands in the text, not within a longer word.
  func among(_ organisations: [Organisation]) -> [Organisation] {
    organisations.filter { holds($0.name) || holds($0.code) }
  }

  private func holds(_ name: String) -> Bool {
    let wanted = Data(Self.plain(name, isCaseIgnored).utf8)
    guard !wanted.isEmpty else { return false }
    var from = text.startIndex
    while let found = text.range(of: wanted, in: from..<text.endIndex) {
      if isWhole(found) { return true }
      from = found.lowerBound + 1
    }
    return false
  }

  private func isWhole(_ range: Range<Data.Index>) -> Bool {
    let before = range.lowerBound > text.startIndex ? text[range.lowerBound - 1] : 0x20
    let after = range.upperBound < text.endIndex ? text[range.upperBound] : 0x20
    return !Self.isOfWord(before) && !Self.isOfWord(after)
  }

  /// A letter or digit; beyond ASCII only letters are left.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  // MARK: - One spelling for all

  /// Encodings and what they stand for; a line of a calendar is folded within words.
  private static let encoded = [
    ("\r\n ", ""), ("&#39;", "'"), ("&apos;", "'"), ("&quot;", "\""), ("&amp;", "&"), ("'\\''", "'"), ("\\\"", "\""),
    ("\\,", ","), ("\\;", ";"), ("\\n", " "),
  ]

  /// Without encodings, accents and line ends; beyond ASCII nothing but letters, so that a dash parts words.
  private static func plain(_ text: String, _ isCaseIgnored: Bool) -> String {
    var text = text
    for (code, meaning) in encoded where text.contains(code) { text = text.replacing(code, with: meaning) }
    if isCaseIgnored { text = text.lowercased() }
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    let scalars = isPlain ? text.unicodeScalars : text.decomposedStringWithCanonicalMapping.unicodeScalars
    var plain = String.UnicodeScalarView()
    for scalar in scalars {
      if scalar.isASCII {
        plain.append(scalar.properties.isWhitespace || scalar == "-" ? " " : scalar)
      } else if "’‘ʼ".unicodeScalars.contains(scalar) {
        plain.append("'")
      } else if scalar.properties.generalCategory != .nonspacingMark {
        plain.append(scalar.properties.isAlphabetic ? scalar : " ")
      }
    }
    return String(plain).split(separator: " ").joined(separator: " ")
  }
}
