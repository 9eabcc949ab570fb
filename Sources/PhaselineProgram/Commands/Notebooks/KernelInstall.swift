import ArgumentParser
import Foundation
import Phaseline

/// Tells Jupyter where the kernel is.
struct KernelInstall: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Tell Jupyter where Phaseline is, for you alone or under a prefix.",
    discussion: """
      Options that stand before it hold for every cell: with --audience shared notebooks hide what the rules hide.

      Example: phaseline kernel install --user
      Example: phaseline kernel install --prefix ~/jupyter-env
      """)
  @OptionGroup var globals: Globals
  @Flag(help: "For you alone; so it is if nothing is said.") var user = false
  @Option(help: ArgumentHelp("Under this folder, as that of a Python environment.", valueName: "folder"))
  var prefix: String?

  var isResult: Bool { false }

  func validate() throws {
    if user, prefix != nil { throw ValidationError("--user and --prefix are two places: name one.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let folder = URL(fileURLWithPath: place(workbench.environment)).appendingPathComponent("kernels/\(Kernelspec.name)")
    let file = Kernelspec.file(
      of: workbench.executable.path, options: options,
      variables: workbench.environment.filter { $0.key == "PHASELINE_DATA" }.mapValues { URL(fileURLWithPath: $0).path }
    )
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data((file.pretty + "\n").utf8).write(to: folder.appendingPathComponent("kernel.json"), options: .atomic)
      for logo in try logos(workbench) {
        let target = folder.appendingPathComponent(logo.lastPathComponent)
        try Data(contentsOf: logo).write(to: target, options: .atomic)
      }
    } catch let error as CocoaError {
      throw UsageProblem.refused(
        "The kernel cannot be installed in '\(folder.path)' (\(error.localizedDescription)). Use --user, or a --prefix that "
          + "you may write to.")
    }
    return workbench.words(
      .message("Jupyter finds Phaseline in \(folder.path). Choose Phaseline where it asks for a kernel."))
  }

  /// The options that hold for every cell.
  private var options: [String] {
    var words: [String] = []
    if let audience = globals.audiences.first { words += ["--audience", audience.rawValue] }
    if let standard = globals.standard { words += ["--standard", standard] }
    if let rules = globals.rules { words += ["--rules", rules] }
    if let workspace = globals.workspace { words += ["--workspace", URL(fileURLWithPath: workspace).path] }
    return words
  }

  /// Where Jupyter looks: https://docs.jupyter.org/en/stable/use/jupyter-directories.html.
  private func place(_ environment: [String: String]) -> String {
    if let prefix { return NSString(string: prefix).expandingTildeInPath + "/share/jupyter" }
    func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    return set("JUPYTER_DATA_DIR") ?? set("XDG_DATA_HOME").map { $0 + "/jupyter" }
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".local/share/jupyter").path
  }

  private func logos(_ workbench: Workbench) throws -> [URL] {
    guard let folder = workbench.catalogue?.folder(of: "kernel") else { return [] }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter {
      $0.lastPathComponent.hasPrefix("logo-")
    }
  }
}
