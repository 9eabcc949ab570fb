import RealModule

/// How the gap between an authority and the rest of the nation changed: two lines over the same times.
public struct GapToRest: Hashable, Sendable, Codable {
  /// What became of the gap, whatever became of either line.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The two lines came closer.
    case narrowed
    /// They went apart.
    case widened
    /// By the fitted lines the authority went past the rest.
    case crossed
    /// A change of the gap is not shown, and one by a factor of 1.25 is excluded.
    case unchanged
    /// A change is neither shown nor excluded, or one of the lines has no finite slope.
    case cannotTell
  }
  /// What became of it.
  public let kind: Kind
  /// How sure the interval is.
  public let level: ConfidenceLevel
  /// Slope of the authority less slope of the rest, log RR per unit of `t`; none where either is infinite.
  public let difference: Double?
  /// Its interval; a side is infinite where a limit of either slope is.
  public let interval: Interval?
  /// Fitted relative likelihood of the authority over that of the rest, at the authority's first time.
  public let first: Double?
  /// The same at its last time.
  public let last: Double?
}

extension Line {
  /// Whether the gap to the rest has narrowed: by the difference of two slopes, never by comparing two p-values.
  ///
  /// Shown when the interval of the difference excludes 0 and the adjusted score test of this line against the slope of the
  /// rest agrees.
  /// - Parameters:
  ///   - rest: The same authorities at every time, without this one: else it would measure who joined.
  ///   - level: How sure the interval is, and the test.
  /// - Returns: `cannotTell` where either slope lies at infinity or was not found; `nil` where either line has fewer than two
  ///   times with a case.
  /// - SeeAlso: Donner & Zou (2012) Stat Methods Med Res 21:347–359 (MOVER, here on profile-likelihood limits).
  public func gap(to rest: Line, _ level: ConfidenceLevel = .ninetyFive) -> GapToRest? {
    gap(of: fit(level), to: rest)
  }

  /// The same of a line that is fitted already.
  /// - Parameters:
  ///   - own: The fit of this very line, with its ends; its level is the one of the gap.
  ///   - rest: As above.
  public func gap(of own: LineFit, to rest: Line) -> GapToRest? {
    gap(of: own, toFitted: rest.fit(own.level))
  }

  /// The same with both fitted already, at the same level.
  package func gap(of own: LineFit, toFitted rest: LineFit) -> GapToRest? {
    let score = rest.slope.map { adjustedScore(at: $0) } ?? 0
    return GapToRest(own, rest, isSure: score > own.level.zSquared)
  }
}

extension GapToRest {
  /// The gap between two lines that are fitted already.
  /// - Parameter isSure: Whether the adjusted test finds the slopes to differ too.
  package init?(_ own: LineFit, _ rest: LineFit, isSure: Bool) {
    guard own.outcome != .tooFewPhases, rest.outcome != .tooFewPhases else { return nil }
    guard let b1 = own.slope, let b2 = rest.slope, let s1 = own.slopeInterval, let s2 = rest.slopeInterval,
      let start = own.first, let end = own.last, let restStart = rest.first
    else {
      self.init(kind: .cannotTell, level: own.level, difference: nil, interval: nil, first: nil, last: nil)
      return
    }
    let difference = b1 - b2
    let interval = Interval(
      lower: difference - Self.length(b1 - s1.lower, s2.upper - b2),
      upper: difference + Self.length(s1.upper - b1, b2 - s2.lower))
    func gap(_ end: LineFit.End) -> Double { end.log - (restStart.log + b2 * (end.t - restStart.t)) }
    let (first, last) = (gap(start), gap(end))
    let change = interval.map { $0 * (end.t - start.t) }
    let kind: Kind =
      if !interval.contains(0), isSure {
        first * last < 0 ? .crossed : abs(last) < abs(first) ? .narrowed : .widened
      } else {
        change.isInside(.fourFifthsLog) ? .unchanged : .cannotTell
      }
    self.init(
      kind: kind, level: own.level, difference: difference, interval: interval, first: Double.exp(first),
      last: Double.exp(last))
  }

  /// The hypotenuse; infinite where a side is.
  private static func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}
