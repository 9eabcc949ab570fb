import ArgumentParser
import Foundation
import Phaseline

/// Runs a notebook without Jupyter.
struct NotebookRunCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Do every cell of a notebook and keep what it gives, or check that it is the same.",
    discussion: """
      The notebook (.ipynb, or Markdown with blocks of ```phaseline) is written back, or to the file that -o names. It runs \
      in its own folder, in a new workspace that is thrown away, unless --workspace, PHASELINE_WORKSPACE or \
      "phaseline": {"workspace": …} in its metadata names one. A cell that fails ends it, and nothing is written, unless the \
      cell has the tag raises-exception. --check exits with 3 where something differs.

      --param sets what a cell sets by `let`; the result then goes to another file. --html is one page with everything in it.

      Example: phaseline notebook run first-look.ipynb
      Example: phaseline notebook run first-look.ipynb --check
      Example: phaseline notebook run first-look.ipynb -o silvercombe.ipynb --param authority=Silvercombe
      Example: phaseline notebook run first-look.ipynb --audience shared -o shared.ipynb --html shared.html
      """)
  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("The notebook: .ipynb or .md.", valueName: "file")) var notebook: String
  @Flag(help: "Leave it as it is, and say where it gives something else than what is kept.") var check = false
  @Option(
    name: .customLong("param"),
    help: ArgumentHelp("Set what a cell sets by `let`, as in --param authority=Northbridge.", valueName: "name=text"))
  var parameters: [String] = []
  @Option(help: ArgumentHelp("Write a page of it too, in one file.", valueName: "file")) var html: String?

  /// -o names a notebook, which it writes itself.
  var fillsFolder: Bool { true }
  var isResult: Bool { false }
  var files: [String] { [notebook] + (html.map { [$0] } ?? []) }

  func validate() throws {
    if check, globals.output != nil || html != nil {
      throw ValidationError("--check writes nothing: leave out -o and --html.")
    }
    for text in parameters where Assignment(text) == nil {
      throw ValidationError("--param takes NAME=TEXT, as in --param authority=Northbridge; it was '\(text)'.")
    }
    if !parameters.isEmpty, !check, globals.output == nil, html == nil {
      throw ValidationError(
        "What --param gives belongs in a notebook of its own: name it with -o, or a page with --html.")
    }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    guard !workbench.isInNotebook else {
      throw UsageProblem.refused("A cell runs no notebook. Run it beside this one.")
    }
    let source = try NotebookFile(notebook)
    let target = try globals.output.map { try NotebookFile($0) }
    if let html {
      try Delivery(workbench: workbench).prepare(html, besides: [notebook, globals.output].compactMap { $0 })
    }
    let before = try source.read()
    let run = NotebookRun(
      file: source, workbench: workbench, workspace: workbench.namedWorkspace, parameters: parameters)
    let done = try await run.run(before)
    if check { return try checked(before, done, source, workbench) }
    var written: [String] = []
    if target != nil || html == nil || parameters.isEmpty {
      try (target ?? source).write(done)
      written.append((target ?? source).name)
    }
    if let html {
      let page = NotebookPage(done, name: source.url.deletingPathExtension().lastPathComponent, folder: source.folder)
      do { try Data(page.html.utf8).write(to: URL(fileURLWithPath: html), options: .atomic) } catch {
        throw UsageProblem.refused("'\(html)' cannot be written. Check that its folder exists and may be written to.")
      }
      written.append(html)
    }
    let count = done.cells.count(where: \.isRunnable)
    return workbench.words(
      .message("\(count) cell\(count == 1 ? "" : "s") done: \(Wordings.list(written)) written."))
  }

  /// - Throws: `AnsweredFailure` where something differs.
  private func checked(
    _ before: Notebook, _ done: Notebook, _ file: NotebookFile, _ workbench: Workbench
  ) throws -> Disclosed<Answer> {
    let differences = NotebookDifference.all(between: before, file.kept(done))
    let same = "\(file.name): all \(done.cells.count(where: \.isRunnable)) cells give what is kept."
    guard !differences.isEmpty else { return workbench.words(.message(same)) }
    let said = differences.map { "\(file.name): \($0)" } + ["`notebook run \(file.name)` keeps what it gives now."]
    throw AnsweredFailure(answer: workbench.words(.message(said.joined(separator: "\n"))))
  }
}

extension Workbench {
  /// The workspace that an option or the environment names, as an absolute path: a notebook runs in another folder.
  var namedWorkspace: String? {
    let isNamed =
      chosen.workspace != nil || defaults.workspace != nil || environment["PHASELINE_WORKSPACE"]?.isEmpty == false
    return isNamed ? URL(fileURLWithPath: workspacePath).path : nil
  }
}
