import Foundation

/// An axis of relative likelihoods, on which 0.5 and 2 lie equally far from parity.
struct LogAxis: Hashable, Sendable {
  let lowest: Double
  let highest: Double
  private(set) var bottom: Double
  private(set) var top: Double

  private static let candidates = [
    0.01, 0.02, 0.05, 0.1, 0.2, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 7, 10, 20, 50, 100,
  ]

  /// An axis that shows all estimates and parity, and of each interval as much as lies near the estimates: one very wide
  /// interval would otherwise flatten the rest.
  /// - Parameters:
  ///   - reach: The factor within which of the estimates an interval is shown.
  ///   - bounds: What the axis never goes beyond, whatever the estimates.
  init(values: [Double], limits: [Double], reach: Double = 2.5, bounds: ClosedRange<Double> = 0.005...200) {
    let shown = values.filter { $0 > 0 && $0.isFinite } + [0.8, 1.25]
    let (least, most) = (shown.min() ?? 0.8, shown.max() ?? 1.25)
    let within = limits.filter { $0 > 0 && $0.isFinite }.map { min(max($0, least / reach), most * reach) }
    lowest = max(bounds.lowerBound, min(least, within.min() ?? least) * 0.93)
    highest = min(bounds.upperBound, max(most, within.max() ?? most) * 1.08)
    (bottom, top) = (0, 1)
  }

  /// The same from one coordinate to another: upright or across.
  func placed(from bottom: Double, to top: Double) -> LogAxis {
    var axis = self
    (axis.bottom, axis.top) = (bottom, top)
    return axis
  }

  /// Where a relative likelihood stands; beyond the axis, at its end.
  func position(_ value: Double) -> Double {
    let clipped = min(max(value, lowest), highest)
    return bottom + (top - bottom) * (log(clipped) - log(lowest)) / (log(highest) - log(lowest))
  }

  func isBeyond(_ value: Double) -> Bool { value < lowest || value > highest }

  /// Round values at least so far apart; parity always.
  func ticks(apart distance: Double) -> [(value: Double, label: String)] {
    var chosen: [Double] = [1]
    let order = Self.candidates.filter { $0 != 1 && !isBeyond($0) }.sorted { Self.weight($0) < Self.weight($1) }
    for value in order where chosen.allSatisfy({ abs(position($0) - position(value)) >= distance }) {
      chosen.append(value)
    }
    return chosen.sorted().map { ($0, Self.label($0)) }
  }

  /// Halves and doubles first, then the rest.
  private static func weight(_ value: Double) -> Double {
    [0.5: 0, 2: 0, 0.1: 1, 10: 1, 0.2: 2, 5: 2, 0.67: 3, 1.5: 3, 0.8: 4, 1.25: 4][value] ?? 5
  }

  static func label(_ value: Double) -> String {
    value == 1 ? "1.0" : value == value.rounded() ? String(Int(value)) : "\(value)"
  }
}
