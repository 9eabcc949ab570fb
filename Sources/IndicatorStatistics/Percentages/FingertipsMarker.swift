/// The marker of recent trends that Fingertips, the public health profiles of England, puts beside an indicator.
///
/// It says whether the last five values rise or fall by more than chance would have them do once in 500 times.
public enum FingertipsMarker: String, Sendable, Codable, CaseIterable {
  /// χ² for trend is above the limit, and the proportions rise.
  case increasing
  /// χ² for trend is above the limit, and the proportions fall.
  case decreasing
  /// χ² for trend is not above the limit.
  case noSignificantChange

  /// How many phases are looked at.
  public static let phases = 5
  /// χ² on one degree of freedom that is exceeded with a probability of 0.2%.
  public static let limit = 9.549535706083242

  /// The marker of an unbroken sequence of phases, one step apart, the oldest first.
  /// - Parameter proportions: Only the most recent five count. Where a series breaks, only what follows may be passed.
  /// - Returns: `nil` with fewer than five phases; where one of the last five has no denominator, which breaks the sequence;
  ///   and where nobody or everybody is a case in all of them, of which χ² has no value.
  /// - SeeAlso: Office for Health Improvement and Disparities, Fingertips technical guidance, recent trends.
  public init?(_ proportions: [Proportion]) {
    let recent = proportions.suffix(Self.phases)
    guard recent.count == Self.phases, recent.allSatisfy({ $0.total > 0 }) else { return nil }
    let trend = RateTrend(recent.enumerated().map { (t: Double($0.offset), proportion: $0.element) })
    guard let test = trend.cochranArmitage() else { return nil }
    guard test.chiSquared > Self.limit, let direction = test.direction else {
      self = .noSignificantChange
      return
    }
    self = direction == .up ? .increasing : .decreasing
  }
}
