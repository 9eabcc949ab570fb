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
  /// Does it. Scope changes go back through the workbench.
  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer>
}

extension WorkbenchCommand {
  var formats: [OutputFormat] { OutputFormat.ofTables }
  var files: [String] { [] }
  var fillsFolder: Bool { false }
}

/// A command that holds others: alone it shows what they are.
protocol CommandGroup: WorkbenchCommand {
  /// Commands of it that an option alone stands for.
  static var shorthands: [String: any WorkbenchCommand.Type] { get }
}

extension CommandGroup {
  static var shorthands: [String: any WorkbenchCommand.Type] { [:] }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    workbench.words(.message(PhaselineCommand.helpMessage(for: Self.self)))
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
  defer { workbench.chosen = Choices() }
  do {
    var command = try PhaselineCommand.parsed(Words.normalised(words))
    type = Swift.type(of: command)
    guard let ours = command as? any WorkbenchCommand else {
      try command.run()  // `help` throws its text
      return Reply()
    }
    workbench.chosen = ours.globals.choices
    workbench.words = words
    if ours.fillsFolder { workbench.chosen.output = nil }
    return try await reply(of: ours, in: &workbench)
  } catch {
    // Whatever fails once somebody has asked to stop, gnuplot too, fails because of that.
    if workbench.cancellation.isCancelled { return Reply(error: CancellationError()) }
    return Reply(
      error: UsageProblem(ofStore: error, at: workbench.workspacePath) ?? error, of: type, to: workbench.saidAudience)
  }
}

extension PhaselineCommand {
  /// The command that the words are: parsed alone where its name is there and all is well, since building the declarations
  /// of all the others takes longer than most answers; by the whole tree, which has the messages, where it is not.
  /// - Throws: `UnknownCommand`; swift-argument-parser's errors.
  static func parsed(_ words: [String]) throws -> any ParsableCommand {
    let words = spelledOut(words)
    if let at = Words.firstWord(of: words) {
      if let type = commands.first(where: { $0.configuration.commandName == words[at] }) {
        let (leaf, rest) = try leaf(of: type, Array(words[..<at] + words[(at + 1)...]))
        if let command = try? leaf.parseAsRoot(rest), command is any WorkbenchCommand { return command }
      }
      // The library suggests the nearest option, but not the nearest command.
      let named = words[at] == "help" ? words[(at + 1)...].first : words[at]
      if let named, named != "help", !named.hasPrefix("-"), !names.contains(named) { throw UnknownCommand(name: named) }
    }
    return try parseAsRoot(words)
  }

  /// With the command of a group that an option stands for named: `report --every-authority` is
  /// `report authority --every-authority`.
  private static func spelledOut(_ words: [String]) -> [String] {
    guard let at = Words.firstWord(of: words),
      let group = commands.first(where: { $0._commandName == words[at] }) as? any CommandGroup.Type,
      let meant = words.lazy.compactMap({ group.shorthands[$0] }).first
    else { return words }
    let behind = words[(at + 1)...]
    if behind.contains(where: { word in held(by: words[at]).contains(word) }) { return words }
    return words[...at] + [meant._commandName] + behind
  }

  /// Of a group the command that the next word names, and the words without it; any other is itself.
  /// - Throws: `UnknownCommand`.
  private static func leaf(
    of type: any WorkbenchCommand.Type, _ words: [String]
  ) throws -> (any ParsableCommand.Type, [String]) {
    let leaves = type.configuration.subcommands
    guard !leaves.isEmpty, let at = Words.firstWord(of: words) else { return (type, words) }
    guard let leaf = leaves.first(where: { $0._commandName == words[at] }) else {
      throw UnknownCommand(name: words[at], group: type)
    }
    return (leaf, Array(words[..<at] + words[(at + 1)...]))
  }

  /// The words that name a command: "compare", "action add".
  static func path(of type: any ParsableCommand.Type) -> String {
    let group = commands.first { $0.configuration.subcommands.contains { $0 == type } }
    return [group?._commandName, type._commandName].compactMap { $0 }.joined(separator: " ")
  }
}

/// A word that should be a command and is none.
struct UnknownCommand: Error, CustomStringConvertible {
  var name: String
  /// The group among whose commands it was sought; none among all.
  var group: (any WorkbenchCommand.Type)?
  var description: String {
    let known = group?.configuration.subcommands.map { $0._commandName } ?? PhaselineCommand.names
    let nearest = Nearest.names(to: name, among: known)
    let remedy = nearest.isEmpty ? "" : "Did you mean \(Wordings.list(nearest, "or"))? "
    guard let group else { return "No command is called '\(name)'. \(remedy)`help` lists the commands." }
    return "`\(group._commandName)` has no command '\(name)'. \(remedy)It has \(Wordings.list(known))."
  }
}

private func reply(of command: any WorkbenchCommand, in workbench: inout Workbench) async throws -> Reply {
  workbench.format = try chosenFormat(of: command, in: workbench)
  try Delivery(workbench: workbench).prepare(command.files)
  try workbench.checkAudience()  // refuses one that is none before anything is done
  var status: Int32 = 0
  let answer: Disclosed<Answer>
  let line = ProgressLine()
  workbench.progress = line.progress
  defer { line.end() }
  do { answer = try await command.run(in: &workbench) } catch let failed as AnsweredFailure {
    (answer, status) = (failed.answer, failed.status)
  }
  var rendered = try await Renderer(
    surroundings: workbench.surroundings, progress: workbench.progress, cancellation: workbench.cancellation
  ).render(answer, as: workbench.format)
  rendered.notes += try workbench.register(answer, rendered)
  return try Delivery(workbench: workbench).deliver(rendered, status: status)
}

/// `--format`, else the ending of `-o FILE`, else the command's own. An ending that says something else is refused: a file
/// is what its name says.
private func chosenFormat(of command: any WorkbenchCommand, in workbench: Workbench) throws -> OutputFormat {
  let formats = command.formats
  let usual = workbench.defaults.format.flatMap { formats.contains($0) ? $0 : nil } ?? formats[0]
  if command.fillsFolder {
    if let chosen = command.globals.format { _ = try accepted(chosen, formats) }
    return [command.globals.format, usual].compactMap { $0 }.first(where: \.isText) ?? .table
  }
  guard let file = command.globals.output else { return try accepted(command.globals.format ?? usual, formats) }
  let ending = OutputFormat(fileName: file)
  if let chosen = command.globals.format, let ending, ending != chosen {
    throw ValidationError("'\(file)' ends as \(ending.rawValue), but --format says \(chosen.rawValue).")
  }
  if ending == nil, command.globals.format == nil, formats[0] != .table {
    throw ValidationError(
      "The ending of '\(file)' says no format: use \(Wordings.list(formats.map { ".\($0.rawValue)" })).")
  }
  return try accepted(command.globals.format ?? ending ?? usual, formats)
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
