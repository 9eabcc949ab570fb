import RealModule

/// The change that these numbers would have shown with 80% power.
public enum SmallestDetectableChange: Hashable, Sendable, Codable {
  /// Change of log RR per unit of `t`, towards parity.
  case slope(Double)
  /// No change, however large, could have been shown.
  case undetectable

  /// The slope, if there is one.
  public var slope: Double? { if case .slope(let slope) = self { slope } else { nil } }
}

extension ConfidenceLevel {
  /// The noncentrality at which χ² on one degree of freedom exceeds this level's quantile four times in five.
  fileprivate var detectableNoncentrality: Double {
    switch self {
    case .ninetyFive: 7.848860509326
    case .ninetyNineEight: 15.459472257941
    }
  }
}

extension Line {
  /// Whether a line of this slope, drawn about the middle of this one where a change is sought, would end beyond parity: even
  /// a change that only just reached it would then have been too small to show.
  public func goesBeyondParity(_ change: SmallestDetectableChange) -> Bool {
    let constant = constant
    return change.slope.map { abs($0) * (last - constant.middle) > abs(constant.log) } ?? false
  }

  /// The smallest change towards parity that would be shown with a power of 80%, the White rates and the common ratio being
  /// as fitted without a change.
  /// - Parameter level: How sure the test of the change is.
  /// - Returns: `nil` with fewer than two times.
  /// - SeeAlso: Self, Mauritsen & Ohara (1992) Biometrics 48:31–39 (power from the likelihood ratio of expected counts).
  public func smallestDetectableChange(_ level: ConfidenceLevel = .ninetyFive) -> SmallestDetectableChange? {
    guard Set(strata.map(\.t)).count >= 2 else { return nil }
    let constant = constant
    guard constant.log.isFinite, abs(constant.log) < 50, constant.information > 0 else { return .undetectable }
    let sign = constant.log > 1e-9 ? -1.0 : 1.0  // at parity upwards, not as rounding has it
    let reach = min(8, farthest(constant, sign))
    let wanted = level.detectableNoncentrality
    let start = wanted.squareRoot() / constant.information.squareRoot()
    let size = Root.crossing(from: 0, step: start, reach: reach, wanted: wanted.squareRoot()) { size in
      separation(constant, slope: sign * size)
    }
    return size.map { .slope(sign * $0) } ?? .undetectable
  }

  /// How steep the line may be before a rate would exceed 1.
  private func farthest(_ constant: Constant, _ sign: Double) -> Double {
    zip(strata, constant.whiteRates).reduce(Double.infinity) { least, pair in
      let room = -Double.log(max(pair.1, 1e-300)) - constant.log
      let lever = sign * (pair.0.t - constant.middle)
      return lever > 0 ? min(least, max(0, room / lever)) : least
    }
  }

  /// Twice the log-likelihood lost on the counts expected of a slope, if none is allowed.
  private func separation(_ constant: Constant, slope: Double) -> Double {
    let expected = zip(strata, constant.whiteRates).map { stratum, p0 -> (t: Double, table: Table) in
      let p1 = min(1, p0 * Double.exp(constant.log + slope * (stratum.t - constant.middle)))
      let (n1, n0) = (stratum.table.n1, stratum.table.n0)
      return (stratum.t, Table(x1: n1 * p1, n1: n1, x0: n0 * p0, n0: n0))
    }
    let truth = expected.reduce(0) { $0 + $1.table.saturatedLogLikelihood }
    let flat = ProfileLikelihood(line: Line(expected)).atSlope(0, pivot: 0, from: constant.log).value
    return 2 * (truth - flat)
  }
}
