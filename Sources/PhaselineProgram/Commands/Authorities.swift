import ArgumentParser
import Phaseline

/// Lists organisations.
struct Authorities: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "authorities",
    abstract: "List the authorities and employers, and the phases that each has figures in.",
    discussion: "Only those with figures; --all lists the whole register. Example: phaseline authorities bridge")
  @OptionGroup var globals: Globals
  @Argument(help: "Part of a name or code.") var name: String?
  @Flag(help: "Also those without any figure.") var all = false

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let gate = try workbench.gate(in: workspace)
    let overview = try gate.view(of: workspace).overviewOfOrganisations()
    let known = overview.value
    // Who gave figures is not for everybody to know; the register is.
    let all = all || overview.disclosure.audience == .shared
    let wanted = name?.lowercased() ?? ""
    let chosen = known.filter { it in
      (all || it.phases != nil || it.published != nil)
        && (wanted.isEmpty || it.name.lowercased().contains(wanted) || it.code.lowercased() == wanted)
    }
    let columns = [
      ("code", "Code"), ("name", "Name"), ("kind", "Kind"), ("region", "Region"), ("phases", "Counts in"),
      ("published", "Published in"),
    ].map { Table.Column(key: $0.0, title: $0.1) }
    let rows = chosen.map { it -> [Table.Cell] in
      [
        .text(it.code), .text(it.name), .text(it.kind.rawValue), .text(it.region),
        it.phases.map(Table.Cell.text) ?? .none, it.published.map(Table.Cell.text) ?? .none,
      ]
    }
    let left = known.count - chosen.count
    let notes = all || left == 0 || !wanted.isEmpty ? [] : ["\(left) more have no figures here: `authorities --all`."]
    let table = Table(
      columns: columns, rows: rows,
      empty: wanted.isEmpty ? "No organisation here has figures." : "None that has figures fits '\(name ?? "")'.",
      notes: notes + (try workspace.illustrativeNotes()))
    return overview.map { _ in .table(table) }
  }
}
