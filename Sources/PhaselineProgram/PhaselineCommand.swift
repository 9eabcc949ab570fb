import ArgumentParser
import Foundation
import Phaseline

/// The root of all commands. Alone it is the prompt, or reads commands from standard input.
struct PhaselineCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "phaseline",
    abstract: "Put the phases of a workforce race equality standard side by side, and say honestly what changed.",
    usage: "phaseline [options] <command> …\nphaseline (alone: the prompt)",
    discussion: """
      First steps:
        phaseline load Data/illustrative     a nation of fictional authorities
        phaseline compare Northbridge        one against the nation, by phase
        phaseline chart trajectory Northbridge shortlisting -o chart.png
      """,
    version: Version.current,
    subcommands: commands)

  /// Every command; `help` lists them in this order. A new one is a file in `Commands/` and a line here.
  static let commands: [any WorkbenchCommand.Type] = [
    Template.self, Load.self, Undo.self, Redo.self, History.self, Backup.self,
    Authorities.self, Indicators.self, Phases.self, Cycle.self, Quality.self, Explain.self,
    ActionCommand.self, SessionCommand.self, PracticeCommand.self, Learn.self, AgendaCommand.self, Rules.self,
    Shares.self, Use.self, Compare.self, Trend.self, National.self, Rank.self, FunnelCommand.self,
    ChartCommand.self,
    Describe.self, ReportCommand.self,
    BatchCommand.self, Export.self, SchemaCommand.self, SQL.self, RunScript.self, Generate.self, Doctor.self,
    Selftest.self,
  ]

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

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    workbench.words(.message(Self.helpMessage()))
  }
}

/// The version of the program.
enum Version {
  static let current = "0.1.0"
}
