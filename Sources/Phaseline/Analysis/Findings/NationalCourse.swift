import IndicatorStatistics
import RealModule

/// Where the national figure went since the last series break, and how much of that is change among the same authorities.
public struct NationalCourse: Hashable, Sendable, Codable {
  /// What can be said of it.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// No counts, so that nothing can be tested.
    case publishedOnly = "published_only"
    /// One phase.
    case onePhase = "one_phase"
    /// The change cannot be told from chance, or for want of exact counts cannot be tested.
    case notShown = "not_shown"
    /// It changed, but nobody gave counts in every phase.
    case noPanel = "no_panel"
    /// It changed, but among the same authorities no change is shown.
    case sameNotShown = "same_not_shown"
    /// The same authorities went the other way.
    case against
    /// Less than half of the change is change among the same authorities.
    case mostlyJoined = "mostly_joined"
    /// Half of the change or more is.
    case mostlySame = "mostly_same"
  }

  /// What can be said of it.
  public var kind: Kind
  /// Keys of its first and last phase.
  public var phases: [String]
  /// The ratio in the first phase and in the last, as words: a published one as it was printed.
  public var words: [String]
  /// The change of the log ratio; none where a ratio is missing, 0 or hidden.
  public var total: Double?
  /// That of those who gave counts in every phase.
  public var same: Double?
  /// How many these are.
  public var organisations: Int?
}

extension Finding {
  /// The course of the national figure; none of an organisation, nor without any ratio.
  public var nationalCourse: NationalCourse? {
    guard subject.code == nil else { return nil }
    let start = phases.last { $0.seriesBreak != nil }?.ordinal ?? .min
    let run = phases.filter { $0.ordinal >= start }
    let counted = run.filter { $0.comparator?.pooled != nil }
    guard let first = counted.first, let last = counted.last else { return publishedCourse(run) }
    let words = [first, last].map { Wordings.ratio($0.comparator?.pooled?.relativeLikelihood) }
    var course = NationalCourse(kind: .onePhase, phases: [first.phase, last.phase], words: words)
    guard counted.count > 1 else { return course }
    course.total = change(first.comparator?.pooled, last.comparator?.pooled)
    guard let total = course.total, isShown(first.comparator?.pooledCounts, last.comparator?.pooledCounts) else {
      course.kind = .notShown
      return course
    }
    guard let panel = nation?.panel, let same = change(panel.ratios.first, panel.ratios.last) else {
      course.kind = .noPanel
      return course
    }
    (course.same, course.organisations) = (same, panel.organisations)
    course.kind = kind(total: total, same: same, isSameShown: isShown(panel.counts.first, panel.counts.last))
    return course
  }

  private func publishedCourse(_ run: [PhaseFinding]) -> NationalCourse? {
    let figures = run.compactMap { phase in
      phase.comparator?.published?.ratioWords.map { (phase: phase.phase, words: $0) }
    }
    guard let first = figures.first, let last = figures.last else { return nil }
    return NationalCourse(
      kind: .publishedOnly, phases: [first.phase, last.phase], words: [first.words, last.words])
  }

  private func kind(total: Double, same: Double, isSameShown: Bool) -> NationalCourse.Kind {
    if !isSameShown { return .sameNotShown }
    if same * total < 0 { return .against }
    return abs(same) * 2 < abs(total) ? .mostlyJoined : .mostlySame
  }

  private func change(_ first: RatioFinding?, _ last: RatioFinding?) -> Double? {
    guard let from = first?.relativeLikelihood, let to = last?.relativeLikelihood, from > 0, to > 0 else { return nil }
    return .log(to / from)
  }

  /// By the test of a line through both phases. The authorities are taken as they are: that others might have joined is no
  /// chance that it allows for.
  private func isShown(_ first: PooledCounts?, _ last: PooledCounts?) -> Bool {
    let strata = [first, last].enumerated().compactMap { time, counts in
      counts?.exact.map { Stratum(t: Double(time), counts: $0) }
    }
    return strata.count == 2 && Line(strata).fit(level, hasEnds: false).isShown
  }
}

extension PooledCounts {
  /// The counts, where none is hidden.
  fileprivate var exact: GroupCounts? {
    guard bame.numerator.isExact, white.numerator.isExact else { return nil }
    return GroupCounts(
      x1: bame.numerator.low, n1: bame.denominator.low, x0: white.numerator.low, n0: white.denominator.low)
  }
}
