import IndicatorStatistics

/// What a finding over all authorities of the nation in one phase is about.
public struct FieldSetting: Hashable, Sendable, Codable {
  /// Key of the standard.
  public var standard: String
  /// The nation.
  public var nation: String
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun: String
  /// What is compared.
  public var indicator: Finding.Topic
  /// What the two groups are called in headings.
  public var groups: Finding.GroupLabels
  /// Key of the phase.
  public var phase: String
  /// The phase as it stands within a sentence: "phase 3".
  public var phaseWords: String
  /// The service that the counts cover.
  public var service: Service
  /// How sure intervals are.
  public var level: ConfidenceLevel
  /// The organisation that is looked for among the others, if one is.
  public var own: String?
  /// Whether its count is hidden, so that it is left out.
  public var isOwnHidden: Bool
  /// Whether the others go without names and counts.
  public var isAnonymous: Bool
  /// Authorities left out since a count is hidden.
  public var hidden: Int
  /// Where the counts come from, each once.
  public var sources: [String]
  /// Whether the figures are made up.
  public var isIllustrative: Bool
  /// For whom it is, and by which rules.
  public var disclosure = Disclosure.internal
}

/// What is asked about all authorities of the nation in one phase.
public struct FieldRequest: Sendable {
  /// On what.
  public var indicator: Indicator
  /// In which phase; the last with counts if none.
  public var phase: Phase?
  /// For which service.
  public var service: Service
  /// Whom to look for among them.
  public var own: Organisation?
  /// Whether the others go without names and counts.
  public var isAnonymous: Bool
  /// How sure intervals are.
  public var level: ConfidenceLevel

  /// The last phase with counts, over all services, at 95%, unless said otherwise.
  public init(
    indicator: Indicator, phase: Phase? = nil, service: Service = .all, own: Organisation? = nil,
    isAnonymous: Bool = false, level: ConfidenceLevel = .ninetyFive
  ) {
    (self.indicator, self.phase, self.service) = (indicator, phase, service)
    (self.own, self.isAnonymous, self.level) = (own, isAnonymous, level)
  }
}

/// One authority among all, as it may be shown.
public struct FieldIdentity: Hashable, Sendable, Codable {
  /// Its code; none where it goes without a name.
  public var code: String?
  /// Its name, or its place in the list.
  public var name: String
  /// Whether it is the one that is looked for.
  public var isOwn: Bool
  /// Its counts; none where it goes without a name.
  public var bame: GroupFinding?
  /// Likewise of the White group.
  public var white: GroupFinding?
  /// Its own figure, by its counts alone; none where it goes without a name.
  public var ratio: RatioFinding?
}

extension GroupCounts {
  /// The same, as counts that might be hidden.
  var ranged: RangedCounts { RangedCounts(self) }
}

extension GroupFinding {
  /// A count that may be hidden, of a total that is not.
  init(_ count: CountRange, of total: Int, _ level: ConfidenceLevel) {
    let exact = count.isExact ? Proportion(count.low, of: total) : nil
    self.init(
      numerator: count, denominator: CountRange(total), rate: exact?.value, rateInterval: exact?.wilsonInterval(level),
      shareOfNumerator: nil, shareOfDenominator: nil)
  }
}

extension Finding.Topic {
  /// An indicator's category.
  init(_ indicator: Indicator, category: String) {
    self.init(
      key: indicator.key, number: indicator.number, title: indicator.title, kind: indicator.kind,
      event: indicator.event, category: category, categoryTitle: indicator.title(ofCategory: category),
      words: indicator.wording.topic)
  }
}

extension Finding.GroupLabels {
  /// What a standard calls the two groups.
  init(_ standard: Standard) {
    self.init(bame: standard.group(.bame).label.sentenceCased, white: standard.group(.white).label.sentenceCased)
  }
}
