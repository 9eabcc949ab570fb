import RealModule

/// When a line would reach parity if it went on as it does.
public struct Projection: Hashable, Sendable, Codable {
  /// What can be said.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Parity between two times, both after the last.
    case dated
    /// Parity by the later time; it may be reached already.
    case mayBeReached
    /// It moves towards parity, so slowly or so uncertainly that no date can be given.
    case noDate
    /// No change is shown.
    case noChangeShown
    /// The line does not move towards parity from one side of it.
    case notTowardsParity
    /// A change is shown between two phases only: of such lines those that are too steep by chance are shown, and would meet
    /// parity too soon.
    case twoPhases
  }
  /// What can be said.
  public let outcome: Outcome
  /// The time at which the likeliest line meets parity; none where there is nothing to project.
  public let parity: Double?
  /// All times at which the line may meet it; none where there is nothing to project, infinite where nothing bounds it.
  public let interval: Interval?
  /// How sure the interval is.
  public let level: ConfidenceLevel
}

extension Line {
  /// Further ahead than this, in the unit of the times, no date is given.
  public static let horizon = 50.0

  /// When parity would be reached: all times `T` through which a line at `RR = 1` is not too unlikely.
  /// - Parameter fit: The fit of this very line, with its ends.
  /// - SeeAlso: The likelihood set of a ratio of parameters, as Cox (1990) Biometrics 46:709–718 has it; bounded whenever `b = 0` is rejected.
  public func projection(of fit: LineFit) -> Projection {
    func nothing(_ outcome: Projection.Outcome) -> Projection {
      Projection(outcome: outcome, parity: nil, interval: nil, level: fit.level)
    }
    guard fit.isShown, let slope = fit.slope, let first = fit.first, let last = fit.last else {
      return nothing(.noChangeShown)
    }
    guard fit.strata > 2 else { return nothing(.twoPhases) }
    guard first.log * last.log > 0, abs(last.log) < abs(first.log) else { return nothing(.notTowardsParity) }
    let parity = last.t - last.log / slope
    let times = parityTimes(slope: slope, parity: parity, fit.level)
    let outcome: Projection.Outcome =
      times.upper > last.t + Self.horizon ? .noDate : times.lower <= last.t ? .mayBeReached : .dated
    return Projection(outcome: outcome, parity: parity, interval: times, level: fit.level)
  }

  /// All times at which the line may meet parity.
  func parityTimes(slope: Double, parity: Double, _ level: ConfidenceLevel) -> Interval {
    let profile = ProfileLikelihood(line: self)
    let greatest = profile.through(0, at: parity, from: slope).value
    // In 1/(T − middle) the far ends lie near 0, but the set may reach over it; so T itself, in growing steps.
    func limit(_ sign: Double) -> Double? {
      var start = slope
      let step = max(1e-3, abs(parity - last) / 4 + 0.25)
      return Root.crossing(from: parity, step: sign * step, reach: 1e6, wanted: level.z) { time in
        let found = profile.through(0, at: time, from: start)
        start = found.slope
        return 2 * (greatest - found.value)
      }
    }
    return Interval(lower: limit(-1) ?? -.infinity, upper: limit(1) ?? .infinity)
  }
}

extension LineFit {
  /// The slope that would bring the fitted line to parity at a time.
  /// - Parameter target: Later than the last stratum, in the unit of the times.
  /// - Returns: `−L_last / (T* − t_last)`, log RR per unit of `t`; `nil` without a fitted line, or for a time that is not
  ///   later.
  public func requiredSlope(toParityAt target: Double) -> Double? {
    last.flatMap { target > $0.t ? -$0.log / (target - $0.t) : nil }
  }
}
