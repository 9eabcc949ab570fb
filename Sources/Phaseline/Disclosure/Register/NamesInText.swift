import Foundation

/// Finds which organisations a text names.
struct NamesInText {
  private let text: Data
  private let isCaseIgnored: Bool

  /// What a program wrote, in which a name is spelt as it is known.
  /// - Parameter text: Of any kind; in HTML and SVG names are written with entities.
  init(_ text: Data) { (self.text, isCaseIgnored) = (text, false) }

  /// What a person wrote, in which a name may be spelt in any case.
  init(_ words: String) { (text, isCaseIgnored) = (Data(words.lowercased().utf8), true) }

  /// Those of which the name or the code stands in the text, not within a longer word.
  func among(_ organisations: [Organisation]) -> [Organisation] {
    organisations.filter { holds($0.name) || holds($0.code) }
  }

  private func holds(_ name: String) -> Bool {
    spellings(of: isCaseIgnored ? name.lowercased() : name).contains { spelling in
      let wanted = Data(spelling.utf8)
      var from = text.startIndex
      while let found = text.range(of: wanted, in: from..<text.endIndex) {
        if isWhole(found) { return true }
        from = found.upperBound
      }
      return false
    }
  }

  private func spellings(of name: String) -> [String] {
    guard name.contains(where: { "&'\"".contains($0) }) else { return [name] }
    let ampersand = name.replacing("&", with: "&amp;")
    return [name, ampersand] + ["&#39;", "&apos;"].map { ampersand.replacing("'", with: $0) }
      + [name.replacing("'", with: "'\\''"), name.replacing("\"", with: "\\\"")]
  }

  private func isWhole(_ range: Range<Data.Index>) -> Bool {
    let before = range.lowerBound > text.startIndex ? text[range.lowerBound - 1] : 0x20
    let after = range.upperBound < text.endIndex ? text[range.upperBound] : 0x20
    return !Self.isOfWord(before) && !Self.isOfWord(after)
  }

  /// A letter or digit; of a letter beyond ASCII any byte.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
