/// Two limits; either may be infinite.
public struct Interval: Hashable, Sendable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    precondition(lower <= upper, "limits out of order")  // a mistake in our code: also refuses NaN
    (self.lower, self.upper) = (lower, upper)
  }

  /// Whether a value lies within the limits, the limits included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Whether both limits lie within another interval.
  public func isInside(_ other: Interval) -> Bool { other.lower <= lower && upper <= other.upper }

  /// The smallest interval that holds both.
  public func union(_ other: Interval) -> Interval {
    Interval(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }

  /// Both limits changed by a function that never falls.
  public func map(_ transform: (Double) -> Double) -> Interval {
    Interval(lower: transform(lower), upper: transform(upper))
  }
}

/// An infinite limit is null: JSON has no infinity.
extension Interval: Codable {
  private enum CodingKeys: String, CodingKey { case lower, upper }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      lower: try container.decodeIfPresent(Double.self, forKey: .lower) ?? -.infinity,
      upper: try container.decodeIfPresent(Double.self, forKey: .upper) ?? .infinity)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lower.isFinite ? lower : nil, forKey: .lower)
    try container.encode(upper.isFinite ? upper : nil, forKey: .upper)
  }
}
