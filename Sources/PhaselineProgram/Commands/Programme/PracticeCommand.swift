import ArgumentParser

/// The register of shared practice.
struct PracticeCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "practice",
    abstract: "Keep the register of shared practice: what was done, on which indicator, and what followed.",
    discussion: """
      A shared audience is shown what may be shared, and whose it is only where that authority agreed to be named (`cycle \
      record Northbridge --phase 4 may-be-named`). `learn` says who moved towards parity, and with what.

      Example: phaseline practice add Northbridge shortlisting --title "Structured interviews" --start 2 --may-be-shared \
      --text "The same questions and scores for everybody, two people on each panel."
      """, subcommands: [PracticeAdd.self, PracticeList.self, PracticeShow.self, PracticeUpdate.self])
  @OptionGroup var globals: Globals
}
