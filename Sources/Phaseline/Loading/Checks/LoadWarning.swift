/// Something odd about counts that are loaded all the same: worth a look, since it is often a slip.
public struct LoadWarning: Hashable, Sendable, Codable {
  /// What sort of oddity, in words for a count: "3 × a numerator of 0".
  public enum Sort: String, Hashable, Sendable, Codable, CaseIterable {
    /// The row for all services is another than adults and children together.
    case sum = "all services are not adults and children together"
    /// More people in the categories of a distribution than in the group.
    case bands = "categories that add up to more than the group"
    /// One group's head-count is given in two ways.
    case headCount = "head-counts that differ between indicators"
    /// A count more than three times, or less than a third of, the last phase's.
    case swing = "a swing of more than a factor of 3"
    /// More than 20% of unknown ethnicity.
    case unknownShare = "more than 20% of unknown ethnicity"
    /// The share of unknown ethnicity moved by 10 percentage points or more.
    case unknownChange = "a share of unknown ethnicity that moved by 10 points or more"
    /// Nobody in the numerator.
    case zero = "a numerator of 0"
    /// Fewer than 10 people.
    case smallGroup = "a group of fewer than 10"
  }
  /// What sort of oddity.
  public var sort: Sort
  /// Code of the organisation.
  public var organisation: String
  /// Key of the phase.
  public var phase: String
  /// Key of the indicator.
  public var indicator: String
  /// Whose counts, and what is odd: "Northbridge, phase 2, leaving, White: 912 after 290 in phase 1".
  public var text: String
}

/// The warnings of a load: how many of each sort, and the first of them.
public struct LoadWarnings: Hashable, Sendable, Codable {
  /// How many of each sort are kept, unless all are asked for.
  public static let shown = 20

  /// How many there are of a sort, and the first of them, or all.
  public struct OfSort: Hashable, Sendable, Codable {
    /// Which sort.
    public var sort: LoadWarning.Sort
    /// How many there are.
    public internal(set) var count = 0
    /// The first of them, or all.
    public internal(set) var items: [LoadWarning] = []
  }

  /// What there is of each sort; the one that is most likely a slip first.
  public private(set) var sorts: [OfSort] = []

  /// How many there are in all.
  public var count: Int { sorts.reduce(0) { $0 + $1.count } }

  /// - Parameter warning: Worked out only where it is kept.
  mutating func add(_ sort: LoadWarning.Sort, keepsAll: Bool, _ warning: () -> LoadWarning) {
    if !sorts.contains(where: { $0.sort == sort }) {
      sorts.append(OfSort(sort: sort))
      sorts.sort { $0.sort.ordinal < $1.sort.ordinal }
    }
    guard let index = sorts.firstIndex(where: { $0.sort == sort }) else { return }
    sorts[index].count += 1
    if keepsAll || sorts[index].count <= Self.shown { sorts[index].items.append(warning()) }
  }
}

extension LoadWarning.Sort {
  fileprivate var ordinal: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
