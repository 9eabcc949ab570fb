import ArgumentParser
import Foundation

/// What the commands' own declarations say of their options.
extension PhaselineCommand {
  /// The long names of a command's options.
  /// - Parameter path: The words that name it: one, or two of a command in a group.
  static func options(of path: [String]) -> [String] {
    let found = path.reduce(declarations.command as ToolHelp.Command?) { group, name in
      group?.subcommands?.first { $0.commandName == name }
    }
    return (found?.arguments ?? []).filter { $0.shouldDisplay != false }.flatMap(\.spellings).filter {
      $0.hasPrefix("--")
    }
  }

  /// Every option, of any command, that takes the next word as its value.
  static let valuedOptions: Set<String> = {
    let groups = [declarations.command] + (declarations.command.subcommands ?? [])
    let commands = groups + groups.flatMap { $0.subcommands ?? [] }
    return Set(commands.flatMap { $0.arguments ?? [] }.filter { $0.kind == "option" }.flatMap(\.spellings))
  }()

  private static let declarations: ToolHelp = {
    let described = Data(PhaselineCommand._dumpHelp().utf8)
    return (try? JSONDecoder().decode(ToolHelp.self, from: described)) ?? ToolHelp(command: .init(commandName: ""))
  }()

  private struct ToolHelp: Decodable {
    struct Command: Decodable {
      var commandName: String
      var subcommands: [Command]?
      var arguments: [Argument]?
    }
    struct Argument: Decodable {
      var kind: String
      var names: [Name]?
      var shouldDisplay: Bool?
      var spellings: [String] { (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }
    }
    struct Name: Decodable {
      var kind: String
      var name: String
    }
    var command: Command
  }
}
