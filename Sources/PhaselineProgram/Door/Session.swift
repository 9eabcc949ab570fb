import ArgumentParser
import Foundation
import Phaseline

/// One run of the program: a command, a script, standard input, or the prompt.
struct Session {
  private(set) var workbench: Workbench
  private let words: [String]

  init(environment: [String: String], executable: URL, words: [String]) {
    self.words = words
    workbench = Workbench(environment: environment, executable: executable, defaults: Globals.none)
  }

  /// - Returns: The exit code.
  mutating func run() async -> Int32 {
    guard let root = startsConversation() else { return await perform(words) }
    workbench.defaults = root.globals
    guard isatty(STDIN_FILENO) == 1 else { return await perform(script: Script(standardInput: ()), keepGoing: false) }
    return await Prompt().run(&self)
  }

  /// The root's options, if there is no command among the words.
  private func startsConversation() -> PhaselineCommand? {
    (try? PhaselineCommand.parseAsRoot(words)) as? PhaselineCommand
  }

  /// Does what the words say and writes what comes of it.
  /// - Returns: The exit code.
  mutating func perform(_ words: [String]) async -> Int32 {
    if words.contains("run"), let script = (try? PhaselineCommand.parseAsRoot(words)) as? RunScript {
      return await perform(script)
    }
    let reply = await answer(words, in: &workbench)
    Output.write(reply)
    return reply.status
  }

  private mutating func perform(_ command: RunScript) async -> Int32 {
    do {
      let script = try Script(file: command.file)
      workbench.defaults = command.globals.filled(from: workbench.defaults)
      return await perform(script: script, keepGoing: command.keepGoing)
    } catch {
      let reply = Reply(error: error, to: words)
      Output.write(reply)
      return reply.status
    }
  }

  /// Does line after line.
  /// - Returns: The first failure's exit code, or 0.
  private mutating func perform(script: Script, keepGoing: Bool) async -> Int32 {
    var status: Int32 = 0
    for line in script.lines {
      let code = await perform(line: line.text)
      guard code != 0 else { continue }
      Output.writeError("\(script.name):\(line.number): stopped at: \(line.text)\n", when: !keepGoing)
      if status == 0 { status = code }
      if !keepGoing { break }
    }
    return status
  }

  /// Does what one line says.
  mutating func perform(line: String) async -> Int32 {
    do {
      return await perform(try Words.split(line))
    } catch {
      let reply = Reply(error: error, to: [line])
      Output.write(reply)
      return reply.status
    }
  }
}

/// Commands, one a line; blank lines and comments are left out.
struct Script {
  struct Line {
    var number: Int
    var text: String
  }
  var name: String
  var lines: [Line]

  /// - Throws: `UsageProblem.refused` where it cannot be read.
  init(file: String) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw UsageProblem.refused("The script '\(file)' cannot be read. Check its name.")
    }
    self.init(name: file, text: String(decoding: data, as: UTF8.self))
  }

  init(standardInput: Void) {
    self.init(
      name: "standard input", text: String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self))
  }

  private init(name: String, text: String) {
    self.name = name
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
      let text = String(line).trimmingCharacters(in: .whitespacesAndNewlines)
      return text.isEmpty || text.hasPrefix("#") ? nil : Line(number: index + 1, text: text)
    }
  }
}

/// Standard output and standard error.
enum Output {
  static func write(_ reply: Reply) {
    if !reply.output.isEmpty { FileHandle.standardOutput.write(reply.output) }
    writeError(reply.error)
  }

  static func writeError(_ text: String, when condition: Bool = true) {
    guard condition, !text.isEmpty else { return }
    FileHandle.standardError.write(Data(text.utf8))
  }
}

extension Globals {
  /// No options at all.
  static var none: Globals { (try? Globals.parse([])) ?? Globals() }

  /// With what is not given here taken from others.
  func filled(from others: Globals) -> Globals {
    var filled = self
    filled.workspace = workspace ?? others.workspace
    filled.standard = standard ?? others.standard
    filled.audience = audience ?? others.audience
    filled.format = format ?? others.format
    return filled
  }
}
