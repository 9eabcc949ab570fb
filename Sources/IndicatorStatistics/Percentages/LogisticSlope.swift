import RealModule

/// The likeliest straight line through the log odds of proportions over time, or why there is none.
public struct LogisticSlope: Hashable, Sendable, Codable {
  /// How the fitting ended. Only a fitted line has the numbers below: at a boundary the cases and the others can be told
  /// apart by time alone, and the slope is infinite in the direction given; without a direction nobody or everybody is a
  /// case, and any slope is as likely as another.
  public let outcome: LineFit.Outcome
  /// How sure the interval is.
  public let level: ConfidenceLevel
  /// Change of the log odds per unit of `t`.
  public let slope: Double?
  /// Its standard error, from the information at the likeliest line.
  public let standardError: Double?
  /// Its Wald interval: `slope ± z·standardError`.
  public let interval: Interval?
  /// Its p, from the square of `slope / standardError` as χ² on one degree of freedom. Where almost everybody on one side of
  /// a moment is a case this p is too large; `RateTrend.cochranArmitage()` is the better test.
  public let p: Double?

  private init(_ outcome: LineFit.Outcome, _ level: ConfidenceLevel) {
    (self.outcome, self.level) = (outcome, level)
    (slope, standardError, interval, p) = (nil, nil, nil, nil)
  }

  fileprivate static func none(_ outcome: LineFit.Outcome, _ level: ConfidenceLevel) -> LogisticSlope {
    LogisticSlope(outcome, level)
  }

  /// - Returns: `nil` where a number is too large to be written.
  fileprivate init?(slope: Double, standardError: Double, per unit: Double, _ level: ConfidenceLevel) {
    let (own, error) = (slope / unit, standardError / unit)
    let (lower, upper) = (own - level.z * error, own + level.z * error)
    guard lower.isFinite, upper.isFinite else { return nil }
    (outcome, self.level, self.slope, self.standardError) = (.fitted, level, own, error)
    interval = Interval(lower: lower, upper: upper)
    p = ChiSquared.upperTail(slope / standardError * (slope / standardError))
  }
}

extension RateTrend {
  /// The slope of a grouped logistic regression on time, by maximum likelihood.
  /// - Parameter level: How sure the interval is.
  /// - Returns: Always a fit, whose outcome is `tooFewPhases` with fewer than two times, `boundary` where the estimate is
  ///   infinite, `notConverged` where the likeliest line was not found or its slope is too steep for a number.
  /// - SeeAlso: McCullagh & Nelder (1989) Generalized Linear Models, 4.4; Albert & Anderson (1984) Biometrika 71:1–10 for
  ///   when it exists.
  public func logisticSlope(_ level: ConfidenceLevel = .ninetyFive) -> LogisticSlope {
    guard let scaled else { return .none(.tooFewPhases, level) }
    switch existence {
    case .boundary(let direction): return .none(.boundary(direction), level)
    case .unique:
      guard let line = LogisticLine.fit(scaled.points),
        let slope = LogisticSlope(
          slope: line.slope, standardError: 1 / line.information.squareRoot(), per: scaled.unit, level)
      else { return .none(.notConverged, level) }
      return slope
    }
  }

  private enum Existence {
    case unique
    case boundary(LineFit.Direction?)
  }

  /// Times with and without cases on both sides of one moment hold the line; otherwise it can turn about that moment for
  /// ever, with every full phase on one side of it and every empty one on the other.
  private var existence: Existence {
    let inner = points.filter { $0.cases > 0 && $0.cases < $0.total }
    if inner.count >= 2 { return .unique }
    if isConstant { return .boundary(nil) }
    let (full, empty) = (points.filter { $0.cases == $0.total }, points.filter { $0.cases == 0 })
    // The moment itself may stand in for the phases missing on either side of it.
    let (earlyFull, lateFull) = ends(of: full + inner)
    let (earlyEmpty, lateEmpty) = ends(of: empty + inner)
    if lateEmpty <= earlyFull { return .boundary(.up) }
    return lateFull <= earlyEmpty ? .boundary(.down) : .unique
  }

  /// First and last time of points in order or not; of none, an interval that holds nothing.
  private func ends(of points: [Point]) -> (Double, Double) {
    points.reduce((Double.infinity, -Double.infinity)) { (min($0.0, $1.t), max($0.1, $1.t)) }
  }
}

/// Newton's method for `log odds = a + b·t`.
private struct LogisticLine {
  var slope, information: Double

  /// Newton's step, the information on the slope, and how long the step is in standard errors.
  private struct Step {
    var intercept, slope, information, length: Double
  }

  /// A step may change no log odds by more than a reach, which doubles as long as steps gain likelihood: a full step from
  /// rates near 0 or 1 would land where every weight is 0. One that would lose likelihood is halved until it does not.
  static func fit(_ points: [RateTrend.Point]) -> LogisticLine? {
    let (cases, total) = points.reduce((0, 0)) { ($0.0 + $1.cases, $0.1 + $1.total) }
    var (a, b, reach) = (Double.log(cases / (total - cases)), 0.0, leastReach)
    var value = likelihood(points, a, b)
    for _ in 0..<200 {
      guard let step = step(points, a, b) else { return nil }
      let greatest = points.map { abs(step.intercept + step.slope * $0.t) }.max() ?? 0
      let whole = greatest > reach ? reach / greatest : 1
      var part = whole
      func gained() -> Double { likelihood(points, a + part * step.intercept, b + part * step.slope) }
      var next = gained()
      // The last steps are so short that rounding may look like a loss.
      while next < value - 1e-12 * abs(value), part > 1e-290 {
        part /= 2
        next = gained()
      }
      (a, b, value) = (a + part * step.intercept, b + part * step.slope, next)
      reach = part == whole ? 2 * reach : leastReach
      // Where a slope is hardly known, rounding moves it by more than 1e-12 for ever.
      let isStill = abs(step.intercept) <= 1e-12 * max(1, abs(a)) && abs(step.slope) <= 1e-12 * max(1, abs(b))
      if part == 1, isStill || step.length <= 1e-11 { return LogisticLine(slope: b, information: step.information) }
    }
    return nil
  }

  private static let leastReach = 8.0

  /// Newton's step, about the weighted middle of the times, where intercept and slope do not disturb each other.
  /// - Returns: `nil` where every weight has become 0.
  private static func step(_ points: [RateTrend.Point], _ a: Double, _ b: Double) -> Step? {
    let states = points.map { point -> (t: Double, weight: Double, rest: Double) in
      let eta = a + b * point.t
      let (p, q) = (1 / (1 + Double.exp(-eta)), 1 / (1 + Double.exp(eta)))
      return (point.t, point.total * p * q, point.cases * q - (point.total - point.cases) * p)
    }
    let weight = states.reduce(0) { $0 + $1.weight }
    let middle = states.reduce(0) { $0 + $1.weight * $1.t } / weight
    let information = states.reduce(0) { $0 + $1.weight * ($1.t - middle) * ($1.t - middle) }
    let slope = states.reduce(0) { $0 + $1.rest * ($1.t - middle) } / information
    let level = states.reduce(0) { $0 + $1.rest } / weight
    guard slope.isFinite, level.isFinite else { return nil }
    let length = (level * level * weight + slope * slope * information).squareRoot()
    return Step(intercept: level - slope * middle, slope: slope, information: information, length: length)
  }

  private static func likelihood(_ points: [RateTrend.Point], _ a: Double, _ b: Double) -> Double {
    points.reduce(0) { sum, point in
      let eta = a + b * point.t
      // log(1 + exp(|η|)) without overflow: each case costs log(1 + exp(−η)), each other log(1 + exp(η)).
      let tail = Double.log(onePlus: Double.exp(-abs(eta)))
      return sum - point.cases * (max(0, -eta) + tail) - (point.total - point.cases) * (max(0, eta) + tail)
    }
  }
}
