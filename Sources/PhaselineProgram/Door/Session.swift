import ArgumentParser
import Foundation
import Phaseline

/// One run of the program: a command, a script, standard input, or the prompt.
struct Session {
  private(set) var workbench: Workbench
  /// Whether `quit` was said.
  private(set) var isLeaving = false
  private let words: [String]
  private let outlet: any Outlet
  /// Whether somebody waits for each answer.
  private var isPaged = false
  /// The scripts that run at this moment, each by the one before it.
  private var running: [String] = []
  /// How many scripts ran when the log began: it keeps what is said there, and not what a script says.
  private var logDepth = 0

  init(environment: [String: String], executable: URL, words: [String]) {
    (self.words, outlet) = (words, StandardOutlet())
    workbench = Workbench(environment: environment, executable: executable)
  }

  /// One whose commands are cells of a notebook.
  init(_ workbench: Workbench, outlet: any Outlet) {
    (words, self.outlet, self.workbench) = ([], outlet, workbench)
  }

  /// - Returns: The exit code.
  mutating func run() async -> Int32 {
    Interrupt.listen(workbench.cancellation, endsTheSecondTime: true)
    guard let root = startsConversation() else {
      isPaged = true
      return await perform(words).status
    }
    do {
      if root.globals.output != nil { throw Self.noOutput }
      try setVariables(root.scripting.set)
    } catch { return outlet.write(Reply(error: error)) }
    workbench.defaults = root.globals.choices
    if let text = root.commands {
      return await perform(script: Script(name: "-c", text: text, isWhole: true), keepGoing: root.scripting.keepGoing)
    }
    workbench.commandsComeByStandardInput = true
    guard isatty(STDIN_FILENO) == 1 else {
      return await perform(script: Script(standardInput: ()), keepGoing: root.scripting.keepGoing)
    }
    isPaged = true
    workbench.isAtPrompt = true
    defer { workbench.endTour() }
    return await Prompt().run(&self)
  }

  /// Gives texts to names, as `--set` does.
  /// - Throws: As `Variables.set` does.
  mutating func setVariables(_ assignments: [String]) throws { try workbench.variables.set(assignments) }

  /// Measures the window anew: it may have another size since the last line.
  mutating func fitWindow() {
    workbench.surroundings = .current(workbench.environment)
    workbench.surroundings.rowLimit = Pager.rowLimit(workbench.environment)
  }

  /// Forgets that somebody has asked to stop: what comes next is asked for anew.
  func startAnew() { workbench.cancellation.reset() }

  private static let noOutput = ValidationError(
    "-o belongs to one command; the answers of several go to standard output.")

  /// The root's options, if there is no command among the words.
  private func startsConversation() -> PhaselineCommand? {
    guard Words.firstWord(of: words) == nil else { return nil }
    return (try? PhaselineCommand.parseAsRoot(words)) as? PhaselineCommand
  }
}

// MARK: - Commands

extension Session {
  /// What came of a command.
  private struct Done {
    var status: Int32
    /// What it wrote to standard output.
    var output = Data()
  }

  /// Does what the words say and writes what comes of it.
  private mutating func perform(_ words: [String]) async -> Done {
    if words.contains(where: { RunScript._commandName.hasPrefix($0.lowercased()) }),
      let script = (try? PhaselineCommand.parsed(words)) as? RunScript
    {
      return Done(status: await perform(script))
    }
    let reply = await answer(words, in: &workbench)
    var shown = reply
    if await page(reply.output) { shown.output = Data() }
    return Done(status: outlet.write(shown), output: reply.output)
  }

  /// Shows what is longer than the screen by the pager, to whoever waits for one answer.
  /// - Returns: Whether it was shown.
  private func page(_ output: Data) async -> Bool {
    guard isPaged, running.isEmpty,
      let pager = Pager(workbench.environment, isAtPrompt: workbench.isAtPrompt), pager.isNeeded(for: output)
    else {
      return false
    }
    return await pager.show(output)
  }

  /// Does one command as it was typed.
  private mutating func perform(_ command: CommandText) async -> Done {
    do {
      var words = try command.words(workbench.variables)
      // Who comes from a shell, or copies from a page, has the program's name before the command.
      if words.first == PhaselineCommand._commandName { words.removeFirst() }
      if words.isEmpty { return Done(status: 0) }
      if words == ["quit"] || words == ["exit"] {
        if workbench.isInNotebook { throw UsageProblem.refused("'\(words[0])' ends the prompt; a notebook has none.") }
        isLeaving = true
        return Done(status: 0)
      }
      return await perform(words)
    } catch {
      return Done(status: outlet.write(Reply(error: error)))
    }
  }

  /// Does what a statement says, up to the first failure.
  /// - Returns: Its exit code, and the command that failed.
  @discardableResult
  mutating func perform(_ statement: Statement) async -> (status: Int32, failed: String) {
    do {
      for command in try CommandText.all(in: statement.text) {
        let before = workbench.log
        let done = await perform(command)
        record(command, done, in: before)
        if isLeaving { break }
        if done.status != 0 { return (done.status, command.words) }
        if workbench.cancellation.isCancelled { break }
      }
      return (0, "")
    } catch {
      return (outlet.write(Reply(error: error)), statement.text)
    }
  }

  /// Keeps a command in the log that was there before it; a command that began or ended one is not in it.
  private mutating func record(_ command: CommandText, _ done: Done, in log: CommandLog?) {
    if workbench.log != log { logDepth = running.count }
    guard let log, log == workbench.log, logDepth == running.count, !isLeaving else { return }
    do { try log.record(command, status: done.status, output: done.output) } catch {
      workbench.log = nil
      outlet.write(Reply(error: error))
    }
  }
}

// MARK: - Scripts

extension Session {
  private mutating func perform(_ command: RunScript) async -> Int32 {
    let (defaults, variables) = (workbench.defaults, workbench.variables)
    let path = URL(fileURLWithPath: command.file).resolvingSymlinksInPath().path
    do {
      if command.globals.output != nil { throw Self.noOutput }
      guard !running.contains(path) else {
        throw UsageProblem.refused("The script '\(command.file)' runs itself. Take that line out of it.")
      }
      let script = try Script(file: command.file)
      var given = variables
      try given.set(command.scripting.set)
      try script.check(command.scripting.set)
      workbench.variables = given
      workbench.defaults = command.globals.choices.filled(from: defaults)
      running.append(path)
      let isAtPrompt = workbench.isAtPrompt
      workbench.isAtPrompt = false  // what goes step by step is for a person
      defer {
        workbench.isAtPrompt = isAtPrompt
        workbench.defaults = defaults
        workbench.variables = workbench.variables.restored(command.scripting.set, from: variables)
        running.removeLast()
      }
      return await perform(script: script, keepGoing: command.scripting.keepGoing)
    } catch {
      return outlet.write(Reply(error: error, of: RunScript.self))
    }
  }

  /// Does statement after statement.
  /// - Returns: The first failure's exit code, or 0.
  mutating func perform(script: Script, keepGoing: Bool = false) async -> Int32 {
    var status: Int32 = 0
    for statement in script.statements {
      let (code, failed) = await perform(statement)
      if isLeaving { return status }
      if workbench.cancellation.isCancelled {
        if code == 0 { outlet.write(Reply(error: CancellationError())) }
        return ExitStatus.interrupted
      }
      guard code != 0 else { continue }
      let word = keepGoing ? "failed" : "stopped at"
      outlet.writeError("\(script.name):\(statement.line): \(word): \(failed)\n")
      if status == 0 { status = code }
      if !keepGoing { return status }
    }
    guard let (statement, problem) = script.unfinished else { return status }
    outlet.write(Reply(error: problem))
    outlet.writeError("\(script.name):\(statement.line): stopped at: \(statement.text)\n")
    return status == 0 ? ExitStatus.failed : status
  }
}
