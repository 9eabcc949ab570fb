import Foundation
import Phaseline

/// The conversation: a line, its answer, the next line. An error never ends it; Ctrl-D does.
struct Prompt {
  /// - Returns: The exit code, 0: leaving is no failure.
  func run(_ session: inout Session) async -> Int32 {
    let state = PromptState(session.workbench)
    let file = Self.historyFile(session.workbench.environment)
    guard let editor = LineEditor(historyFile: file, complete: { Completer(workbench: state.workbench).complete($0) })
    else { return ExitStatus.failed }
    Interrupt.listen(session.workbench.cancellation, endsTheSecondTime: false)
    print(Self.greeting(session.workbench))
    var reader = StatementReader()
    while true {
      session.startAnew()
      state.workbench = session.workbench
      switch editor.read(prompt: reader.isWaiting ? Self.continuation(reader) : session.workbench.promptText) {
      case .end:
        print("")
        if let problem = reader.unfinished?.problem { Output.write(Reply(error: problem)) }
        return 0
      case .interrupted: reader.clear()
      case .line(let line):
        guard let statement = reader.take(line, number: 2) else { continue }
        editor.remember(statement.text)
        session.fitWindow()
        await session.perform(statement)
        if session.isLeaving { return 0 }
      }
    }
  }

  /// Before a line that goes on with the one above.
  private static func continuation(_ reader: StatementReader) -> String {
    reader.isInSQL ? "up to ;  … " : "  … "
  }

  private static func greeting(_ workbench: Workbench) -> String {
    let help = "`tour` shows how, `help` lists the commands, Tab completes, Ctrl-D leaves."
    return "Phaseline \(Version.current) · \(place(workbench))\n\(help)"
  }

  private static func place(_ workbench: Workbench) -> String {
    if let problem = workbench.configuration.problem { return problem.description }
    do {
      let workspace = try workbench.workspace()
      let isIllustrative = try workspace.isIllustrative()
      return "\(workspace.path), \(workspace.standard.shortTitle)" + (isIllustrative ? ", illustrative data" : "")
    } catch UsageProblem.noWorkspace(let path) {
      return "no workspace yet at \(path): `load` makes one"
    } catch {
      return "\(error)"
    }
  }

  private static func historyFile(_ environment: [String: String]) -> String? {
    if let named = environment["PHASELINE_HISTORY"] { return named.isEmpty ? nil : named }
    let state =
      environment["XDG_STATE_HOME"].map { URL(fileURLWithPath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".local/state")
    let folder = state.appendingPathComponent("phaseline")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent("history").path
  }
}

/// What Tab asks: the workbench as it is now.
private final class PromptState {
  var workbench: Workbench
  init(_ workbench: Workbench) { self.workbench = workbench }
}

extension Workbench {
  /// "Northbridge · phases 1–3 · adults › ".
  var promptText: String {
    var shown = scope
    shown.audience = nil
    let words = shown == Scope() ? "phaseline" : shown.words
    let place = tour.map { "tour \($0.step + 1)/\(TourStep.all.count) · " } ?? ""
    return "\(place)\(words) · \(scopeAudience.rawValue) › "
  }
}
