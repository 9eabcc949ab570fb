import ArgumentParser

/// Sessions of the Community of Practice.
struct SessionCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "session",
    abstract: "Keep the sessions of the Community of Practice: when, on what, who spoke, who came.",
    discussion: """
      A session belongs to the phase in whose twelve months it is. Speakers are roles, never people's names. Who came is not \
      shown to a shared audience. `agenda` prepares a session.

      Example: phaseline session add shortlisting --on 2026-05-12 --title "Structured interviews" --speaker "Head of HR"
      """, subcommands: [SessionAdd.self, SessionList.self, SessionShow.self, SessionAttend.self, SessionUpdate.self])
  @OptionGroup var globals: Globals
}
