import RealModule

/// Where an authority stands against the rest of the nation.
public struct Position: Hashable, Sendable, Codable {
  /// How the authority compares with the rest, judged towards parity.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Closer to parity, or further from it, on the same side.
    case better, worse
    /// Shown to differ, on the other side of parity.
    case otherSide
    /// Any difference is within a factor of 1.25.
    case similar
    /// A material difference is neither shown nor excluded.
    case cannotTell
  }
  /// How it compares, at 95%.
  public let kind: Kind
  /// Whether it differs at 99.8% too.
  public let isAtNinetyNineEight: Bool
  /// Ratio of the two relative likelihoods, authority over rest; none at infinity.
  public let ratio: Double?
  /// Its 95% profile-likelihood interval, within 0…∞.
  public let interval: Interval?

  /// What both say.
  func common(with other: Position) -> Position {
    Position(
      kind: kind == other.kind ? kind : .cannotTell,
      isAtNinetyNineEight: kind == other.kind && isAtNinetyNineEight && other.isAtNinetyNineEight,
      ratio: ratio == other.ratio ? ratio : nil,
      interval: interval.flatMap { mine in other.interval.map { mine.union($0) } })
  }
}

extension GroupCounts {
  /// Compares this authority with the rest of the nation: two strata, the rest at `t = 0`, the authority at `t = 1`.
  /// - Parameter rest: The nation's counts less the authority's own: a nation that contains oneself is wrong in proportion
  ///   to one's share (Hayes & Berry 2006).
  /// - Returns: `nil` where either has no case or no denominator.
  public func position(against rest: GroupCounts) -> Position? {
    guard let own = relativeLikelihood, let others = rest.relativeLikelihood else { return nil }
    let line = Line([Stratum(t: 0, counts: rest), Stratum(t: 1, counts: self)])
    let fit = line.fit(hasEnds: false)
    guard let slopes = fit.slopeInterval else {
      return Position(kind: .cannotTell, isAtNinetyNineEight: false, ratio: nil, interval: nil)
    }
    let isFar = fit.likelihoodRatio.map { $0 > ConfidenceLevel.ninetyNineEight.zSquared } ?? false
    let kind: Position.Kind
    if !slopes.contains(0) {
      let (a, r) = (Double.log(own), Double.log(others))
      kind = a * r < 0 ? .otherSide : abs(a) < abs(r) ? .better : .worse
    } else {
      kind = slopes.isInside(.fourFifthsLog) ? .similar : .cannotTell
    }
    return Position(
      kind: kind, isAtNinetyNineEight: isFar && kind != .similar && kind != .cannotTell,
      ratio: fit.slope.map(Double.exp), interval: slopes.map(Double.exp))
  }
}
