/// A standard: its indicators, phases, areas and words, as its catalogue (`Data/<key>/standard.yaml`) declares them.
public struct Standard: Hashable, Sendable, Codable {
  /// The standard that is meant where none is named.
  public static let defaultKey = "sc-wres"

  /// Short identifier, such as the name of the catalogue's folder.
  public var key: String
  /// Full name.
  public var title: String
  /// Name for headings.
  public var shortTitle: String
  /// Who publishes the national figures.
  public var publisher: String
  /// What one reporting organisation is called, singular: "authority".
  public var organisationNoun: String
  /// How the ethnic groups are named.
  public var groups: [EthnicGroup]
  /// The nation and its regions, the nation first.
  public var areas: [Area]
  /// In order of time.
  public var phases: [Phase]
  /// In the standard's own order.
  public var indicators: [Indicator]
  /// The steps of a phase; none in a copy that an older version kept.
  var cycleSteps: [CycleStep]?

  /// The steps of a phase in the order of the year; none where the catalogue has no cycle.
  public var cycle: [CycleStep] { cycleSteps ?? [] }

  /// The group of this ethnicity; every catalogue names all three.
  public func group(_ ethnicity: Ethnicity) -> EthnicGroup {
    groups.first { $0.ethnicity == ethnicity }
      ?? EthnicGroup(
        ethnicity: ethnicity, name: ethnicity.rawValue, adjective: ethnicity.rawValue, short: ethnicity.rawValue,
        label: ethnicity.rawValue, aliases: [])
  }

  /// The indicator of this key, if the catalogue has it.
  public func indicator(_ key: String) -> Indicator? { indicators.first { $0.key == key } }

  /// What head-counts are of, each once: they are compared only within one of these.
  var denominatorBases: [String] { indicators.map(\.denominatorBase).unique }

  /// The phase of this key, if the catalogue has it.
  public func phase(_ key: String) -> Phase? { phases.first { $0.key == key } }

  /// The area that real figures are compared with: the nation, or the illustrative one.
  public func nation(illustrative: Bool) -> String {
    (areas.first { $0.kind == (illustrative ? .illustrative : .nation) } ?? areas.first)?.key ?? title
  }
}

/// One of the three ethnicity groups that are collected; `unknown` is never merged into another.
public enum Ethnicity: String, Sendable, Codable, CaseIterable {
  /// Black, Asian and minoritised ethnicities; White; not known, not stated or blank.
  case bame, white, unknown
}

/// What a standard calls an ethnicity group.
public struct EthnicGroup: Hashable, Sendable, Codable {
  /// Which of the three it is.
  public var ethnicity: Ethnicity
  /// Noun, after "staff of": "Black, Asian and minoritised ethnicities".
  public var name: String
  /// Adjective, before "staff": "White".
  public var adjective: String
  /// Shorter, for sentences: "Black, Asian and minoritised".
  public var short: String
  /// Shortest, before "staff" and as a heading: "minoritised", "BME".
  public var label: String
  /// Other spellings accepted in files.
  public var aliases: [String]
}

/// A geography with published figures.
public struct Area: Hashable, Sendable, Codable {
  /// The nation; a part of it; a made-up nation.
  public enum Kind: String, Sendable, Codable, CaseIterable { case nation, region, illustrative }
  /// Name, as published figures have it: "England".
  public var key: String
  /// What sort of area it is.
  public var kind: Kind
}

/// One yearly cycle of collection.
public struct Phase: Hashable, Sendable, Codable {
  /// Short identifier: "pilot", "3".
  public var key: String
  /// Place in time: 0 for the first phase of the catalogue.
  public var ordinal: Int
  /// Its name for headings: "Phase 3".
  public var label: String
  /// When, for people: "2025–26". Empty when the label says it.
  public var period: String
  /// First day of collection, ISO 8601, where a source prints it.
  public var firstDay: String?
  /// Last day of collection, likewise.
  public var lastDay: String?
  /// Organisations that registered; unknown where no source says.
  public var registered: Int?
  /// Organisations that took part, likewise.
  public var tookPart: Int?
  /// Organisations that submitted counts, likewise.
  public var submitted: Int?
  /// Other spellings accepted in files and commands.
  public var aliases: [String]
}

/// What is compared between the two ethnic groups.
public struct Indicator: Hashable, Sendable, Codable {
  /// What its figures are.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A rate in one group against the rate in the other.
    case ratio
    /// The share of each group in each category; its headline is the ratio for one of them.
    case distribution
    /// A share of the numerator beside a share of the workforce.
    case representation
  }
  /// Whether people want what is counted to happen to them: an appointment, or a disciplinary process.
  public enum Event: String, Sendable, Codable, CaseIterable { case wanted, unwanted }
  /// Which way up the standard prints its ratio.
  public enum Printed: String, Sendable, Codable, CaseIterable {
    /// As Phaseline shows it: the minoritised group's rate over the White group's.
    case bameOverWhite = "bame_over_white"
    /// The other way up; turned when it is read.
    case whiteOverBame = "white_over_bame"
  }
  /// Short identifier: "shortlisting".
  public var key: String
  /// Place among the standard's numbered indicators; none for one of our own.
  public var number: Int?
  /// Title for headings.
  public var title: String
  /// What it measures, as a sentence.
  public var definition: String
  /// Rates, or shares.
  public var kind: Kind
  /// Wanted or unwanted: decides the words, never the test.
  public var event: Event
  /// Which way up the standard prints its ratio.
  public var printed: Printed
  /// To whom it happened, in words.
  public var numerator: String
  /// To whom it could have happened, in words.
  public var denominator: String
  /// Head-counts are compared only between indicators of one base.
  public var denominatorBase: String
  /// Parts, besides `all`, which is always valid for a published figure.
  public var categories: [Category]
  /// Where its series breaks, if it does.
  public var breaks: [SeriesBreak]
  /// The words for its sentences.
  public var wording: Wording
  /// Other spellings accepted in files and commands.
  public var aliases: [String]
  /// What a reader should know besides.
  public var note: String?
  /// What a made-up nation assumes of it.
  public var illustration: Illustration

  /// The category that stands for the indicator: the marked one of a distribution, else `all`.
  public var headlineCategory: String {
    categories.first { $0.isHeadline }?.key ?? Category.all
  }

  /// What happened, in words, to people of a category.
  func verb(ofCategory key: String) -> String {
    let words = key == Category.all ? wording.whole ?? "" : title(ofCategory: key)
    return wording.verb.replacing("{category}", with: words)
  }

  /// What people call a category; empty for `all`.
  public func title(ofCategory key: String) -> String {
    key == Category.all ? "" : categories.first { $0.key == key }?.title ?? key
  }
}

/// A pay band, staff group, or part of an indicator.
public struct Category: Hashable, Sendable, Codable {
  /// The key of the whole.
  public static let all = "all"
  /// Short identifier, unique within its indicator.
  public var key: String
  /// What people call it.
  public var title: String
  /// Whether it stands for the indicator; at most one of an indicator's does.
  public var isHeadline: Bool
}

/// A point in time across which an indicator's figures are not comparable.
public struct SeriesBreak: Hashable, Sendable, Codable {
  /// Key of the first phase after the break.
  public var before: String
  /// Why figures before it are not comparable, for people.
  public var reason: String
}

/// The words that make an indicator's sentences.
public struct Wording: Hashable, Sendable, Codable {
  /// How a ratio is said.
  public enum Form: String, Sendable, Codable, CaseIterable {
    /// "were 44% less likely to …"
    case likely
    /// "experienced … at a rate 15% higher"
    case rate
  }
  /// Plural noun: "candidates".
  public var people: String
  /// "to be appointed from shortlist", or for a rate "experienced …"; `{category}` stands for a category's title.
  public var verb: String
  /// What `{category}` stands for where the whole is meant: "from colleagues or managers".
  public var whole: String?
  /// How its ratio is said.
  public var form: Form
  /// Noun phrase for headlines: "appointments from shortlist".
  public var topic: String
  /// What the first share of a representation is a share of; the numerator if not given.
  public var shareOfNumerator: String?
  /// What the second share is a share of; the denominator if not given.
  public var shareOfDenominator: String?
}

/// What `phaseline generate` assumes of an indicator; illustrative only.
public struct Illustration: Hashable, Sendable, Codable {
  /// Rate among White staff by category, fractions in 0…1; one entry where there are no categories.
  public var whiteRates: [Double]
  /// Relative likelihoods to start from where no national figure is published.
  public var ratios: [Double]
  /// Denominator per member of staff.
  public var perStaff: Double
}

/// Which of an authority's social care services a count covers.
public enum Service: String, Sendable, Codable, CaseIterable {
  /// Adults' services, children's services, or both together.
  case adults, children, all

  /// "adults' services".
  public var words: String {
    switch self {
    case .adults: "adults' services"
    case .children: "children's services"
    case .all: "all services"
    }
  }
}
