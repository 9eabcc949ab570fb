/// Percentages of one group over several phases: what is asked is whether they rise or fall with time.
public struct RateTrend: Sendable {
  /// One phase: where it stands in time, and its cases.
  struct Point {
    var t, cases, total: Double
  }

  /// Those with a denominator, in order of time; phases of one time are added up.
  let points: [Point]
  /// How many phases had no denominator.
  public let dropped: Int

  /// Proportions over time, in any order.
  /// - Parameter phases: `t` is the ordinal of a phase, or years; any finite number, since only differences count. Phases
  ///   without a denominator are dropped and counted.
  /// - Precondition: Every `t` is finite.
  public init(_ phases: [(t: Double, proportion: Proportion)]) {
    precondition(phases.allSatisfy { $0.t.isFinite }, "a time that is none")
    var points: [Point] = []
    let kept = phases.filter { $0.proportion.total > 0 }.sorted { $0.t < $1.t }
    for (t, proportion) in kept {
      let (cases, total) = (Double(proportion.count), Double(proportion.total))
      if let last = points.last, last.t == t {
        points[points.count - 1] = Point(t: t, cases: last.cases + cases, total: last.total + total)
      } else {
        points.append(Point(t: t, cases: cases, total: total))
      }
    }
    (self.points, dropped) = (points, phases.count - kept.count)
  }

  /// Cases over all phases, and of how many.
  var sums: (cases: Double, total: Double) {
    points.reduce((0, 0)) { ($0.0 + $1.cases, $0.1 + $1.total) }
  }

  /// Whether nobody or everybody is a case, in every phase.
  var isConstant: Bool { points.allSatisfy { $0.cases == 0 } || points.allSatisfy { $0.cases == $0.total } }

  /// The time from first to last as 0 to 1, so that neither large nor tiny times lose anything; `nil` for one time only.
  /// `unit` is by how much `t` grows while the scaled time grows by 1.
  var scaled: (points: [Point], unit: Double)? {
    guard let first = points.first?.t, let last = points.last?.t, first < last else { return nil }
    // A quarter of each, where their difference is too large for a number.
    let part = (last - first).isFinite ? 1 : 0.25
    let length = last * part - first * part
    return (
      points.map { Point(t: ($0.t * part - first * part) / length, cases: $0.cases, total: $0.total) },
      length / part
    )
  }
}
