import ArgumentParser
import Foundation
import Phaseline

/// A command of the workbench: parsed by swift-argument-parser, answered by a value.
protocol WorkbenchCommand: ParsableCommand {
  /// The formats it takes, its default first.
  var formats: [OutputFormat] { get }
  var globals: Globals { get }
  /// Files that it reads or makes: its answer is not written over them.
  var files: [String] { get }
  /// Whether -o names a folder, which it fills itself: its answer then goes to standard output.
  var fillsFolder: Bool { get }
  /// What the options say that every command takes.
  var choices: Choices { get }
  /// Whether its answer is something that one wants to see again, save or draw.
  var isResult: Bool { get }
  /// Whether its answer only says what was set, which who wants to read no notes is not told.
  var isNote: Bool { get }
  /// What its answer is about, in words and scope together; none where that makes no difference to it.
  func scope(in workbench: Workbench) throws -> Workbench.Scope?
  /// The parts of a scope that it heeds, where its answer has figures and does not say itself what they are about: of the
  /// others standard error says that they are left aside. None of any other command.
  var heeded: [Use.Part]? { get }
  /// What its answer answers: itself, or what a kept result answered.
  func question(in workbench: Workbench) -> Question
  /// Whether it needs a configuration file without faults; what helps to mend one does not.
  var needsConfiguration: Bool { get }
  /// Does it. Scope changes go back through the workbench.
  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer>
}

extension WorkbenchCommand {
  var formats: [OutputFormat] { OutputFormat.ofAnswers }
  var files: [String] { [] }
  var fillsFolder: Bool { false }
  var choices: Choices { globals.choices }
  var isResult: Bool { true }
  var isNote: Bool { false }
  func scope(in workbench: Workbench) -> Workbench.Scope? { nil }
  var heeded: [Use.Part]? { nil }
  func question(in workbench: Workbench) -> Question { workbench.question }
  var needsConfiguration: Bool { true }
}

/// A command that holds others: alone it shows what they are.
protocol CommandGroup: WorkbenchCommand {
  /// Commands of it that an option alone stands for.
  static var shorthands: [String: any WorkbenchCommand.Type] { get }
}

extension CommandGroup {
  static var shorthands: [String: any WorkbenchCommand.Type] { [:] }

  /// The commands that it holds.
  static var held: [any WorkbenchCommand.Type] {
    configuration.subcommands.compactMap { $0 as? any WorkbenchCommand.Type }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    workbench.words(.read { .report(HelpText($0).group(Self.self)) })
  }
}

/// A failure that has an answer to show all the same: a check that found something, or a load that was refused.
struct AnsweredFailure: Error {
  var answer: Disclosed<Answer>
  /// The exit code.
  var status = ExitStatus.found
}

/// The one door: shell, prompt, script and standard input give the same words here and get the same bytes.
func answer(_ words: [String], in workbench: inout Workbench) async -> Reply {
  var type: any ParsableCommand.Type = PhaselineCommand.self
  // What one command chose is not what the next is for: the prompt says for whom that will be.
  defer { workbench.startAnew() }
  do {
    let words = try workbench.spelledOut(words)
    var command = try PhaselineCommand.parsed(words)
    type = Swift.type(of: command)
    guard let ours = command as? any WorkbenchCommand else {
      try command.run()  // `help` throws its text
      return Reply()
    }
    workbench.chosen = ours.choices
    workbench.words = words
    if ours.needsConfiguration { try workbench.configuration.check() }
    if ours.fillsFolder { workbench.chosen.output = nil }
    return try await reply(of: ours, in: &workbench)
  } catch {
    // Whatever fails once somebody has asked to stop, gnuplot too, fails because of that.
    if workbench.cancellation.isCancelled { return Reply(error: CancellationError()) }
    return Reply(
      error: UsageProblem(ofStore: error, at: workbench.workspacePath) ?? error, of: type, to: workbench.saidAudience)
  }
}

private func reply(of command: any WorkbenchCommand, in workbench: inout Workbench) async throws -> Reply {
  let (result, status) = try await command.result(in: &workbench)
  if command.isResult, result.answer.value.isKept { workbench.results[Results.last] = result }
  if command.isNote, workbench.isQuiet, workbench.chosen.output == nil { return Reply(status: status) }
  let line = ProgressLine()
  defer { line.end() }
  var surroundings = workbench.surroundings
  if workbench.chosen.output != nil { (surroundings.rowLimit, surroundings.isColoured) = (nil, false) }
  let renderer = Renderer(
    surroundings: surroundings, scope: result.scope,
    progress: workbench.tellsProgress ? line.progress : .silent, cancellation: workbench.cancellation)
  var rendered = try await renderer.render(result.answer, as: workbench.format)
  rendered.notes += try workbench.register(result, rendered) + workbench.remarks
  if workbench.isInNotebook, workbench.chosen.output == nil, rendered.companions.isEmpty,
    let display = try await renderer.display(result.answer, rendered, as: workbench.format)
  {
    return Reply(display: display, error: Delivery.lines(workbench.notes(of: rendered)), status: status)
  }
  return try Delivery(workbench: workbench).deliver(rendered, status: status)
}

extension WorkbenchCommand {
  /// Does it, and says what it was about.
  /// - Returns: What it gave, and the exit code.
  func result(in workbench: inout Workbench) async throws -> (KeptResult, status: Int32) {
    workbench.format = try chosenFormat(of: self, in: workbench)
    try Delivery(workbench: workbench).prepare(files)
    let scope = try scope(in: workbench)
    var status: Int32 = 0
    let answer: Disclosed<Answer>
    let line = ProgressLine()
    workbench.progress = workbench.tellsProgress ? line.progress : .silent
    defer { line.end() }
    do { answer = try await run(in: &workbench) } catch let failed as AnsweredFailure {
      (answer, status) = (failed.answer, failed.status)
    }
    workbench.remarks += leftAside(of: workbench.scope)
    let format = answer.value.fixedFormat(workbench.format)
    let source = answer.holdsFigures ? try workbench.workspace() : nil
    return (
      KeptResult(
        answer: answer, question: question(in: workbench), scope: scope, path: workbench.workspacePath,
        owner: try source?.owner()?.code, change: try source?.lastChange(), counts: try source?.dataVersion(),
        format: format),
      status
    )
  }
}

extension WorkbenchCommand {
  /// What of a scope it does not heed. With whom to compare is for `compare` alone.
  private func leftAside(of scope: Workbench.Scope) -> [String] {
    guard let heeded else { return [] }
    var scope = scope
    for part in heeded + [.comparator, .audience] { scope.clear(part) }
    return scope.isEverything ? [] : ["Left aside of the scope: \(scope.words)."]
  }
}

/// `--format`, else the ending of `-o FILE`, else the command's own. An ending that says something else is refused: a file
/// is what its name says.
private func chosenFormat(of command: any WorkbenchCommand, in workbench: Workbench) throws -> OutputFormat {
  let formats = command.formats
  let choices = command.choices
  let set =
    workbench.defaults.format ?? workbench.environment[Setting.format.variable].flatMap { OutputFormat(rawValue: $0) }
  // What is set for all commands makes no file of an answer that can be shown.
  let usual = set.flatMap { formats.contains($0) && ($0.isText || !formats.contains(.table)) ? $0 : nil } ?? formats[0]
  if command.fillsFolder {
    if let chosen = choices.format { _ = try accepted(chosen, formats) }
    return [choices.format, usual].compactMap { $0 }.first(where: \.isText) ?? .table
  }
  guard let file = choices.output else { return try accepted(choices.format ?? usual, formats) }
  let ending = OutputFormat(fileName: file)
  if let chosen = choices.format, let ending, ending != chosen {
    throw ValidationError("'\(file)' ends as \(ending.rawValue), but --format says \(chosen.rawValue).")
  }
  if ending == nil, choices.format == nil, formats[0] != .table {
    throw ValidationError(
      "The ending of '\(file)' says no format: use \(Wordings.list(formats.map { ".\($0.rawValue)" })).")
  }
  return try accepted(choices.format ?? ending ?? usual, formats)
}

private func accepted(_ format: OutputFormat, _ formats: [OutputFormat]) throws -> OutputFormat {
  guard formats.contains(format) else { throw wrongFormat(format, formats) }
  return format
}

private func wrongFormat(_ format: OutputFormat, _ formats: [OutputFormat]) -> ValidationError {
  ValidationError("This command writes \(Wordings.list(formats.map(\.rawValue))), not \(format.rawValue).")
}

/// Exit codes besides swift-argument-parser's own.
enum ExitStatus {
  static let failed: Int32 = 1
  /// A check found something.
  static let found: Int32 = 3
  static let interrupted: Int32 = 130
}

extension Reply {
  /// Words and exit code for an error, or for `--help`, which is an error to the library and none to people.
  /// - Parameters:
  ///   - type: The command whose usage is shown.
  ///   - audience: Who reads it: a shared one reads no counts.
  init(
    error: any Error, of type: any ParsableCommand.Type = PhaselineCommand.self, to audience: Audience = .internal
  ) {
    self.init()
    switch error {
    case let problem as any Phaseline.PeopleReadable:
      (self.error, status) = (Gate(audience: audience).words(of: problem) + "\n", ExitStatus.failed)
    case let unknown as UnknownCommand:
      (self.error, status) = ("\(unknown)\n", ExitCode.validationFailure.rawValue)
    case let ambiguous as AmbiguousCommand:
      (self.error, status) = ("\(ambiguous)\n", ExitCode.validationFailure.rawValue)
    case is CancellationError:
      (self.error, status) = ("Stopped; the workspace is as it was.\n", ExitStatus.interrupted)
    default:
      let code = type.exitCode(for: error).rawValue
      var text = type.fullMessage(for: error) + "\n"
      if type != PhaselineCommand.self {  // of a command alone the library does not know under which program it stands
        for place in ["Usage: ", "See '"] {
          text = text.replacing(
            "\(place)\(type._commandName) ", with: "\(place)phaseline \(PhaselineCommand.path(of: type)) ")
        }
      }
      if code == 0 { output = Data(text.utf8) } else { self.error = text }
      status = code
    }
  }
}
