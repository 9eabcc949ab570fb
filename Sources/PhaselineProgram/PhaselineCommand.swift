import ArgumentParser
import Foundation
import Phaseline

/// The root of all commands. Alone it is the prompt, or reads commands from standard input.
struct PhaselineCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "phaseline",
    abstract: "Put the phases of a workforce race equality standard side by side, and say honestly what changed.",
    usage: "phaseline [options] <command> …\nphaseline (alone: the prompt)",
    discussion: "First steps:\n"
      + firstSteps.map { "  \(DisplayWidth.padded($0.line, to: 36)) \($0.what)" }.joined(separator: "\n"),
    version: Version.current,
    subcommands: commands)

  /// What somebody types who is new.
  static let firstSteps = [
    (line: "phaseline tour", what: "how it is asked, step by step"),
    (line: "phaseline load Data/illustrative", what: "a nation of fictional authorities"),
    (line: "phaseline compare Northbridge", what: "one against the nation, by phase"),
    (line: "phaseline chart trajectory Northbridge shortlisting -o chart.png", what: ""),
  ]

  /// Every command, by what it is for: `help` and the manual show them in this order. A new one is a file in `Commands/`
  /// and its name here.
  static let purposes = [
    Purpose(
      title: "Bring data in", commands: [Template.self, Load.self, Undo.self, Redo.self, History.self, Backup.self]),
    Purpose(
      title: "Look",
      commands: [
        Authorities.self, Indicators.self, Phases.self, Cycle.self, Quality.self, Explain.self, SQL.self,
      ]),
    Purpose(
      title: "Compare",
      commands: [Compare.self, Trend.self, National.self, Rank.self, FunnelCommand.self, BatchCommand.self]),
    Purpose(
      title: "Draw and report",
      commands: [ChartCommand.self, Describe.self, ReportCommand.self, Export.self, SchemaCommand.self]),
    Purpose(
      title: "Act and learn",
      commands: [ActionCommand.self, SessionCommand.self, PracticeCommand.self, Learn.self, AgendaCommand.self]),
    Purpose(title: "Notebooks", commands: [NotebookCommand.self, KernelCommand.self]),
    Purpose(title: "Share", commands: [Rules.self, Shares.self, Audit.self]),
    Purpose(
      title: "At the prompt",
      commands: [
        Use.self, Let.self, ResultsCommand.self, Show.self, Save.self, LogCommand.self, RunScript.self, Tour.self,
        Help.self,
      ]),
    Purpose(title: "Check and try", commands: [Config.self, Doctor.self, Selftest.self, Generate.self, Manual.self]),
  ]

  static let commands = purposes.flatMap(\.commands)

  /// Those that do something: of a group the commands that it holds, with the words that name each.
  static var leaves: [(path: String, type: any WorkbenchCommand.Type)] {
    commands.flatMap { type in
      let held = type.configuration.subcommands.compactMap { $0 as? any WorkbenchCommand.Type }
      return (held.isEmpty ? [type] : held).map { (path(of: $0), $0) }
    }
  }

  /// The names of the commands that a group holds; none of any other.
  static func held(by name: String) -> [String] {
    commands.first { $0._commandName == name }?.configuration.subcommands.map { $0._commandName } ?? []
  }

  /// The names that people type.
  static var names: [String] { commands.map { $0._commandName } }

  @OptionGroup var globals: Globals
  @Option(
    name: [.customShort("c"), .customLong("command")],
    help: ArgumentHelp("Do these commands, which semicolons or lines separate.", valueName: "commands"))
  var commands: String?
  @OptionGroup var scripting: ScriptOptions

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    workbench.words(.read { .report(HelpText($0).overview) })
  }
}

/// What commands are for that stand together in `help`.
struct Purpose {
  var title: String
  var commands: [any WorkbenchCommand.Type]
}

/// The version of the program.
enum Version {
  static let current = "0.1.0"
  /// The day that the manual names.
  static let day = "November 29, 2026"
}
