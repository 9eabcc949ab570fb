import IndicatorStatistics

/// What is asked of those who moved towards parity.
public struct LearnRequest: Sendable {
  /// On what.
  public var indicator: Indicator
  /// Whom they are to be like; anybody if none.
  public var like: Organisation?

  /// Who moved towards parity on an indicator.
  public init(indicator: Indicator, like: Organisation? = nil) { (self.indicator, self.like) = (indicator, like) }
}

/// Who moved towards parity on an indicator, by how much, and what they did meanwhile.
public struct LearnFinding: Hashable, Sendable, Codable {
  /// Key of the standard.
  public var standard: String
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun: String
  /// What it is about.
  public var indicator: Finding.Topic
  /// What the two groups are called in headings.
  public var groups: Finding.GroupLabels
  /// Name of the one that they are to be like, if one was named.
  public var like: String?
  /// In what they are like it: "of 390 to 1,560 staff, of the type 'county', and from a fitted ratio of 0.41 to 0.92".
  public var likeness: String?
  /// How many authorities with counts were looked at; none where so few may not be told.
  public var lookedAt: Int?
  /// How many of them are comparable; none where nobody was named, or so few may not be told.
  public var comparable: Int?
  /// The verdicts of the comparable ones that did not move towards parity; with those that did where these are too few to be
  /// told of.
  public var others: VerdictTally
  /// How many lines of the comparable ones could be drawn and tested; none where so few may not be told.
  public var tested: Int?
  /// How many of these would look improved by chance if nothing had changed anywhere; none where their number is not told.
  public var expectedByChance: Double?
  /// Those that moved towards parity, the largest change first; nobody where they are too few to be told of.
  public var rows: [Row]
  /// Practices on the indicator of any other authority, as far as they may be read.
  public var practices: [PeerRecord]
  /// What was found, in full.
  public var sentence: String
  /// What a reader must know besides.
  public var notes: [String]
  /// The method behind each figure, by its place in JSON.
  public var methods: [String: Method]
  /// Whether its figures are made up.
  public var isIllustrative: Bool
  /// For whom it is, and by which rules.
  public var disclosure: Disclosure

  /// One that moved towards parity.
  public struct Row: Hashable, Sendable, Codable {
    /// Who it is, as far as that may be told.
    public var identity: PeerIdentity
    /// Keys of the phases of its line.
    public var phases: [String]
    /// Fitted relative likelihood at the first of them; none where a count is hidden.
    public var from: Double?
    /// At the last of them.
    public var to: Double?
    /// Change a phase, percent; none where a count is hidden.
    public var percentPerPhase: Double?
    /// Its interval at 95%; of hidden counts the hull.
    public var interval: Interval?
    /// p of the profile likelihood.
    public var p: Double?
    /// Benjamini and Hochberg's q beside it, over all lines that were looked at.
    public var q: Double?
    /// "improving (may have reached parity)".
    public var verdict: String
    /// Counts in the first and the last phase; none where they may not be told.
    public var counts: Counts?
    /// Whether it began among the quarter furthest from parity, from where chance alone brings many back part of the way:
    /// regression to the mean.
    public var beganFarOut: Bool
    /// What it did in these phases, as far as that may be read.
    public var records: [PeerRecord]
    /// Why it is comparable; empty where nobody was named.
    public var why: String
    /// All of it in words.
    public var sentence: String
  }

  /// Counts at both ends of a line.
  public struct Counts: Hashable, Sendable, Codable {
    /// Black, Asian and minoritised ethnic people in the first phase and in the last.
    public var bameFirst, bameLast: GroupFinding
    /// White people likewise.
    public var whiteFirst, whiteLast: GroupFinding
  }
}
