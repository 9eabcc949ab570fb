import ArgumentParser

/// Reports that are passed on: an authority's own, and the anonymous one of the nation.
struct ReportCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of an authority or of the nation: HTML, PDF or a document to go on writing in.",
    discussion: """
      Findings, sentences and charts are those of `compare` and `national`. A report is for a shared audience, with counts \
      hidden by the rules, unless --audience internal is said.

      Example: phaseline report authority Northbridge --phase 5 -o northbridge.html
      """,
    subcommands: [ReportAuthority.self, ReportNational.self, ReportTemplate.self])
  /// As in `report --every-authority -o reports`.
  static let shorthands: [String: any WorkbenchCommand.Type] = ["--every-authority": ReportAuthority.self]
  @OptionGroup var globals: Globals
}
