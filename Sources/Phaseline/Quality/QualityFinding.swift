/// Something that is wrong, or odd, or missing in what an organisation gave: what it is, and what to do about it.
public struct QualityFinding: Hashable, Sendable, Codable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
    /// Counts are missing, or contradict each other.
    case problem
    /// Counts that are often a slip: somebody should say whether these are.
    case check
    /// What a reader of the figures should know.
    case note
  }

  /// What sort of finding; the one that is most likely to need an answer first.
  public enum Sort: String, Hashable, Sendable, Codable, CaseIterable {
    /// No counts, though there were some before, or the organisation took part.
    case missingSubmission = "missing-submission"
    /// The counts of one group are those of the other, on most indicators.
    case sameGroups = "same-groups"
    /// Head-counts of two groups that fit only when they are exchanged.
    case swappedGroups = "swapped-groups"
    /// One group's head-count is given in two ways.
    case headCounts = "head-counts"
    /// The row for all services is another than adults and children together.
    case sum
    /// More people in the categories of a distribution than in the group.
    case bands
    /// An indicator, or a service, without counts.
    case incomplete
    /// An indicator that points the other way than every other source.
    case againstEverySource = "against-every-source"
    /// A count more than three times, or less than a third of, the last phase's.
    case swing
    /// The share of unknown ethnicity moved by 10 percentage points or more.
    case unknownChange = "unknown-change"
    /// Counts that came after the last day of collection.
    case lateSubmission = "late-submission"
    /// More than 20% of unknown ethnicity.
    case unknownShare = "unknown-share"
    /// Nobody in the numerator.
    case zero
    /// Fewer than 10 people.
    case smallGroup = "small-group"
    /// Counts that may be one of several.
    case hidden = "hidden-counts"
  }

  /// What a sum over the nation is without.
  public struct Loss: Hashable, Sendable, Codable {
    /// Members of both groups that are compared.
    public var people: Int
    /// They as a share of the nation's, a fraction; unknown where a head-count of the nation is hidden.
    public var share: Double?
    /// Key of the phase in which they were counted.
    public var phase: String
  }

  /// What sort of finding.
  public var sort: Sort
  /// How much it matters.
  public var severity: Severity
  /// Code and name of the organisation.
  public var code, authority: String
  /// Key of the phase.
  public var phase: String
  /// Key of the indicator; none where it is about all of them.
  public var indicator: String?
  /// The service; none where it is about all of them.
  public var service: Service?
  /// What it is, as a sentence.
  public var sentence: String
  /// What to do.
  public var remedy: String
  /// What the national picture is without, where it is.
  public var loss: Loss?
}

extension QualityFinding.Sort {
  /// In words for a number of them: "3 × a numerator of 0".
  public var words: String {
    switch self {
    case .missingSubmission: "a missing submission"
    case .sameGroups: "groups with the same counts"
    case .swappedGroups: "groups that look exchanged"
    case .headCounts: LoadWarning.Sort.headCount.rawValue
    case .sum: LoadWarning.Sort.sum.rawValue
    case .bands: LoadWarning.Sort.bands.rawValue
    case .incomplete: "an indicator or a service without counts"
    case .againstEverySource: "an indicator that points against every other source"
    case .swing: LoadWarning.Sort.swing.rawValue
    case .unknownChange: LoadWarning.Sort.unknownChange.rawValue
    case .lateSubmission: "a late submission"
    case .unknownShare: LoadWarning.Sort.unknownShare.rawValue
    case .zero: LoadWarning.Sort.zero.rawValue
    case .smallGroup: LoadWarning.Sort.smallGroup.rawValue
    case .hidden: "hidden counts"
    }
  }

  /// How much findings of this sort matter.
  public var severity: QualityFinding.Severity {
    switch self {
    case .missingSubmission, .sameGroups, .swappedGroups, .headCounts, .sum, .bands: .problem
    case .incomplete, .againstEverySource, .swing, .unknownChange: .check
    case .lateSubmission, .unknownShare, .zero, .smallGroup, .hidden: .note
    }
  }

  /// The sort of an oddity that loads warn of.
  init(_ sort: LoadWarning.Sort) {
    self =
      switch sort {
      case .sum: .sum
      case .bands: .bands
      case .headCount: .headCounts
      case .swing: .swing
      case .unknownShare: .unknownShare
      case .unknownChange: .unknownChange
      case .zero: .zero
      case .smallGroup: .smallGroup
      }
  }

  var ordinal: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension QualityFinding.Severity {
  var ordinal: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
