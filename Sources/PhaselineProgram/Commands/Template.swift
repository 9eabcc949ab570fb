import ArgumentParser
import Charting
import Foundation
import Phaseline

/// Makes the workbooks in which authorities give their counts.
struct Template: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Make the workbook (.xlsx) in which an authority gives its counts of a phase, or every authority's.",
    discussion: """
      It has instructions, a sheet for each service with a line for everything that is counted, checks at the moment of \
      typing, what was given last, and what the indicators mean. `load` reads it back, also when it was saved by Excel or \
      LibreOffice. A file that is there is never written over: counts may be in it.

      It shows an authority's own last counts: send it to nobody else.

      Example: phaseline template Northbridge --phase 5 -o northbridge.xlsx
      Example: phaseline template --every-authority --phase 5 -o templates
      """)
  var formats: [OutputFormat] { everyAuthority ? OutputFormat.ofTables : [.xlsx] }
  var fillsFolder: Bool { everyAuthority }
  @OptionGroup var globals: Globals
  @Argument(help: "Code, name, or any unambiguous part of it; the scope's if left out.") var name: String?
  @Option(help: .hidden) var authority: String?
  @Option(help: ArgumentHelp("The phase that is collected.", valueName: "phase")) var phase: String?
  @Option(help: "The only sheet of counts: adults, children or all (default: those that were given last).")
  var service: Service?
  @Flag(help: "One for every authority of the register, into the folder that -o names.") var everyAuthority = false

  func validate() throws {
    if everyAuthority {
      guard name ?? authority == nil else {
        throw ValidationError("--every-authority makes them all: name none beside it.")
      }
      guard let folder = globals.output else {
        throw ValidationError("--every-authority writes into a folder: name one with -o.")
      }
      if OutputFormat(fileName: folder) != nil {
        throw ValidationError("--every-authority writes into a folder, and '\(folder)' is named like a file.")
      }
    } else if let name, let authority {
      throw ValidationError("'\(name)' is one word too many beside --authority \(authority).")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let phase = try workbench.onePhase(phase, in: workspace.standard)
    let service = service ?? workbench.scope.service
    if everyAuthority { return try all(of: phase, service, in: workspace, workbench) }
    guard let organisation = try (name ?? authority ?? workbench.scope.authority).map(workspace.organisation) else {
      throw UsageProblem.noAuthority
    }
    let file = "\(FileNames.plain(organisation.name))-phase-\(phase.key).xlsx"
    try Self.refuseWrittenOver(globals.output ?? file)
    let view = try workbench.gate(in: workspace, about: organisation).view(of: workspace)
    return try view.template(of: organisation, phase, service: service).map {
      .file(FileAnswer(data: $0, defaultName: file))
    }
  }

  private static func refuseWrittenOver(_ file: String) throws {
    guard FileManager.default.fileExists(atPath: file) else { return }
    throw UsageProblem.refused(
      "'\(file)' is there already, and counts may be in it. Name another file with -o, or move it away.")
  }

  private func all(
    of phase: Phase, _ service: Service?, in workspace: Workspace, _ workbench: Workbench
  ) throws -> Disclosed<Answer> {
    let gate = try workbench.gate(in: workspace)
    try gate.requireInternal("`template --every-authority`")
    let view = try gate.view(of: workspace)
    let folder = URL(fileURLWithPath: globals.output ?? ".")
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw UsageProblem.refused("The folder '\(folder.path)' cannot be made. Name another one with -o.")
    }
    let organisations = try workspace.organisations().filter(\.isPartOfTheNation)
    let stems = FileNames.unique(organisations.map { ($0.name, $0.code) })
    var made = TemplateAnswer(folder: globals.output ?? "", phase: phase)
    for (done, organisation) in organisations.enumerated() {
      try workbench.cancellation.check()
      workbench.progress("Writing workbooks", done, of: organisations.count)
      let name = "\(stems[organisation.code] ?? organisation.code)-phase-\(phase.key).xlsx"
      let file = folder.appendingPathComponent(name)
      guard !FileManager.default.fileExists(atPath: file.path) else {
        made.add(organisation, name, isKept: true)
        continue
      }
      let data = try view.template(of: organisation, phase, service: service).value
      do { try data.write(to: file, options: .atomic) } catch {
        throw UsageProblem.refused("'\(file.path)' cannot be written. Check the folder, and the room on its disk.")
      }
      made.add(organisation, name, isKept: false)
    }
    let answer = made
    return try gate.everything("`template`") { .report(answer.report) }
  }
}

/// What `template --every-authority` says when it is done.
private struct TemplateAnswer {
  let folder: String
  let phase: Phase
  private var rows: [[Table.Cell]] = []
  private var kept = 0

  init(folder: String, phase: Phase) { (self.folder, self.phase) = (folder, phase) }

  mutating func add(_ organisation: Organisation, _ file: String, isKept: Bool) {
    if isKept { kept += 1 }
    rows.append([.text(file), .text(organisation.name), .text(organisation.code), .text(isKept ? "kept" : "written")])
  }

  var report: Report {
    let written = rows.count - kept
    let words = "\(written) workbook\(written == 1 ? "" : "s") of \(phase.words) written into \(folder)."
    let rest = kept > 0 ? ["\(kept) left as they are: they were there already, and counts may be in them."] : []
    return Report(
      text: ([words] + rest).joined(separator: "\n"),
      rows: Table(
        columns: ["file", "authority", "code", "outcome"].map { Table.Column(key: $0, title: $0.capitalized) },
        rows: rows))
  }
}
