import Phaseline

/// Everything that a template may show: what `report … --format json` prints, in snake case.
///
/// Words are ready to be read; the findings behind them are there too, as `compare` and `national` print them.
public struct ReportContext: Codable, Sendable {
  /// What the report is, for whom, and from what it was made.
  public var report: ReportHead
  /// Colours and font.
  public var theme: ThemeContents
  /// The first page.
  public var summary: SummaryContents
  /// Every indicator in one row, beside others: of an authority's report.
  public var glance: TableContents?
  /// All indicators in one picture; none where there is nothing to draw.
  public var overview: ChartContents?
  /// One for each indicator with figures, in the order of the standard.
  public var sections: [SectionContents]
  /// Titles of the indicators without any figure; none where each has some.
  public var withoutFigures: String?
  /// How pay differs; none without counts of it.
  public var payBands: PayBandsContents?
  /// Adults' and children's services side by side; none where only one was given.
  public var services: TableContents?
  /// Who took part, phase by phase: of a national report.
  public var participation: TableContents?
  /// How good the counts are; none where there are none.
  public var quality: QualityContents?
  /// What was done, and what followed: of an authority's report.
  public var actions: ActionsContents?
  /// Where the figures come from, each once.
  public var sources: [String]
}

/// What a report is, for whom, and from what it was made.
public struct ReportHead: Codable, Sendable, Hashable {
  /// Of whom.
  public struct Subject: Codable, Sendable, Hashable {
    /// An authority's name, or the nation's.
    public var name: String
    /// Code, region and type of an authority, as its register has them.
    public var code, region, type: String?
  }
  /// Which one of the phases.
  public struct PhaseContents: Codable, Sendable, Hashable {
    /// "3".
    public var key: String
    /// "Phase 3".
    public var label: String
    /// "phase 3", within a sentence.
    public var words: String
    /// "2025–26"; none where the label says it, or nobody knows.
    public var period: String?
  }
  /// "Workforce race equality: Northbridge".
  public var title: String
  /// "Data report of phase 5".
  public var subtitle: String
  /// Language of its words, as HTML has it.
  public var language = "en-GB"
  /// Whether it is of one authority.
  public var isAuthority: Bool
  /// Whether it is of the nation.
  public var isNational: Bool
  /// Whether it is written as a document to go on writing in: pictures are PNG then.
  public var isForEditing: Bool
  /// Of whom.
  public var subject: Subject
  /// Of which phase.
  public var phase: PhaseContents
  /// "phases 1 to 5": those whose figures it shows.
  public var phases: String
  /// Names of the standard.
  public var standard, standardTitle, publisher: String
  /// What one reporting organisation is called, and several: "authority", "authorities".
  public var noun, nouns: String
  /// "Black, Asian and minoritised ethnicities"; "minoritised"; "White".
  public var group, groupLabel, otherLabel: String
  /// That its figures are made up; none of real ones.
  public var illustrative: String?
  /// That it holds figures as they were published only, without counts; none where there are counts.
  public var publishedOnly: String?
  /// Whether it is for everybody, with counts hidden by rules.
  public var isShared: Bool
  /// For whom it is, in a word: "internal", "shared (under-10)".
  public var audience: String
  /// In a sentence.
  public var audienceWords: String
  /// How sure its intervals are: "95%".
  public var level: String
  /// The command that makes it again.
  public var command: String
  /// "Phaseline 0.1.0".
  public var program: String
  /// The state of the counts: "change 7".
  public var dataVersion: String
}

/// The first page: what a leader reads if nothing else.
public struct SummaryContents: Codable, Sendable, Hashable {
  /// Indicators of one verdict.
  public struct Group: Codable, Sendable, Hashable {
    /// One of them.
    public struct Item: Codable, Sendable, Hashable {
      /// "2 Appointment from shortlist".
      public var heading: String
      /// Of its section.
      public var anchor: String
      /// What its last phase shows, in few words.
      public var words: String
    }
    /// The verdict.
    public var verdict: VerdictContents
    /// "Improved", "Cannot be told".
    public var title: String
    /// Those of it; empty where there are none.
    public var items: [Item]
    /// Whether they are so many that they stand in two columns.
    public var isLong: Bool
    /// That there are none; none where there are some.
    public var none: String?
  }
  /// A place to act.
  public struct Step: Codable, Sendable, Hashable {
    /// From 1.
    public var place: Int
    /// "Leaving".
    public var topic: String
    /// Of its section; none where it is about all indicators.
    public var anchor: String?
    /// Why there, with its counts.
    public var reason: String
  }
  /// What one indicator says.
  public struct Line: Codable, Sendable, Hashable {
    /// As its chart is headed.
    public var text: String
    /// Of its section.
    public var anchor: String
  }
  /// The report in one sentence.
  public var headline: String
  /// What each indicator shows, by verdict: of an authority's report.
  public var groups: [Group]?
  /// Where to act first, at most three.
  public var steps: [Step]?
  /// What stands beside them: that they are suggestions; what else is suggested.
  public var stepsNote: String?
  /// The national figure on each indicator: of a national report.
  public var figures: TableContents?
  /// What each indicator says: of a national report.
  public var headlines: [Line]?
  /// What a reader of the first page must know.
  public var notes: [String]
}

/// A verdict as people read it.
public struct VerdictContents: Codable, Sendable, Hashable {
  /// "improving", "worsening", "crossedParity", "noMaterialChange", "cannotTell", "notTested".
  public var key: String
  /// The sign that stands for it, as in charts.
  public var mark: String
  /// "worsening (away from parity)".
  public var words: String
}

/// One indicator.
public struct SectionContents: Codable, Sendable {
  /// Key of the indicator.
  public var key: String
  /// "2 Appointment from shortlist".
  public var heading: String
  /// To link to.
  public var anchor: String
  /// What it measures, as a sentence.
  public var definition: String
  /// "candidates appointed", "candidates shortlisted".
  public var numerator, denominator: String
  /// Which way is unfair, as a sentence.
  public var direction: String
  /// What a reader should know of the indicator besides; none where there is nothing.
  public var remark: String?
  /// What its line shows; none of the nation.
  public var verdict: VerdictContents?
  /// The finding in full, with its counts.
  public var sentence: String
  /// What an analyst asks next, a sentence each.
  public var outlook: [String]
  /// The figures across phases.
  public var chart: ChartContents
  /// A row a phase; none where figures were only published.
  public var table: TableContents?
  /// Beside others in the phase of the report: of an authority.
  public var comparisons: TableContents?
  /// Every authority, without names: of the nation.
  public var distribution: ChartContents?
  /// How many of them move which way; none where so few may not be told.
  public var distributionWords: String?
  /// Regions and types; none where there are none.
  public var areas: TableContents?
  /// Figures as they were printed, each with its source; none where none were.
  public var published: TableContents?
  /// What a reader must know besides.
  public var notes: [String]
  /// The finding itself, as `compare --format json` and `national --format json` print it.
  public var finding: Finding
}

/// How pay differs.
public struct PayBandsContents: Codable, Sendable, Hashable {
  /// The shares in each band, phase by phase.
  public var chart: ChartContents
  /// A row a band, of the phase of the report.
  public var table: TableContents?
  /// One for each band, in words.
  public var sentences: [String]
}

/// How good the counts are.
public struct QualityContents: Codable, Sendable, Hashable {
  /// Findings of one remedy.
  public struct Question: Codable, Sendable, Hashable {
    /// What they are, a sentence each.
    public var sentences: [String]
    /// What to do about them.
    public var remedy: String
  }
  /// How many there are of what severity, in a sentence.
  public var sentence: String
  /// What needs an answer; empty where nothing does.
  public var questions: [Question]
  /// What a reader should know, each with how often.
  public var notes: [String]
  /// What there is of each indicator and service: of an authority.
  public var completeness: TableContents?
  /// The share of unknown ethnicity, phase by phase; none where it was not given.
  public var unknown: TableContents?
}

/// What was done, and what followed.
public struct ActionsContents: Codable, Sendable, Hashable {
  /// One action.
  public struct Item: Codable, Sendable, Hashable {
    /// What followed on one indicator.
    public struct FollowUp: Codable, Sendable, Hashable {
      /// "Appointments from shortlist: improved".
      public var heading: String
      /// All that is found, in sentences.
      public var paragraph: String
      /// What cannot be said, a sentence each.
      public var limits: [String]
    }
    /// "Action 3: Structured interviews (short term, from phase 3, under way)".
    public var heading: String
    /// By indicator.
    public var followUps: [FollowUp]
    /// What its own record leaves open, and how its figures are to be read, a sentence each.
    public var notes: [String]
  }
  /// How many there are, in a sentence.
  public var sentence: String
  /// What cannot be said of any of them, a sentence each.
  public var limits: [String]
  /// Those that are told in full: open ones first, the newest first.
  public var items: [Item]
  /// All others, in rows; none where there are none.
  public var others: TableContents?
}
