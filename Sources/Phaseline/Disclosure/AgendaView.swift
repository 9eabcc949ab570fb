import GRDB

extension WorkspaceView {
  /// Prepares a session of the Community of Practice from what those that took part show.
  /// - Parameter number: The session's.
  /// - Throws: `UsageProblem.refused` where there is no session of that number; `DatabaseError`.
  public func agenda(ofSession number: Int) throws -> Disclosed<Agenda> {
    try read { db, tables in
      let session = try CommunitySession.one(number, of: standard.key, in: db).asSeen(by: disclosure.audience)
      let ordinal = standard.phase(session.phase)?.ordinal ?? .max
      let phases = try tables.phases(of: standard, in: db).filter { $0.ordinal <= ordinal }
      let peers = try Peers(db, standard, phases: phases, from: tables)
      guard let last = phases.last else { return try Agenda(session, [], nil, nil, peers, disclosure, db) }
      let lines = try standard.indicators.map {
        try NationLines(db, standard, $0, phases: phases, from: tables)
      }
      let participants = Set(lines.flatMap(\.lines.values).filter { $0.last?.phase == last }.map(\.code))
      let totals = try ComparisonData(
        db, standard: standard, organisation: nil, indicators: standard.indicators, phases: [last], from: tables)
      let items = lines.map { lines in
        AgendaItem(
          lines: lines, peers: peers, participants: participants,
          total: totals.total(last, lines.indicator, lines.indicator.headlineCategory, .all), phase: last,
          isTopic: session.indicators.contains(lines.indicator.key))
      }
      return try Agenda(session, items, last, participants.count, peers, disclosure, db)
    }
  }
}

extension Agenda {
  fileprivate init(
    _ session: CommunitySession, _ made: [AgendaItem], _ phase: Phase?, _ participants: Int?, _ peers: Peers,
    _ disclosure: Disclosure, _ db: Database
  ) throws {
    let standard = peers.standard
    let order = made.map { (item: $0.item(), share: $0.shareImproving) }.enumerated().sorted { one, other in
      Agenda.place(one.element, one.offset, session).lexicographicallyPrecedes(
        Agenda.place(other.element, other.offset, session))
    }.map(\.element.item)
    let told = participants.flatMap(peers.told)
    let nouns = Wordings.plural(standard.organisationNoun)
    let sentence: String
    if let phase {
      let who = told.map { "the \(Wordings.grouped($0)) \(nouns) with counts in \(phase.words)" }
      sentence = "Made of the lines of \(who ?? "those with counts in \(phase.words)"), up to that phase."
    } else {
      sentence = "There are no counts up to its phase: nothing can be prepared from figures yet."
    }
    self.init(
      standard: standard.key, organisationNoun: standard.organisationNoun, session: session.number, day: session.day,
      title: session.title, phase: phase?.key, participants: told, items: order, sentence: sentence,
      notes: order.isEmpty
        ? []
        : [
          "That it cannot be told of many is no sign that nothing changed: their numbers are small.",
          "What was done and what followed stand side by side here; that one came of the other is not shown. Only those are "
            + "named that agreed to it.",
        ], isIllustrative: try Workspace.isIllustrative(db), disclosure: disclosure)
  }

  /// The order that is told to people; topics as the session names them.
  private static func place(
    _ made: (item: Item, share: Double), _ offset: Int, _ session: CommunitySession
  ) -> [Double] {
    let topic = session.indicators.firstIndex(of: made.item.indicator.key)
    return [
      topic.map(Double.init) ?? .infinity, made.item.isDisadvantage ? 0 : 1, made.share, Double(offset),
    ]
  }
}
