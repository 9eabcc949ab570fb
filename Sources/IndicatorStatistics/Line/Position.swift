import RealModule

/// Where an authority stands against the rest of the nation.
public struct Position: Hashable, Sendable, Codable {
  /// How the authority compares with the rest, judged towards parity.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Closer to parity, or further from it, on the same side.
    case better, worse
    /// Shown to differ, and both shown to lie away from parity, on either side of it.
    case otherSide
    /// Any difference is within a factor of 1.25.
    case similar
    /// A material difference is neither shown nor excluded.
    case cannotTell
  }
  /// How it compares, at the level asked for.
  public let kind: Kind
  /// Whether it differs at 99.8% too.
  public let isAtNinetyNineEight: Bool
  /// Ratio of the two relative likelihoods, authority over rest; none at infinity.
  public let ratio: Double?
  /// Its profile-likelihood interval, within 0…∞.
  public let interval: Interval?

  /// Neither a difference nor its absence, and no interval.
  static var cannotTell: Position {
    Position(kind: .cannotTell, isAtNinetyNineEight: false, ratio: nil, interval: nil)
  }

  /// What both say.
  func common(with other: Position) -> Position {
    let isAlike = kind == other.kind && interval.map { $0.lower >= 1 } == other.interval.map { $0.lower >= 1 }
    return Position(
      kind: isAlike ? kind : .cannotTell,
      isAtNinetyNineEight: isAlike && isAtNinetyNineEight && other.isAtNinetyNineEight,
      ratio: ratio == other.ratio ? ratio : nil,
      interval: interval.flatMap { mine in other.interval.map { mine.union($0) } })
  }
}

extension GroupCounts {
  /// Compares this authority with others: two strata, the others at `t = 0`, the authority at `t = 1`.
  ///
  /// A difference is shown as a change of a line is: by the interval and by the adjusted score test.
  /// - Parameters:
  ///   - rest: The counts of the others, without the authority's own: a nation that contains oneself is wrong in proportion
  ///     to one's share (Hayes & Berry 2006).
  ///   - level: How sure the interval is, and the tests.
  /// - Returns: `nil` where either has no case or no denominator.
  public func position(against rest: GroupCounts, _ level: ConfidenceLevel = .ninetyFive) -> Position? {
    guard let own = relativeLikelihood, let others = rest.relativeLikelihood else { return nil }
    let line = Line([Stratum(t: 0, counts: rest), Stratum(t: 1, counts: self)])
    let fit = line.fit(level, hasEnds: false)
    guard let slopes = fit.slopeInterval else { return .cannotTell }
    let far = ConfidenceLevel.ninetyNineEight.zSquared
    let isFar = [fit.likelihoodRatio, fit.adjustedScore].allSatisfy { $0 ?? 0 > far }
    let kind: Position.Kind
    if fit.isShown {
      let (a, r) = (Double.log(own), Double.log(others))
      kind =
        a * r < 0 && isAwayFromParity(level) && rest.isAwayFromParity(level)
        ? .otherSide : abs(a) < abs(r) ? .better : .worse
    } else {
      kind = slopes.isInside(.fourFifthsLog) ? .similar : .cannotTell
    }
    return Position(
      kind: kind, isAtNinetyNineEight: isFar && kind != .similar && kind != .cannotTell,
      ratio: fit.slope.map(Double.exp), interval: slopes.map(Double.exp))
  }

  private func isAwayFromParity(_ level: ConfidenceLevel) -> Bool {
    [.lessLikely, .moreLikely].contains(phaseVerdict(level))
  }
}
