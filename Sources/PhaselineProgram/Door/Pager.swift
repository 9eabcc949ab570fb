import Foundation
import Subprocess
import SystemPackage

/// Shows what is longer than the screen page by page, by the program that people have for that.
struct Pager: Sendable {
  private let command: String
  private let environment: [String: String]
  /// Where `q` leads.
  private let isAtPrompt: Bool

  /// - Returns: `nil` where there is none, none is wanted, or standard output is no terminal that could show pages.
  init?(_ environment: [String: String], isAtPrompt: Bool) {
    guard isatty(STDOUT_FILENO) == 1, isatty(STDIN_FILENO) == 1, environment["TERM"] != "dumb",
      let command = Self.command(environment)
    else { return nil }
    (self.command, self.environment, self.isAtPrompt) = (command, environment, isAtPrompt)
  }

  /// How many rows of a table a prompt shows where people have no pager and did not ask for none; all elsewhere.
  static func rowLimit(_ environment: [String: String]) -> Int? {
    guard named(environment) == nil, command(environment) == nil, environment["TERM"] != "dumb",
      let window = Surroundings.window(of: STDOUT_FILENO)
    else { return nil }
    return max(10, window.lines - 6)
  }

  private static func named(_ environment: [String: String]) -> String? {
    environment["PHASELINE_PAGER"] ?? environment["PAGER"]
  }

  /// `PHASELINE_PAGER`, else `PAGER`, else `less` where it is installed; an empty one and `cat` are none.
  private static func command(_ environment: [String: String]) -> String? {
    if let named = named(environment) {
      return ["", "cat"].contains(named.trimmingCharacters(in: .whitespaces)) ? nil : named
    }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less" : nil
  }

  /// Whether a text takes more lines than the screen has.
  func isNeeded(for data: Data) -> Bool {
    guard let window = Surroundings.window(of: STDOUT_FILENO), data.count > window.lines, !Self.isDrawn(data),
      let text = String(data: data, encoding: .utf8)
    else { return false }
    return Self.exceeds(text, columns: window.columns, lines: window.lines)
  }

  /// Whether a text, with the prompt below it, takes more lines than there are; colours take no room.
  static func exceeds(_ text: String, columns: Int, lines: Int) -> Bool {
    var taken = 0
    return text.split(separator: "\n", omittingEmptySubsequences: false).contains { line in
      let seen = line.contains("\u{1B}") ? line.replacing(/\u{1B}\[[0-9;]*m/, with: "") : line
      taken += max(1, (DisplayWidth.of(seen) + columns - 1) / max(1, columns))
      return taken > lines
    }
  }

  /// Pictures are no text: a sign of escape that begins no colour.
  private static func isDrawn(_ data: Data) -> Bool {
    zip(data, data.dropFirst()).contains { $0 == 0x1B && $1 != UInt8(ascii: "[") }
  }

  /// What `less` says at the foot of a page, in its own language: at the end there is no more.
  private var foot: String {
    let leave = isAtPrompt ? "q\\: back to Phaseline" : "q\\: leave"
    return "-Ps?e(END) \(leave):space\\: more, \(leave).$"
  }

  /// Shows a text, and comes back when whoever reads it has seen enough.
  /// - Returns: Whether the program ended well: else the text is still to be shown.
  func show(_ data: Data) async -> Bool {
    // A file that has no name any more: a pager that is left early needs no pipe to be emptied.
    guard let file = tmpfile() else { return false }
    // Ctrl-C there is the pager's, twice too, and ends nothing here.
    let before = signal(SIGINT, SIG_IGN)
    defer {
      signal(SIGINT, before)
      fclose(file)
    }
    let isWritten = data.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    guard isWritten, fflush(file) == 0, lseek(fileno(file), 0, SEEK_SET) == 0 else { return false }
    // It writes no files and begins no shell: for whom figures are, Phaseline says, and not a key in a pager.
    let variables: [Environment.Key: String?] = [
      "LESS": "\(environment["LESS"] ?? "FRX") \(foot)", "LESSCHARSET": "utf-8", "LESSSECURE": "1",
    ]
    let ended = try? await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", command], environment: .inherit.updating(variables),
      input: .fileDescriptor(FileDescriptor(rawValue: fileno(file)), closeAfterSpawningProcess: false),
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    return ended?.terminationStatus == .exited(0)
  }
}
