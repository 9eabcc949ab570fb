import IndicatorStatistics

/// What is known of the nation on one indicator besides its published and pooled figures.
public struct NationFinding: Hashable, Sendable, Codable {
  /// The national figure in ways that say different things, for each phase with counts.
  public var phases: [Figures]
  /// How much of each change between neighbouring phases is change among the same authorities.
  public var changes: [Change]
  /// The pooled figure of the authorities that gave counts in every phase since the last series break; none with one phase.
  public var panel: Panel?

  /// One phase.
  public struct Figures: Hashable, Sendable, Codable {
    /// Key of the phase.
    public var phase: String
    /// How many authorities' counts are exact, and go into the figures here.
    public var organisations: Int
    /// How many are left out since a count is hidden; they are part of the pooled figure.
    public var hidden: Int
    /// Whether the counts that a shared audience knows are too few to stand for all.
    public var areTooFew: Bool
    /// How many gave counts of one service only, though all were asked for.
    public var ofOneService: Int
    /// Each authority compared within itself; none where they are too few.
    public var mantelHaenszel: MantelHaenszel?
    /// The average of the authorities, and where another one would lie; none likewise.
    public var randomEffects: RandomEffects?
    /// Whether half of the authorities or more have fewer than ten cases in a group: their average lies too high, as the
    /// calibration shows, and the stratified figure is the better one.
    public var isAverageDrawnUp: Bool
  }

  /// What changed from one phase to the next.
  public struct Change: Hashable, Sendable, Codable {
    /// Keys of the two phases.
    public var from, to: String
    /// The parts of the change; none where nobody is in both, or a sum is 0, or they are too few.
    public var effect: PanelEffect?
    /// The parts on the scale of the ratio, to two decimals that add up.
    public var rounded: PanelEffect.Parts?
    /// How many authorities gave counts of the same services in both phases.
    public var inBoth: Int
    /// How many are in both, but with counts of other services than before: they count as left and as joined.
    public var changedServices: Int
    /// How many are left out since a count of theirs is hidden.
    public var hidden: Int
    /// Whether those in both whose counts a shared audience knows are too few to stand for all.
    public var areTooFew: Bool
  }

  /// The same authorities throughout.
  public struct Panel: Hashable, Sendable, Codable {
    /// How many they are.
    public var organisations: Int
    /// Key of each phase.
    public var phases: [String]
    /// Their pooled figure in each.
    public var ratios: [RatioFinding]
    /// The counts behind it.
    public var counts: [PooledCounts]
  }
}

extension NationFinding {
  /// Who is left out of, or changed for, the figures of the last phase that are made from each authority's own.
  var leftOut: (phase: String, words: String)? {
    guard let last = phases.last else { return nil }
    let effects = last.randomEffects
    let left = [(last.hidden, "with a hidden count"), (effects?.leftOut ?? 0, "without any case")].filter { $0.0 > 0 }
    var words: [String] = []
    if last.areTooFew {
      words.append("too few counts are known for M–H and average")
    } else if !left.isEmpty {
      words.append("M–H and average leave out " + Wordings.list(left.map { "\($0.0) \($0.1)" }))
    }
    if let corrected = effects?.corrected, corrected > 0 {
      words.append("0.5 was added for the average to \(corrected) with no case in one group")
    }
    if last.ofOneService > 0 { words.append("\(last.ofOneService) gave counts of one service only") }
    return words.isEmpty ? nil : (last.phase, words.joined(separator: "; "))
  }
}

extension RandomEffects {
  /// Whether half of the authorities or more have fewer than ten cases in a group, so that their average lies too high.
  static func isDrawnUp(_ tables: [GroupCounts]) -> Bool {
    2 * tables.count { min($0.bame.count, $0.white.count) < 10 } >= tables.count
  }
}
