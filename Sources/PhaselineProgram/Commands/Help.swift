import ArgumentParser
import Phaseline

/// Says what the commands are, or all about one of them.
struct Help: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Say what the commands are for, or all about one of them, with examples.",
    discussion: """
      `help commands` lists every command in a line. At the prompt ? does the same as `help`, ?compare as `help compare`, and \
      ?shortlisting explains an indicator.

      Example: phaseline help
      Example: phaseline help compare
      Example: phaseline help action add
      Example: phaseline help commands
      """)
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("A command, or commands for all of them.", valueName: "command"))
  var words: [String] = []

  var isResult: Bool { false }
  var needsConfiguration: Bool { false }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    guard let first = words.first else { return workbench.words(.read { .report(HelpText($0).overview) }) }
    if words == [Self.all] { return workbench.words(.read { .report(HelpText($0).commands) }) }
    let width = workbench.surroundings.width
    guard let type = PhaselineCommand.commands.first(where: { $0._commandName == first }) else {
      throw UnknownCommand(name: first, isIndicator: (try? workbench.standard().indicator(exactly: first)) != nil)
    }
    guard let group = type as? any CommandGroup.Type else {
      return workbench.words(.message(HelpText.whole(type, width)))
    }
    guard words.count > 1 else { return workbench.words(.read { .report(HelpText($0).group(group)) }) }
    guard let held = group.held.first(where: { $0._commandName == words[1] }) else {
      throw UnknownCommand(name: words[1], group: group)
    }
    return workbench.words(.message(HelpText.whole(held, width)))
  }

  /// The word that stands for every command.
  static let all = "commands"
}

extension Workbench {
  /// Whether a word behind a question mark means a command: an indicator goes before one of which it is only the beginning.
  func asksForCommand(_ word: String) -> Bool {
    let standard = try? standard()
    if standard?.indicator(exactly: word) != nil { return false }
    if PhaselineCommand.names.contains(word) { return true }
    do {
      if try standard?.indicator(named: word) != nil { return false }
    } catch UsageProblem.unknown {} catch { return false }  // several indicators: which, says `explain`
    return PhaselineCommand.names.contains { $0.hasPrefix(word.lowercased()) }
  }
}
