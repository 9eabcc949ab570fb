import Foundation
import Subprocess

/// The gnuplot program.
public enum Gnuplot {
  /// Runs a script and returns what it writes.
  /// - Throws: `ChartProblem`.
  static func run(_ script: String) async throws -> Data {
    do {
      let result = try await Subprocess.run(
        .name("gnuplot"), arguments: ["-d"], input: .string(script), output: .bytes(limit: 64 << 20),
        error: .string(limit: 1 << 16))
      let message = result.standardError.trimmingCharacters(in: .whitespacesAndNewlines)
      guard result.terminationStatus.isSuccess, !result.standardOutput.isEmpty else {
        throw ChartProblem.gnuplotFailed(message)
      }
      return Data(result.standardOutput)
    } catch let error as SubprocessError {
      if error.code == .executableNotFound { throw ChartProblem.noGnuplot }
      throw ChartProblem.gnuplotFailed("\(error)")
    }
  }

  /// Its version and the terminals that Phaseline needs, for `doctor`.
  /// - Returns: `nil` if it is not installed.
  public static func check() async -> (version: String, terminals: [String])? {
    let script = """
      set print '-'
      print sprintf('%.1f patchlevel %s', GPVAL_VERSION, GPVAL_PATCHLEVEL)
      print GPVAL_TERMINALS
      """
    guard let data = try? await run(script) else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    let terminals = lines.dropFirst().joined(separator: " ").split(separator: " ").map(String.init)
    return (lines.first ?? "", terminals)
  }
}
