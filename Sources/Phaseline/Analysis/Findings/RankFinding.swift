import IndicatorStatistics
import RealModule

/// Authorities by how far they are from parity, as far as that can be told.
public struct RankFinding: Hashable, Sendable, Codable {
  /// Which schema describes its JSON: "phaseline/ranking/1".
  public private(set) var schema = SchemaName.ranking
  /// What it is about.
  public var setting: FieldSetting
  /// Whether they can be ranked at all.
  public var outcome: ShrunkRanking.Outcome
  /// The model that they are drawn from.
  public var effects: RandomEffects
  /// The one furthest from parity first; empty where they cannot be told apart.
  public var rows: [Row]
  /// The finding in full.
  public var sentence: String
  /// What a reader must know besides.
  public var notes: [String]
  /// The method behind each figure, by its place in JSON.
  public var methods: [String: Method]

  /// One authority.
  public struct Row: Hashable, Sendable, Codable {
    /// Its place in the list, 1 being furthest from parity.
    public var place: Int
    /// Who it is, as far as that may be shown.
    public var identity: FieldIdentity
    /// Its relative likelihood, drawn towards the average by how little is known of it.
    public var shrunk: Double
    /// The interval of that.
    public var shrunkInterval: Interval
    /// Mean rank.
    public var expectedRank: Double
    /// The rank furthest from parity that it may have.
    public var lowestRank: Int
    /// The rank closest to parity that it may have.
    public var highestRank: Int
    /// Probability to be among the quarter furthest from parity, a fraction in 0…1; none of fewer than four.
    public var worstQuarter: Double?
    /// Whether it has no case in one group, so that 0.5 was added to both; not told of one that goes without a name.
    public var isCorrected: Bool?
  }
}

extension WorkspaceView {
  /// Ranks the authorities of the nation on one indicator in one phase.
  /// - Throws: `UsageProblem` where no authority has counts, or only one.
  public func rank(_ request: FieldRequest) throws -> Disclosed<RankFinding> {
    try field(request) { try RankFinding($0) }
  }
}

extension RankFinding {
  init(_ field: AuthorityField) throws {
    let setting = field.setting
    guard let ranking = ShrunkRanking(field.tables, level: setting.level) else {
      throw UsageProblem.refused(
        "Fewer than two \(Wordings.plural(setting.organisationNoun)) have cases on \(setting.indicator.key) in "
          + "\(setting.phaseWords): there is nobody to rank.")
    }
    let rows = ranking.entries.enumerated().map { place, entry in
      let member = field.members[entry.index]
      func shown(_ number: Double) -> Double { field.disclosed(number, of: member) }
      return Row(
        place: place + 1, identity: field.identity(member, place: place + 1), shrunk: shown(.exp(entry.log)),
        shrunkInterval: entry.interval.exponential.map(shown), expectedRank: shown(entry.expectedRank),
        lowestRank: entry.lowestRank, highestRank: entry.highestRank,
        worstQuarter: ranking.entries.count < 4 ? nil : shown(entry.worstQuarter),
        isCorrected: field.isBare(member)
          ? nil : member.counts.bame.count == 0 || member.counts.white.count == 0)
    }
    let words = RankWords(setting: setting, ranking: ranking, rows: rows)
    self.init(
      setting: setting, outcome: ranking.outcome, effects: ranking.effects, rows: rows, sentence: words.sentence,
      notes: words.notes,
      methods: AuthorityField.identityMethods.merging(["effects": .randomEffects, "rows": .shrunkRanking]) { $1 })
  }
}

/// The words for a ranking.
private struct RankWords {
  let setting: FieldSetting
  let ranking: ShrunkRanking
  let rows: [RankFinding.Row]

  private var nouns: String { Wordings.plural(setting.organisationNoun) }

  var sentence: String {
    let count = ranking.effects.authorities
    guard ranking.outcome == .ranked else {
      return
        "In \(setting.phaseWords) the \(Wordings.grouped(count)) \(nouns) cannot be told apart: they differ no more than chance explains. A ranking would "
        + "rank noise, so there is none."
    }
    let widths = rows.map { $0.highestRank - $0.lowestRank + 1 }.sorted()
    let places = "half of the places could be any of \(Wordings.grouped(widths[rows.count / 2])) or more"
    guard rows.contains(where: { $0.worstQuarter != nil }) else {
      return "\(Wordings.grouped(count)) \(nouns), \(setting.phaseWords): \(places).\(own)"
    }
    let sure = rows.count { $0.worstQuarter ?? 0 >= 0.9 }
    return
      "Of \(Wordings.grouped(count)) \(nouns) in \(setting.phaseWords), "
      + "\(sure == 0 ? "none" : Wordings.grouped(sure)) can be placed in the quarter furthest from parity with 90% "
      + "certainty; \(places).\(own)"
  }

  private var own: String {
    guard let name = setting.own else { return "" }
    guard let row = rows.first(where: \.identity.isOwn) else {
      return
        " \(name) is not among them: it has \(setting.isOwnHidden ? "a hidden count" : "no counts that can be ranked")."
    }
    return
      " \(name): place \(row.place) of \(rows.count) (\(setting.level.rawValue): \(row.lowestRank) to \(row.highestRank))"
      + (row.worstQuarter.map { "; \(Wordings.chance($0)) likely to be in the furthest quarter" } ?? "") + "."
  }

  var notes: [String] {
    var notes: [String] = []
    if !rows.isEmpty {
      notes.append(
        "Place 1 is furthest from parity, on either side. Shrunk: drawn towards the average "
          + "(\(Wordings.ratio(ranking.effects.ratio))), the more the smaller the counts. Places are those of 10,000 draws "
          + "within what each may be, on average: so not quite the order of any column.")
    }
    let corrected = ranking.effects.corrected
    if corrected > 0, !rows.isEmpty {
      notes.append(
        "\(setting.isAnonymous ? "" : "* ")\(corrected) with no case in one group: 0.5 was added to both, and their places mean little."
      )
    }
    return notes + setting.leftOut(ranking.effects.leftOut)
  }
}

extension FieldSetting {
  /// Who is not among them, and why.
  func leftOut(_ withoutCases: Int) -> [String] {
    func words(_ count: Int, _ why: String) -> String? {
      count == 0
        ? nil : "\(count) \(count == 1 ? organisationNoun : Wordings.plural(organisationNoun)) left out: \(why)."
    }
    return [words(hidden, "a count is hidden"), words(withoutCases, "no case in either group")].compactMap { $0 }
  }
}
