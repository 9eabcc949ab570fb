import GRDB

/// A practice as an audience may know it: what was done, by whom, and what followed in the figures.
public struct PracticeEntry: Hashable, Sendable, Codable {
  /// What followed on one indicator.
  public struct Followed: Hashable, Sendable, Codable {
    /// Key of the indicator.
    public var indicator: String
    /// The verdict on before and after: "improved", "cannot tell (too uncertain)". A before-and-after is not proof.
    public var verdict: String
    /// The relative likelihood that fits the phases before best; none where it cannot be compared.
    public var before: Double?
    /// That of the phases after.
    public var after: Double?

    /// "shortlisting: improved, from 0.40 to 0.64".
    public var words: String {
      let course = before.flatMap { before in after.map { ", from \(Wordings.ratio(before)) to \(Wordings.ratio($0))" }
      }
      return "\(indicator): \(verdict)\(course ?? "")"
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
  ///   - number: The only practice wanted.
  public func practices(on indicator: Indicator? = nil, number: Int? = nil) throws -> Disclosed<[PracticeEntry]> {
    try read { db, tables in
      let isShared = disclosure.audience == .shared
      let chosen = try Practice.all(of: standard.key, in: db).filter { practice in
        (indicator.map { practice.indicators.contains($0.key) } ?? true)
          && (number ?? practice.number) == practice.number
          && (practice.mayBeShared || !isShared)
      }
      guard !chosen.isEmpty else { return [] }
      let phases = try tables.countedPhases(of: standard, in: db).map { standard.phases[$0] }
      let peers = try Peers(db, standard, phases: phases, from: tables)
      var reader = try FollowUpReader(db, standard, service: .all, level: .ninetyFive, from: tables)
      return try chosen.compactMap { practice in
        guard let organisation = try Organisation.one(practice.organisation, of: standard.key, in: db) else {
          return nil
        }
        return PracticeEntry(
          practice: peers.seen(practice, isShared: isShared),
          by: isShared
            ? peers.identity(of: practice.organisation, among: Set(peers.organisations.keys)).words : organisation.name,
          mayBeNamed: peers.isNamed(practice.organisation),
          followed: try reader.followUps(of: practice.intervention(of: organisation)).map(PracticeEntry.Followed.init))
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
    seen.action = nil
    let untold = "(its words would tell who has not agreed to be named)"
    seen.title = title(of: practice) ?? untold
    seen.text = withoutNames(practice.text) ?? untold
    if !isNamed(practice.organisation) { seen.organisation = "" }
    return seen
  }
}

extension Practice {
  /// What was done, as something after which the figures can be looked at.
  fileprivate func intervention(of organisation: Organisation) -> Intervention {
    Intervention(organisation: organisation, indicators: indicators, start: start, number: action)
  }
}

extension PracticeEntry.Followed {
  fileprivate init(_ found: FollowUp) {
    self.init(
      indicator: found.indicator.key, verdict: found.verdictWords, before: found.before?.ratio,
      after: found.after?.ratio)
  }
}
