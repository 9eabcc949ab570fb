import ArgumentParser
import Phaseline

/// The words of a command line, as people type them.
enum Words {
  /// Splits a line as a shell would: blanks separate, quotes and backslashes keep together, `#` begins a comment.
  /// - Throws: `UsageProblem.refused` for a quotation mark that is never closed.
  static func split(_ line: String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
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

  /// `?shortlisting` is `explain shortlisting`, `?` is `help`.
  static func normalised(_ words: [String]) -> [String] {
    guard let first = words.first, first.hasPrefix("?") else { return words }
    let rest = ([String(first.dropFirst())] + words.dropFirst()).filter { !$0.isEmpty }
    return rest.isEmpty ? ["help"] : ["explain"] + rest
  }

  /// What to say where the first word is no command: swift-argument-parser knows the nearest option, not this.
  static func suggestion(for words: [String]) -> String? {
    let commands = PhaselineCommand.names
    guard let word = firstWord(of: words), !commands.contains(word), word != "help" else { return nil }
    let nearest = Nearest.names(to: word, among: commands)
    let remedy = nearest.isEmpty ? "" : "Did you mean \(nearest.joined(separator: ", "))? "
    return "No command is called '\(word)'. \(remedy)`help` lists the commands.\n"
  }

  /// The first word that is neither an option nor an option's value.
  private static func firstWord(of words: [String]) -> String? {
    var isValue = false
    for word in words {
      if isValue {
        isValue = false
      } else if word.hasPrefix("-") {
        isValue = ["--workspace", "--standard", "--audience", "--format", "--output", "-o"].contains(word)
      } else {
        return word
      }
    }
    return nil
  }
}
