import CEdit
import Foundation

/// How many columns of a terminal texts take: two for each wide character, none for marks that are set over another.
enum DisplayWidth {
  // The C library knows the widths, of a locale's characters: this one's are Unicode's, whatever the user's is.
  private nonisolated(unsafe) static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

  static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    let before = locale.map { uselocale($0) }
    defer { if let before { uselocale(before) } }
    return text.reduce(0) { $0 + width($1) }
  }

  /// What is joined to a character is drawn within it.
  private static func width(_ character: Character) -> Int {
    let isPicture = character.unicodeScalars.contains {
      $0 == "\u{FE0F}" || $0.properties.isEmojiPresentation || ("\u{1F1E6}"..."\u{1F1FF}").contains($0)
    }
    if isPicture { return 2 }
    return character.unicodeScalars.reduce(0) { $0 + max(0, Int(phaseline_character_width($1.value))) }
  }

  /// A text with blanks behind it, or before it, up to a width.
  static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - of(text)))
    return isRight ? blanks + text : text + blanks
  }

  /// Lines of a text no wider than a width, broken between words.
  /// - Parameter breaksWords: Whether a word that is wider is broken too: in a table it must be, in prose a path stays one.
  static func wrapped(_ text: String, to width: Int, breaksWords: Bool) -> [String] {
    let width = max(1, width)
    var lines: [String] = []
    var (line, taken) = ("", 0)
    for word in text.split(separator: " ") {
      for (index, piece) in (breaksWords ? pieces(of: word, width) : [String(word)]).enumerated() {
        let needed = of(piece)
        if !line.isEmpty, index > 0 || taken + 1 + needed > width {
          lines.append(line)
          (line, taken) = ("", 0)
        }
        line += (line.isEmpty ? "" : " ") + piece
        taken += needed + (taken == 0 ? 0 : 1)
      }
    }
    return lines + [line]
  }

  private static func pieces(of word: Substring, _ width: Int) -> [String] {
    guard of(word) > width else { return [String(word)] }
    var pieces = [""]
    var taken = 0
    for character in word {
      let needed = of(String(character))
      if taken + needed > width, taken > 0 {
        pieces.append("")
        taken = 0
      }
      pieces[pieces.count - 1].append(character)
      taken += needed
    }
    return pieces
  }
}
