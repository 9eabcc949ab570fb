import RealModule

/// Where a measured value stands to one that was aimed at, both as distances from parity.
public enum AimStanding: String, Hashable, Sendable, Codable, CaseIterable {
  /// The whole interval lies as near to parity as was aimed at, or nearer.
  case reached
  /// The estimate does; the interval leaves open that it was missed by chance.
  case reachedAsMeasured
  /// The estimate does not; the interval leaves open that it is reached.
  case missedAsMeasured
  /// The whole interval lies farther from parity.
  case missed
  /// There is no estimate.
  case cannotTell

  /// - Parameters:
  ///   - estimate: On a scale on which parity is 0.
  ///   - interval: Its limits.
  ///   - reach: The distance that was aimed at, 0 or more.
  init(_ estimate: Double?, _ interval: Interval?, within reach: Double) {
    // A hair more, so that 1.25 is as near as 0.8 whatever the logarithms' last digits.
    let reach = reach + 1e-9
    if let interval, interval.isInside(Interval(lower: -reach, upper: reach)) {
      self = .reached
    } else if let interval, interval.lower > reach || interval.upper < -reach {
      self = .missed
    } else if let estimate, interval != nil {
      self = abs(estimate) <= reach ? .reachedAsMeasured : .missedAsMeasured
    } else {
      self = .cannotTell
    }
  }
}

extension RangedCounts {
  /// Whether the relative likelihood is as near to parity as one that was aimed at, on the scale of logarithms: 0.8 and 1.25
  /// are as near.
  /// - Parameters:
  ///   - ratio: Above 0.
  ///   - level: How sure the interval is; Koopman's, of hidden counts their hull.
  public func standing(toRatio ratio: Double, _ level: ConfidenceLevel = .ninetyFive) -> AimStanding {
    // As it is printed: what reads 0.80 has reached 0.80.
    let printed = exact?.relativeLikelihood.flatMap { $0.isFinite ? (100 * $0).rounded() / 100 : nil }
    return AimStanding(
      printed.map { Double.log($0) }, koopmanInterval(level)?.map { Double.log($0) }, within: abs(Double.log(ratio)))
  }

  /// Whether no more people than were aimed at are missing to parity, or are beyond it.
  /// - Parameters:
  ///   - people: 0 or more.
  ///   - level: How sure the interval is.
  /// - Returns: `cannotTell` where a count is hidden.
  public func standing(toPeople people: Double, _ level: ConfidenceLevel = .ninetyFive) -> AimStanding {
    let found = exact?.peopleToParity(level)
    return AimStanding(found.map { $0.estimate.rounded(.toNearestOrAwayFromZero) }, found?.interval, within: people)
  }
}
