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
    // As it is printed, limits too: what reads 0.80 has reached 0.80.
    func printed(_ ratio: Double) -> Double { ratio.isFinite ? (100 * ratio).rounded() / 100 : ratio }
    let estimate = exact?.relativeLikelihood.flatMap { $0.isFinite ? Double.log(printed($0)) : nil }
    return AimStanding(
      estimate, koopmanInterval(level)?.map { Double.log(printed($0)) }, within: abs(Double.log(ratio)))
  }

  /// Whether no more people than were aimed at are missing to parity, or are beyond it.
  /// - Parameters:
  ///   - people: 0 or more.
  ///   - level: How sure the interval is.
  /// - Returns: `cannotTell` where a count is hidden.
  public func standing(toPeople people: Double, _ level: ConfidenceLevel = .ninetyFive) -> AimStanding {
    let found = exact?.peopleToParity(level)
    // Whole people, as they are printed.
    func whole(_ people: Double) -> Double { people.rounded(.toNearestOrAwayFromZero) }
    return AimStanding(found.map { whole($0.estimate) }, found?.interval.map(whole), within: people)
  }
}
