import ArgumentParser
import Charting
import Foundation
import IndicatorStatistics
import Phaseline

/// Knows what may stand where: commands, their options, and what the workspace holds.
struct Completer {
  let workbench: Workbench

  func complete(_ line: String) -> Completion {
    let word = WordAtCursor(line)
    let wanted = word.text.lowercased()
    let candidates = words(at: word).filter { $0.lowercased().hasPrefix(wanted) }
    guard candidates.isEmpty, !wanted.isEmpty else { return Completion(replaced: word.raw, candidates: candidates) }
    let within = words(at: word).filter { $0.lowercased().contains(wanted) && !$0.hasPrefix("-") }
    return Completion(replaced: word.raw, candidates: within.count == 1 ? within : [])
  }

  private func words(at word: WordAtCursor) -> [String] {
    if word.before.isEmpty, word.text.hasPrefix("?") { return indicators.map { "?" + $0 } }
    if let last = word.before.last, PhaselineCommand.valuedOptions.contains(last) { return values(of: last, word.text) }
    let said = Words.places(in: word.before, besides: PhaselineCommand.valuedOptions).map { word.before[$0] }
    guard let command = said.first else { return PhaselineCommand.names + ["help", "quit"] }
    let held = PhaselineCommand.held(by: command)
    if !held.isEmpty { return inGroup(command, held, Array(said.dropFirst()), word) }
    if word.text.hasPrefix("-") { return PhaselineCommand.options(of: [command]) }
    if command == "cycle" { return cycle(said.dropFirst().map { $0.lowercased() }) }
    return arguments(of: command, said.count - 1, word.text)
  }

  private func values(of option: String, _ text: String) -> [String] {
    switch option {
    case "--phases", "--phase", "--since-phase": standard?.phases.map(\.key) ?? []
    case "--service": Service.allCases.map(\.rawValue)
    case "--format": OutputFormat.allCases.map(\.rawValue)
    case "--audience": Audience.allCases.map(\.rawValue)
    case "--standard": workbench.catalogue?.keys ?? []
    case "--terminal": TerminalKind.allCases.map(\.rawValue) + organisations
    case "--theme": Self.files(text)
    case "--size": CanvasSize.named.map(\.name)
    case "--with": ComparisonRequest.Comparator.words + organisations
    case "--level": ConfidenceLevel.allValueStrings
    case "--method": RatioMethod.allValueStrings
    case "--per": LineFinding.Unit.allCases.map(\.rawValue)
    case "--area": standard?.areas.map(\.key) ?? []
    case "--authority", "--owner", "--like": organisations
    case "--rules": DisclosureRules.presets(in: workbench.catalogue)
    case "--indicator", "--indicators": indicators
    case "--term": Action.Term.allCases.map(\.rawValue)
    case "--status": ActionOptions.Open.allCases.map(\.rawValue)
    case "--as": ActionOptions.Closed.allCases.map(\.rawValue)
    case "--start", "--due": standard?.phases.map(\.key) ?? []
    case "--without": ActionUpdate.Field.allCases.map(\.rawValue)
    case "--may-be-shared": Answered.allCases.map(\.rawValue)
    case "--action": programme.actions
    case "--session": programme.sessions
    case "-o", "--output", "--workspace", "--into", "--truth": Self.files(text)
    default: []
    }
  }

  private func arguments(of command: String, _ position: Int, _ text: String) -> [String] {
    switch (command, position) {
    case ("load", _), ("run", 0), ("describe", 0): Self.files(text)
    case ("help", 0): PhaselineCommand.names
    case ("explain", 0), ("national", 0), ("learn", 0): indicators
    case ("authorities", 0), ("template", 0), ("quality", 0), ("shares", 0): organisations
    case ("schema", 0): SchemaFolder.names
    case ("export", 0): Export.Kind.allCases.map(\.rawValue)
    case ("chart", 0): Gallery.charts.map { $0.name }
    case ("compare", 0), ("trend", 0), ("rank", 0), ("funnel", 0), ("use", 0), ("chart", 1), ("export", 1):
      organisations + indicators
    case ("compare", 1), ("trend", 1), ("rank", 1), ("funnel", 1), ("use", 1), ("chart", 2), ("export", 2): indicators
    default: []
    }
  }

  /// - Parameter said: What stands behind `cycle`.
  private func cycle(_ said: [String]) -> [String] {
    switch (said.first, said.count) {
    case (nil, _): ["record"] + organisations
    case ("record", 1): organisations + (workbench.scope.authority == nil ? [] : Cycle.records)
    case ("record", 2): Cycle.records
    default: []
    }
  }

  /// - Parameter said: What stands behind the name of the group.
  private func inGroup(_ group: String, _ held: [String], _ said: [String], _ word: WordAtCursor) -> [String] {
    guard let command = said.first else { return held }
    if word.text.hasPrefix("-") { return PhaselineCommand.options(of: [group, command]) }
    let position = said.count - 1
    switch (group, command) {
    case ("action", "show"), ("action", "update"), ("action", "close"): return position == 0 ? programme.actions : []
    case ("action", "plan"):
      return position == 0 ? organisations + planStates : position == 1 ? planStates : []
    case ("action", "suggest"), ("action", "review"): return position == 0 ? organisations : []
    case ("session", "show"), ("session", "update"): return position == 0 ? programme.sessions : []
    case ("session", "attend"): return position == 0 ? programme.sessions : organisations
    case ("practice", "show"), ("practice", "update"): return position == 0 ? programme.practices : []
    case ("session", "add"), ("practice", "list"): return indicators
    case ("batch", _): return position == 0 ? indicators : []
    case ("action", "add"), ("action", "list"), ("practice", "add"):
      return position == 0 ? organisations + indicators : indicators
    default: return []
    }
  }

  private var planStates: [String] { PlanRecord.State.allCases.map(\.rawValue) }

  /// The numbers of the owner's own records; none for a shared audience.
  private var programme: (actions: [String], sessions: [String], practices: [String]) {
    guard workbench.saidAudience == .internal, let workspace = try? workbench.workspace(),
      let numbers = try? workspace.programmeNumbers()
    else { return ([], [], []) }
    return (
      numbers.actions.map(String.init), numbers.sessions.map(String.init), numbers.practices.map(String.init)
    )
  }

  private var standard: Standard? { try? workbench.standard() }
  private var indicators: [String] { standard?.indicators.map(\.key) ?? [] }
  private var organisations: [String] {
    guard let workspace = try? workbench.workspace() else { return [] }
    // Who gave figures is not for everybody to know; the register is.
    let active = workbench.saidAudience == .internal ? (try? workspace.organisationsWithFigures()) ?? [] : []
    return (active.isEmpty ? (try? workspace.organisations()) ?? [] : active).map(\.name)
  }

  private static func files(_ text: String) -> [String] {
    let folder = text.lastIndex(of: "/").map { String(text[...$0]) } ?? ""
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
      return folder + name + (isFolder.boolValue ? "/" : "")
    }
  }
}
