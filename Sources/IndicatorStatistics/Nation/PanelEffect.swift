import RealModule

/// How much of the change of a pooled figure is change among the same authorities, and how much is who took part.
public struct PanelEffect: Hashable, Sendable, Codable {
  /// The parts of a change, on the log scale or on that of the ratio.
  public struct Parts: Hashable, Sendable, Codable {
    /// The change among the same authorities, those in both phases.
    public let panel: Double
    /// What those who took part only in the second phase add to it; 0 where nobody did.
    public let entrants: Double
    /// What those who took part only in the first phase had taken from it; 0 where nobody did.
    public let leavers: Double
    /// Both together: the effect of who took part.
    public let mix: Double
    /// The whole change: `panel + entrants + leavers`.
    public let total: Double
  }

  /// The pooled log relative likelihood of all who took part in the first phase.
  public let first: Double
  /// That of all who took part in the second.
  public let second: Double
  /// The change from the first to the second and its parts, on the log scale.
  public let parts: Parts
  /// How many authorities are in both phases, at least 1.
  public let inBoth: Int
  /// How many are only in the second.
  public let entered: Int
  /// How many are only in the first.
  public let left: Int

  /// Compares two phases, with `L(P, t)` the pooled log ratio of the authorities `P` at `t`, and `C` those in both:
  /// `panel = L(C, 2) − L(C, 1)`, `entrants = L(P2, 2) − L(C, 2)`, `leavers = L(C, 1) − L(P1, 1)`.
  /// - Parameters:
  ///   - first: The counts of all who took part in the first phase, by authority.
  ///   - second: Those of the second.
  /// - Returns: `nil` where no authority is in both, or where any of the sums is 0: numerator or denominator, of either
  ///   group, in either phase, of all or of those in both.
  public init?<Key: Hashable>(first: [Key: GroupCounts], second: [Key: GroupCounts]) {
    let shared = Set(first.keys).intersection(second.keys)
    let (before, after) = (shared.compactMap { first[$0] }, shared.compactMap { second[$0] })
    guard let l1 = first.values.pooled.finiteLog, let l2 = second.values.pooled.finiteLog,
      let c1 = before.pooled.finiteLog, let c2 = after.pooled.finiteLog
    else { return nil }
    (self.first, self.second) = (l1, l2)
    parts = Parts(panel: c2 - c1, entrants: l2 - c2, leavers: c1 - l1, total: l2 - l1)
    (inBoth, entered, left) = (shared.count, second.count - shared.count, first.count - shared.count)
  }

  /// The change of the pooled ratio itself and its parts: each log part times `Λ = (RR2 − RR1)/(L2 − L1)`, the logarithmic
  /// mean of both ratios, which is the ratio itself where they are equal.
  public var ratioParts: Parts {
    let ratio = Double.exp(first)
    let scale = parts.total == 0 ? ratio : ratio * .expMinusOne(parts.total) / parts.total
    return Parts(
      panel: scale * parts.panel, entrants: scale * parts.entrants, leavers: scale * parts.leavers,
      total: scale * parts.total)
  }

  /// The same, rounded so that panel, entrants and leavers add up to the total, and the last two to the mix. The total is the
  /// difference of the two ratios as rounded, so that it is what a reader computes; each part is a round number next to it,
  /// those with the largest rest the upper one. A part of 0 stays 0.
  /// - Parameter decimals: How many decimals to keep, `0...9`.
  /// - SeeAlso: Balinski & Young (1982) Fair Representation, Hamilton's method (of the largest remainders).
  public func ratioParts(decimals: Int) -> Parts {
    precondition((0...9).contains(decimals), "too many decimals")
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    let exact = ratioParts
    let wanted = [exact.panel, exact.entrants, exact.leavers].map { $0 * unit }
    var whole = wanted.map { $0.rounded(.down) }
    let total = (Double.exp(second) * unit).rounded() - (Double.exp(first) * unit).rounded()
    let missing = total - whole.reduce(0, +)
    let order = wanted.indices.filter { wanted[$0] != 0 }.sorted { wanted[$0] - whole[$0] > wanted[$1] - whole[$1] }
    let turns = missing > 0 ? order : order.reversed()
    for step in 0..<(turns.isEmpty ? 0 : Int(abs(missing))) {
      whole[turns[step % turns.count]] += missing > 0 ? 1 : -1
    }
    return Parts(
      panel: whole[0] / unit, entrants: whole[1] / unit, leavers: whole[2] / unit, mix: (whole[1] + whole[2]) / unit,
      total: whole.reduce(0, +) / unit)
  }
}

extension PanelEffect.Parts {
  init(panel: Double, entrants: Double, leavers: Double, total: Double) {
    self.init(panel: panel, entrants: entrants, leavers: leavers, mix: entrants + leavers, total: total)
  }
}

extension GroupCounts {
  /// The log relative likelihood, where it is finite.
  fileprivate var finiteLog: Double? {
    guard let ratio = relativeLikelihood, ratio > 0, ratio < .infinity else { return nil }
    return Double.log(ratio)
  }
}
