import ArgumentParser
import Phaseline

/// Keeps the commands in a file.
struct LogCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Keep the commands that follow in a file, which `run` does again.",
    discussion: """
      The file begins with the scope and the variables as they are. Commands that failed are comments in it. `log` alone \
      says whether there is one, `log --end` ends it. Begin it before you keep results by `let`: one that was kept before is \
      not in it.

      Example: log monday.phaseline
      Example: log monday.phaseline --results --append
      """)
  @OptionGroup var globals: Globals
  @Argument(help: "The file; it must not be there yet.") var file: String?
  @Flag(help: "Keep the results too, as comments.") var results = false
  @Flag(help: "Go on with a log that is there.") var append = false
  @Flag(help: "End it.") var end = false

  var isResult: Bool { false }
  var isNote: Bool { file != nil || end }

  func validate() throws {
    if end, file != nil || results || append { throw ValidationError("--end stands alone: `log --end`.") }
    if file == nil, results || append { throw ValidationError("Name the file: `log monday.phaseline`.") }
  }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    guard let file else {
      guard let log = workbench.log else {
        return workbench.words(.message("Commands are not logged. `log FILE` begins."))
      }
      if end { workbench.log = nil }
      return workbench.words(.message(end ? "The log ends: \(log.path)." : "Commands go to \(log.path)."))
    }
    try Delivery(workbench: workbench).prepare(file)
    workbench.log = try CommandLog(file, keepsResults: results, appends: append, in: workbench)
    let kept = workbench.results.names.filter { $0 != Results.last }
    let before =
      kept.isEmpty
      ? ""
      : " What was kept before is not in it: ask anew for \(Wordings.list(kept)), if what follows shows or draws \(kept.count == 1 ? "it" : "them")."
    return workbench.words(.message("Commands go to \(file). `log --end` ends it.\(before)"))
  }
}
