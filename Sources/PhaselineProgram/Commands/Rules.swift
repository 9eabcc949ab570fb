import ArgumentParser
import Phaseline

/// Lists the rules by which shared counts are hidden.
struct Rules: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules by which counts are hidden from a shared audience, with their sources.",
    discussion: """
      `--rules NAME` chooses for one command, `use --rules NAME` for the workspace. NAME is a preset, or a file of your own \
      in the same form: copy one of the presets, whose folder is named below.

      Example: phaseline rules
      Example: phaseline compare Northbridge --audience shared --rules under-5
      """)
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let columns = [("rules", "Rules"), ("title", "What they do"), ("used", "Used here"), ("source", "Source")].map {
      Table.Column(key: $0.0, title: $0.1)
    }
    let used = try workbench.rules(in: try? workbench.workspace())
    let presets = try DisclosureRules.presets(in: workbench.catalogue).map {
      try DisclosureRules(named: $0, in: workbench.catalogue)
    }
    let all = presets + (presets.contains { $0.key == used.key } ? [] : [used])
    let rows = all.map { rules -> [Table.Cell] in
      [.text(rules.key), .text(rules.words), .text(rules.key == used.key ? "yes" : "no"), .text(rules.source)]
    }
    let folder = workbench.catalogue.map { ["The presets are files in \($0.folder.path)/disclosure."] } ?? []
    return workbench.words(.table(Table(columns: columns, rows: rows, empty: "There are no presets.", notes: folder)))
  }
}
