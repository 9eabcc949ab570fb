/// A practice as an audience may know it, and by whom it is.
public struct PracticeEntry: Hashable, Sendable, Codable {
  /// What was done; without its organisation's code where that is not named.
  public var practice: Practice
  /// By whom, in words: a name, or "an authority" where it has not agreed to be named.
  public var by: String
  /// Whether whose it is may be told to everybody.
  public var mayBeNamed: Bool
}

extension WorkspaceView {
  /// The practices in the register, by number. The owner's analysts see whose each is, and whether it may be named; a shared
  /// audience those that may be shared, and whose only where that is agreed.
  /// - Parameter indicator: The only indicator wanted.
  public func practices(on indicator: Indicator? = nil) throws -> Disclosed<[PracticeEntry]> {
    try read { db, _ in
      let agreed = try Organisation.whoMayBeNamed(of: standard.key, in: nil, db)
      let names = try Dictionary(
        uniqueKeysWithValues: Organisation.all(of: standard.key, in: db).map { ($0.code, $0.name) })
      let isShared = disclosure.audience == .shared
      return try Practice.all(of: standard.key, in: db).compactMap { practice in
        guard indicator.map({ practice.indicators.contains($0.key) }) ?? true, practice.mayBeShared || !isShared
        else { return nil }
        let isNamed = agreed.contains(practice.organisation)
        var seen = practice
        if isShared {
          seen.action = nil
          if !isNamed { seen.organisation = "" }
        }
        let name = isNamed || !isShared ? names[practice.organisation] : nil
        return PracticeEntry(
          practice: seen, by: name ?? "an \(standard.organisationNoun)", mayBeNamed: isNamed)
      }
    }
  }

  /// One practice, likewise.
  /// - Throws: `UsageProblem.refused` where there is none of that number, or none that the audience may know.
  public func practice(_ number: Int) throws -> Disclosed<PracticeEntry> {
    try practices().map { all in
      guard let found = all.first(where: { $0.practice.number == number }) else {
        throw UsageProblem.refused("There is no practice \(number). `practice list` lists them.")
      }
      return found
    }
  }
}
