import ArgumentParser
import Charting
import Foundation
import IndicatorStatistics
import Phaseline

/// Knows what may stand where: commands, their options, and what the workspace holds.
struct Completer {
  let workbench: Workbench
  /// How many names of organisations are sought for one Tab: with the last, more than are listed.
  static let most = 200
  /// What is typed of the word, and what it may be of a name.
  private var (text, place) = ("", OrganisationNames.Place.beginning)

  init(workbench: Workbench) { self.workbench = workbench }

  /// - Parameter line: Up to the cursor: of several commands the last is completed, of SQL its last word.
  func complete(_ line: String) -> Completion {
    let commands = (try? CommandText.all(in: line)) ?? []
    let isBegun = line.last == ";" || line.last?.isWhitespace == true && commands.count > 1 && endsWithSeparator(line)
    if let last = commands.last, let sql = last.sql, last.isOpen { return sqlCompletion(sql) }
    let behind = commands.count > 1 || isBegun ? String(line[(lastSeparator(line) ?? line.startIndex)...]) : line
    var word = WordAtCursor(behind)
    if word.before.first == "let", word.before.count > 2, word.before[2] == "=" { word.before.removeFirst(3) }
    if word.before.first == "sql", word.raw.first.map({ "\"'".contains($0) }) == true {
      return sqlCompletion(word.text)
    }
    return complete(word)
  }

  /// Behind the last semicolon that separates commands.
  private func lastSeparator(_ line: String) -> String.Index? {
    var tokens = Tokens(line)
    var found: String.Index?
    while let token = try? tokens.next() { if token == .separator { found = tokens.position } }
    return found
  }

  private func endsWithSeparator(_ line: String) -> Bool {
    line.reversed().first { !$0.isWhitespace } == ";"
  }

  private func sqlCompletion(_ sql: String) -> Completion {
    guard workbench.saidAudience == .internal, let tables = try? workbench.workspace().tablesOfSQL() else {
      return Completion(replaced: "", candidates: [])
    }
    return SQLCompleter(tables: tables).complete(sql)
  }

  func complete(_ word: WordAtCursor) -> Completion {
    var here = heeding(word.before)
    let found = here.beginning(with: word)
    if !found.candidates.isEmpty, !word.text.isEmpty { return found }
    // A name of several words, begun without quotes.
    for longer in word.joined() {
      var asked = heeding(longer.before)
      let names = asked.beginning(with: longer)
      if !names.candidates.isEmpty { return names }
    }
    if word.text.isEmpty { return found }
    (here.place, here.text) = (.part, word.text)
    let wanted = word.text.lowercased()
    let within = here.words(at: word).filter { $0.lowercased().contains(wanted) && !$0.hasPrefix("-") }
    return Completion(replaced: word.raw, candidates: within)
  }

  private mutating func beginning(with word: WordAtCursor) -> Completion {
    (text, place) = (word.text, .beginning)
    let wanted = word.text.lowercased()
    return Completion(replaced: word.raw, candidates: words(at: word).filter { $0.lowercased().hasPrefix(wanted) })
  }

  /// With the workspace, standard and audience that the line itself names.
  private func heeding(_ words: [String]) -> Completer {
    var workbench = workbench
    for (option, value) in zip(words, words.dropFirst()) {
      switch option {
      case "--workspace": workbench.chosen.workspace = value
      case "--standard": workbench.chosen.standard = value
      case "--audience": workbench.chosen.audience = Audience(rawValue: value)
      default: break
      }
    }
    return Completer(workbench: workbench)
  }

  private func words(at word: WordAtCursor) -> [String] {
    if word.text.hasPrefix("$") { return workbench.variables.names.map { "$" + $0 } }
    if word.before.isEmpty, word.text.hasPrefix("?") {
      return (indicators + PhaselineCommand.names).map { "?" + $0 }
    }
    let path = Words.places(in: word.before, besides: Globals.valued).prefix(2).map { word.before[$0] }
    let valued = path.isEmpty ? Globals.valued : PhaselineCommand.valuedOptions(of: path)
    if let last = word.before.last, valued.contains(last) {
      if path.first == Use._commandName, last == "--without" { return Use.Part.allCases.map(\.rawValue) }
      return values(of: last, word.text)
    }
    var said = Words.places(in: word.before, besides: valued).map { word.before[$0] }
    if let first = said.first { said[0] = (try? AmbiguousCommand.full(first, among: PhaselineCommand.names)) ?? first }
    guard let command = said.first else {
      return word.text.hasPrefix("-") ? PhaselineCommand.options(of: []) : PhaselineCommand.names + ["quit"]
    }
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
    case "--indicator": indicators
    case "--indicators": listed(indicators, behind: text)
    case "--term": Action.Term.allCases.map(\.rawValue)
    case "--status": ActionOptions.Open.allCases.map(\.rawValue)
    case "--as": ActionOptions.Closed.allCases.map(\.rawValue)
    case "--start", "--due": standard?.phases.map(\.key) ?? []
    case "--without": ActionUpdate.Field.allCases.map(\.rawValue)
    case "--may-be-shared": Answered.allCases.map(\.rawValue)
    case "--action": programme.actions
    case "--session": programme.sessions
    case "-o", "--output", "--workspace", "--into", "--truth", "--register": Self.files(text)
    default: []
    }
  }

  private func arguments(of command: String, _ position: Int, _ text: String) -> [String] {
    switch (command, position) {
    case ("load", _), ("audit", _), ("run", 0), ("describe", 0): Self.files(text)
    case ("help", 0): PhaselineCommand.names + [Help.all]
    case ("explain", 0), ("national", 0), ("learn", 0): indicators
    case ("authorities", 0), ("template", 0), ("quality", 0), ("shares", 0): organisations
    case ("schema", 0): SchemaFolder.names
    case ("export", 0): Export.Kind.allCases.map(\.rawValue)
    case ("chart", 0): Gallery.charts.map { $0.name } + [ChartCommand.all] + workbench.results.names
    case ("show", 0), ("save", 0): workbench.results.names
    case ("save", 1), ("log", 0): Self.files(text)
    case ("compare", 0), ("trend", 0), ("rank", 0), ("funnel", 0), ("use", 0), ("chart", 1), ("export", 1):
      organisations + indicators
    case ("compare", 1), ("trend", 1), ("rank", 1), ("funnel", 1), ("use", 1), ("chart", 2), ("export", 2): indicators
    default: []
    }
  }

  /// Of a list that commas separate, each with what was typed before it.
  private func listed(_ names: [String], behind text: String) -> [String] {
    let before = text.lastIndex(of: ",").map { String(text[...$0]) } ?? ""
    return names.map { before + $0 }
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
  /// Who gave figures is not for everybody to know; the register is.
  private var organisations: [String] {
    guard let workspace = try? workbench.workspace() else { return [] }
    let isForAll = (try? workbench.gate(in: workspace).audience) != .internal
    let found = try? workspace.organisationNames(text, as: place, onlyWithFigures: !isForAll, limit: Self.most)
    return found?.names ?? []
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
