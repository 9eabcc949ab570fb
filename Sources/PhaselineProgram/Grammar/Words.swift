import ArgumentParser
import Phaseline

/// The words of a command line, as people type them.
enum Words {
  /// The words of the first command of a line.
  /// - Throws: As `Tokens` does.
  static func split(_ line: String, _ variables: Variables? = nil) throws -> [String] {
    try CommandText(text: line).words(variables)
  }

  /// `?shortlisting` is `explain shortlisting`, `?compare` is `help compare`, `?` is `help`; `--terminal` before an authority
  /// has no value.
  /// - Parameter isCommand: Whether a word behind a question mark means a command, and no indicator.
  static func normalised(_ words: [String], isCommand: (String) -> Bool = { _ in false }) -> [String] {
    var words = words
    for index in words.indices.dropLast() where words[index] == "--terminal" && words.contains("chart") {
      let next = words[index + 1]
      if !next.hasPrefix("-"), TerminalKind(rawValue: next) == nil { words[index] = "--terminal=characters" }
    }
    guard let first = words.first, first.hasPrefix("?") else { return words }
    let rest = ([String(first.dropFirst())] + words.dropFirst()).filter { !$0.isEmpty }
    guard let asked = rest.first else { return ["help"] }
    return [isCommand(asked) ? "help" : "explain"] + rest
  }

  /// Where the first word is that is neither one of the options that stand before a command, nor an option's value.
  static func firstWord(of words: [String]) -> Int? {
    places(in: words, besides: Globals.valued.union(ScriptOptions.valued)).first
  }

  /// Where the words are that are neither options nor options' values.
  /// - Parameter valued: The options that take the next word as their value.
  static func places(in words: [String], besides valued: Set<String>) -> [Int] {
    var isValue = false
    return words.indices.filter { index in
      let wasValue = isValue
      isValue = !wasValue && valued.contains(words[index])
      return !wasValue && !words[index].hasPrefix("-")
    }
  }
}
