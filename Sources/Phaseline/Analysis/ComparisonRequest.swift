import IndicatorStatistics

/// What is to be compared with what.
public struct ComparisonRequest: Sendable {
  /// Who is compared.
  public var organisation: Organisation
  /// On what, in this order.
  public var indicators: [Indicator]
  /// Whether every category of an indicator is wanted, not only its headline.
  public var everyCategory: Bool
  /// Over which phases, in order of time.
  public var phases: [Phase]
  /// For which of its services.
  public var service: Service
  /// With whom.
  public var comparator: ComparisonRequest.Comparator
  /// How the figures are made.
  public var choices = StatisticsChoices()
  /// What is asked of the line.
  public var line = LineRequest()

  /// A comparison of the headlines, over all services, with the nation, unless said otherwise.
  public init(
    organisation: Organisation, indicators: [Indicator], everyCategory: Bool = false, phases: [Phase],
    service: Service = .all, comparator: ComparisonRequest.Comparator = .national,
    choices: StatisticsChoices = StatisticsChoices(),
    line: LineRequest = LineRequest()
  ) {
    (self.organisation, self.indicators, self.everyCategory) = (organisation, indicators, everyCategory)
    (self.phases, self.service, self.comparator) = (phases, service, comparator)
    (self.choices, self.line) = (choices, line)
  }
}

/// How figures are made, where a user may choose.
public struct StatisticsChoices: Hashable, Sendable {
  /// How sure intervals are, and the tests behind verdicts.
  public var level: ConfidenceLevel
  /// By which method the interval of a relative likelihood is made.
  public var method: RatioMethod

  /// 95% and Koopman's intervals unless said otherwise.
  public init(level: ConfidenceLevel = .ninetyFive, method: RatioMethod = .koopman) {
    (self.level, self.method) = (level, method)
  }
}

/// What is asked of a line besides its change and verdict.
public struct LineRequest: Hashable, Sendable {
  /// In what time is counted.
  public var unit: LineFinding.Unit
  /// Whether the gap to the rest and the way to parity are wanted: they need the counts of every other authority.
  public var looksAhead: Bool
  /// The phase by which parity is wanted; three after the last one of the line if none.
  public var targetPhase: String?

  /// A change a phase, unless said otherwise.
  public init(unit: LineFinding.Unit = .phase, looksAhead: Bool = false, targetPhase: String? = nil) {
    (self.unit, self.looksAhead, self.targetPhase) = (unit, looksAhead, targetPhase)
  }
}
