import ArgumentParser
import Foundation

/// What a command's own declarations say of its arguments.
struct CommandArgument: Decodable {
  enum Kind: String, Decodable { case positional, option, flag }
  struct Name: Decodable {
    var kind: String
    var name: String
  }
  var kind: Kind
  var names: [Name]?
  var valueName: String?
  var abstract: String?
  var shouldDisplay: Bool?
  var isOptional: Bool?
  var isRepeating: Bool?
  var spellings: [String] { (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }

  /// Those of one command, without building the declarations of all the others, which takes long.
  static func all(of type: any ParsableCommand.Type) -> [CommandArgument] {
    struct Declared: Decodable {
      struct Command: Decodable { var arguments: [CommandArgument]? }
      var command: Command
    }
    let declared = try? JSONDecoder().decode(Declared.self, from: Data(type._dumpHelp().utf8))
    return (declared?.command.arguments ?? []).filter { $0.shouldDisplay != false }
  }
}

extension PhaselineCommand {
  /// The long names of a command's options; of none those that stand before any.
  /// - Parameter path: The words that name it: one, or two of a command in a group.
  static func options(of path: [String]) -> [String] {
    arguments(of: path).flatMap(\.spellings).filter { $0.hasPrefix("--") }
  }

  /// A command's options that take the next word as their value.
  static func valuedOptions(of path: [String]) -> Set<String> {
    Set(arguments(of: path).filter { $0.kind == .option }.flatMap(\.spellings))
  }

  private static func arguments(of path: [String]) -> [CommandArgument] {
    let named = commands.first { $0._commandName == path.first }
    let held = (named as? any CommandGroup.Type)?.held.first { path.dropFirst().first == $0._commandName }
    return CommandArgument.all(of: held ?? named ?? Help.self)
  }
}
