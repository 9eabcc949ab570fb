import ArgumentParser
import Foundation
import Phaseline

/// The kernel itself. Jupyter starts it.
struct KernelStart: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Serve Jupyter, which starts this itself.",
    discussion: """
      It speaks the Jupyter protocol \(Message.protocolVersion) at the addresses that the connection file names, runs in the \
      folder in which it was started, and ends when Jupyter says so or is gone.

      Example: phaseline kernel start kernel-4711.json
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The file with addresses and key, which Jupyter writes.") var connectionFile: String

  var isResult: Bool { false }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    guard !workbench.isAtPrompt, !workbench.isInNotebook else {
      throw UsageProblem.refused("Jupyter starts the kernel: `kernel install`, then choose Phaseline in Jupyter.")
    }
    Interrupt.listen(workbench.cancellation, endsTheSecondTime: false)
    let connection = try ConnectionFile(file: connectionFile)
    let kernel = Kernel(key: connection.key, cancellation: workbench.cancellation)
    try await kernel.serve(
      connection, workbench, workspace: workbench.namedWorkspace ?? Self.workspace(workbench.environment))
    workbench.cancellation.reset()
    return workbench.words(.message(""))
  }

  /// The workspace that the notebook names for which Jupyter has started the kernel; it says which notebook that is.
  private static func workspace(_ environment: [String: String]) -> String? {
    guard let path = environment["JPY_SESSION_NAME"], let file = try? NotebookFile(path),
      let notebook = try? file.read()
    else { return nil }
    return notebook.workspace.map { file.folder.appendingPathComponent($0).path }
  }
}
