import Foundation
import Subprocess
import SystemPackage

/// The gnuplot program.
public enum Gnuplot {
  /// Runs a script and returns what it writes.
  /// - Parameter script: Works the script out, while gnuplot starts, which takes it as long as a comparison takes us; what it
  ///   is made from comes back too.
  /// - Throws: `ChartProblem`; what the script's making throws.
  static func run<Source: Sendable>(
    _ script: () async throws -> (text: String, source: Source)
  ) async throws -> (Data, Source) {
    do {
      let result = try await Subprocess.run(
        executable, arguments: ["-d"], input: .inputWriter, output: .bytes(limit: 64 << 20),
        error: .string(limit: 1 << 16)
      ) { gnuplot in
        let (text, source) = try await script()
        _ = try await gnuplot.standardInputWriter.write(text)
        try await gnuplot.standardInputWriter.finish()
        return source
      }
      let message = result.standardError.trimmingCharacters(in: .whitespacesAndNewlines)
      guard result.terminationStatus.isSuccess, !result.standardOutput.isEmpty else {
        throw ChartProblem.gnuplotFailed(message)
      }
      return (Data(result.standardOutput), result.closureResult)
    } catch let error as SubprocessError {
      if error.code == .executableNotFound { throw ChartProblem.noGnuplot }
      throw ChartProblem.gnuplotFailed("\(error)")
    }
  }

  /// By its path where it is found, since a name is tried by a process for each folder of PATH.
  static var executable: Subprocess.Executable {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard let folder = folders.first(where: { access("\($0)/gnuplot", X_OK) == 0 }) else { return .name("gnuplot") }
    return .path(FilePath("\(folder)/gnuplot"))
  }

  /// Its version and the terminals that Phaseline needs, for `doctor`.
  /// - Returns: `nil` if it is not installed.
  public static func check() async -> (version: String, terminals: [String])? {
    let script = """
      set print '-'
      print sprintf('%.1f patchlevel %s', GPVAL_VERSION, GPVAL_PATCHLEVEL)
      print GPVAL_TERMINALS
      """
    guard let (data, _) = try? await run({ (script, ()) }) else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    let terminals = lines.dropFirst().joined(separator: " ").split(separator: " ").map(String.init)
    return (lines.first ?? "", terminals)
  }
}
