import IndicatorStatistics
import Phaseline

/// How often an interval holds the truth, counted at both levels, by turns or by probabilities.
struct Coverage: Sendable {
  private var inside = [0.0, 0.0]
  private var given = [0.0, 0.0]
  private var all = [0.0, 0.0]

  /// Counts what a method gives at each level.
  mutating func add(_ truth: Double, weight: Double = 1, _ interval: (ConfidenceLevel) -> Interval?) {
    for (index, level) in ConfidenceLevel.allCases.enumerated() {
      all[index] += weight
      guard let found = interval(level) else { continue }
      given[index] += weight
      if found.contains(truth) { inside[index] += weight }
    }
  }

  /// Of the intervals that there are, the share that holds the truth.
  func share(_ level: ConfidenceLevel) -> Double? {
    let index = level == .ninetyFive ? 0 : 1
    return given[index] > 0 ? inside[index] / given[index] : nil
  }

  /// The share of outcomes without an interval, at 95%.
  var missing: Double { 1 - given[0] / all[0] }

  /// What an interval may at least cover before it promises more than it keeps.
  static let least = (ninetyFive: 0.93, ninetyNineEight: 0.994)
  static let missed = "✗"

  /// "94.7 / 99.81": percent, at 95% and at 99.8%; marked where either is less than it may be.
  var words: String {
    guard let inner = share(.ninetyFive), let outer = share(.ninetyNineEight) else { return "–" }
    let isMissed = inner < Self.least.ninetyFive || outer < Self.least.ninetyNineEight
    return "\(percent(inner, 1)) / \(percent(outer, 2))\(isMissed ? " \(Self.missed)" : "")"
  }
}

extension Coverage {
  /// Whether it is less than it may be, at 95%.
  var isMissed: Bool { share(.ninetyFive).map { $0 < Self.least.ninetyFive } ?? false }

  /// "from 94.2 to 96.0%", at 95%.
  static func range(_ all: [Coverage]) -> String {
    let shares = all.compactMap { $0.share(.ninetyFive) }
    return "from \(percent(shares.min() ?? 0)) to \(percent(shares.max() ?? 0))%"
  }
}

/// Intervals at 95% that do not hold the truth, and how many of them are of a group without a case.
struct Misses: Sendable {
  private var (all, empty) = (0, 0)

  mutating func add(_ truth: Double, _ interval: Interval?, isEmpty: Bool) {
    guard let interval, !interval.contains(truth) else { return }
    all += 1
    if isEmpty { empty += 1 }
  }

  /// "87%", over the rows whose coverage is missed.
  static func words(_ rows: [(coverage: Coverage, misses: Misses)]) -> String {
    let missed = rows.filter(\.coverage.isMissed).map(\.misses)
    let (all, empty) = missed.reduce((0, 0)) { ($0.0 + $1.all, $0.1 + $1.empty) }
    return percent(Double(empty) / Double(max(1, all)), 0) + "%"
  }
}

/// A share as percent, without its sign.
func percent(_ share: Double, _ decimals: Int = 1) -> String { Wordings.fixed(100 * share, decimals) }
