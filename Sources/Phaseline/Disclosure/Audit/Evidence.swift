import IndicatorStatistics

/// What shared files say, before anything is worked out of it.
public struct Evidence: Hashable, Sendable {
  /// Counts, in the order of the files.
  public var counts: [ToldCount] = []
  /// Figures that somebody worked out of counts.
  public var figures: [ToldFigure] = []

  /// Nothing yet.
  public init() {}

  /// What both say.
  public mutating func add(_ other: Evidence) {
    counts += other.counts
    figures += other.figures
  }
}

/// Where something was said.
public struct Whereabouts: Hashable, Sendable, Codable {
  /// The file's path.
  public var file: String
  /// Where in it: "line 12", "sheet Counts, C4", "cell 3"; empty where it has no parts.
  public var place: String

  /// - Parameters:
  ///   - file: The file's path.
  ///   - place: Where in it.
  public init(file: String, place: String = "") { (self.file, self.place) = (file, place) }

  /// "shared.csv, line 12".
  public var words: String { place.isEmpty ? file : "\(file), \(place)" }
}

/// What counts and figures are of: one indicator of one place in one phase.
public struct ToldSubject: Hashable, Sendable {
  /// An organisation, or the sum over an area.
  public enum Place: Hashable, Sendable {
    /// Its name, as the register spells it.
    case organisation(String)
    /// "nation", "region North", "type county".
    case area(String)
  }
  /// Keys of the phase, of the indicator and of its category.
  public var phase, indicator, category: String
  /// Whose.
  public var place: Place
  /// The service that it covers.
  public var service: Service

  /// - Parameters:
  ///   - phase: Key of the phase.
  ///   - indicator: Key of the indicator.
  ///   - category: Key of its category.
  ///   - place: Whose.
  ///   - service: The service that it covers.
  public init(phase: String, indicator: String, category: String, place: Place, service: Service) {
    (self.phase, self.indicator, self.category) = (phase, indicator, category)
    (self.place, self.service) = (place, service)
  }
}

/// One group's counts, as a file tells them.
public struct ToldCount: Hashable, Sendable {
  /// What they are of.
  public var subject: ToldSubject
  /// Of which group.
  public var ethnicity: Ethnicity
  /// As printed: exact where a number is shown, though it may be rounded; none where nothing is said of it.
  public var numerator, denominator: CountRange?
  /// Over how many organisations a sum is; none where it is not said.
  public var organisations: Int?
  /// Key of the rules that the file says it was shared by; none where it says none.
  public var rules: String?
  /// Where.
  public var whereabouts: Whereabouts

  /// - Parameters:
  ///   - subject: What they are of.
  ///   - ethnicity: Of which group.
  ///   - numerator: As printed.
  ///   - denominator: As printed.
  ///   - organisations: Over how many organisations a sum is.
  ///   - rules: Key of the rules that the file was shared by.
  ///   - whereabouts: Where.
  public init(
    subject: ToldSubject, ethnicity: Ethnicity, numerator: CountRange?, denominator: CountRange?,
    organisations: Int? = nil, rules: String? = nil, whereabouts: Whereabouts
  ) {
    (self.subject, self.ethnicity) = (subject, ethnicity)
    (self.numerator, self.denominator) = (numerator, denominator)
    (self.organisations, self.rules, self.whereabouts) = (organisations, rules, whereabouts)
  }
}

/// A figure that was worked out of the counts of both groups, as a file tells it.
public struct ToldFigure: Hashable, Sendable {
  /// Which.
  public enum Measure: Hashable, Sendable {
    /// The rate of minoritised staff over that of White staff, and the limits of its interval (Koopman, 95%).
    case relativeLikelihood, relativeLikelihoodLower, relativeLikelihoodUpper
    /// A group's numerator over its denominator.
    case rate(Ethnicity)
    /// The difference of the rates, minoritised less White.
    case riskDifference
    /// How many people more or fewer would make the rates equal, and its limits (Newcombe).
    case peopleToParity, peopleToParityLower, peopleToParityUpper
  }
  /// What it is of.
  public var subject: ToldSubject
  /// Which figure.
  public var measure: Measure
  /// The least and the most that it can have been before it was printed; infinite where there is no limit.
  public var low, high: Double
  /// As printed.
  public var printed: String
  /// Where.
  public var whereabouts: Whereabouts

  /// - Parameters:
  ///   - subject: What it is of.
  ///   - measure: Which figure.
  ///   - low: The least that it can have been.
  ///   - high: The most.
  ///   - printed: As printed.
  ///   - whereabouts: Where.
  public init(
    subject: ToldSubject, measure: Measure, low: Double, high: Double, printed: String, whereabouts: Whereabouts
  ) {
    (self.subject, self.measure) = (subject, measure)
    (self.low, self.high, self.printed, self.whereabouts) = (low, high, printed, whereabouts)
  }
}
