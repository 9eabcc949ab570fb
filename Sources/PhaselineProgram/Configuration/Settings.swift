import Charting
import Phaseline
import Reporting

extension Setting {
  /// All that there are: the file, the environment, `config` and `config --init` know no others.
  static let all: [Setting] = [
    workspace, standard, audience, rules, format, colour, pager, history, catalogue, gnuplotSeconds, converterSeconds,
    chromium, pandoc,
  ]

  static let workspace = Setting(
    key: "workspace", variable: "PHASELINE_WORKSPACE", option: Option(name: "--workspace") { $0.workspace },
    meaning: "The workspace: a SQLite file, sought from the folder where you are.", values: .path("the name of a file"),
    usual: Workspace.usualPath)
  static let standard = Setting(
    key: "standard", variable: "PHASELINE_STANDARD", option: Option(name: "--standard") { $0.standard },
    meaning: "The standard to speak of.", values: .text("the key of a standard"), usual: Standard.defaultKey)
  static let audience = Setting(
    key: "audience", variable: "PHASELINE_AUDIENCE", option: Option(name: "--audience") { $0.audience?.rawValue },
    meaning: "For whom answers are. It shows an owner no more of others than an owner may see.",
    values: .choice(Audience.allCases.map(\.rawValue)), usual: "internal")
  static let rules = Setting(
    key: "rules", variable: "PHASELINE_RULES", option: Option(name: "--rules") { $0.rules },
    meaning: "By which rules shared counts are hidden, in a workspace that has none of its own.",
    values: .text("the name of a preset, or a file of your own"), usual: DisclosureRules.defaultKey)
  static let format = Setting(
    key: "format", variable: "PHASELINE_FORMAT", option: Option(name: "--format") { $0.format?.rawValue },
    meaning: "The format of answers that can be written in it.",
    values: .choice(OutputFormat.ofTables.map(\.rawValue)), usual: OutputFormat.table.rawValue)
  static let colour = Setting(
    key: "colour", variable: "PHASELINE_COLOUR",
    meaning: "Whether a terminal shows colour and weight: auto, unless NO_COLOR says no, or never.",
    values: .choice(["auto", "never"]), usual: "auto")
  static let pager = Setting(
    key: "pager", variable: "PHASELINE_PAGER",
    meaning: "What shows an answer longer than the screen; \"\" for nothing, else PAGER's.",
    values: .text("a program with its options"), usual: "less", mayBeEmpty: true)
  static let history = Setting(
    key: "history", variable: "PHASELINE_HISTORY",
    meaning: "Where the lines of the prompt are kept; \"\" for nowhere.",
    values: .path("the name of a file, or nothing"), usual: "~/.local/state/phaseline/history", mayBeEmpty: true)
  static let catalogue = Setting(
    key: "catalogue", variable: "PHASELINE_DATA", meaning: "The folder with the catalogues of the standards.",
    values: .path("the name of a folder"), usual: "beside the program", example: "/usr/local/share/phaseline")
  static let gnuplotSeconds = Setting(
    key: "gnuplot_seconds", variable: "PHASELINE_GNUPLOT_SECONDS", meaning: "How long gnuplot may take over one chart.",
    values: .seconds, usual: Wordings.fixed(Gnuplot.usualSeconds, 0))
  static let converterSeconds = Setting(
    key: "converter_seconds", variable: "PHASELINE_CONVERTER_SECONDS",
    meaning: "How long Chromium or pandoc may take over one report.", values: .seconds,
    usual: Wordings.fixed(ReportForm.usualSeconds, 0))
  static let chromium = Setting(
    key: "chromium", variable: "PHASELINE_CHROMIUM", meaning: "The program that prints reports as PDF.",
    values: .path("the path of a program"), usual: "chromium on the PATH", example: "/usr/bin/chromium")
  static let pandoc = Setting(
    key: "pandoc", variable: "PHASELINE_PANDOC", meaning: "The program that writes reports as DOCX.",
    values: .path("the path of a program"), usual: "pandoc on the PATH", example: "/usr/bin/pandoc")
}
