import Phaseline

/// What Tab makes of the word at the cursor.
struct Completion: Hashable {
  /// The text that is replaced, as typed.
  var replaced: String
  /// All words that fit.
  var candidates: [String]
  /// Whether they stand as they are, as those of SQL do, and not as words of a command line.
  var isPlain = false

  /// The first of them in columns, each down before the next, none broken where it fits a line; and how many more there are,
  /// of very many not how many.
  func listed(_ most: Int, width: Int) -> String {
    let shown = Array(candidates.prefix(most))
    let widest = shown.map { DisplayWidth.of($0) }.max() ?? 0
    let columns = max(1, (width + Self.gap) / max(1, widest + Self.gap))
    let rows = (shown.count + columns - 1) / columns
    var lines = (0..<rows).map { row in
      stride(from: row, to: shown.count, by: rows).map { index in
        index + rows < shown.count ? DisplayWidth.padded(shown[index], to: widest + Self.gap) : shown[index]
      }.joined()
    }
    if candidates.count > shown.count {
      lines.append(
        candidates.count > Completer.most ? "… and many more" : "… and \(candidates.count - shown.count) more")
    }
    return lines.joined(separator: "\n")
  }

  /// The blanks between two columns.
  private static let gap = 3

  /// What is put in its place: the word and a blank if one fits, else as much as all have in common; `nil` if none fits.
  var insertion: String? {
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 {
      if first.hasPrefix("?") { return "?" + ShellWords.joined([String(first.dropFirst())]) + " " }
      if isPlain { return first.hasSuffix("(") ? first : first + " " }
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

  /// All of it, as typed.
  private var line = ""

  init(before: [String], text: String) { (self.before, raw, self.text) = (before, text, text) }

  /// Without the first word, which in a shell is the program.
  var withoutFirst: WordAtCursor {
    var rest = self
    rest.before = Array(before.dropFirst())
    return rest
  }

  /// The same with words before it as part of it, where they were typed without quotes: "Saint Al" of `compare Saint Al`.
  func joined() -> [WordAtCursor] {
    (1...3).filter { $0 < before.count }.compactMap { count in
      let whole = (before.suffix(count) + [text]).joined(separator: " ")
      return line.hasSuffix(whole) ? WordAtCursor(before: Array(before.dropLast(count)), text: whole) : nil
    }
  }

  init(_ line: String) {
    self.line = line
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
