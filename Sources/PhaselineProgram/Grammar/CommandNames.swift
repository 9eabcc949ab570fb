import ArgumentParser
import Phaseline

extension PhaselineCommand {
  /// The command that the words are: parsed alone where its name is there and all is well, since building the declarations
  /// of all the others takes longer than most answers; by the whole tree, which has the messages, where it is not.
  /// - Throws: `UnknownCommand`; swift-argument-parser's errors.
  static func parsed(_ words: [String]) throws -> any ParsableCommand {
    let words = spelledOut(try unabbreviated(words))
    if let at = Words.firstWord(of: words) {
      if let type = commands.first(where: { $0.configuration.commandName == words[at] }) {
        let (leaf, rest) = try leaf(of: type, Array(words[..<at] + words[(at + 1)...]))
        if let command = try? leaf.parseAsRoot(rest), command is any WorkbenchCommand { return command }
      }
      // The library suggests the nearest option, but not the nearest command.
      if !names.contains(words[at]) { throw UnknownCommand(name: words[at]) }
    } else if words.contains("--help") || words.contains("-h") {
      return try Help.parseAsRoot(words.filter { $0 != "--help" && $0 != "-h" })
    }
    return try parseAsRoot(words)
  }

  /// With the names of commands in full: the beginning of only one stands for it.
  /// - Throws: `AmbiguousCommand` for the beginning of several.
  static func unabbreviated(_ words: [String]) throws -> [String] {
    guard var at = Words.firstWord(of: words) else { return words }
    var words = words
    words[at] = try AmbiguousCommand.full(words[at], among: names)
    if words[at] == Help._commandName, words.indices.contains(at + 1) {
      at += 1
      words[at] = try AmbiguousCommand.full(words[at], among: names)
    }
    let held = held(by: words[at])
    guard !held.isEmpty, let next = Words.firstWord(of: Array(words[(at + 1)...])) else { return words }
    words[at + 1 + next] = try AmbiguousCommand.full(words[at + 1 + next], of: words[at], among: held)
    return words
  }

  /// With the command of a group that an option stands for named: `report --every-authority` is
  /// `report authority --every-authority`.
  private static func spelledOut(_ words: [String]) -> [String] {
    guard let at = Words.firstWord(of: words),
      let group = commands.first(where: { $0._commandName == words[at] }) as? any CommandGroup.Type,
      let meant = words.lazy.compactMap({ group.shorthands[$0] }).first
    else { return words }
    let behind = words[(at + 1)...]
    if behind.contains(where: { word in held(by: words[at]).contains(word) }) { return words }
    return words[...at] + [meant._commandName] + behind
  }

  /// Of a group the command that the next word names, and the words without it; any other is itself.
  /// - Throws: `UnknownCommand`.
  private static func leaf(
    of type: any WorkbenchCommand.Type, _ words: [String]
  ) throws -> (any ParsableCommand.Type, [String]) {
    let leaves = type.configuration.subcommands
    guard !leaves.isEmpty, let at = Words.firstWord(of: words) else { return (type, words) }
    guard let leaf = leaves.first(where: { $0._commandName == words[at] }) else {
      throw UnknownCommand(name: words[at], group: type)
    }
    return (leaf, Array(words[..<at] + words[(at + 1)...]))
  }

  /// The words that name a command: "compare", "action add".
  static func path(of type: any ParsableCommand.Type) -> String {
    let group = commands.first { $0.configuration.subcommands.contains { $0 == type } }
    return [group?._commandName, type._commandName].compactMap { $0 }.joined(separator: " ")
  }
}

/// A word that should be a command and is none.
struct UnknownCommand: Error, CustomStringConvertible {
  var name: String
  /// The group among whose commands it was sought; none among all.
  var group: (any WorkbenchCommand.Type)?
  /// Whether it is what an indicator is called.
  var isIndicator = false
  var description: String {
    let known = group?.configuration.subcommands.map { $0._commandName } ?? PhaselineCommand.names
    let nearest = Nearest.names(to: name, among: known)
    let remedy = nearest.isEmpty ? "" : "Did you mean \(Wordings.list(nearest, "or"))? "
    if isIndicator { return "No command is called '\(name)'; it is an indicator, and `explain \(name)` explains it." }
    guard let group else { return "No command is called '\(name)'. \(remedy)`help` lists the commands." }
    return "`\(group._commandName)` has no command '\(name)'. \(remedy)It has \(Wordings.list(known))."
  }
}

/// A word that could be several commands.
struct AmbiguousCommand: Error, CustomStringConvertible {
  var name: String
  var group: String?
  var candidates: [String]

  var description: String {
    let place = group.map { " of `\($0)`" } ?? ""
    return "'\(name)' could be several commands\(place): \(Wordings.list(candidates, "or")). Type more of its name."
  }

  /// What takes changes back and forth is not done for two letters.
  private static let inFull: Set = [Undo._commandName, Redo._commandName]

  /// The name that a word is the beginning of; the word where it is of none.
  /// - Throws: `AmbiguousCommand` where it is of several.
  static func full(_ word: String, of group: String? = nil, among names: [String]) throws(AmbiguousCommand) -> String {
    if names.contains(word) || word.isEmpty { return word }
    let found = names.filter { $0.hasPrefix(word.lowercased()) && !inFull.contains($0) }
    guard found.count <= 1 else { throw AmbiguousCommand(name: word, group: group, candidates: found) }
    return found.first ?? word
  }
}
