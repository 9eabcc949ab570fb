import GRDB
import IndicatorStatistics

/// A practice as an audience may know it: what was done, by whom, and what followed in the figures.
public struct PracticeEntry: Hashable, Sendable, Codable {
  /// What followed on one indicator. Of an authority that is not named a shared audience reads it without counts, and rounded
  /// to two decimals.
  public struct Followed: Hashable, Sendable, Codable {
    /// The phases of one side of the start.
    public struct Counts: Hashable, Sendable, Codable {
      /// Their keys, in order of time.
      public var phases: [String]
      /// As they stand within a sentence: "phases 1, 2 and 3".
      public var words: String
      /// Counts of Black, Asian and minoritised ethnic staff in these phases, summed.
      public var bame: GroupFinding
      /// Those of White staff.
      public var white: GroupFinding
    }
    /// Key of the indicator.
    public var indicator: String
    /// The verdict on before and after: "improved", "cannot tell (too uncertain)". A before-and-after is not proof.
    public var verdict: String
    /// The relative likelihood that fits the phases before best; none where it cannot be compared.
    public var before: Double?
    /// That of the phases after.
    public var after: Double?
    /// By what the relative likelihood was multiplied; none where none is likeliest, or it cannot be compared.
    public var factor: Double?
    /// Its limits, at 95%; of hidden counts the hull.
    public var interval: Interval?
    /// The same in words: "−27% (−44% to −5%)".
    public var change: String?
    /// The counts before; none where there are none, or they may not be told.
    public var countsBefore: Counts?
    /// Those after.
    public var countsAfter: Counts?

    /// "shortlisting: improved, from 0.40 to 0.64, +60% (+16% to +121%)".
    public var words: String {
      let course = before.flatMap { before in after.map { ", from \(Wordings.ratio(before)) to \(Wordings.ratio($0))" }
      }
      return "\(indicator): \(verdict)\(course ?? "")\(change.map { ", \($0)" } ?? "")"
    }

    /// The same with the counts, where these may be told: "…; before in phases 1 and 2: 12 of 450 against 20 of 1,800, since in
    /// phase 3: 8 of 240 against 11 of 870".
    public var fullWords: String {
      let sides = [("before in", countsBefore), ("since in", countsAfter)].compactMap { when, counts in
        counts.map { "\(when) \($0.words): \($0.bame.words) against \($0.white.words)" }
      }
      return ([words] + (sides.isEmpty ? [] : [sides.joined(separator: ", ")])).joined(separator: "; ")
    }
  }
  /// What was done; without its organisation's code where that is not named.
  public var practice: Practice
  /// By whom, in words: a name, or "an authority of 500–1,000 staff" where it has not agreed to be named.
  public var by: String
  /// Whether whose it is may be told to everybody.
  public var mayBeNamed: Bool
  /// What followed, by indicator.
  public var followed: [Followed]
}

extension WorkspaceView {
  /// The practices in the register, by number. The owner's analysts see whose each is, and whether it may be named; a shared
  /// audience those that may be shared, and whose only where that is agreed.
  /// - Parameters:
  ///   - indicator: The only indicator wanted.
  ///   - organisation: Whose alone are wanted.
  ///   - number: The only practice wanted.
  public func practices(
    on indicator: Indicator? = nil, of organisation: Organisation? = nil, number: Int? = nil
  ) throws -> Disclosed<[PracticeEntry]> {
    try read { db, tables in
      let isShared = disclosure.audience == .shared
      let chosen = try Practice.all(of: standard.key, in: db).filter { practice in
        (indicator.map { practice.indicators.contains($0.key) } ?? true)
          && (number ?? practice.number) == practice.number
          && (organisation?.code ?? practice.organisation) == practice.organisation
          && (practice.mayBeShared || !isShared)
      }
      guard !chosen.isEmpty else { return [] }
      let peers = try Peers(db, standard, phases: tables.phases(of: standard, in: db), from: tables)
      return try chosen.compactMap { practice in
        guard let organisation = try Organisation.one(practice.organisation, of: standard.key, in: db) else {
          return nil
        }
        return PracticeEntry(
          practice: peers.seen(practice, isShared: isShared),
          by: isShared
            ? peers.identity(of: practice.organisation, among: Set(peers.organisations.keys)).words : organisation.name,
          mayBeNamed: peers.isNamed(practice.organisation),
          followed: (peers.followUps[practice.number] ?? []).map {
            PracticeEntry.Followed($0, as: peers.figures(of: practice.organisation, isShared: isShared))
          })
      }
    }
  }

  /// One practice, likewise.
  /// - Throws: `UsageProblem.refused` where there is none of that number, or none that the audience may know.
  public func practice(_ number: Int) throws -> Disclosed<PracticeEntry> {
    try practices(number: number).map { found in
      guard let practice = found.first else {
        throw UsageProblem.refused("There is no practice \(number). `practice list` lists them.")
      }
      return practice
    }
  }
}

extension Peers {
  /// A practice without what would tell whose it is, where that may not be told.
  fileprivate func seen(_ practice: Practice, isShared: Bool) -> Practice {
    guard isShared else { return practice }
    var seen = practice
    (seen.action, seen.change) = (nil, 0)
    let untold = "(its words would tell who has not agreed to be named)"
    seen.title = title(of: practice) ?? untold
    seen.text = withoutNames(practice.text) ?? untold
    if !isNamed(practice.organisation) { (seen.organisation, seen.start) = ("", withoutDay(practice.start)) }
    return seen
  }
}

extension Practice {
  /// What was done, as something after which the figures can be looked at.
  func intervention(of organisation: Organisation) -> Intervention {
    Intervention(organisation: organisation, indicators: indicators, start: start, number: action, practice: number)
  }
}

extension PracticeEntry.Followed {
  fileprivate init(_ found: FollowUp, as told: ToldFigures) {
    self.init(
      indicator: found.indicator.key, verdict: found.verdictWords, before: told.number(found.before?.ratio, 2),
      after: told.number(found.after?.ratio, 2), factor: told.number(found.change?.factor, 2),
      interval: told.interval(found.change?.factorInterval, 2), change: found.change.flatMap(Wordings.change),
      countsBefore: told.counts(found.before.map(Counts.init)), countsAfter: told.counts(found.after.map(Counts.init)))
  }
}

extension PracticeEntry.Followed.Counts {
  fileprivate init(_ side: FollowUp.Side) {
    self.init(phases: side.phases, words: side.words, bame: side.bame, white: side.white)
  }
}
