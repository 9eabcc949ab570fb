import IndicatorStatistics

/// Finds where an authority could act first.
struct Suggesting {
  let standard: Standard
  let organisation: Organisation
  /// Its lines, by indicator; none of one without counts.
  let lines: [String: AuthorityLine]
  /// What of its figures needs an answer.
  let questions: [QualityFinding]
  /// The last phase with anybody's counts.
  let now: Phase?
  let peers: Peers

  /// What is found of one indicator.
  enum Standing: Hashable {
    case suggested(Suggestion.Ground)
    case calm
    case untold
  }

  /// In the order that is told to people.
  /// - Parameter learning: Finds who moved on an indicator, which takes everybody's lines; none where they are not sought.
  func suggestions(learning: (Indicator) throws -> Learning?) rethrows -> [Suggestion] {
    let general = questions.filter { $0.indicator == nil }
    let first = general.first.map { [suggestion(ofFigures: general, first: $0, on: nil)] } ?? []
    let found = try standard.indicators.compactMap { indicator -> Suggestion? in
      let asked = questions.filter { $0.indicator == indicator.key }
      guard case .suggested(let ground) = standing(indicator), let line = lines[indicator.key] else {
        return asked.first.map { suggestion(ofFigures: asked, first: $0, on: indicator) }
      }
      return suggestion(ground, indicator, line, asked, try learning(indicator))
    }
    return first + found.sorted { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
  }

  /// Keys of the indicators of a standing, but for those whose figures are in question.
  func indicators(_ standing: Standing) -> [Indicator] {
    standard.indicators.filter { indicator in
      self.standing(indicator) == standing && !questions.contains { $0.indicator == indicator.key }
    }
  }

  /// The order that is told to people.
  private static func order(_ it: Suggestion) -> [Double] {
    let grounds = Suggestion.Ground.allCases
    return [
      it.figures.isEmpty ? 1 : 0, Double(grounds.firstIndex(of: it.ground) ?? 0),
      -abs(it.latest?.comparison.peopleToParity?.estimate ?? 0),
    ]
  }

  /// What its line and its last phase say.
  private func standing(_ indicator: Indicator) -> Standing {
    guard let line = lines[indicator.key], let latest = line.latest else { return .untold }
    let isDisadvantage = indicator.isDisadvantage(latest.verdict)
    // Where hidden counts leave open whom the line favours at its end, the last phase says it.
    let favours = words(line, indicator).favoursGroup ?? !isDisadvantage
    switch line.verdict.kind {
    case .worsening where !favours, .crossedParity where !favours: return .suggested(.worsening)
    case .improving where isDisadvantage: return .suggested(.shrinking)
    case _ where isDisadvantage: return .suggested(.disadvantage)
    default: break
    }
    let isUnclear = latest.verdict == .cannotTell && [.cannotTell, .notTested].contains(line.verdict.kind)
    return isUnclear ? .untold : .calm
  }

  private func words(_ line: AuthorityLine, _ indicator: Indicator) -> VerdictWords {
    VerdictWords(line.verdict, event: indicator.event, group: standard.group(.bame))
  }

  // MARK: - One suggestion

  private func suggestion(
    ofFigures asked: [QualityFinding], first: QualityFinding, on indicator: Indicator?
  ) -> Suggestion {
    let figures = asked.map(\.question)
    var suggestion = Suggestion(
      indicator: indicator.map { Finding.Topic($0, category: $0.headlineCategory) }, ground: .figures, verdict: nil,
      latest: nil, figures: figures, figuresSort: first.sort,
      openActions: indicator.map { peers.openActions(of: organisation.code, on: $0).map(\.number) } ?? [], peers: [],
      reason: "", command: nil)
    suggestion.reason = SuggestionWords(standard: standard, organisation: organisation).figures(suggestion)
    return suggestion
  }

  private func suggestion(
    _ ground: Suggestion.Ground, _ indicator: Indicator, _ line: AuthorityLine, _ asked: [QualityFinding],
    _ learning: Learning?
  ) -> Suggestion {
    let open = peers.openActions(of: organisation.code, on: indicator)
    var suggestion = Suggestion(
      indicator: Finding.Topic(indicator, category: indicator.headlineCategory), ground: ground,
      verdict: words(line, indicator).brief, latest: Suggestion.Latest(line), figures: asked.map(\.question),
      figuresSort: asked.first?.sort, openActions: open.map(\.number), peers: learning.map(told) ?? [], reason: "",
      command: nil)
    let words = SuggestionWords(standard: standard, organisation: organisation)
    suggestion.reason = words.reason(suggestion, indicator, line, open, peers, chance: learning?.moved.chance ?? "")
    if open.isEmpty, asked.isEmpty { suggestion.command = words.command(indicator, ground, from: now) }
    return suggestion
  }

  /// Those that moved and may be told of, first whose records may be read.
  private func told(_ learning: Learning) -> [Suggestion.Peer] {
    let all = learning.movers.map { line in
      Suggestion.Peer(
        identity: learning.identity(line), records: peers.records(of: line, on: learning.lines.indicator))
    }
    return all.filter { !$0.records.isEmpty } + all.filter(\.records.isEmpty)
  }
}

extension Suggestion.Latest {
  /// - Returns: `nil` where the counts of the last phase cannot be compared.
  init?(_ line: AuthorityLine) {
    guard let last = line.last, let counts = last.counts, let comparison = line.latest else { return nil }
    self.init(
      phase: last.phase.key, bame: GroupFinding(counts.bame, of: counts.bameTotal, .ninetyFive),
      white: GroupFinding(counts.white, of: counts.whiteTotal, .ninetyFive), comparison: comparison)
  }
}

extension Indicator {
  /// Whether what a phase alone shows is to the disadvantage of the minoritised group.
  func isDisadvantage(_ verdict: PhaseVerdict) -> Bool { verdict == (event == .wanted ? .lessLikely : .moreLikely) }
}

extension QualityFinding {
  /// What it is and what to do about it.
  fileprivate var question: String { "\(sentence) \(remedy)" }
}
