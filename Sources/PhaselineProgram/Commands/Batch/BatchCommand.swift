import ArgumentParser

/// Commands over every authority at once, for other programs.
struct BatchCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Compare, follow or rank every authority that has figures, for other programs to read.",
    discussion: """
      Each gives what `compare`, `trend` or `rank` gives of one, authority by authority, in the order of their names. For a \
      shared audience only authorities that agreed to be named (fictional ones all are). `schema` describes the JSON.

      Example: phaseline batch compare --every-authority --format jsonl
      Example: phaseline batch trend --every-authority shortlisting -o trends.csv
      """,
    subcommands: [BatchCompare.self, BatchTrend.self, BatchRank.self])
  @OptionGroup var globals: Globals
}
