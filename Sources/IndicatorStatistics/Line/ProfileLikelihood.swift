import RealModule

/// The likelihood of a line, and its profiles.
struct ProfileLikelihood {
  let line: Line
  private static let farthest = 300.0

  /// `exp η`, η kept within what a Double holds.
  private static func ratio(_ eta: Double) -> Double { Double.exp(min(max(eta, -farthest), farthest)) }

  /// `Σ ℓ(exp(offset + parameter · design))`.
  func value(_ parameter: Double, offset: (Double) -> Double, design: (Double) -> Double) -> Double {
    line.strata.reduce(0) { sum, stratum in
      sum + stratum.table.logLikelihood(at: Self.ratio(offset(stratum.t) + parameter * design(stratum.t)))
    }
  }

  private func derivatives(
    _ parameter: Double, offset: (Double) -> Double, design: (Double) -> Double
  ) -> (slope: Double, curvature: Double) {
    line.strata.reduce((0, 0)) { sum, stratum in
      let d = design(stratum.t)
      let at = stratum.table.derivatives(at: Self.ratio(offset(stratum.t) + parameter * d))
      return (sum.0 + at.slope * d, sum.1 + at.curvature * d * d)
    }
  }

  /// The parameter that is likeliest, the rest being fixed: Newton's steps, kept between points whose slopes differ in
  /// sign.
  func maximum(
    from start: Double, offset: (Double) -> Double, design: (Double) -> Double
  ) -> (parameter: Double, value: Double) {
    var parameter = start
    var (low, high) = (-Double.infinity, Double.infinity)
    for _ in 0..<200 {
      let (slope, curvature) = derivatives(parameter, offset: offset, design: design)
      if slope == 0 { break }
      if slope > 0 { low = parameter } else { high = parameter }
      var next = curvature > 0 ? parameter + max(-4, min(4, slope / curvature)) : parameter + (slope > 0 ? 4 : -4)
      if next <= low || next >= high { next = low.isFinite && high.isFinite ? (low + high) / 2 : next }
      if abs(next) > Self.farthest { break }
      let isStill = abs(next - parameter) <= 1e-13 * max(1, abs(parameter))
      parameter = next
      if isStill { break }
    }
    return (parameter, value(parameter, offset: offset, design: design))
  }

  /// The greatest likelihood at a slope.
  func atSlope(_ slope: Double, pivot: Double, from start: Double) -> (intercept: Double, value: Double) {
    let found = maximum(from: start, offset: { slope * ($0 - pivot) }, design: { _ in 1 })
    return (found.parameter, found.value)
  }

  /// How steeply the greatest likelihood at a slope rises with the slope.
  func rise(at slope: Double, pivot: Double, from start: Double) -> Double {
    let intercept = atSlope(slope, pivot: pivot, from: start).intercept
    let etas = line.strata.map { intercept + slope * ($0.t - pivot) }
    // Held in the kink of a stratum whose groups are both full, the line can only turn about it.
    let held = zip(line.strata, etas).first { $0.0.table.isFull && abs($0.1) < 1e-9 }?.0.t
    return zip(line.strata, etas).reduce(0) { sum, pair in
      let (t, table) = pair.0
      if t == held, table.isFull { return sum }
      return sum + table.derivatives(at: Self.ratio(pair.1)).slope * (t - (held ?? pivot))
    }
  }

  /// The greatest likelihood of lines that pass through a log ratio at a time.
  func through(_ log: Double, at t: Double, from slope: Double) -> (slope: Double, value: Double) {
    let found = maximum(from: slope, offset: { _ in log }, design: { $0 - t })
    return (found.parameter, found.value)
  }

  /// A line at a time, with the profile interval of its log ratio there.
  /// - Parameters:
  ///   - log: Of the likeliest line at that time.
  ///   - slope: Of that line.
  ///   - greatest: Its likelihood.
  ///   - step: A first guess of half the interval's width.
  func end(
    at t: Double, log: Double, slope: Double, greatest: Double, step: Double, _ level: ConfidenceLevel
  ) -> LineFit.End {
    let interval = interval(around: log, step: step, greatest: greatest, from: slope, level) { log, start in
      let found = through(log, at: t, from: start)
      return (found.slope, found.value)
    }
    return LineFit.End(t: t, log: log, interval: interval)
  }

  /// The interval of a parameter: all values whose likelihood is not too far below the greatest.
  /// - Parameters:
  ///   - estimate: Where the walk begins.
  ///   - step: A first guess of half its width.
  ///   - profile: The likeliest of the other parameter, from a start, and the likelihood there.
  func interval(
    around estimate: Double, step: Double, greatest: Double, from other: Double, _ level: ConfidenceLevel,
    _ profile: (_ value: Double, _ start: Double) -> (other: Double, likelihood: Double)
  ) -> Interval {
    let step = min(max(step, 1e-4), 4)
    func limit(_ step: Double) -> Double? {
      var start = other  // each value's is near the last one's
      return Root.crossing(from: estimate, step: step, reach: Self.farthest / 4, wanted: level.z) { value in
        let found = profile(value, start)
        start = found.other
        return 2 * (greatest - found.likelihood)
      }
    }
    return Interval(lower: limit(-step) ?? -.infinity, upper: limit(step) ?? .infinity)
  }
}
