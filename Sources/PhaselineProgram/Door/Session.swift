import ArgumentParser
import Foundation
import Phaseline

/// One run of the program: a command, a script, standard input, or the prompt.
struct Session {
  private(set) var workbench: Workbench
  /// Whether `quit` was said.
  private(set) var isLeaving = false
  private let words: [String]
  /// The scripts that run at this moment, each by the one before it.
  private var running: [String] = []

  init(environment: [String: String], executable: URL, words: [String]) {
    self.words = words
    workbench = Workbench(environment: environment, executable: executable)
  }

  /// - Returns: The exit code.
  mutating func run() async -> Int32 {
    Interrupt.listen(workbench.cancellation, endsTheSecondTime: true)
    guard let root = startsConversation() else { return await perform(words) }
    if root.globals.output != nil { return Output.write(Reply(error: Self.noOutput)) }
    workbench.defaults = root.globals.choices
    workbench.commandsComeByStandardInput = true
    guard isatty(STDIN_FILENO) == 1 else { return await perform(script: Script(standardInput: ()), keepGoing: false) }
    workbench.isAtPrompt = true
    defer { workbench.endTour() }
    return await Prompt().run(&self)
  }

  /// Measures the window anew: it may have another size since the last line.
  mutating func fitWindow() { workbench.surroundings = .current(workbench.environment) }

  private static let noOutput = ValidationError(
    "-o belongs to one command; the answers of several go to standard output.")

  /// The root's options, if there is no command among the words.
  private func startsConversation() -> PhaselineCommand? {
    guard Words.firstWord(of: words) == nil else { return nil }
    return (try? PhaselineCommand.parseAsRoot(words)) as? PhaselineCommand
  }

  /// Does what the words say and writes what comes of it.
  /// - Returns: The exit code.
  mutating func perform(_ words: [String]) async -> Int32 {
    if words.contains("run"), let script = (try? PhaselineCommand.parsed(words)) as? RunScript {
      return await perform(script)
    }
    return Output.write(await answer(words, in: &workbench))
  }

  private mutating func perform(_ command: RunScript) async -> Int32 {
    if command.globals.output != nil { return Output.write(Reply(error: Self.noOutput, of: RunScript.self)) }
    let (defaults, path) = (workbench.defaults, URL(fileURLWithPath: command.file).resolvingSymlinksInPath().path)
    do {
      guard !running.contains(path) else {
        throw UsageProblem.refused("The script '\(command.file)' runs itself. Take that line out of it.")
      }
      let script = try Script(file: command.file)
      workbench.defaults = command.globals.choices.filled(from: defaults)
      running.append(path)
      defer {
        workbench.defaults = defaults
        running.removeLast()
      }
      return await perform(script: script, keepGoing: command.keepGoing)
    } catch {
      return Output.write(Reply(error: error))
    }
  }

  /// Does line after line.
  /// - Returns: The first failure's exit code, or 0.
  private mutating func perform(script: Script, keepGoing: Bool) async -> Int32 {
    var status: Int32 = 0
    for line in script.lines {
      let code = await perform(line: line.text)
      if isLeaving { break }
      if workbench.cancellation.isCancelled {
        if code == 0 { Output.write(Reply(error: CancellationError())) }
        return ExitStatus.interrupted
      }
      guard code != 0 else { continue }
      Output.writeError("\(script.name):\(line.number): stopped at: \(line.text)\n", when: !keepGoing)
      if status == 0 { status = code }
      if !keepGoing { break }
    }
    return status
  }

  /// Does what one line says; a blank line and a comment say nothing.
  mutating func perform(line: String) async -> Int32 {
    do {
      let words = try Words.split(line)
      if words.isEmpty { return 0 }
      if words == ["quit"] || words == ["exit"] {
        isLeaving = true
        return 0
      }
      return await perform(words)
    } catch {
      return Output.write(Reply(error: error))
    }
  }
}

/// Commands, one a line; blank lines and comments are left out.
struct Script {
  struct Line {
    var number: Int
    var text: String

    /// - Returns: `nil` for a line that says nothing.
    init?(_ number: Int, _ line: some StringProtocol) {
      let plain = number == 1 && line.hasPrefix("\u{FEFF}") ? String(line.dropFirst()) : String(line)
      (self.number, text) = (number, plain.trimmingCharacters(in: .whitespaces))
      if text.isEmpty || text.hasPrefix("#") { return nil }
    }
  }
  var name: String
  /// Of standard input each line comes when it is there: whoever writes them may wait for an answer.
  var lines: AnySequence<Line>

  /// - Throws: `UsageProblem.refused` where it cannot be read.
  init(file: String) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw UsageProblem.refused("The script '\(file)' cannot be read. Check its name.")
    }
    let text = String(decoding: data, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    self.init(name: file, lines: AnySequence(lines.enumerated().lazy.compactMap { Line($0 + 1, $1) }))
  }

  init(standardInput: Void) {
    let lines = sequence(state: 0) { (number: inout Int) -> (Int, String)? in
      number += 1
      return readLine().map { (number, $0) }
    }
    self.init(name: "standard input", lines: AnySequence(lines.lazy.compactMap { Line($0, $1) }))
  }

  private init(name: String, lines: AnySequence<Line>) { (self.name, self.lines) = (name, lines) }
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

  static func writeError(_ text: String, when condition: Bool = true) {
    guard condition, !text.isEmpty else { return }
    try? FileHandle.standardError.write(contentsOf: Data(fitted(text).utf8))
  }

  /// At a terminal no word is cut in two at its edge; elsewhere a message is one line.
  private static func fitted(_ text: String) -> String {
    guard let width = Surroundings.window(of: STDERR_FILENO)?.columns, width > 20 else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.count > width ? TerminalLayout.wrap(String(line), width: width) : String(line)
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
