import IndicatorStatistics

/// An organisation's counts in one phase, as far as a line through them needs to know them.
protocol LinePhase {
  /// Place in time.
  var ordinal: Int { get }
  /// The service that they cover.
  var service: Service? { get }
  /// The counts of both groups, if they can be compared.
  var counts: RangedCounts? { get }
  /// Whether there are counts of either group.
  var hasGroup: Bool { get }
  /// Whether a head-count is hidden, so that there are counts, but none to compare.
  var isBaseHidden: Bool { get }
}

extension Array where Element: LinePhase {
  /// The phases since the last series break after which there are counts.
  private func unbroken(_ breaks: [SeriesBreak], _ phases: [Phase]) -> [Element] {
    let last = breaks.compactMap { gap in phases.first { $0.key == gap.before }?.ordinal }.filter { start in
      contains { $0.ordinal >= start && $0.counts != nil }
    }.max()
    return filter { $0.ordinal >= last ?? 0 }
  }

  /// The phases that a line is drawn through: those since the last series break whose counts can be compared.
  /// - Parameters:
  ///   - breaks: The indicator's series breaks.
  ///   - phases: The standard's phases.
  /// - Returns: Them, and none with the verdict where there can be no line: without counts, or where the phases cover
  ///   different services.
  func run(_ breaks: [SeriesBreak], _ phases: [Phase]) -> (phases: [Element], ruledOut: LineVerdict?) {
    let run = unbroken(breaks, phases).filter { $0.counts != nil }
    guard !run.isEmpty else { return ([], withoutCounts) }
    guard Set(run.map(\.service)).count == 1 else {
      return ([], LineVerdict(kind: .cannotTell, reason: .differentServices))
    }
    return (run, nil)
  }

  /// The verdict where no phase has counts of both groups that can be compared.
  private var withoutCounts: LineVerdict {
    guard contains(where: \.hasGroup) else { return LineVerdict(notTested: false) }
    return LineVerdict(kind: .cannotTell, reason: contains(where: \.isBaseHidden) ? .hiddenCounts : .oneGroupOnly)
  }
}

extension PhaseFinding: LinePhase {
  /// The counts of both groups, if they can be compared.
  var counts: RangedCounts? {
    guard let bame, let white, bame.denominator.isExact, white.denominator.isExact else { return nil }
    return RangedCounts(
      bame: bame.numerator, of: bame.denominator.low, white: white.numerator, of: white.denominator.low)
  }

  var hasGroup: Bool { bame != nil || white != nil }
}

extension ServiceCounts {
  /// Whether there are counts of either group.
  var hasGroup: Bool { groups[.bame] != nil || groups[.white] != nil }

  /// Whether a head-count is hidden.
  var isBaseHidden: Bool { [groups[.bame], groups[.white]].contains { $0.map { !$0.isComparable } ?? false } }
}
