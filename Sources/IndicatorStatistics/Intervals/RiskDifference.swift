extension GroupCounts {
  /// The difference of the two rates, minoritised less White.
  /// - Returns: A fraction in `-1...1`, exactly 0 at parity; `nil` without a denominator.
  public var riskDifference: Double? {
    guard bame.total > 0, white.total > 0 else { return nil }
    return (table.x1 * table.n0 - table.x0 * table.n1) / (table.n1 * table.n0)
  }

  /// The interval of the difference of the two rates, minoritised less White.
  /// - Returns: Limits in `-1...1`; `nil` without a denominator.
  /// - SeeAlso: Newcombe (1998) Stat Med 17:873–890, method 10 (hybrid score).
  public func riskDifferenceInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval? {
    guard let difference = riskDifference, let arms = arms(level, whiteTimes: 1) else { return nil }
    return Interval(lower: difference - arms.below, upper: difference + arms.above)
  }

  /// How many more people of the minoritised group were counted than at parity, with intervals at 95%.
  /// - Returns: `nil` without a denominator.
  /// - SeeAlso: `peopleToParity(_:)`.
  public var peopleToParity: PeopleToParity? { peopleToParity(.ninetyFive) }

  /// How many more people of the minoritised group were counted than at parity (fewer, if negative), and how many more
  /// than at the nearer end of the four-fifths band.
  /// - Parameter level: How sure the intervals are.
  /// - Returns: `nil` without a denominator.
  /// - SeeAlso: `riskDifferenceInterval(_:)`.
  public func peopleToParity(_ level: ConfidenceLevel) -> PeopleToParity? {
    guard let parity = people(level, beyond: (1, 1)) else { return nil }
    return PeopleToParity(
      estimate: parity.estimate, interval: parity.interval, toFourFifths: peopleToFourFifths(level))
  }

  private func peopleToFourFifths(_ level: ConfidenceLevel) -> PeopleToParity.FourFifths? {
    // Products of whole numbers, so that a ratio of exactly 0.8 or 1.25 lies within the band.
    let (own, others) = (table.x1 * table.n0, table.x0 * table.n1)
    let isAbove = 4 * own > 5 * others
    guard isAbove || 5 * own < 4 * others else {
      return PeopleToParity.FourFifths(estimate: 0, interval: Interval(lower: 0, upper: 0))
    }
    return people(level, beyond: isAbove ? (5, 4) : (4, 5)).map {
      PeopleToParity.FourFifths(estimate: $0.estimate, interval: $0.interval)
    }
  }

  /// People beyond so many times the White rate: `x1 − k·n1·p0`, where `k` is a fraction of whole numbers.
  private func people(
    _ level: ConfidenceLevel, beyond k: (top: Double, bottom: Double)
  ) -> (estimate: Double, interval: Interval)? {
    guard let arms = arms(level, whiteTimes: k.top / k.bottom) else { return nil }
    let table = table
    let estimate = (k.bottom * table.x1 * table.n0 - k.top * table.x0 * table.n1) / (k.bottom * table.n0)
    return (estimate, Interval(lower: estimate - table.n1 * arms.below, upper: estimate + table.n1 * arms.above))
  }

  /// How far the limits of `p1 − k·p0` lie from it, from both Wilson intervals.
  private func arms(_ level: ConfidenceLevel, whiteTimes k: Double) -> (below: Double, above: Double)? {
    guard let p1 = bame.value, let p0 = white.value, let w1 = bame.wilsonInterval(level),
      let w0 = white.wilsonInterval(level)
    else { return nil }
    return (
      below: length(p1 - w1.lower, k * (w0.upper - p0)), above: length(w1.upper - p1, k * (p0 - w0.lower))
    )
  }

  private func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}

/// A number of people, positive when there are more than at parity. To be shown as whole people.
public struct PeopleToParity: Hashable, Sendable, Codable {
  /// People above parity: `x1 − n1·p0`; negative when there are fewer.
  public let estimate: Double
  /// Its interval, at the level asked for: `n1` times that of the difference of the rates.
  public let interval: Interval
  /// To the nearer end of the band 0.8–1.25; 0 within it.
  public let toFourFifths: FourFifths?

  /// Both as whole people.
  public var wholePeople: WholePeople { WholePeople(estimate: estimate, interval: interval) }

  /// People beyond the nearer end of the four-fifths band, positive above it, negative below it.
  public struct FourFifths: Hashable, Sendable, Codable {
    /// `x1 − k·n1·p0`, where `k` is the nearer end; 0 within the band.
    public let estimate: Double
    /// Its interval, at the level asked for; 0 to 0 within the band.
    public let interval: Interval

    /// Both as whole people.
    public var wholePeople: WholePeople { WholePeople(estimate: estimate, interval: interval) }
  }
}
