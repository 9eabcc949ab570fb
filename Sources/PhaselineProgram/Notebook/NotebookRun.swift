import Foundation
import Phaseline
import Synchronization

/// Runs a notebook's cells in its folder, and keeps what they give.
struct NotebookRun {
  let file: NotebookFile
  /// Its environment, and the options that hold for every cell.
  let workbench: Workbench
  /// The workspace that somebody named; else the notebook's, else a new one.
  let workspace: String?
  let parameters: [String]

  /// - Returns: The notebook with what its cells gave.
  /// - Throws: `NotebookStopped` for the first cell that fails and may not; `CancellationError`; `UsageProblem`.
  func run(_ notebook: Notebook) async throws -> Notebook {
    let outputs = Collected<CellOutput>()
    var done = notebook
    let known = notebook.parameterNames
    for name in parameters.compactMap({ Assignment($0)?.name }) where !known.contains(name) {
      throw unknown(parameter: name, known)
    }
    let given = notebook.parameters + parameters
    done.parameters = given
    let named = workspace ?? notebook.workspace(in: file.folder)
    var session = try CellSession(workbench, workspace: named) { outputs.append($0) }
    defer { session.end() }
    try session.set(given)
    let before = FileManager.default.currentDirectoryPath
    guard FileManager.default.changeCurrentDirectoryPath(file.folder.path) else {
      throw UsageProblem.refused("The folder '\(file.folder.path)' of '\(file.name)' cannot be entered.")
    }
    defer { _ = FileManager.default.changeCurrentDirectoryPath(before) }
    let count = done.cells.count(where: \.isRunnable)
    for index in done.cells.indices where done.cells[index].isCode {
      (done.cells[index].outputs, done.cells[index].count) = ([], nil)
      guard done.cells[index].isRunnable else { continue }
      workbench.progress("Cell \(session.count + 1) of \(file.name)", session.count, of: count)
      do { try await session.run(done.cells[index].source) } catch {
        if workbench.cancellation.isCancelled { throw CancellationError() }
        guard done.cells[index].mayFail else { throw NotebookStopped(file: file.name, failure: error) }
      }
      done.cells[index].count = session.count
      done.cells[index].outputs = CellOutput.joined(outputs.take()).map { $0.json(count: session.count) }
    }
    if workbench.cancellation.isCancelled { throw CancellationError() }
    done.declareLanguage()
    return done
  }

  private func unknown(parameter name: String, _ known: [String]) -> UsageProblem {
    let nearest = Nearest.names(to: name, among: known)
    let remedy =
      known.isEmpty
      ? "It sets none: write `let \(name) = TEXT` in its first cell."
      : nearest.isEmpty ? "It sets \(Wordings.list(known))." : "Did you mean \(Wordings.list(nearest, "or"))?"
    return .refused("No cell of '\(file.name)' sets \(name), so --param \(name)=… would change nothing. \(remedy)")
  }
}

/// A cell that failed.
struct NotebookStopped: PeopleReadable, Hashable {
  var file: String
  var failure: CellFailure

  var isFreeOfCounts: Bool { true }
  var description: String {
    ([failure.message] + failure.trace.dropFirst().map { "\(file): \($0)" }).joined(separator: "\n")
  }
}

/// What several threads put one after the other.
final class Collected<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  func append(_ element: Element) { elements.withLock { $0.append(element) } }

  /// All that was put since the last time.
  func take() -> [Element] {
    elements.withLock { elements in
      defer { elements = [] }
      return elements
    }
  }
}
