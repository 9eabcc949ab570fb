import ArgumentParser
import Phaseline

/// Records who came to a session.
struct SessionAttend: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "attend", abstract: "Record which authorities came to a session.",
    discussion: """
      They must take part in the phase that it belongs to: their counts, or a step of the cycle, are here. All are recorded \
      or none.

      Example: phaseline session attend 2 Northbridge Kelderthorpe
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The number of the session; `session list` shows them.") var number: Int
  @Argument(help: ArgumentHelp("Who came; the authority in scope if none is named.", valueName: "authorities"))
  var authorities: [String] = []
  @Flag(help: "They did not come after all.") var withdraw = false

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let named = authorities.isEmpty ? [workbench.scope.authority].compactMap { $0 } : authorities
    guard !named.isEmpty else { throw UsageProblem.noAuthority }
    let organisations = try named.map { try workspace.organisation(named: $0) }
    let command = ShellWords.joined(
      ["session", "attend", "\(number)"] + organisations.map(\.name) + (withdraw ? ["--withdraw"] : []))
    let notes = try workspace.illustrativeNotes()
    return try workbench.gate().recording("`session attend`") {
      if withdraw {
        let done = try workspace.withdrawAttendance(number, organisations, command: command)
        return .report(
          SessionTable.report(
            done.session, done.removed, change: done.change, what: "did not come",
            already: "not recorded as having come", notes: notes))
      }
      let done = try workspace.attend(number, organisations, command: command)
      return .report(
        SessionTable.report(
          done.session, done.added, change: done.change, what: "came", already: "recorded already",
          notes: notes))
    }
  }
}
