import RealModule

/// The likeliest line, or why there is none.
public struct LineFit: Hashable, Sendable, Codable {
  /// Where the slope of an infinite estimate lies: at +∞ (`up`) or −∞ (`down`).
  public enum Direction: String, Hashable, Sendable, Codable, CaseIterable { case up, down }
  /// How the fitting ended.
  public enum Outcome: Hashable, Sendable {
    /// A finite line is likeliest, and was found.
    case fitted
    /// The estimate lies at infinity, in this direction of the slope if that can be told.
    case boundary(Direction?)
    /// Fewer than two times have counts that can say something.
    case tooFewPhases
    /// A finite line is likeliest, but was not found.
    case notConverged
  }
  /// The line at a time.
  public struct End: Hashable, Sendable, Codable {
    /// When, in the unit of the strata.
    public let t: Double
    /// Natural logarithm of the fitted relative likelihood.
    public let log: Double
    /// Of `log`, by profile likelihood.
    public let interval: Interval
    /// The fitted relative likelihood.
    public var ratio: Double { Double.exp(log) }
  }
  /// How the fitting ended: only a fitted line has a slope.
  public let outcome: Outcome
  /// How sure its intervals are, and the test of a change.
  public let level: ConfidenceLevel
  /// How many strata count.
  public let strata: Int
  /// How many do not, for want of a case or a denominator.
  public let dropped: Int
  /// Change of log RR per unit of `t`; none unless fitted.
  public let slope: Double?
  /// Its profile-likelihood interval; at a boundary one limit is infinite.
  public let slopeInterval: Interval?
  /// Twice the log-likelihood lost at `b = 0`.
  public let likelihoodRatio: Double?
  /// Its p, from χ² on one degree of freedom.
  public let pLikelihoodRatio: Double?
  /// The adjusted score statistic at `b = 0`: `(U²/V)·(M−1)/M`; 0 where nothing can be said.
  public let adjustedScore: Double?
  /// Its p, from χ² on one degree of freedom.
  public let pAdjustedScore: Double?
  /// Goodness of fit: twice the log-likelihood lost to a free ratio in each stratum; none with two strata or fewer.
  public let deviance: Double?
  /// Its degrees of freedom: strata less two; none with two strata or fewer.
  public let degreesOfFreedom: Int?
  /// Probability of a deviance at least so large if a straight line is right.
  public let pDeviance: Double?
  /// The line at its first stratum; none unless fitted, or where the ends were not asked for.
  public let first: End?
  /// The line at its last stratum; none where `first` is none.
  public let last: End?

  /// Whether a change is shown: the interval of the slope excludes 0 and the adjusted score test agrees.
  public var isShown: Bool { excludesZero && pAdjustedScore.map { $0 < level.alpha } ?? false }

  /// The interval says "change", the adjusted score does not: too few cases to be sure.
  public var isTooFewToBeSure: Bool { excludesZero && !isShown }

  /// Whether the strata do not lie on a line: at 5%, whatever the level of the intervals.
  public var bends: Bool { pDeviance.map { $0 < 0.05 } ?? false }

  private var excludesZero: Bool { slopeInterval.map { !$0.contains(0) } ?? false }

  /// Change of the relative likelihood per unit of `t`, percent.
  public var percentPerUnit: Double? { slope.map(Self.percent) }
  /// Its interval, percent; from −100 to ∞.
  public var percentPerUnitInterval: Interval? { slopeInterval?.map(Self.percent) }

  /// A slope as percent: `100·(exp b − 1)`, from −100 to ∞.
  public static func percent(_ slope: Double) -> Double { 100 * (Double.exp(slope) - 1) }
}

/// In JSON a word: "fitted", "boundary_down".
extension LineFit.Outcome: Codable {
  private static let words: [(word: String, outcome: LineFit.Outcome)] = [
    ("fitted", .fitted), ("boundary", .boundary(nil)), ("boundary_up", .boundary(.up)),
    ("boundary_down", .boundary(.down)), ("too_few_phases", .tooFewPhases), ("not_converged", .notConverged),
  ]

  /// Reads the word.
  /// - Throws: `DecodingError` for a word that is none of them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let word = try container.decode(String.self)
    guard let found = Self.words.first(where: { $0.word == word }) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(word)' is no outcome of a fit")
    }
    self = found.outcome
  }

  /// Writes the word.
  /// - Throws: What the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Self.words.first { $0.outcome == self }?.word)
  }
}

extension Line {
  /// Fits the line by maximum likelihood, with profile-likelihood intervals.
  /// - Parameters:
  ///   - level: How sure the intervals are, and the test of a change.
  ///   - hasEnds: Whether the fitted ratios at both ends are wanted too, each an interval more to solve.
  /// - SeeAlso: Miettinen & Nurminen (1985) for the kernel; Venzon & Moolgavkar (1988) Appl Stat 37:87–94 for the profile.
  public func fit(_ level: ConfidenceLevel = .ninetyFive, hasEnds: Bool = true) -> LineFit {
    switch existence {
    case .tooFew: empty(.tooFewPhases, level)
    case .boundary(let direction): boundary(direction, level)
    case .unique: maximum.map { fitted($0, level, hasEnds) } ?? empty(.notConverged, level)
    }
  }

  /// The middle of the times, at which intercept and slope hardly disturb each other.
  private var pivot: Double { strata.map(\.t).reduce(0, +) / Double(max(1, strata.count)) }

  private func empty(_ outcome: LineFit.Outcome, _ level: ConfidenceLevel) -> LineFit {
    LineFit(
      outcome: outcome, level: level, strata: strata.count, dropped: dropped, slope: nil, slopeInterval: nil,
      likelihoodRatio: nil, pLikelihoodRatio: nil, adjustedScore: nil, pAdjustedScore: nil, deviance: nil,
      degreesOfFreedom: nil, pDeviance: nil, first: nil, last: nil)
  }

  /// Log of the pooled ratio with a half added to each count: a start, never a result.
  var pooledStart: Double {
    let sum = strata.reduce((0.5, 1.0, 0.5, 1.0)) {
      ($0.0 + $1.table.x1, $0.1 + $1.table.n1, $0.2 + $1.table.x0, $0.3 + $1.table.n0)
    }
    return Double.log(sum.0 / sum.1 * sum.3 / sum.2)
  }

  /// The slope alone, where a finite line is likeliest; `nil` if it was not found.
  var likeliestSlope: Double? { maximum?.slope }

  private struct Maximum {
    var intercept, slope, value, slopeError: Double
  }

  /// Newton's method with Levenberg's damping.
  private var maximum: Maximum? {
    let profile = ProfileLikelihood(line: self)
    let (pivot, times) = (pivot, strata)
    var (a, b, damping) = (pooledStart, 0.0, 1e-3)
    var value = profile.value(a, offset: { b * ($0 - pivot) }, design: { _ in 1 })
    for _ in 0..<80 {
      var (ga, gb, haa, hab, hbb) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for (t, table) in times {
        let u = t - pivot
        let at = table.derivatives(at: Double.exp(min(max(a + b * u, -300), 300)))
        ga += at.slope
        gb += at.slope * u
        haa += at.curvature
        hab += at.curvature * u
        hbb += at.curvature * u * u
      }
      let (daa, dbb) = (haa * (1 + damping) + 1e-12, hbb * (1 + damping) + 1e-12)
      let determinant = daa * dbb - hab * hab
      guard determinant > 0 else {
        damping *= 10
        continue
      }
      let stepA = max(-4, min(4, (dbb * ga - hab * gb) / determinant))
      let stepB = max(-4, min(4, (daa * gb - hab * ga) / determinant))
      let (nextA, nextB) = (a + stepA, b + stepB)
      let next = profile.value(nextA, offset: { nextB * ($0 - pivot) }, design: { _ in 1 })
      if next < value - 1e-12 * abs(value) {
        damping = min(damping * 10, 1e12)
        continue
      }
      (a, b, value, damping) = (nextA, nextB, next, max(damping * 0.1, 1e-12))
      if max(abs(stepA), abs(stepB)) < 1e-11 {
        if damping > 1e-2 { break }  // short for being damped, not for being there: at a kink, or nearly
        let information = haa > 0 ? hbb - hab * hab / haa : 0
        return Maximum(
          intercept: a, slope: b, value: value, slopeError: information > 0 ? 1 / information.squareRoot() : 1)
      }
    }
    return nested(from: a)
  }

  /// Where Newton's method does not settle: the slope of the profile, halved down to its crossing. Where both groups of a
  /// stratum are full the likelihood has a kink at parity, and the best line through that point is tried as well.
  private func nested(from start: Double) -> Maximum? {
    let profile = ProfileLikelihood(line: self)
    let pivot = pivot
    func rise(_ b: Double) -> Double { profile.rise(at: b, pivot: pivot, from: start) }
    let isUp = rise(0) > 0
    guard let b = Root.outward(from: 0, step: isUp ? 0.5 : -0.5, reach: 60, { isUp ? -rise($0) : rise($0) }) else {
      return nil
    }
    let found = profile.atSlope(b, pivot: pivot, from: start)
    let smooth = Maximum(intercept: found.intercept, slope: b, value: found.value, slopeError: 1)
    let kinks = strata.filter(\.table.isFull).map { stratum -> Maximum in
      let through = profile.through(0, at: stratum.t, from: b)
      return Maximum(
        intercept: through.slope * (pivot - stratum.t), slope: through.slope, value: through.value, slopeError: 1)
    }
    return ([smooth] + kinks).max { $0.value < $1.value }
  }

  private func fitted(_ best: Maximum, _ level: ConfidenceLevel, _ hasEnds: Bool) -> LineFit {
    let profile = ProfileLikelihood(line: self)
    let pivot = pivot
    let null = profile.atSlope(0, pivot: pivot, from: best.intercept)
    let ratio = max(0, 2 * (best.value - null.value))
    let slopes = profile.interval(
      around: best.slope, step: level.z * best.slopeError, greatest: best.value, from: best.intercept, level
    ) { slope, start in
      let found = profile.atSlope(slope, pivot: pivot, from: start)
      return (found.intercept, found.value)
    }
    func end(_ t: Double) -> LineFit.End {
      profile.end(
        at: t, log: best.intercept + best.slope * (t - pivot), slope: best.slope, greatest: best.value,
        step: level.z * best.slopeError * max(0.5, (last - first) / 2), level)
    }
    let score = adjustedScore
    let saturated = strata.reduce(0) { $0 + $1.table.saturatedLogLikelihood }
    let freedom = strata.count - 2
    let deviance = freedom > 0 ? max(0, 2 * (saturated - best.value)) : nil
    return LineFit(
      outcome: .fitted, level: level, strata: strata.count, dropped: dropped, slope: best.slope, slopeInterval: slopes,
      likelihoodRatio: ratio, pLikelihoodRatio: ChiSquared.upperTail(ratio), adjustedScore: score,
      pAdjustedScore: ChiSquared.upperTail(score),
      deviance: deviance, degreesOfFreedom: freedom > 0 ? freedom : nil,
      pDeviance: deviance.map { ChiSquared.upperTail($0, degreesOfFreedom: freedom) },
      first: hasEnds ? end(first) : nil,
      last: hasEnds ? end(last) : nil)
  }

  /// The estimate is infinite: no slope, but its finite limit and p.
  private func boundary(_ direction: LineFit.Direction?, _ level: ConfidenceLevel) -> LineFit {
    guard let direction else { return empty(.boundary(nil), level) }
    let profile = ProfileLikelihood(line: self)
    let sign = direction == .up ? 1.0 : -1.0
    let pivot = strata.first { $0.table.x1 > 0 && $0.table.x0 > 0 }?.t ?? pivot
    let start = pooledStart
    let supremum = profile.atSlope(sign * 60, pivot: pivot, from: start).value
    let excess = { (b: Double) in
      2 * (supremum - profile.atSlope(b, pivot: pivot, from: start).value) - level.zSquared
    }
    // Towards 0 and beyond from where the likelihood is at its greatest.
    let limit = Root.outward(from: sign * 60, step: -sign * 0.5, reach: 150, excess)
    let ratio = max(0, 2 * (supremum - profile.atSlope(0, pivot: pivot, from: start).value))
    let score = adjustedScore
    let interval =
      direction == .up
      ? Interval(lower: limit ?? -.infinity, upper: .infinity) : Interval(lower: -.infinity, upper: limit ?? .infinity)
    return LineFit(
      outcome: .boundary(direction), level: level, strata: strata.count, dropped: dropped, slope: nil,
      slopeInterval: interval, likelihoodRatio: ratio, pLikelihoodRatio: ChiSquared.upperTail(ratio),
      adjustedScore: score, pAdjustedScore: ChiSquared.upperTail(score), deviance: nil, degreesOfFreedom: nil,
      pDeviance: nil, first: nil, last: nil)
  }
}
