import RealModule

/// Two limits; either may be infinite.
public struct Interval: Hashable, Sendable {
  /// Lower limit; −∞ (of a ratio 0) where nothing bounds it below.
  public let lower: Double
  /// Upper limit; ∞ where nothing bounds it above.
  public let upper: Double

  /// An interval between two limits.
  /// - Precondition: `lower <= upper`, and neither is NaN.
  public init(lower: Double, upper: Double) {
    precondition(lower <= upper, "limits out of order")  // a mistake in our code: also refuses NaN
    (self.lower, self.upper) = (lower, upper)
  }

  /// Whether a value lies within the limits, the limits included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Whether both limits lie within another interval.
  public func isInside(_ other: Interval) -> Bool { other.lower <= lower && upper <= other.upper }

  /// The four-fifths band on the scale of logarithms: `−log 1.25 … log 1.25`.
  static let fourFifthsLog = Interval(lower: -0.22314355131420976, upper: 0.22314355131420976)

  /// The smallest interval that holds both.
  public func union(_ other: Interval) -> Interval {
    Interval(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }

  /// Both limits as ratios, where they are logarithms.
  public var exponential: Interval { map(Double.exp) }

  /// Both limits changed by a function that never falls.
  public func map(_ transform: (Double) -> Double) -> Interval {
    Interval(lower: transform(lower), upper: transform(upper))
  }
}

/// An infinite limit is null: JSON has no infinity.
extension Interval: Codable {
  private enum CodingKeys: String, CodingKey { case lower, upper }

  /// Reads both limits; a missing or null one is infinite.
  /// - Throws: `DecodingError` where a limit is no number, or the limits are out of order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let lower = try container.decodeIfPresent(Double.self, forKey: .lower) ?? -.infinity
    let upper = try container.decodeIfPresent(Double.self, forKey: .upper) ?? .infinity
    guard lower <= upper else {
      throw DecodingError.dataCorruptedError(
        forKey: .upper, in: container, debugDescription: "\(upper) is below \(lower)")
    }
    self.init(lower: lower, upper: upper)
  }

  /// Writes both limits, an infinite one as null.
  /// - Throws: What the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lower.isFinite ? lower : nil, forKey: .lower)
    try container.encode(upper.isFinite ? upper : nil, forKey: .upper)
  }
}
