/// A number of people and its limits, each as whole people.
///
/// All three are rounded to the nearest, a half away from 0, so that the limits still hold the estimate, and so that
/// "fewer" is rounded as "more" is. A limit of 0 does not tell whether 0 was inside before it was rounded:
/// `isParityInside` does.
public struct WholePeople: Hashable, Sendable, Codable {
  /// More than at parity; fewer, if negative.
  public let estimate: Int
  /// Lower limit, at most the estimate.
  public let lower: Int
  /// Upper limit, at least the estimate.
  public let upper: Int
  /// Whether 0, nobody more or fewer, lies within the limits as they were before they were rounded.
  public let isParityInside: Bool

  /// An estimate and its interval, rounded.
  /// - Parameters:
  ///   - estimate: People, not NaN.
  ///   - interval: Its limits; one beyond the largest whole number, infinity too, becomes the largest.
  /// - Precondition: The interval holds the estimate.
  public init(estimate: Double, interval: Interval) {
    precondition(interval.contains(estimate), "an estimate outside its interval")
    self.estimate = Self.whole(estimate)
    (lower, upper) = (Self.whole(interval.lower), Self.whole(interval.upper))
    isParityInside = interval.contains(0)
  }

  private static func whole(_ people: Double) -> Int {
    Int(exactly: people.rounded(.toNearestOrAwayFromZero)) ?? (people > 0 ? .max : .min)
  }
}
