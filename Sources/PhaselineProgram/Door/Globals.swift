import ArgumentParser
import Phaseline

/// The options that every command takes, before or after its name.
struct Globals: ParsableArguments {
  @Option(help: ArgumentHelp("The workspace: a SQLite file (default: phaseline.sqlite).", valueName: "file"))
  var workspace: String?
  @Option(help: ArgumentHelp("The standard to speak of (default: \(Standard.defaultKey)).", valueName: "key"))
  var standard: String?
  @Option(
    name: .customLong("audience"),
    help: ArgumentHelp("For whom: internal, or shared with counts hidden by the rules.", valueName: "audience"))
  var audiences: [Audience] = []
  @Option(
    help: ArgumentHelp("By which rules shared counts are hidden: a preset, or your own file.", valueName: "rules"))
  var rules: String?
  @Option(
    help:
      "table, csv, json, jsonl, markdown or xlsx; for charts png, svg or pdf; for reports html, pdf or docx; for days also ics."
  )
  var format: OutputFormat?
  /// The spellings of these options, all of which take the next word as their value.
  static let valued: Set<String> = ["--workspace", "--standard", "--audience", "--rules", "--format", "--output", "-o"]
  @Option(name: [.short, .long], help: ArgumentHelp("Write the result to a file.", valueName: "file"))
  var output: String?
  @Flag(help: "No notes, no progress, no word on what was set; errors all the same.") var quiet = false

  func validate() throws {
    let named = audiences.unique
    guard named.count < 2 else {
      throw ValidationError(
        "The audience is set twice: \(Wordings.list(named.map(\.rawValue))). Name one, the one that it is for.")
    }
  }
}

extension Globals {
  /// What was chosen, as a plain value.
  var choices: Choices {
    Choices(
      workspace: workspace, standard: standard, audience: audiences.first, rules: rules, format: format,
      output: output, isQuiet: quiet)
  }
}

/// What the options that every command takes were set to.
struct Choices: Sendable, Hashable {
  var workspace: String?
  var standard: String?
  var audience: Audience?
  var rules: String?
  var format: OutputFormat?
  var output: String?
  var isQuiet = false

  /// With what is not chosen here taken from others.
  func filled(from others: Choices) -> Choices {
    Choices(
      workspace: workspace ?? others.workspace, standard: standard ?? others.standard,
      audience: audience ?? others.audience, rules: rules ?? others.rules,
      format: format ?? others.format, output: output, isQuiet: isQuiet || others.isQuiet)
  }
}

extension Audience: ExpressibleByArgument {}

/// How a result is written.
enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
  case table, csv, json, jsonl, markdown, png, svg, pdf, ics, xlsx, html, docx

  /// The texts that every table can be written as.
  static let ofTables: [OutputFormat] = [.table, .csv, .json, .jsonl, .markdown]
  /// Those, and the workbook that it can be.
  static let ofAnswers = ofTables + [.xlsx]

  /// Whether people read it as it is; else some program shows it.
  var isText: Bool { ![.png, .svg, .pdf, .xlsx, .html, .docx].contains(self) }

  /// What the ending of a file's name asks for.
  init?(fileName: String) {
    let ending = fileName.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() ?? ""
    switch ending {
    case "md": self = .markdown
    case "txt": self = .table
    default: self.init(rawValue: ending)
    }
  }
}

/// What a comparison may be narrowed to, besides authority and indicator.
struct ScopeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("One phase, several, or a range: 3, 1,3, 1..3.", valueName: "range"))
  var phases: String?
  @Option(help: "adults, children or all.")
  var service: Service?
}

extension Service: ExpressibleByArgument {}

/// Whom and what a command is about: words in this order, or options; the scope's where left out.
struct SubjectArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Code, name, or any unambiguous part of it; the scope's if left out.", valueName: "authority"),
    completion: .custom { _, _, _ in [] })
  var first: String?
  @Argument(help: ArgumentHelp("Key, number or title of an indicator.", valueName: "indicator"))
  var second: String?
  @Option(name: .customLong("authority"), help: .hidden) var authorityOption: String?
  @Option(name: .customLong("indicator"), help: .hidden) var indicatorOption: String?
}
