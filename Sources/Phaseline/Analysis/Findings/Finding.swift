import IndicatorStatistics

/// What was found about one indicator of one organisation, or of the nation, across phases: a plain value from which
/// every sentence, table, file and chart is rendered, so that none of them can disagree.
public struct Finding: Hashable, Sendable, Codable {
  /// Which schema describes its JSON: "phaseline/finding/1".
  public private(set) var schema = SchemaName.finding
  /// Key of the standard.
  public var standard: String
  /// Whom it is about.
  public var subject: Subject
  /// What it is about: an indicator, or a category of one.
  public var indicator: Topic
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun = "organisation"
  /// What the two groups are called in headings.
  public var groups: GroupLabels
  /// The service that was asked for; each phase names the one that its counts cover.
  public var service: Service
  /// In order of time; a phase without any figure between others is there, as a gap.
  public var phases: [PhaseFinding]
  /// The line over the last unbroken run of phases with counts; none where there are none.
  public var line: LineFinding?
  /// Whether it moves towards parity.
  public var verdict: LineVerdict
  /// The verdict in few words: "worsening (now away from parity)"; of one phase alone what that phase shows.
  public var verdictWords: String
  /// The finding in at most 15 words, as a chart's headline.
  public var headline: String
  /// The finding in full, with its counts.
  public var sentence: String
  /// What is measured: a chart's subtitle.
  public var measure: String
  /// What a reader must know besides: series breaks, hidden counts, one service only.
  public var notes: [String]
  /// Where its figures come from, each once.
  public var sources: [String]
  /// Whether its figures are made up; every output says so.
  public var isIllustrative: Bool
  /// Whom the organisation is compared with; nobody, of the nation.
  public var comparedWith: ComparisonRequest.Comparator.Kind?
  /// How sure its intervals are, and the tests behind its verdicts.
  public var level: ConfidenceLevel = .ninetyFive
  /// By which method the interval of a relative likelihood is made.
  public var ratioMethod: RatioMethod = .koopman
  /// Sentences on what an analyst asks next: the gap to the rest and the way to parity; of the nation how its authorities
  /// differ, and how much of the last change is who took part.
  public var outlook: [String] = []
  /// What besides is of use where one indicator is looked at alone: each group's own trend; the nation's earlier changes.
  public var background: [String] = []
  /// The method behind each figure, by its place in JSON: "phases.comparison.interval". A place stands for all within it
  /// that have none of their own.
  public var methods: [String: Method] = [:]
  /// What is known of the nation besides, where it is about the nation.
  public var nation: NationFinding?
  /// How many took part in each phase, where it is about the nation; none of a region.
  public var participants: [ParticipantNumbers]?
  /// What the organisation has done about it, in order of time: its actions, and the sessions that it attended. A category
  /// has those of its indicator; the nation has none.
  public var events: [ProgrammeEvent] = []
  /// For whom it is, and by which rules.
  public var disclosure = Disclosure.internal

  /// Who published, without addresses and each once, for where there is little room; `sources` has them in full.
  public var shortSources: [String] { Self.short(sources) }

  /// Who published, without addresses and each once.
  /// - Parameter sources: In full.
  public static func short(_ sources: [String]) -> [String] {
    sources.map { $0.split(separator: ", http").first.map(String.init) ?? $0 }.unique
  }

  /// What the two groups are called in headings: "Minoritised", "White".
  public struct GroupLabels: Hashable, Sendable, Codable {
    /// Of Black, Asian and minoritised ethnic staff.
    public var bame: String
    /// Of White staff.
    public var white: String
  }

  /// Whom a finding is about.
  public struct Subject: Hashable, Sendable, Codable {
    /// Code of the organisation; none for the nation.
    public var code: String?
    /// Its name, or the nation's.
    public var name: String
    /// The area it is compared with.
    public var nation: String
  }

  /// What a finding is about.
  public struct Topic: Hashable, Sendable, Codable {
    /// Key of the indicator.
    public var key: String
    /// Place among the standard's numbered indicators; none for one of our own.
    public var number: Int?
    /// Title of the indicator.
    public var title: String
    /// What is compared: rates, or shares.
    public var kind: Indicator.Kind
    /// Whether the event is wanted: decides the words, never the test.
    public var event: Indicator.Event
    /// Key of the category; `all` for the whole.
    public var category: String
    /// What people call the category; empty for the whole.
    public var categoryTitle: String
    /// Noun phrase: "appointments from shortlist".
    public var words: String

    /// The noun phrase with the category: "pay (£70,000 and over)".
    public var topic: String { categoryTitle.isEmpty ? words : "\(words) (\(categoryTitle))" }

    /// The title with the category: "Pay bands – £70,000 and over".
    public var fullTitle: String { categoryTitle.isEmpty ? title : "\(title) – \(categoryTitle)" }

    /// The indicator's key, with its category where that is not the whole.
    public var label: String { category == Category.all ? key : "\(key) (\(category))" }
  }
}

/// One phase of a finding.
public struct PhaseFinding: Hashable, Sendable, Codable {
  /// Key of the phase.
  public var phase: String
  /// Place in time: 0 for the first phase of the catalogue.
  public var ordinal: Int
  /// Its name for headings: "Phase 3".
  public var label: String
  /// When, for people: "2025–26". Empty when the label says it.
  public var period: String
  /// The service that the counts cover.
  public var service: Service?
  /// Counts of Black, Asian and minoritised ethnic staff; none where only published figures are known.
  public var bame: GroupFinding?
  /// Counts of White staff; none likewise.
  public var white: GroupFinding?
  /// Counts of staff of unknown ethnicity, never merged with the others; none where none were given.
  public var unknown: GroupFinding?
  /// The comparison of the two groups; none without counts of both.
  public var comparison: RatioFinding?
  /// The organisation's own published figures.
  public var published: [PublishedFigure]
  /// Those of them that are shares, in words.
  public var publishedWords: [String]
  /// What it is compared with.
  public var comparator: ComparatorFinding?
  /// Where the organisation stands against those it is compared with, never against a nation that contains it.
  public var position: Position?
  /// Where its counts come from: as their rows say, else which change loaded them.
  public var countSources: [String] = []
  /// Why figures before this phase are not comparable with it, if they are not.
  public var seriesBreak: String?

  /// As it stands within a sentence: "phase 3", "2021".
  public var words: String { Wordings.phase(label, key: phase) }

  /// Whether its counts cover one service, and the published figure beside them all.
  var isNarrowerThanPublished: Bool {
    service.map { $0 != .all } ?? false && comparator?.published?.relativeLikelihood != nil
  }

  /// Whether a head-count is hidden, so that there are counts, but none to compare.
  public var isBaseHidden: Bool { [bame, white].contains { $0.map { !$0.denominator.isExact } ?? false } }

  /// Whether there is anything to show; a phase without is a gap.
  public var hasFigure: Bool { bame != nil || white != nil || !published.isEmpty || comparator != nil }

  /// The relative likelihood to show: from counts, else as published.
  public var relativeLikelihood: Double? {
    comparison?.relativeLikelihood ?? published.lazy.compactMap(\.relativeLikelihood).first
  }
}

/// Counts of one ethnic group.
public struct GroupFinding: Hashable, Sendable, Codable {
  /// How many it happened to.
  public var numerator: CountRange
  /// Exact unless it was hidden.
  public var denominator: CountRange
  /// Fraction in 0…1; none where a count is hidden or the denominator is 0.
  public var rate: Double?
  /// Its Wilson interval, fractions in 0…1.
  public var rateInterval: Interval?
  /// Share of all to whom it happened, whatever their ethnicity; a fraction in 0…1.
  public var shareOfNumerator: Double?
  /// Share of all who are counted, whatever their ethnicity; a fraction in 0…1.
  public var shareOfDenominator: Double?

  /// "12 of 150", "76–79 of 4,292", "hidden".
  public var words: String {
    guard denominator.isExact else { return "hidden" }
    let count =
      numerator.isExact
      ? Wordings.grouped(numerator.low) : "\(Wordings.grouped(numerator.low))–\(Wordings.grouped(numerator.high))"
    return "\(count) of \(Wordings.grouped(denominator.low))"
  }
}

extension CountRange {
  /// For files: "12", "76-79".
  public var words: String { isExact ? "\(low)" : "\(low)-\(high)" }

  /// The number, if it can be one only.
  public var exact: Int? { isExact ? low : nil }
}

/// The two groups compared in one phase.
public struct RatioFinding: Hashable, Sendable, Codable {
  /// `nil` where it is 0/0, not finite, or hidden counts leave it open.
  public var relativeLikelihood: Double?
  /// What it may be, where counts are hidden.
  public var range: Interval?
  /// By the finding's method, at its level; none by Katz at a zero or hidden count.
  public var interval: Interval?
  /// How that interval is made; of hidden counts it is a hull.
  public var intervalMethod: Method?
  /// What this phase alone shows.
  public var verdict: PhaseVerdict
  /// Whether the whole interval lies inside 0.8–1.25.
  public var isWithinFourFifths: Bool
  /// How many more (or fewer, if negative) people than at parity.
  public var peopleToParity: PeopleToParity?
  /// Rate of the minoritised group less that of the White one, fractions in −1…1; none where a count is hidden.
  public var riskDifference: Double?
  /// Its interval.
  public var riskDifferenceInterval: Interval?
  /// Whether hidden counts leave the ratio open.
  public var isHidden: Bool { range.map { $0.lower != $0.upper } ?? false }
  /// Whether the interval leaves 1 out, but the test adjusted for the number of cases does not agree: see ``PhaseVerdict``.
  public var hasTooFewCases: Bool {
    verdict == .cannotTell && (interval.map { $0.lower > 1 || $0.upper < 1 } ?? false)
  }
}

/// What an organisation's figure is compared with.
public struct ComparatorFinding: Hashable, Sendable, Codable {
  /// All that was printed, each with its source.
  public var figures: [PublishedFigure]
  /// Where no ratio was printed: the shares that were, in words.
  public var publishedWords: [String]
  /// From the summed counts of the participating organisations, or of all but the one compared.
  public var pooled: RatioFinding?
  /// The counts behind `pooled`.
  public var pooledCounts: PooledCounts?
  /// Whom the organisation is compared with.
  public var kind: ComparisonRequest.Comparator.Kind
  /// Whose figure it is: the nation's only if it was published as such; a sum is of the organisations that are here.
  public var name: String
  /// Whether the organisation's own interval excludes the published figure, which is taken as known to the precision it was
  /// printed in; none where the two cover different services.
  public var differsFromPublished: Bool?

  /// As printed: the ratio, if one was.
  public var published: PublishedFigure? { figures.toShow }

  /// The figure to show: as published, else pooled.
  public var relativeLikelihood: Double? { published?.relativeLikelihood ?? pooled?.relativeLikelihood }
}

extension ComparatorFinding {
  /// Whether the pooled figure is the published one, to the precision it was printed in.
  public var isPooledAsPublished: Bool {
    guard let ratio = pooled?.relativeLikelihood, let range = published?.ratioRange else { return false }
    return range.contains(ratio)
  }
}

/// The counts behind a pooled figure.
public struct PooledCounts: Hashable, Sendable, Codable {
  /// The service that they cover.
  public var service: Service
  /// How many organisations they are summed over.
  public var organisations: Int
  /// Black, Asian and minoritised ethnic staff.
  public var bame: GroupFinding
  /// White staff.
  public var white: GroupFinding
}
