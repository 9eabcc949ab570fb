import ArgumentParser
import Foundation
import Phaseline

/// Shows the settings, and writes a file for them.
struct Config: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show each setting, its value, and where that comes from; write a file of them.",
    discussion: """
      An option comes before the environment, the environment before the configuration file, the file before what holds \
      anyway. The file is the one that PHASELINE_CONFIG names, else phaseline/config.yaml in $XDG_CONFIG_HOME, else in \
      ~/.config. Where something is wrong with it, no command runs but `config`, `doctor` and `help`; `config` then exits \
      with 3.

      --init writes the file, with every setting explained and commented out; one that is there stays as it is.

      Example: phaseline config
      Example: phaseline config --init
      """)
  @OptionGroup var globals: Globals
  @Flag(name: .customLong("init"), help: "Write a configuration file, every setting commented out.")
  var isNew = false

  var needsConfiguration: Bool { false }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    if isNew { return workbench.words(.message(try Self.write(workbench.configuration.place))) }
    let columns = [("setting", "Setting"), ("value", "Value"), ("from", "From")].map {
      Table.Column(key: $0.0, title: $0.1)
    }
    let rows = Setting.all.map { setting -> [Table.Cell] in
      let (value, origin) = Self.value(of: setting, workbench)
      return [.text(setting.key), .text(value.isEmpty ? "none" : value), .text(origin)]
    }
    let configuration = workbench.configuration
    let place = configuration.file.map { "The configuration file is \($0.path)." } ?? configuration.place.absence
    let problem = configuration.problem?.description
    let table = Table(columns: columns, rows: rows, notes: [place] + [problem].compactMap { $0 })
    let answer = workbench.words(.table(table))
    if problem != nil { throw AnsweredFailure(answer: answer) }
    return answer
  }

  private static func value(of setting: Setting, _ workbench: Workbench) -> (value: String, origin: String) {
    if let option = setting.option {
      if let value = option.value(workbench.chosen) { return (value, "option \(option.name)") }
      if setting.key == Setting.audience.key, let audience = workbench.scope.audience {
        return (audience.rawValue, "scope, by `use`")
      }
      if let value = option.value(workbench.defaults) { return (value, "option \(option.name)") }
    }
    if setting.key == Setting.rules.key, let kept = try? workbench.workspace().chosenRules() {
      return (kept, "workspace, by `use`")
    }
    let (value, origin) = workbench.configuration.value(of: setting)
    switch origin {
    case .environment: return (value, "environment \(setting.variable)")
    case .file(let line): return (value, "file \(workbench.configuration.file?.path ?? ""):\(line)")
    case .usual: return (value, "default")
    }
  }

  /// - Returns: What was done.
  private static func write(_ place: ConfigurationPlace) throws -> String {
    guard let path = place.path else {
      throw UsageProblem.refused("\(place.absence) Set \(ConfigurationPlace.variable) to the file to write.")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      try Data(ConfigurationText.text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      var found = stat()
      if lstat(path, &found) == 0 {  // also a link that leads nowhere
        throw UsageProblem.refused("\(path) is there already. Nothing was written; `config` shows what it sets.")
      }
      throw UsageProblem.refused("\(path) cannot be written. Check that its folder may be made and written to.")
    }
    return "Wrote \(path), with every setting explained and commented out."
  }
}
