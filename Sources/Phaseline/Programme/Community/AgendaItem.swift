import IndicatorStatistics

/// Makes one item of an agenda.
struct AgendaItem {
  let lines: NationLines
  let peers: Peers
  /// Codes of those that took part.
  let participants: Set<String>
  /// The sums over the nation in the last phase, and over how many; none where there are none.
  let total: (counts: ServiceCounts, organisations: Int)?
  let phase: Phase
  let isTopic: Bool

  private var standard: Standard { lines.standard }
  private var indicator: Indicator { lines.indicator }

  /// The share of them that is shown to improve, a fraction; 0 without any.
  var shareImproving: Double {
    let all = members
    guard !all.isEmpty else { return 0 }
    return Double(all.count { $0.verdict.kind == .improving }) / Double(all.count)
  }

  /// The lines of those that took part.
  private var members: [AuthorityLine] { participants.sorted().compactMap { lines.lines[$0] } }

  func item() -> Agenda.Item {
    let moved = Movers(among: members, peers)
    let told = total.flatMap { $0.organisations >= peers.fewest ? $0 : nil }
    let nation = told?.counts.ranged.map { RatioFinding($0, rounded: lines.rounding) }
    let (movers, records) = known(moved)
    var item = Agenda.Item(
      indicator: Finding.Topic(indicator, category: indicator.headlineCategory), isTopic: isTopic,
      isDisadvantage: nation.map { indicator.isDisadvantage($0.verdict) } ?? false,
      tally: moved.tally, nation: nation,
      organisations: nation == nil ? nil : told?.organisations, reason: "", movers: movers, records: records,
      sentences: [])
    item.reason = reason(item)
    item.sentences = [numbers(item), national(item), who(item, moved.chance), register(item)].filter { !$0.isEmpty }
    return item
  }

  /// Those that moved and may be told of, first whose records may be read.
  private func known(_ moved: Movers) -> ([PeerIdentity], [PeerRecord]) {
    let known = moved.lines.map { line in
      (identity: peers.identity(of: line.code, among: participants), records: peers.records(of: line, on: indicator))
    }.sorted { $0.identity.words < $1.identity.words }  // by code a named one would tell between which codes others are
    let records = known.flatMap(\.records)
    let others = peers.practices(on: indicator).filter { !records.contains($0) }
    let order = known.filter { !$0.records.isEmpty } + known.filter(\.records.isEmpty)
    return (order.map(\.identity), records + others)
  }

  // MARK: - Words

  private func reason(_ item: Agenda.Item) -> String {
    if item.isTopic { return "a topic of this session" }
    guard item.tally.organisations > 0 else { return "nothing can be told of it" }
    guard item.isDisadvantage else {
      return item.nation?.verdict == .closeToParity
        ? "close to parity nationally" : "no disadvantage is shown nationally"
    }
    let most = shareImproving > 0.5 ? "most are shown to improve" : "most are not shown to improve"
    return "a disadvantage nationally, and \(most)"
  }

  private func numbers(_ item: Agenda.Item) -> String {
    let words = item.tally.words
    guard !words.isEmpty else {
      return
        "Too few \(Wordings.plural(standard.organisationNoun)) have counts on it for anything to be told."
    }
    let count = members.count
    let who = Wordings.counted(count, standard.organisationNoun)
    if item.tally[.cannotTell] == count {
      return count == 1
        ? "It cannot be told of the \(who) with counts." : "It cannot be told of any of the \(who) with counts."
    }
    return "Of \(who) with counts, \(words)."
  }

  private func national(_ item: Agenda.Item) -> String {
    guard let nation = item.nation, let count = item.organisations else { return "" }
    let interval = "\(ConfidenceLevel.ninetyFive.rawValue): \(Wordings.interval(nation.interval))"
    let ratio = nation.relativeLikelihood.map { "\(Wordings.ratio($0)) (\(interval))" } ?? interval
    let verdict = VerdictWords.name(nation.verdict)
    return "Nationally in \(phase.words) the ratio is \(ratio), over \(Wordings.grouped(count)) together: \(verdict)."
  }

  /// "Westmoor, an authority of 250–500 staff and 3 authorities of 500–1,000 staff".
  private func who(_ item: Agenda.Item, _ chance: String) -> String {
    guard !item.movers.isEmpty else { return "" }
    let named = item.movers.filter { $0.code != nil }.map(\.words)
    let others = Dictionary(grouping: item.movers.filter { $0.code == nil }, by: \.words).sorted { $0.key < $1.key }
    let parts = named + others.map { $1.count == 1 ? $0 : several($1.count, $0) }
    let byChance = chance.isEmpty ? "" : "\(chance); "
    return
      "Who moved towards parity: \(Wordings.list(parts)) (\(byChance)`learn \(indicator.key)`, over all phases, tells more)."
  }

  /// "an authority of 500–1,000 staff" as "3 authorities of 500–1,000 staff", "another authority" as "3 other authorities".
  private func several(_ count: Int, _ words: String) -> String {
    let noun = standard.organisationNoun
    let one = Wordings.indefinite(noun)
    guard words.hasPrefix(one) else { return Wordings.counted(count, "other \(noun)") }
    return Wordings.counted(count, noun) + words.dropFirst(one.count)
  }

  private func register(_ item: Agenda.Item) -> String {
    guard !item.records.isEmpty else {
      return "Nothing is on record of what was done on it: ask what has been tried."
    }
    return
      "On record, of these and of others: \(item.records.map(\.words).joined(separator: "; ")). A before-and-after is not proof: ask "
      + "what it took, and what those who did it would do again."
  }
}
