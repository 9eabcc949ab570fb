import IndicatorStatistics

/// What a session of the Community of Practice could speak about, and in which order.
public struct Agenda: Hashable, Sendable, Codable {
  /// One indicator.
  public struct Item: Hashable, Sendable, Codable {
    /// The indicator.
    public var indicator: Finding.Topic
    /// Whether the session is about it.
    public var isTopic: Bool
    /// Whether the nation shows a disadvantage of the minoritised group on it.
    public var isDisadvantage: Bool
    /// The verdicts of those that took part, on their lines.
    public var tally: VerdictTally
    /// The ratio of their summed counts in the last phase; none where so few may not be told.
    public var nation: RatioFinding?
    /// Over how many authorities it is summed.
    public var organisations: Int?
    /// Why it stands where it does.
    public var reason: String
    /// Those that moved towards parity, as far as they may be told of: first those with something on record.
    public var movers: [PeerIdentity]
    /// What these did meanwhile, and other practices in the register, as far as they may be read.
    public var records: [PeerRecord]
    /// All of it in words.
    public var sentences: [String]
  }
  /// Key of the standard.
  public var standard: String
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun: String
  /// The number of the session.
  public var session: Int
  /// When it is or was.
  public var day: Day
  /// What it is about.
  public var title: String
  /// Key of the last phase of which counts are looked at; none where there are no counts.
  public var phase: String?
  /// How many authorities took part in that phase, with counts; none where so few may not be told.
  public var participants: Int?
  /// In the proposed order.
  public var items: [Item]
  /// What it is made of.
  public var sentence: String
  /// What a reader must know besides.
  public var notes: [String]
  /// Whether the figures are made up.
  public var isIllustrative: Bool
  /// For whom it is, and by which rules.
  public var disclosure: Disclosure

  /// In which order the indicators come.
  public static let order =
    "Proposed order: the session's own topics; then indicators with a disadvantage nationally, those first on which the "
    + "smallest share is shown to improve; then the others."
}
