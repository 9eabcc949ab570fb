import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// The gnuplot program.
public enum Gnuplot {
  /// The first version that draws everything in Phaseline's charts.
  public static let oldest = 5.2

  /// Runs a script and returns what it writes.
  /// - Parameter script: Works the script out, while gnuplot starts, which takes it as long as a comparison takes us; what it
  ///   is made from comes back too.
  /// - Throws: `ChartProblem`; what the script's making throws.
  static func run<Source: Sendable>(
    _ script: () async throws -> (text: String, source: Source)
  ) async throws -> (Data, Source) {
    try await execute {
      let (text, source) = try await script()
      return (prologue + text, source)
    }
  }

  /// Says which version it is, and no more, where that is too old. Asking first would start gnuplot twice.
  static let prologue = """
    if (GPVAL_VERSION < \(oldest)) { print sprintf('\(tooOld)%.1f', GPVAL_VERSION); exit }

    """
  private static let tooOld = "phaseline: too old: "

  private static func execute<Source: Sendable>(
    _ script: () async throws -> (text: String, source: Source)
  ) async throws -> (Data, Source) {
    let watch = Watch(seconds: seconds)
    defer { watch.end() }
    do {
      let result = try await Subprocess.run(
        executable, arguments: ["-d"], input: .inputWriter, output: .bytes(limit: 64 << 20),
        error: .string(limit: 1 << 16)
      ) { gnuplot in
        let (text, source) = try await script()
        watch.begin(gnuplot.processIdentifier.value)
        do {
          _ = try await gnuplot.standardInputWriter.write(text)
          try await gnuplot.standardInputWriter.finish()
        } catch is SubprocessError {}  // it has gone: how it ended, and what it said, tells why
        return source
      }
      if watch.isLate { throw ChartProblem.timedOut(seconds: seconds) }
      // A script goes on behind a line that fails: what it draws then is not the chart.
      guard result.terminationStatus.isSuccess, !result.standardOutput.isEmpty,
        ChartProblem(gnuplot: result.standardError) == nil
      else {
        throw problem(result.terminationStatus, said: result.standardError)
      }
      return (Data(result.standardOutput), result.closureResult)
    } catch let error as SubprocessError {
      if watch.isLate { throw ChartProblem.timedOut(seconds: seconds) }
      if error.code == .executableNotFound { throw ChartProblem.noGnuplot }
      throw ChartProblem.gnuplotFailed("\(error)")
    }
  }

  /// What went wrong, from how it ended and what it said.
  private static func problem(_ status: TerminationStatus, said: String) -> ChartProblem {
    if case .signaled = status { return .gnuplotDied }
    if let problem = ChartProblem(gnuplot: said) { return problem }
    let message = said.trimmingCharacters(in: .whitespacesAndNewlines)
    if case .exited(let code) = status, message.isEmpty {
      return .gnuplotFailed("it ended with code \(code) and said nothing")
    }
    return .gnuplotFailed(message)
  }

  /// How many seconds it may take over one chart where nobody says: hundreds of times what it needs.
  public static let usualSeconds = 60.0

  /// How long it may take over one chart.
  static var seconds: Double {
    let said = ProcessInfo.processInfo.environment["PHASELINE_GNUPLOT_SECONDS"].flatMap(Double.init)
    return said.flatMap { $0 > 0 && $0.isFinite ? min($0, 86_400) : nil } ?? usualSeconds
  }

  /// By its path where it is found, since a name is tried by a process for each folder of PATH.
  static var executable: Subprocess.Executable {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard let folder = folders.first(where: { access("\($0)/gnuplot", X_OK) == 0 }) else { return .name("gnuplot") }
    return .path(FilePath("\(folder)/gnuplot"))
  }

  /// Its version and the terminals that Phaseline needs, for `doctor`.
  /// - Returns: `nil` if it is not installed.
  public static func check() async -> (version: String, isNewEnough: Bool, terminals: [String])? {
    let script = """
      set print '-'
      print GPVAL_VERSION >= \(oldest)
      print sprintf('%.1f patchlevel %s', GPVAL_VERSION, GPVAL_PATCHLEVEL)
      print GPVAL_TERMINALS
      """
    guard let (data, _) = try? await execute({ (script, ()) }) else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.count > 1 else { return nil }
    let terminals = lines.dropFirst(2).joined(separator: " ").split(separator: " ").map(String.init)
    return (lines[1], lines[0] == "1", terminals)
  }
}

/// Ends a process that takes too long.
private final class Watch: Sendable {
  private struct State {
    var task: Task<Void, Never>?
    var isLate = false
  }
  private let seconds: Double
  private let state = Mutex(State())

  init(seconds: Double) { self.seconds = seconds }

  /// Whether it had to.
  var isLate: Bool { state.withLock { $0.isLate } }

  func begin(_ process: pid_t) {
    let task = Task { [self] in
      guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
      state.withLock { state in
        guard state.task != nil else { return }  // it has ended, and its number may be another's
        state.isLate = true
        kill(process, SIGKILL)
      }
    }
    state.withLock { $0.task = task }
  }

  /// The process has ended.
  func end() {
    state.withLock { state in
      state.task?.cancel()
      state.task = nil
    }
  }
}
