import Charting
import Foundation
import Phaseline
import Synchronization

/// The commands of a notebook's cells, one cell after the other, in a workspace that is thrown away at the end unless one is
/// named.
struct CellSession {
  private var session: Session
  private let outlet: CellOutlet
  /// How many cells were done.
  private(set) var count = 0
  private let folder: TemporaryFolder?

  /// What Tab and explanations ask.
  var workbench: Workbench { session.workbench }

  /// - Parameters:
  ///   - workbench: Its environment, and the options that hold for every cell.
  ///   - workspace: The path of the workspace; a new one where there is none.
  ///   - show: Called with what a cell gives, when it is there.
  /// - Throws: Where no folder can be made for the new one.
  init(_ workbench: Workbench, workspace: String?, show: @escaping @Sendable (CellOutput) -> Void) throws {
    folder = workspace == nil ? try .ofWorkspace(named: "phaseline-notebook") : nil
    let own = folder?.url.appendingPathComponent("notebook.sqlite").path
    var environment = workbench.environment
    // The current folder will be another.
    environment["PHASELINE_DATA"] = environment["PHASELINE_DATA"].map { URL(fileURLWithPath: $0).path }
    var bench = Workbench(
      environment: environment, executable: workbench.executable, cancellation: workbench.cancellation)
    bench.surroundings = .notebook
    (bench.isInNotebook, bench.commandsComeByStandardInput) = (true, true)
    bench.defaults = workbench.optionsOfCells
    bench.isForSharing = bench.defaults.audience == .shared
    bench.defaults.workspace = workspace ?? own
    outlet = CellOutlet(hidden: own, show: show)
    session = Session(bench, outlet: outlet)
  }

  /// Gives texts to names, as `--set` gives them to a script.
  /// - Throws: As `Variables.set` does.
  mutating func set(_ parameters: [String]) throws { try session.setVariables(parameters) }

  /// Does the commands of a cell, up to the first that fails.
  /// - Parameter isCounted: Whether it gets a number.
  /// - Throws: `CellFailure`.
  mutating func run(_ source: String, isCounted: Bool = true) async throws(CellFailure) {
    if isCounted { count += 1 }
    let status = await session.perform(script: Script(name: "cell \(count)", text: source, isWhole: true))
    try outlet.end(status)
  }

  /// Throws its workspace away, if it is one of its own.
  func end() { folder?.remove() }
}

extension Workbench {
  /// The options that hold for every cell: for whom and by which rules, of which standard. In which form an answer is written,
  /// and where, is each cell's own.
  fileprivate var optionsOfCells: Choices {
    let all = chosen.filled(from: defaults)
    return Choices(
      standard: all.standard, audience: chosen.audience ?? scope.audience ?? all.audience, rules: all.rules)
  }
}

/// Turns the replies of a cell's commands into its outputs.
private final class CellOutlet: Outlet {
  private let show: @Sendable (CellOutput) -> Void
  /// The path of a workspace that is another one each time: outputs name it alike.
  private let hidden: String?
  /// What failed, and where.
  private let failed = Mutex<(message: String, places: [String])?>(nil)

  init(hidden: String?, show: @escaping @Sendable (CellOutput) -> Void) { (self.hidden, self.show) = (hidden, show) }

  func write(_ reply: Reply) -> Int32 {
    if var display = reply.display {
      display.data = display.data.mapValues(plain)
      show(.display(display))
    }
    if !reply.output.isEmpty { show(.stream(.stdout, plain(String(decoding: reply.output, as: UTF8.self)))) }
    let error = plain(reply.error)
    if reply.status == 0 {
      if !error.isEmpty { show(.stream(.stderr, error)) }
    } else {
      let message = error.isEmpty ? "The check found something (exit code \(reply.status))." : error
      failed.withLock { $0 = $0 ?? (message.trimmingCharacters(in: .newlines), []) }
    }
    return reply.status
  }

  func writeError(_ text: String) {
    let place = plain(text).trimmingCharacters(in: .newlines)
    failed.withLock { $0 = ($0?.message ?? place, ($0?.places ?? []) + [place]) }
  }

  /// Says what failed in the cell that is done.
  func end(_ status: Int32) throws(CellFailure) {
    let failed = failed.withLock { failed in
      defer { failed = nil }
      return failed
    }
    guard status != 0 else { return }
    let message = failed?.message ?? "exit code \(status)"
    let failure = CellFailure(message: message, trace: [message] + (failed?.places ?? []), status: status)
    show(.failure(failure))
    throw failure
  }

  private func plain(_ text: String) -> String {
    hidden.map { text.replacing($0, with: "notebook.sqlite") } ?? text
  }
}

extension TemporaryFolder {
  /// For a workspace that is thrown away: counts lie in it, and others use the machine too.
  /// - Throws: Where none can be made.
  static func ofWorkspace(named name: String) throws -> TemporaryFolder {
    try TemporaryFolder(in: FileManager.default.temporaryDirectory, named: name)
  }
}
