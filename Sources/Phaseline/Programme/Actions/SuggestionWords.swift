import IndicatorStatistics

/// The words for where an authority could act first.
struct SuggestionWords {
  let standard: Standard
  let organisation: Organisation

  /// "the figures first: Northbridge (phase 5) … And 2 more questions (`quality Northbridge`)."
  func figures(_ suggestion: Suggestion) -> String {
    guard let first = suggestion.figures.first else { return "" }
    let more = suggestion.figures.count - 1
    let rest =
      more == 0 ? "" : " And \(Wordings.counted(more, "more question")) (`quality \(name)`)."
    return "the figures first: \(first)\(rest)"
  }

  func reason(
    _ suggestion: Suggestion, _ indicator: Indicator, _ line: AuthorityLine, _ open: [Action], _ peers: Peers,
    chance: String
  ) -> String {
    [
      figures(suggestion), standing(suggestion, indicator, line), underWay(open), moved(suggestion, indicator, chance),
      register(suggestion, indicator, peers),
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: - Its own figures

  /// "worsening (away from parity, to the disadvantage of …): 12 of 150 against 20 of 700 in phase 5 (ratio …). That is …".
  private func standing(_ suggestion: Suggestion, _ indicator: Indicator, _ line: AuthorityLine) -> String {
    guard let latest = suggestion.latest else { return "" }
    let level = ConfidenceLevel.ninetyFive.rawValue
    let ratio = ratio(latest.comparison, level)
    let counts =
      "\(latest.bame.words) against \(latest.white.words) in \(standard.phase(latest.phase)?.words ?? latest.phase) (\(ratio))."
    let people = PeopleWords.sentence(latest.comparison, level: level)
    let start = suggestion.figures.isEmpty ? "" : "Then: "
    return "\(start)\(course(suggestion.ground, line, indicator)): \(counts)" + (people.isEmpty ? "" : " \(people)")
  }

  /// "ratio 2.08, 95%: 1.60–2.69"; where a count is hidden all that it may be: "ratio 2.83 or more, 95%: …".
  private func ratio(_ comparison: RatioFinding, _ level: String) -> String {
    let interval = "\(level): \(Wordings.interval(comparison.interval))"
    guard comparison.isHidden, let range = comparison.range else {
      return "ratio \(Wordings.ratio(comparison.relativeLikelihood ?? comparison.range?.upper)), \(interval)"
    }
    let words = range.upper == .infinity ? "\(Wordings.ratio(range.lower)) or more" : Wordings.interval(range)
    return "ratio \(words), \(interval)"
  }

  private func course(_ ground: Suggestion.Ground, _ line: AuthorityLine, _ indicator: Indicator) -> String {
    let words = VerdictWords(line.verdict, event: indicator.event, group: standard.group(.bame))
    return switch ground {
    case .shrinking: "a disadvantage that shrinks: \(words.full)"
    case .disadvantage where line.verdict.kind == .cannotTell:
      "a disadvantage, of which it cannot be told whether it changes (\(VerdictWords.reason(line.verdict)))"
    case .disadvantage: "a disadvantage; \(words.full)"
    case .figures, .worsening: words.full
    }
  }

  /// "Action 3 is under way on it."
  private func underWay(_ open: [Action]) -> String {
    guard !open.isEmpty else { return "" }
    let states = open.map { "action \($0.number) is \($0.status.words)" }
    return "\(Wordings.list(states).sentenceCased) (`action review \(name)` shows what followed)."
  }

  // MARK: - Others

  /// "2 comparable authorities moved towards parity on it, 1 of them with what it did on record: …".
  private func moved(_ suggestion: Suggestion, _ indicator: Indicator, _ chance: String) -> String {
    guard !suggestion.peers.isEmpty else { return "" }
    let (all, count) = (suggestion.peers, suggestion.peers.count)
    let who = Wordings.counted(count, "comparable \(standard.organisationNoun)")
    let told = all.filter { !$0.records.isEmpty }
    let examples = told.prefix(2).map { "\($0.identity.words) with \(Wordings.list($0.records.map(\.words)))" }
    let record =
      told.isEmpty
      ? "none of them with an action or practice on record"
      : "\(told.count == count ? "all" : "\(told.count)") of them with an action or practice on record in these phases: "
        + examples.joined(separator: "; ")
    let how = count == 1 && told.isEmpty ? "without an action or practice on record" : record
    let byChance = chance.isEmpty ? "" : " (\(chance))"
    return "\(who) moved towards parity on it\(byChance), \(how) (`learn \(indicator.key) --like \(name)`)."
  }

  private func register(_ suggestion: Suggestion, _ indicator: Indicator, _ peers: Peers) -> String {
    let known = suggestion.peers.flatMap(\.records)
    let practices = peers.practices(on: indicator, without: organisation.code).filter { !known.contains($0) }
    guard let first = practices.first else { return "" }
    let more = practices.count > 1 ? ", and \(practices.count - 1) more" : ""
    return "In the register of practices: \(first.words)\(more) (`practice list \(indicator.key)`)."
  }

  /// As it is typed.
  private var name: String { ShellWords.quoted(organisation.name) }

  /// What a person would type to add an action, with a title of one's own.
  func command(_ indicator: Indicator, _ ground: Suggestion.Ground, from phase: Phase?) -> String? {
    guard let phase else { return nil }
    let term: Action.Term = ground == .worsening ? .short : .medium
    return "action add \(name) \(indicator.key) --title \"…\" --term \(term.rawValue) --start \(phase.key)"
  }

  // MARK: - All of them

  func sentence(_ suggestions: [Suggestion]) -> String {
    suggestions.isEmpty
      ? "Nothing is suggested from these figures." : "\(Wordings.counted(suggestions.count, "suggestion"))."
  }

  /// What cannot be told and what would help; what is not suggested.
  func notes(untold: [Indicator], calm: [Indicator], _ lines: [String: AuthorityLine]) -> [String] {
    var notes: [String] = []
    let missing = untold.filter { lines[$0.key] == nil }
    let open: [LineVerdict.Reason?] = [.hiddenCounts, .tooManyHidden, .roundedCounts]
    let hidden = untold.filter { open.contains(lines[$0.key]?.verdict.reason) }
    let incomparable = untold.filter { lines[$0.key].map { $0.latest == nil } ?? false && !hidden.contains($0) }
    let few = untold.filter { !missing.contains($0) && !hidden.contains($0) && !incomparable.contains($0) }
    let parts = [
      (few, "too few cases: more phases, or a look at each case, would help"),
      (hidden, "hidden or rounded counts: the exact ones would help"),
      (incomparable, "no counts of both groups: those would help"),
      (missing, "no counts: giving them would help"),
    ].filter { !$0.0.isEmpty }.map { "\(Wordings.list($0.0.map(\.key))) (\($0.1))" }
    if !parts.isEmpty { notes.append("Cannot be told yet: \(parts.joined(separator: "; ")).") }
    if !calm.isEmpty { notes.append("No disadvantage is shown on \(Wordings.list(calm.map(\.key))).") }
    return notes
  }
}
