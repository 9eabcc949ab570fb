import IndicatorStatistics

/// The line through the last unbroken run of phases.
public struct LineFinding: Hashable, Sendable, Codable {
  /// In what time is counted.
  public enum Unit: String, Sendable, Codable, CaseIterable {
    /// The order of the phases; years between the middles of their collections.
    case phase, year
  }
  /// The phases that were fitted.
  public var phases: [String]
  /// In what the line's change is given.
  public var unit: Unit
  /// When each of these phases was, in that unit.
  public var times: [Double]
  /// The likeliest line; none where a count is hidden.
  public var fit: LineFit?
  /// Change of the relative likelihood per unit, percent.
  public var percentPerUnit: Double?
  /// Its profile interval; with hidden counts the hull of all that are possible.
  public var percentPerUnitInterval: Interval?
  /// Benjamini and Hochberg's q beside the p of the profile likelihood; none for a single indicator.
  public var q: Double?
  /// Which family of tests `q` is about.
  public var family: String?
  /// The smallest change per unit, percent, that these numbers would have shown in four of five cases; none if no
  /// change could have been, or if one was shown.
  public var detectablePercentPerUnit: Double?
  /// Whether even a change all the way to parity would have been smaller than that.
  public var isBeyondParity: Bool
  /// Whether no change, however large, could have been shown.
  public var isBlind: Bool
  /// Whether the direction survives leaving out each phase in turn.
  public var leaveOneOut: LeaveOneOut?
  /// How the percentage of each group changed; none where a count is hidden.
  public var bame: GroupTrend?
  /// Likewise of the White group.
  public var white: GroupTrend?
  /// Whether the gap to the rest of the nation has narrowed; none where it was not asked for.
  public var gap: GapFinding?
  /// When parity would be reached at this pace; none where it was not asked for.
  public var projection: ProjectionFinding?
}

/// How one group's percentage changed over the phases of a line.
public struct GroupTrend: Hashable, Sendable, Codable {
  /// Grouped logistic slope of the percentage.
  public var slope: LogisticSlope
  /// The test of Cochran and Armitage; none where nobody or everybody is a case.
  public var test: CochranArmitage?
  /// The marker of Fingertips; only with five unbroken phases.
  public var marker: FingertipsMarker?
}

/// How the gap to the rest of the nation changed.
public struct GapFinding: Hashable, Sendable, Codable {
  /// The difference of the two slopes, and what it says; none where it cannot be computed.
  public var gap: GapToRest?
  /// Why there is none; empty where there is.
  public var reason: String
  /// How many other authorities gave counts of the same service in every phase of the line.
  public var organisations: Int
  /// How many more would be among them, had none of their counts been hidden.
  public var hidden: Int
  /// Change of the ratio of the two relative likelihoods per unit, percent.
  public var percentPerUnit: Double?
  /// Its interval.
  public var percentPerUnitInterval: Interval?
}

/// When parity would be reached, and how fast the ratio would have to change to reach it by a phase.
public struct ProjectionFinding: Hashable, Sendable, Codable {
  /// The projection; none where a count is hidden.
  public var projection: Projection?
  /// When parity would be reached at this pace, in words: "phase 8 (between phases 7 and 12)"; none where no date is given.
  public var words: String?
  /// The phase by which parity is wanted: "phase 8".
  public var target: String
  /// When that phase is, in the unit of the line's times.
  public var targetTime: Double
  /// Change per unit, percent, that would lead from the last fitted ratio to parity by then.
  public var requiredPercentPerUnit: Double?
  /// Why that pace is not to be asked for, though it can be computed: "the line ends at 0.96, which cannot be told from
  /// parity"; none where it may be.
  public var noPace: String?
  /// The first phase in which parity would be measured, and the first and last that it may be; none where no date is given.
  public var date: Date?
  /// The line at each of its phases and at those to come; empty without a fitted line.
  public var course: [Stop]

  /// A date of parity, in phases.
  public struct Date: Hashable, Sendable, Codable {
    /// "phase 8".
    public var phase: String
    /// "phase 7"; none where it may be there already.
    public var earliest: String?
    /// "phase 12".
    public var latest: String
  }

  /// A phase on the line, or one to come.
  public struct Stop: Hashable, Sendable, Codable {
    /// Key of the phase; beyond the catalogue, as it would be called.
    public var phase: String
    /// Its name for headings: "Phase 6".
    public var label: String
    /// Place in time: 0 for the first phase of the catalogue.
    public var ordinal: Int
    /// When it is, in the unit of the line's times.
    public var time: Double
    /// Whether it is later than the last phase of the line.
    public var isAhead: Bool
    /// The fitted relative likelihood; of a phase to come only where a date of parity is given.
    public var ratio: Double?
    /// Its profile interval.
    public var interval: Interval?
  }
}
