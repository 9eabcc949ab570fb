import ArgumentParser
import Phaseline

/// Gives a name to a result, or to a text.
struct Let: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "let", abstract: "Give a name to what a command gives, or to a text.",
    discussion: """
      A result is then `show`n, `save`d and drawn by its name. A text is put in where $name stands, but within single \
      quotes. One word that is no command is a text, several are a command. What --set gave a script goes before its `let`.

      Example: let rest = compare Northbridge --with rest
      Example: let place = "Northbridge"
      """)
  @OptionGroup var globals: Globals
  @Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("NAME = COMMAND, or NAME = TEXT.", valueName: "name = …"))
  var words: [String] = []

  var isResult: Bool { false }
  var isNote: Bool { true }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    if words == ["--help"] || words == ["-h"] { throw CleanExit.helpRequest(self) }
    let (name, value) = try parts()
    if value.count == 1, let text = value.first, !PhaselineCommand.names.contains(text) {
      workbench.results[name] = nil
      if let given = workbench.variables.given(name) {
        return workbench.words(.message("$\(name) is '\(given)', as --set says."))
      }
      workbench.variables[name] = text
      return workbench.words(.message("$\(name) is '\(text)'."))
    }
    let (result, status) = try await result(of: value, in: &workbench)
    workbench.results[name] = result
    workbench.results[Results.last] = result
    workbench.variables[name] = nil
    let said = workbench.words(.message("\(name): \(result.answer.value.kind) of `\(ShellWords.joined(value))`."))
    guard status == 0 else { throw AnsweredFailure(answer: said, status: status) }
    return said
  }

  /// - Throws: `ValidationError` where the words are no `NAME = …`.
  private func parts() throws -> (name: String, value: [String]) {
    var words = words
    // `a=b`, `a= b` and `a =b` are `a = b`.
    if let first = words.first, let sign = first.firstIndex(of: "="), sign != first.startIndex {
      let rest = String(first[first.index(after: sign)...])
      words = [String(first[..<sign]), "="] + (rest.isEmpty ? [] : [rest]) + words.dropFirst()
    }
    if words.count > 1, words[1].hasPrefix("="), words[1] != "=" {
      words.replaceSubrange(1...1, with: ["=", String(words[1].dropFirst())])
    }
    guard words.count > 2, words[1] == "=" else {
      throw ValidationError("`let` takes a name, = and a command or a text: let rest = compare Northbridge.")
    }
    guard Variables.isName(words[0]), words[0] != Results.last else {
      throw ValidationError("'\(words[0])' is no name: use letters, digits and _, a letter first.")
    }
    return (words[0], Array(words[2...]))
  }

  private func result(of words: [String], in workbench: inout Workbench) async throws -> (KeptResult, status: Int32) {
    var bench = workbench
    let words = try bench.spelledOut(words)
    let parsed = try PhaselineCommand.parsed(words)
    guard let command = parsed as? any WorkbenchCommand, command.isResult, !(command is RunScript) else {
      throw UsageProblem.refused("'\(words[0])' gives no result that could have a name.")
    }
    if command.choices.output != nil {
      throw UsageProblem.refused("A result that gets a name goes to no file. Leave -o out, and `save` it afterwards.")
    }
    (bench.chosen, bench.words) = (command.choices.filled(from: workbench.chosen), words)
    let (result, status) = try await command.result(in: &bench)
    workbench.remarks += bench.remarks
    if case .message = result.answer.value {
      throw UsageProblem.refused("'\(words[0])' gives no result that could have a name.")
    }
    return (result, status)
  }
}
