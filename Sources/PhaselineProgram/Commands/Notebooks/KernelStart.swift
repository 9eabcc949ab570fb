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
    Interrupt.listenForTheEnd()
    let connection = try ConnectionFile(file: connectionFile)
    let notebook = Self.notebook(workbench.environment)
    let kernel = Kernel(key: connection.key, cancellation: workbench.cancellation)
    try await kernel.serve(
      connection, workbench, workspace: workbench.namedWorkspace ?? notebook?.workspace,
      parameters: notebook?.parameters ?? [])
    workbench.cancellation.reset()
    return workbench.words(.message(""))
  }

  /// What the notebook says for which Jupyter has started the kernel; Jupyter says which that is.
  private static func notebook(_ environment: [String: String]) -> (workspace: String?, parameters: [String])? {
    guard let path = environment["JPY_SESSION_NAME"], let file = try? NotebookFile(path),
      let notebook = try? file.read()
    else { return nil }
    return (notebook.workspace(in: file.folder), notebook.parameters)
  }
}
