/// Words as they are typed on a command line.
public enum ShellWords {
  /// The line that a shell, and the prompt, takes for these words: nothing in them is run or expanded.
  public static func joined(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// One word, in quotation marks where it needs them.
  public static func quoted(_ word: String) -> String {
    let scalars = word.unicodeScalars
    let isPlain = scalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) || plain.contains($0) }
    if isPlain, !word.isEmpty { return word }
    if !scalars.contains(where: expanded.contains) { return "\"\(word)\"" }
    return "'"
      + scalars.split(separator: "'", omittingEmptySubsequences: false).map(String.init).joined(separator: "'\\''")
      + "'"
  }

  /// What needs no quotes.
  private static let plain = "-_.,:/@%+=".unicodeScalars
  /// What a shell takes to mean something within double quotes.
  private static let expanded = "\"$`\\!".unicodeScalars
}
