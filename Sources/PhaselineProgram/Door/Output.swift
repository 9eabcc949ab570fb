import Foundation

/// Where the replies to commands go.
protocol Outlet: Sendable {
  /// - Returns: The exit code: the reply's, or 1 where it could not be written.
  @discardableResult func write(_ reply: Reply) -> Int32
  /// Says what went wrong besides.
  func writeError(_ text: String)
}

/// Standard output and standard error.
struct StandardOutlet: Outlet {
  func write(_ reply: Reply) -> Int32 { Output.write(reply) }
  func writeError(_ text: String) { Output.writeError(text) }
}

/// Standard output and standard error.
enum Output {
  /// - Returns: The exit code: the reply's, or 1 where it could not be written.
  @discardableResult
  static func write(_ reply: Reply) -> Int32 {
    errno = 0
    do { try FileHandle.standardOutput.write(contentsOf: reply.output) } catch {
      if errno == EPIPE { leave() }
      writeError("The answer cannot be written (\(String(cString: strerror(errno)))).\n")
      return ExitStatus.failed
    }
    writeError(reply.error)
    return reply.status
  }

  static func writeError(_ text: String) {
    guard !text.isEmpty else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(shortened)
    try? FileHandle.standardError.write(contentsOf: Data(fitted(lines.joined(separator: "\n")).utf8))
  }

  /// What somebody typed is said again, but not a megabyte of it.
  private static func shortened(_ line: Substring) -> String {
    line.utf8.count <= 4_000 ? String(line) : "\(line.prefix(500)) … \(line.suffix(200))"
  }

  /// At a terminal no word is cut in two at its edge; elsewhere a message is one line.
  private static func fitted(_ text: String) -> String {
    guard let width = Surroundings.window(of: STDERR_FILENO)?.columns else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      DisplayWidth.of(line) > width ? TerminalLayout.wrap(String(line), width: width) : String(line)
    }
    return lines.joined(separator: "\n")
  }

  /// Whoever read the output has gone, as `head` does: the program ends as others do, by the signal.
  private static func leave() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(ExitStatus.failed)
  }
}
