import IndicatorStatistics

/// What an attacker found who has everything that was shared.
public struct AuditReport: Hashable, Sendable, Codable {
  /// A file that was read.
  public struct File: Hashable, Sendable, Codable {
    /// Its path.
    public var path: String
    /// How many counts it tells, a hidden one included, and how many figures that were worked out of counts.
    public var counts, figures: Int
    /// Keys of the rules that it names; none where it names none.
    public var rules: [String]
  }

  /// Something that could not be read, or not be used.
  public struct Unread: Hashable, Sendable, Codable {
    /// What.
    public var whereabouts: Whereabouts
    /// Why, as a sentence.
    public var reason: String

    /// - Parameters:
    ///   - whereabouts: What.
    ///   - reason: Why, as a sentence.
    public init(_ whereabouts: Whereabouts, reason: String) { (self.whereabouts, self.reason) = (whereabouts, reason) }
  }

  /// A file with numbers that look like counts, or figures of counts, and could not be said to be of anything.
  public struct Unplaced: Hashable, Sendable, Codable {
    /// Its path.
    public var path: String
    /// How many.
    public var numbers: Int

    /// - Parameters:
    ///   - path: Its path.
    ///   - numbers: How many.
    public init(path: String, numbers: Int) { (self.path, self.numbers) = (path, numbers) }
  }

  /// Which count: of one phase, indicator, category, place, service and group.
  public struct Count: Hashable, Sendable, Codable {
    /// A case, or everybody counted.
    public enum Part: String, Hashable, Sendable, Codable { case numerator, denominator }
    /// Keys of phase, indicator and category.
    public var phase, indicator, category: String
    /// Name of the organisation, or of the area.
    public var place: String
    /// Which service it covers.
    public var service: Service
    /// Of which group.
    public var ethnicity: Ethnicity
    /// Whether it is the numerator or the denominator.
    public var part: Part
    /// All of that in words.
    public var words: String
  }

  /// One step of a chain of reasoning.
  public struct Step: Hashable, Sendable, Codable {
    /// What follows, as a sentence.
    public var sentence: String
    /// From what.
    public var whereabouts: [Whereabouts]
  }

  /// What is known of a count in the end.
  public struct Proven: Hashable, Sendable, Codable {
    /// Which.
    public var count: Count
    /// As files print it: "0–9"; none where none does.
    public var printed: String?
    /// The least that it can be.
    public var low: Int
    /// The most; none where nothing limits it.
    public var high: Int?
    /// How many values stay possible; none where nothing limits it.
    public var values: Int?

    /// "7", "5–6", "5 or 9", "3 or more".
    public var words: String {
      guard let high else { return "\(Wordings.grouped(low)) or more" }
      if low == high { return Wordings.grouped(low) }
      let isPair = values == 2 && high > low + 1
      return "\(Wordings.grouped(low))\(isPair ? " or " : "–")\(Wordings.grouped(high))"
    }
  }

  /// A count that is known better than the rules promise.
  public struct Leak: Hashable, Sendable, Codable {
    /// Which, and what is known of it.
    public var proven: Proven
    /// What is known, as a sentence.
    public var sentence: String
    /// Key of the rules that hide it.
    public var rules: String
    /// So many values they promise to leave open.
    public var spread: Int
    /// Whether a file prints it, so that nothing has to be worked out.
    public var isPrinted: Bool
    /// How it follows; one step where a file prints it.
    public var chain: [Step]
  }

  /// A sentence about files, and where they say so.
  public struct Remark: Hashable, Sendable, Codable {
    /// The sentence.
    public var sentence: String
    /// Where.
    public var whereabouts: [Whereabouts]
  }

  /// How much was found in the files, and used.
  public struct Extent: Hashable, Sendable, Codable {
    /// Counts, each once: how many, and how many of those no file prints.
    public var counts = 0, hidden = 0
    /// Figures that were worked out of counts.
    public var figures = 0
    /// What adds up, and what only in part.
    public var sums = 0, partialSums = 0
  }

  /// The files that were read.
  public var files: [File] = []
  /// Keys of the rules that the promises are taken from.
  public var rules: [String] = []
  /// Keys of those that files name and nobody knows here: whether they are kept cannot be told.
  public var unknownRules: [String] = []
  /// How much was found in them.
  public var extent = Extent()
  /// What is known better than promised: what a file prints first.
  public var leaks: [Leak] = []
  /// What cannot be true together.
  public var contradictions: [Remark] = []
  /// How many counts are known better than one set of rules promises, since others do not hide that, or since two sets of
  /// rules tell too much together.
  public var weakened = 0
  /// What is to be known besides.
  public var remarks: [Remark] = []
  /// What could not be read.
  public var unread: [Unread] = []
  /// Paths of files that tell no counts.
  public var foreign: [String] = []
  /// Paths of files that say that they are for internal use.
  public var internals: [String] = []
  /// What numbers could not be used.
  public var unplaced: [Unplaced] = []
  /// Of how many counts, and tables of counts, it was not found out in time what is left of them.
  public var undecided = 0
  /// What of the search was left out, as sentences.
  public var notTried: [String] = []
  /// Every hidden count, where all are asked for.
  public var hidden: [Proven] = []

  /// Whether nothing leaks, contradicts itself, is for internal use or by rules that nobody knows, or was left unread or
  /// undecided.
  public var isClean: Bool {
    leaks.isEmpty && contradictions.isEmpty && unread.isEmpty && internals.isEmpty && unknownRules.isEmpty
      && undecided == 0
  }
}
