import Phaseline

/// What Tab makes of the word at the cursor.
struct Completion: Hashable {
  /// The text that is replaced, as typed.
  var replaced: String
  /// All words that fit.
  var candidates: [String]

  /// What is put in its place: the word and a blank if one fits, else as much as all have in common; `nil` if none fits.
  var insertion: String? {
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 {
      guard first.hasSuffix("/") else { return ShellWords.joined([first]) + " " }
      return first.contains(" ") ? "\"" + first : first
    }
    let common = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    guard common.count >= WordAtCursor(replaced).text.count else { return replaced }
    return common.contains { " '\\#".contains($0) } || replaced.hasPrefix("\"") ? "\"" + common : common
  }
}

extension String {
  /// The longest beginning of both, whatever the case; in the spelling of this one.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
  }
}

/// The words of a line up to the cursor, the last one unfinished.
struct WordAtCursor: Hashable {
  /// The finished words.
  var before: [String] = []
  /// The unfinished one, as typed.
  var raw = ""
  /// The unfinished one without its quotes.
  var text = ""

  init(before: [String], text: String) { (self.before, raw, self.text) = (before, text, text) }

  /// Without the first word, which in a shell is the program.
  var withoutFirst: WordAtCursor {
    var rest = self
    rest.before = Array(before.dropFirst())
    return rest
  }

  init(_ line: String) {
    var quote: Character?
    var (isStarted, isEscaped) = (false, false)
    for character in line {
      if isEscaped {
        raw.append(character)
        text.append(character)
        isEscaped = false
      } else if character == "\\", quote == nil {
        raw.append(character)
        isEscaped = true
      } else if let open = quote {
        raw.append(character)
        if character == open { quote = nil } else { text.append(character) }
      } else if character == "\"" || character == "'" {
        raw.append(character)
        (quote, isStarted) = (character, true)
      } else if character.isWhitespace {
        if isStarted || !raw.isEmpty { before.append(text) }
        (raw, text, isStarted) = ("", "", false)
      } else {
        raw.append(character)
        text.append(character)
      }
    }
  }
}
