import RealModule

extension Line {
  /// What holds at a given slope, by default none: the log ratio at time 0, and each stratum's weight for another slope.
  struct Constant {
    /// Log ratio at time 0; without a slope the common one.
    var log: Double
    /// Information on the slope, by stratum.
    var weights: [Double]
    /// Weighted middle of the times.
    var middle: Double
    /// Information on the slope in all.
    var information: Double
    /// White rate of each stratum.
    var whiteRates: [Double]
    /// Slope of the log-likelihood along the line.
    var slope: Double
  }

  /// The fit at `b = 0`.
  var constant: Constant { fixed(at: 0) }

  /// The fit at a slope.
  private func fixed(at slope: Double) -> Constant {
    let profile = ProfileLikelihood(line: self)
    let log = profile.atSlope(slope, pivot: 0, from: pooledStart).intercept
    let etas = strata.map { min(max(log + slope * $0.t, -300), 300) }
    let estimates = zip(strata, etas).map { $0.table.constrained(at: Double.exp($1)) }
    let weights = zip(strata, estimates).map { stratum, e in
      Self.weight(stratum.table.n1 * e.p1 / e.q1, stratum.table.n0 * e.p0 / e.q0)
    }
    let total = weights.reduce(0, +)
    // A stratum with everybody a case in both groups may pin the ratio to 1, where the likelihood has a kink: then the line
    // can turn about that stratum only, and about two not at all.
    let pins = Set(zip(strata, etas).filter { $0.0.table.isFull && abs($0.1) < 1e-9 }.map(\.0.t))
    let weighted = total > 0 ? zip(strata, weights).reduce(0) { $0 + $1.0.t * $1.1 } / total : 0
    let middle = pins.first ?? weighted
    let information =
      pins.count > 1
      ? 0 : zip(strata, weights).reduce(0) { $0 + $1.1 * ($1.0.t - middle) * ($1.0.t - middle) }
    let rise = zip(strata, etas).reduce(0) { sum, pair in
      sum + pair.0.table.derivatives(at: Double.exp(pair.1)).slope * (pair.0.t - middle)
    }
    return Constant(
      log: log, weights: weights, middle: middle, information: information, whiteRates: estimates.map(\.p0),
      slope: rise)
  }

  /// `AB / (A + B)`, where either may be infinite.
  private static func weight(_ a: Double, _ b: Double) -> Double {
    if a.isFinite, b.isFinite { return a + b > 0 ? a * b / (a + b) : 0 }
    return a.isFinite ? a : b.isFinite ? b : 0
  }

  /// The score test of a slope, adjusted for the number of cases: `(U²/V)·(M−1)/M`, χ² on one degree of freedom. Its factor
  /// keeps false claims of change at 5% where the profile interval alone exceeds it. 0 where nothing can be said.
  var adjustedScore: Double { adjustedScore(at: 0) }

  /// The same, of another slope than this one.
  func adjustedScore(at slope: Double) -> Double {
    let constant = fixed(at: slope)
    let cases = strata.reduce(0) { sum, stratum in
      let (c, n) = (stratum.table.x1 + stratum.table.x0, stratum.table.n1 + stratum.table.n0)
      return sum + min(c, n - c)
    }
    guard constant.information > 0, cases > 1 else { return 0 }
    return constant.slope * constant.slope / constant.information * (cases - 1) / cases
  }
}
