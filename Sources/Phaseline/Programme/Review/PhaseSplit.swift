import IndicatorStatistics

/// The counts of one indicator, phase by phase, before and after something began.
struct PhaseSplit {
  /// One phase with counts of both groups that can be compared.
  struct Place {
    var phase: Phase
    var counts: RangedCounts
    var service: Service
    /// The share of people of unknown ethnicity; none where it is not known.
    var unknownShare: Double?
  }
  private(set) var before: [Place]
  private(set) var after: [Place]
  /// Those after the end; none where nothing has ended, or nothing came between start and end.
  private(set) var afterEnd: [Place] = []
  /// Phases that a series break parts from those compared, and why it does.
  private(set) var apart: [(phase: Phase, reason: String)] = []
  /// Why the two sides cannot be compared, though both have counts.
  private(set) var obstacle: String?

  /// - Parameters:
  ///   - places: In order of time.
  ///   - start: Where the start stands on the scale of ordinals: phases up to it are before. None where it has no place.
  ///   - end: Where the end does.
  ///   - breaks: The ordinals of the first phases after series breaks, and the reasons.
  init(_ places: [Place], start: Double?, end: Double?, breaks: [(ordinal: Int, reason: String)]) {
    if start == nil { obstacle = "the start has no place among the phases of the catalogue" }
    before = places.filter { Double($0.phase.ordinal) <= start ?? .infinity }
    let since = places.filter { Double($0.phase.ordinal) > start ?? .infinity }
    after = since
    // Where the phases before a break were given in parts only, the start itself stands for them.
    if let last = before.last.map({ Double($0.phase.ordinal) }) ?? start, let first = since.first?.phase.ordinal {
      if let gap = breaks.first(where: { last < Double($0.ordinal) && $0.ordinal <= first }) {
        obstacle = "a series break lies between (\(gap.reason))"
      } else {
        let earlier = breaks.last { Double($0.ordinal) <= last }
        let later = breaks.first { $0.ordinal > first }
        apart =
          before.filter { $0.phase.ordinal < earlier?.ordinal ?? .min }.map { ($0.phase, earlier?.reason ?? "") }
          + since.filter { $0.phase.ordinal >= later?.ordinal ?? .max }.map { ($0.phase, later?.reason ?? "") }
        before.removeAll { $0.phase.ordinal < earlier?.ordinal ?? .min }
        after.removeAll { $0.phase.ordinal >= later?.ordinal ?? .max }
      }
    }
    if obstacle == nil, Set((before + after).map(\.service)).count > 1 {
      obstacle = "the counts of its phases cover different services"
    }
    guard let end else { return }
    let ended = after.filter { Double($0.phase.ordinal) > end }
    if ended.count < after.count { afterEnd = ended }
  }

  /// Both sides, in order of time.
  var all: [Place] { before + after }
}
