import IndicatorStatistics

/// What followed on one indicator after something was done about it: a before-and-after, which proves nothing.
public struct FollowUp: Hashable, Sendable, Codable {
  /// The phases of one side of a start.
  public struct Side: Hashable, Sendable, Codable {
    /// Their keys, in order of time.
    public var phases: [String]
    /// As they stand within a sentence: "phases 1, 2 and 3".
    public var words: String
    /// The counts of Black, Asian and minoritised ethnic staff in these phases, summed: whoever is there in two counts twice.
    public var bame: GroupFinding
    /// Those of White staff.
    public var white: GroupFinding
    /// The relative likelihood that fits these phases best, each with a White rate of its own; none at infinity, where a count
    /// is hidden, or where there is nothing on the other side.
    public var ratio: Double?
    /// Its profile interval; of a single phase Koopman's.
    public var interval: Interval?
  }

  /// The authorities without such an action or practice in the same phases.
  public struct Others: Hashable, Sendable, Codable {
    /// How many, the same in every phase.
    public var organisations: Int
    /// How many more would be among them, had none of their counts been hidden.
    public var hidden: Int
    /// How their change compares with this one; none where it cannot be computed.
    public var move: MoveAgainstOthers?
  }

  /// The measure of success in the last phase after the start, and in the last before it: one that was met before tells
  /// nothing of what was done.
  public struct AimResult: Hashable, Sendable, Codable {
    /// Where one phase stands to what was aimed at.
    public struct Measured: Hashable, Sendable, Codable {
      /// Key of the phase.
      public var phase: String
      /// Whether it was reached.
      public var standing: AimStanding
      /// What was measured then.
      public var found: RatioFinding
    }
    /// What was aimed at.
    public var aim: Action.Aim
    /// The last phase before the start; none without one.
    public var before: Measured?
    /// The last phase after it.
    public var after: Measured
  }

  /// What it is about.
  public var indicator: Finding.Topic
  /// The service that its counts cover; none without counts.
  public var service: Service?
  /// The phases before the start; none where there are none with counts.
  public var before: Side?
  /// Those after it.
  public var after: Side?
  /// Those after its end, where they are not all that came after the start.
  public var afterEnd: Side?
  /// What that end is: "its end", "it was due".
  public var endWords: String
  /// How the relative likelihood changed from before the start to after it; none where that cannot be compared.
  public var change: BeforeAfter.Change?
  /// How it changed from before the start to after the end.
  public var changeAfterEnd: BeforeAfter.Change?
  /// How that compares with the others; none where they are too few.
  public var others: Others?
  /// Whether the measure of success was reached; none without one, or without a phase after the start.
  public var aim: AimResult?
  /// The verdict in few words: "improved", "cannot tell (too uncertain)", "nothing to compare yet".
  public var verdictWords: String
  /// All that in sentences that can be read out.
  public var paragraph: String
  /// What cannot be said, a sentence each.
  public var limits: [String]
  /// How sure its intervals are, and the tests.
  public var level: ConfidenceLevel

  /// The verdict on the change; none where there is nothing to compare.
  public var verdict: LineVerdict? { change?.verdict }
}
