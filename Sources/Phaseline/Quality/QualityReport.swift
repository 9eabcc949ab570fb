/// What is asked about the quality of counts.
public struct QualityRequest: Sendable {
  /// Whose; everybody's if none.
  public var organisation: Organisation?
  /// In which phases; in the last with counts if none are named.
  public var phases: [Phase]?
  /// Of which service; `all` is of every one.
  public var service: Service
  /// The day to count from: what is due later is not missing yet.
  public var today: Day

  /// Everybody's counts of the last phase, unless said otherwise.
  public init(
    organisation: Organisation? = nil, phases: [Phase]? = nil, service: Service = .all,
    today: Day = .today()
  ) {
    (self.organisation, self.phases, self.service, self.today) = (organisation, phases, service, today)
  }
}

/// How good the counts of some phases are: every finding, the one that matters most first.
public struct QualityReport: Hashable, Sendable, Codable {
  /// A phase that was looked at.
  public struct PhaseSummary: Hashable, Sendable, Codable {
    /// Its key.
    public var phase: String
    /// As it stands within a sentence: "phase 3".
    public var words: String
    /// How many organisations gave counts, of those that were looked at.
    public var organisations: Int
  }

  /// How many findings there are of a sort.
  public struct Tally: Hashable, Sendable, Codable {
    /// Which sort.
    public var sort: QualityFinding.Sort
    /// How much it matters.
    public var severity: QualityFinding.Severity
    /// How many.
    public var findings: Int
    /// Of how many organisations.
    public var organisations: Int
  }

  /// Whether an indicator's counts are there for a service.
  public struct Completeness: Hashable, Sendable, Codable {
    /// What there is.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
      /// Nothing.
      case missing
      /// Some of its categories only.
      case part
      /// One of the two groups only.
      case oneGroup = "one group"
      /// Both groups, of which some counts are hidden.
      case hidden
      /// Both groups.
      case given
    }
    /// Keys of phase and indicator.
    public var phase, indicator: String
    /// Which service.
    public var service: Service
    /// What there is.
    public var state: State
  }

  /// Key of the standard.
  public var standard: String
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun: String
  /// Name of the organisation, where it is of one only.
  public var authority: String?
  /// The phases that were looked at.
  public var phases: [PhaseSummary]
  /// Each finding, by what matters most; for a shared audience those of organisations that may be named.
  public var findings: [QualityFinding]
  /// The findings of organisations that may not be named, as numbers.
  public var unnamed: [Tally]
  /// What is there of one organisation; empty of several.
  public var completeness: [Completeness]
  /// Whether the counts are made up.
  public var isIllustrative: Bool
  /// For whom it is, and by which rules.
  public var disclosure: Disclosure

  /// Whether something needs an answer, and is no mere note.
  public var needsAnswer: Bool {
    findings.contains { $0.severity != .note } || unnamed.contains { $0.severity != .note }
  }

  /// How many findings there are of each sort, those without names too.
  public var tallies: [Tally] {
    let named = Tally.all(of: findings)
    return QualityFinding.Sort.allCases.compactMap { sort in
      let both = (named + unnamed).filter { $0.sort == sort }
      guard var tally = both.first else { return nil }
      for more in both.dropFirst() {
        tally.findings += more.findings
        tally.organisations += more.organisations
      }
      return tally
    }
  }
}

extension QualityReport.Tally {
  /// How many of each sort some findings are.
  public static func all(of findings: [QualityFinding]) -> [Self] {
    QualityFinding.Sort.allCases.compactMap { sort in
      let found = findings.filter { $0.sort == sort }
      guard let first = found.first else { return nil }
      return Self(
        sort: sort, severity: first.severity, findings: found.count, organisations: Set(found.map(\.code)).count)
    }
  }
}
