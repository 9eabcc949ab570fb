import Foundation

/// What a shell offers on Tab: what the prompt would offer, a word a line. The scripts in `Completions` ask for it.
enum ShellCompletion {
  /// What stands before the words that are to be completed.
  static let mark = "---complete"

  /// - Parameters:
  ///   - asked: "line" and a line of the shell up to the cursor; or "words" and its words without the program's name, the
  ///     last unfinished.
  ///   - workbench: Where names come from.
  static func words(_ asked: [String], in workbench: Workbench) -> [String] {
    let word: WordAtCursor
    if asked.first == "line" {
      word = WordAtCursor(asked.dropFirst().joined(separator: " ")).withoutFirst
    } else {
      word = WordAtCursor(before: Array(asked.dropFirst().dropLast()), text: asked.dropFirst().last ?? "")
    }
    // A shell has no prompt to leave, and reads ? as a name of files.
    return Completer(workbench: workbench).complete(word).candidates.filter { $0 != "quit" && !$0.hasPrefix("?") }
  }
}
