import ArgumentParser
import Phaseline

/// The words of a command line, as people type them.
enum Words {
  /// Splits a line as a shell would: blanks separate, quotes and backslashes keep together, `#` begins a comment. Within
  /// double quotes a backslash stands for itself, but before a double quote or another backslash.
  /// - Throws: `UsageProblem.refused` for a quotation mark that is never closed.
  static func split(_ line: String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Unicode.Scalar?
    var isEscaped = false
    for character in line.unicodeScalars {  // a combining mark behind a quotation mark is no part of it
      if isEscaped {
        if quote == "\"", character != "\"", character != "\\" { word = (word ?? "") + "\\" }
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.properties.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else if character == "#", word == nil {
        break
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw UsageProblem.refused("A quotation mark (\(quote)) is never closed: \(line)") }
    if let done = word { words.append(done) }
    return words
  }

  /// `?shortlisting` is `explain shortlisting`, `?` is `help`; `--terminal` before an authority has no value.
  static func normalised(_ words: [String]) -> [String] {
    var words = words
    for index in words.indices.dropLast() where words[index] == "--terminal" && words.contains("chart") {
      let next = words[index + 1]
      if !next.hasPrefix("-"), TerminalKind(rawValue: next) == nil { words[index] = "--terminal=characters" }
    }
    guard let first = words.first, first.hasPrefix("?") else { return words }
    let rest = ([String(first.dropFirst())] + words.dropFirst()).filter { !$0.isEmpty }
    return rest.isEmpty ? ["help"] : ["explain"] + rest
  }

  /// Where the first word is that is neither one of the options that stand before a command, nor an option's value.
  static func firstWord(of words: [String]) -> Int? { places(in: words, besides: Globals.valued).first }

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
