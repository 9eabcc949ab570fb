import ArgumentParser
import Phaseline

/// The manual page, in mdoc.
struct ManualPage {
  var text: String {
    (head + ["Commands".section] + PhaselineCommand.purposes.flatMap(section) + options + environment + end)
      .joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    [
      ".Dd \(Version.day)", ".Dt PHASELINE 1", ".Os", "Name".section, ".Nm phaseline",
      ".Nd "
        + Mdoc.argument("put the phases of a workforce race equality standard side by side"),
      "Synopsis".section, ".Nm", ".Op Ar options", ".Ar command ...", ".Nm", "Description".section,
    ] + Mdoc.prose(PhaselineCommand.configuration.abstract)
      + Mdoc.prose(
        "Alone it is a prompt, or reads commands from standard input, one a line; there commands stand without the program's "
          + "name.")
      + [".Pp", "First steps:"] + Mdoc.display(PhaselineCommand.firstSteps.map(\.line))
  }

  private func section(_ purpose: Purpose) -> [String] {
    let commands = purpose.commands.flatMap { type -> [any WorkbenchCommand.Type] in
      [type] + ((type as? any CommandGroup.Type)?.held ?? [])
    }
    return [".Ss " + Mdoc.argument(purpose.title), ".Bl -tag -width 4n"] + commands.flatMap(command) + [".El"]
  }

  private func command(_ type: any WorkbenchCommand.Type) -> [String] {
    let common = Set(PhaselineCommand.options(of: []))
    let own = CommandArgument.all(of: type).filter { common.isDisjoint(with: $0.spellings) }
    let (words, options) = (own.filter { $0.kind == .positional }, own.filter { $0.kind != .positional })
    let synopsis = words.map { word in
      let name = "Ar " + Mdoc.argument(word.valueName ?? "word") + (word.isRepeating == true ? " ..." : "")
      return word.isOptional == true ? " Oo \(name) Oc" : " \(name)"
    }
    var lines = [".It Cm " + Mdoc.argument(PhaselineCommand.path(of: type)) + synopsis.joined()]
    lines += Mdoc.prose(type.configuration.abstract)
    for paragraph in type.explanation { lines += [".Pp"] + Mdoc.prose(paragraph) }
    if !options.isEmpty { lines += [".Bl -tag -width 4n"] + options.flatMap(Self.item) + [".El"] }
    if !type.examples.isEmpty { lines += [".Pp", "For example:"] + Mdoc.display(type.examples) }
    return lines
  }

  private static func item(_ argument: CommandArgument) -> [String] {
    let names = argument.spellings.map { "Fl " + Mdoc.argument(String($0.dropFirst())) }.joined(separator: " , ")
    let value = argument.kind == .option ? " Ar " + Mdoc.argument(argument.valueName ?? "value") : ""
    return [".It \(names)\(value)"] + Mdoc.prose(argument.abstract ?? "")
  }

  private var options: [String] {
    let common = CommandArgument.all(of: Help.self).filter { $0.kind != .positional }
    return ["Options of every command".section, ".Bl -tag -width Ds"] + common.flatMap(Self.item) + [".El"]
  }

  private var environment: [String] {
    let variables = [
      ("PHASELINE_WORKSPACE", "The workspace, where --workspace does not name one."),
      (
        "PHASELINE_AUDIENCE", "For whom answers are, where neither an option nor the scope says so: internal or shared."
      ),
      ("PHASELINE_DATA", "Where the catalogues of the standards are."),
      ("PHASELINE_HISTORY", "Where the prompt keeps its lines; empty for nowhere."),
      ("COLUMNS", "How wide text is."), ("NO_COLOR", "Set to anything: no colours."),
    ]
    return Self.list("Environment", variables.map { ("Ev " + $0.0, $0.1) })
  }

  private var end: [String] {
    let files = [
      (Workspace.usualPath, "The workspace, in the folder where one stands."),
      ("~/.local/state/phaseline/history", "The lines of the prompt."),
    ]
    let codes = [
      ("0", "All is well."), ("1", "It failed; the message says why, and the workspace is as it was."),
      ("3", "A check found something."), ("64", "The words were not understood."), ("130", "It was stopped."),
    ]
    return Self.list("Files", files.map { ("Pa " + $0.0, $0.1) }) + Self.list("Exit status", codes)
  }

  private static func list(_ title: String, _ items: [(String, String)]) -> [String] {
    let lines = items.flatMap { [".It " + $0.0] + Mdoc.prose($0.1) }
    return [title.section, ".Bl -tag -width Ds"] + lines + [".El"]
  }
}

/// Text as mdoc wants it.
enum Mdoc {
  /// Sentence by sentence, none longer than a line of the source may be.
  static func prose(_ text: String) -> [String] {
    text.replacing(/([.!?]\)?) (?=\p{Lu}|`|-)/) { "\($0.output.1)\n" }.split(separator: "\n").flatMap { sentence in
      TerminalLayout.wrap(String(sentence), width: 72).split(separator: "\n").map { escaped(String($0)) }
    }
  }

  /// Lines as they stand.
  static func display(_ lines: [String]) -> [String] {
    [".Bd -literal -offset indent"]
      + lines.flatMap { broken($0).map(escaped) } + [".Ed"]
  }

  /// A long command goes on in the next line, behind a backslash.
  private static func broken(_ line: String) -> [String] {
    let parts = TerminalLayout.wrap(line, width: 64).split(separator: "\n").map(String.init)
    return parts.enumerated().map { index, part in
      (index == 0 ? "" : "    ") + part + (index + 1 < parts.count ? " \\" : "")
    }
  }

  /// What stands behind a macro; a short word might be one.
  static func argument(_ text: String) -> String {
    escaped(text).split(separator: " ").map { $0.count < 4 ? "\\&" + $0 : String($0) }.joined(separator: " ")
  }

  private static func escaped(_ line: String) -> String {
    let plain = line.replacing("\\", with: "\\e")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}

extension String {
  fileprivate var section: String { ".Sh " + uppercased() }
}
