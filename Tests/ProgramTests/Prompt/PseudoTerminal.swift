import CTerminal
import Foundation
import Testing

/// The program at a pseudo-terminal, as somebody would sit before it.
final class PseudoTerminal {
  private var controller: Int32 = -1
  private let process: pid_t
  private var seen = ""
  /// Everything that came, with its colours.
  private(set) var raw = ""

  /// - Parameters:
  ///   - variables: The environment's, over the usual ones; `nil` takes one away.
  ///   - shell: A shell that runs in its place, with the program on its path.
  /// - Throws: An error where the system gives no terminal.
  init(
    _ program: Program, words: [String] = [], variables: [String: String?] = [:], columns: Int = 100,
    shell: String? = nil
  ) throws {
    var environment = Program.environment
    let place = Program.executable.deletingLastPathComponent().path
    environment["PATH"] = "\(place):\(environment["PATH"] ?? "")"
    let executable = shell == nil ? Program.executable.path : "/usr/bin/env"
    let words = shell.map { $0.split(separator: " ").map(String.init) } ?? words
    environment["COLUMNS"] = nil
    environment["TERM"] = "xterm"
    environment["PAGER"] = ""
    environment["LC_ALL"] = "C.UTF-8"
    environment["PHASELINE_HISTORY"] = program.folder.appendingPathComponent("lines").path
    for (key, value) in variables { environment[key] = value }
    let arguments = ([executable] + words).map { strdup($0) } + [nil]
    let pairs = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + pairs { free(text) } }
    process = start_at_terminal(&controller, program.folder.path, executable, arguments, pairs, Int32(columns))
    try #require(process > 0)
    _ = fcntl(controller, F_SETFL, O_NONBLOCK)
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(controller)
  }

  func type(_ keys: String) {
    _ = keys.utf8.withContiguousStorageIfAvailable { write(controller, $0.baseAddress, $0.count) }
  }

  func type(bytes: [UInt8]) { _ = write(controller, bytes, bytes.count) }

  func resize(columns: Int) {
    var size = winsize(ws_row: 40, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  /// Waits until a text is on the screen, behind what was waited for before.
  func expect(_ text: String, seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      read()
      if let range = seen.range(of: text) {
        seen = String(seen[range.upperBound...])
        return
      }
      usleep(10_000)
    }
    Issue.record("waited for '\(text)', saw: \(seen)", sourceLocation: sourceLocation)
    throw CancellationError()
  }

  /// Waits for its end.
  /// - Returns: The exit code.
  func end(seconds: Double = 60) -> Int32? {
    let end = Date().addingTimeInterval(seconds)
    var status: Int32 = 0
    while Date() < end {
      read()
      if waitpid(process, &status, WNOHANG) == process {
        while read() {}
        return (status >> 8) & 0xFF
      }
      usleep(10_000)
    }
    return nil
  }

  /// - Returns: Whether there was something.
  @discardableResult
  private func read() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(controller, &bytes, bytes.count)
    guard count > 0 else { return false }
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    raw += text
    // Colours and cursor movements say nothing here.
    seen += text.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").replacing("\r\n", with: "\n").replacing("\r", with: "")
    return true
  }
}
