import GRDB

extension WorkspaceView {
  /// Where an authority could act first, and why. Nothing is written.
  /// - Parameters:
  ///   - organisation: Which.
  ///   - last: The last phase that is looked at; the last with counts if none.
  ///   - today: The day from which it is reckoned what is missing.
  /// - Throws: `UsageProblem.refused` where there are no counts; `DatabaseError`.
  public func suggestions(
    for organisation: Organisation, until last: Phase? = nil, today: Day = .today()
  ) throws -> Disclosed<SuggestionReport> {
    try read { db, tables in
      let quality = try quality(
        QualityRequest(organisation: organisation, phases: last.map { [$0] }, today: today), db, tables)
      let phases = try tables.phases(of: standard, in: db).filter { $0.ordinal <= last?.ordinal ?? .max }
      let peers = try Peers(db, standard, phases: phases, from: tables)
      let own = try standard.indicators.map { indicator in
        try NationLines(db, standard, indicator, phases: phases, of: [organisation.code], from: tables)
      }
      let suggesting = Suggesting(
        standard: standard, organisation: organisation,
        lines: Dictionary(
          uniqueKeysWithValues: own.compactMap { lines in
            lines.lines[organisation.code].map { (lines.indicator.key, $0) }
          }), questions: quality.questions(about: organisation), now: phases.last, peers: peers)
      let suggestions = try suggesting.suggestions { indicator in
        let lines = try NationLines(db, standard, indicator, phases: phases, from: tables)
        return Learning(lines, peers, like: organisation)
      }
      return SuggestionReport(
        suggesting, suggestions, isIllustrative: quality.isIllustrative, disclosure: disclosure)
    }
  }

  /// The first suggestion for every authority of the nation.
  /// - Parameter today: As above.
  /// - Throws: `DisclosureRefused` for a shared audience; else as above.
  public func suggestionsForEveryAuthority(today: Day = .today()) throws -> Disclosed<NationSuggestions> {
    try requireInternal("`action suggest --every-authority`")
    return try read { db, tables in
      let quality = try quality(QualityRequest(today: today), db, tables)
      let questions = Dictionary(grouping: quality.findings.filter { $0.severity != .note }, by: \.code)
      let phases = try tables.phases(of: standard, in: db)
      let peers = try Peers(db, standard, phases: phases, from: tables)
      var lines: [String: [String: AuthorityLine]] = [:]
      for indicator in standard.indicators {
        for (code, line) in try NationLines(db, standard, indicator, phases: phases, from: tables).lines {
          lines[code, default: [:]][indicator.key] = line
        }
      }
      let known = peers.organisations.values.filter { lines[$0.code] != nil || questions[$0.code] != nil }
      return NationSuggestions(
        standard: standard.key, organisationNoun: standard.organisationNoun,
        rows: known.sorted { ($0.name, $0.code) < ($1.name, $1.code) }.map { organisation in
          NationSuggestions.Row(
            Suggesting(
              standard: standard, organisation: organisation, lines: lines[organisation.code] ?? [:],
              questions: questions[organisation.code] ?? [], now: phases.last, peers: peers))
        }, isIllustrative: quality.isIllustrative, disclosure: disclosure)
    }
  }
}

extension QualityReport {
  /// What of an organisation's figures needs an answer.
  fileprivate func questions(about organisation: Organisation) -> [QualityFinding] {
    findings.filter { $0.code == organisation.code && $0.severity != .note }
  }
}

extension SuggestionReport {
  fileprivate init(
    _ suggesting: Suggesting, _ suggestions: [Suggestion], isIllustrative: Bool, disclosure: Disclosure
  ) {
    let (standard, organisation) = (suggesting.standard, suggesting.organisation)
    let (untold, calm) = (suggesting.indicators(.untold), suggesting.indicators(.calm))
    let words = SuggestionWords(standard: standard, organisation: organisation)
    self.init(
      standard: standard.key, organisationNoun: standard.organisationNoun, code: organisation.code,
      authority: organisation.name, suggestions: suggestions, untold: untold.map(\.key), calm: calm.map(\.key),
      sentence: words.sentence(suggestions), notes: words.notes(untold: untold, calm: calm, suggesting.lines),
      isIllustrative: isIllustrative, disclosure: disclosure)
  }
}

extension NationSuggestions.Row {
  /// Without looking at whom it could learn from.
  fileprivate init(_ suggesting: Suggesting) {
    let suggestions = suggesting.suggestions { _ in nil }
    self.init(
      code: suggesting.organisation.code, authority: suggesting.organisation.name, first: suggestions.first,
      more: max(0, suggestions.count - 1), untold: suggesting.indicators(.untold).count)
  }
}
