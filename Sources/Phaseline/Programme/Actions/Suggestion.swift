import IndicatorStatistics

/// Where an authority could act, and why: a suggestion, never written down.
public struct Suggestion: Hashable, Sendable, Codable {
  /// Why it is suggested; what comes first in the order of suggestions comes first.
  public enum Ground: String, Hashable, Sendable, Codable, CaseIterable {
    /// The figures need an answer before anything is made of them.
    case figures
    /// Away from parity, to the disadvantage of the minoritised group.
    case worsening
    /// A disadvantage in the last phase that is not shown to shrink.
    case disadvantage
    /// A disadvantage in the last phase that shrinks.
    case shrinking
  }
  /// The indicator; none where it is about all of them.
  public var indicator: Finding.Topic?
  /// Why it is suggested.
  public var ground: Ground
  /// What the line shows: "worsening (away from parity)"; none where only the figures are in question.
  public var verdict: String?
  /// The last phase with counts; none where only the figures are in question.
  public var latest: Latest?
  /// What of the figures needs an answer first, with what to do about it.
  public var figures: [String]
  /// The sort of the first of these.
  public var figuresSort: QualityFinding.Sort?
  /// Numbers of its actions on the indicator that are not closed.
  public var openActions: [Int]
  /// Comparable authorities that moved towards parity, as far as they may be told of.
  public var peers: [Peer]
  /// The reason, in full.
  public var reason: String
  /// How a person would add an action; none where there is one already, or the figures come first.
  public var command: String?

  /// What the last phase shows.
  public struct Latest: Hashable, Sendable, Codable {
    /// Key of the phase.
    public var phase: String
    /// Counts of Black, Asian and minoritised ethnic people.
    public var bame: GroupFinding
    /// Counts of White people.
    public var white: GroupFinding
    /// The two compared.
    public var comparison: RatioFinding
  }

  /// A comparable authority that moved towards parity.
  public struct Peer: Hashable, Sendable, Codable {
    /// Who it is, as far as that may be told.
    public var identity: PeerIdentity
    /// What it did meanwhile, as far as that may be read.
    public var records: [PeerRecord]
  }
}

/// Where an authority could act first.
public struct SuggestionReport: Hashable, Sendable, Codable {
  /// Key of the standard.
  public var standard: String
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun: String
  /// Code and name of the authority.
  public var code, authority: String
  /// In the order in which they are suggested.
  public var suggestions: [Suggestion]
  /// Keys of the indicators of which nothing can be told yet.
  public var untold: [String]
  /// Keys of the indicators on which no disadvantage is shown.
  public var calm: [String]
  /// In one sentence what of these is suggested, or that nothing is.
  public var sentence: String
  /// What cannot be told and what would help; what is not suggested.
  public var notes: [String]
  /// Whether the figures are made up.
  public var isIllustrative: Bool
  /// For whom it is, and by which rules.
  public var disclosure: Disclosure

  /// What stands above all suggestions.
  public static let label =
    "Suggestions, not decisions: nothing is written down until a person adds an action."
  /// In which order they come.
  public static let order =
    "Figures that need an answer come first; then what is worsening, then a disadvantage that is not shown to shrink, then one "
    + "that shrinks; within each, what is the most people from parity."
}

/// The first suggestion for every authority.
public struct NationSuggestions: Hashable, Sendable, Codable {
  /// Key of the standard.
  public var standard: String
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun: String
  /// One for each authority with counts or an open question, by name.
  public var rows: [Row]
  /// Whether the figures are made up.
  public var isIllustrative: Bool
  /// For whom it is.
  public var disclosure: Disclosure

  /// One authority.
  public struct Row: Hashable, Sendable, Codable {
    /// Its code and name.
    public var code, authority: String
    /// Where it could act first; none where nothing is suggested.
    public var first: Suggestion?
    /// How many more suggestions there are.
    public var more: Int
    /// Of how many indicators nothing can be told yet.
    public var untold: Int
  }
}
