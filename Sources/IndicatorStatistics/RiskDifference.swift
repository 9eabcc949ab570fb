extension GroupCounts {
  /// The interval of the difference of the two rates, minoritised less White.
  /// - Returns: Limits in `-1...1`; `nil` without a denominator.
  /// - SeeAlso: Newcombe (1998) Stat Med 17:873–890, method 10 (hybrid score).
  public func riskDifferenceInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval? {
    guard let p1 = bame.value, let p0 = white.value, let w1 = bame.wilsonInterval(level),
      let w0 = white.wilsonInterval(level)
    else { return nil }
    return Interval(
      lower: p1 - p0 - length(p1 - w1.lower, w0.upper - p0), upper: p1 - p0 + length(w1.upper - p1, p0 - w0.lower))
  }

  /// How many more people of the minoritised group were counted than at parity (fewer, if negative), and how many more
  /// than at the nearer end of the four-fifths band.
  /// - Returns: `nil` without a denominator.
  /// - SeeAlso: `riskDifferenceInterval`.
  public var peopleToParity: PeopleToParity? {
    guard let p1 = bame.value, let p0 = white.value, let difference = riskDifferenceInterval() else { return nil }
    let n1 = Double(bame.total)
    return PeopleToParity(
      estimate: n1 * (p1 - p0), interval: difference.map { n1 * $0 }, toFourFifths: peopleToFourFifths(p1, p0))
  }

  private func peopleToFourFifths(_ p1: Double, _ p0: Double) -> PeopleToParity.FourFifths? {
    guard let w1 = bame.wilsonInterval(), let w0 = white.wilsonInterval() else { return nil }
    let ratio = relativeLikelihood ?? 1
    guard ratio > 1.25 || ratio < 0.8 else {
      return PeopleToParity.FourFifths(estimate: 0, interval: Interval(lower: 0, upper: 0))
    }
    let (k, n1) = (ratio > 1.25 ? 1.25 : 0.8, Double(bame.total))
    let distance = p1 - k * p0
    return PeopleToParity.FourFifths(
      estimate: n1 * distance,
      interval: Interval(
        lower: n1 * (distance - length(p1 - w1.lower, k * (w0.upper - p0))),
        upper: n1 * (distance + length(w1.upper - p1, k * (p0 - w0.lower)))))
  }

  private func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}

/// A number of people, positive when there are more than at parity. To be shown as whole people.
public struct PeopleToParity: Hashable, Sendable, Codable {
  /// People above parity: `x1 − n1·p0`; negative when there are fewer.
  public let estimate: Double
  /// Its 95% interval: `n1` times that of the difference of the rates.
  public let interval: Interval
  /// To the nearer end of the band 0.8–1.25; 0 within it.
  public let toFourFifths: FourFifths?

  /// People beyond the nearer end of the four-fifths band, positive above it, negative below it.
  public struct FourFifths: Hashable, Sendable, Codable {
    /// `x1 − k·n1·p0`, where `k` is the nearer end; 0 within the band.
    public let estimate: Double
    /// Its 95% interval; 0 to 0 within the band.
    public let interval: Interval
  }
}
