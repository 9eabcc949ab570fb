import RealModule

/// A 2×2 table; expected counts may be fractions.
struct Table: Hashable, Sendable {
  var x1, n1, x0, n0: Double

  init(x1: Double, n1: Double, x0: Double, n0: Double) {
    (self.x1, self.n1, self.x0, self.n0) = (x1, n1, x0, n0)
  }

  init(x1: Int, n1: Int, x0: Int, n0: Int) {
    self.init(x1: Double(x1), n1: Double(n1), x0: Double(x0), n0: Double(n0))
  }

  /// The estimates of both rates, and of their complements, that are likeliest at a given ratio.
  struct Constrained {
    var p1, q1, p0, q0: Double
  }

  /// The constrained estimate at `p1 / p0 = ratio`, in a form without cancellation.
  /// - Parameter ratio: Above 0, finite.
  /// - SeeAlso: Miettinen & Nurminen (1985) Stat Med 4:213–226, appendix I.
  func constrained(at ratio: Double) -> Constrained {
    let n = n1 + n0
    let (a, b) = (ratio * (n1 + x0), n0 + x1)
    let (f1, f0) = (n1 - x1, n0 - x0)
    let r = ((a - b) * (a - b) + 4 * ratio * f1 * f0).squareRoot()
    let p0 = 2 * (x1 + x0) / (a + b + r)
    let u = 2 * n * ratio - a - b
    let q0 = u >= 0 ? (u + r) / (2 * n * ratio) : 2 * (1 - ratio) * f0 / (r - u)
    let v = 2 * n - a - b
    let q1 = v >= 0 ? (v + r) / (2 * n) : 2 * (ratio - 1) * f1 / (r - v)
    return Constrained(p1: unit(ratio * p0), q1: unit(q1), p0: unit(p0), q0: unit(q0))
  }

  private func unit(_ value: Double) -> Double { min(max(value, 0), 1) }

  /// Profile log-likelihood at a ratio, up to a constant; `0 log 0 = 0`.
  func logLikelihood(at ratio: Double) -> Double {
    let e = constrained(at: ratio)
    return term(x1, e.p1, e.q1) + term(n1 - x1, e.q1, e.p1) + term(x0, e.p0, e.q0) + term(n0 - x0, e.q0, e.p0)
  }

  /// Log-likelihood with both rates free.
  var saturatedLogLikelihood: Double {
    let (p1, q1, p0, q0) = (x1 / n1, (n1 - x1) / n1, x0 / n0, (n0 - x0) / n0)
    return term(x1, p1, q1) + term(n1 - x1, q1, p1) + term(x0, p0, q0) + term(n0 - x0, q0, p0)
  }

  /// `count · log rate`; near 1 from the complement, of which more digits are known.
  private func term(_ count: Double, _ rate: Double, _ complement: Double) -> Double {
    guard count > 0 else { return 0 }
    return count * (rate > 0.5 ? Double.log(onePlus: -complement) : Double.log(rate))
  }

  /// Score statistic for the ratio; at 1 it is Pearson's χ².
  func score(at ratio: Double) -> Double {
    let difference = x1 * n0 - ratio * x0 * n1
    guard difference != 0 else { return 0 }
    let e = constrained(at: ratio)
    return difference * difference / (n1 * n0 * (n0 * e.p1 * e.q1 + ratio * ratio * n1 * e.p0 * e.q0))
  }

  /// The usual standard error of the log ratio: a first guess of how wide an interval is, never a result.
  var logRatioError: Double {
    let variance = (n1 - x1) / (n1 * max(x1, 0.5)) + (n0 - x0) / (n0 * max(x0, 0.5))
    return max(1e-6, variance.squareRoot())
  }

  /// Slope and negative curvature of the profile log-likelihood in the log of the ratio.
  func derivatives(at ratio: Double) -> (slope: Double, curvature: Double) {
    let e = constrained(at: ratio)
    let (f1, f0) = (n1 - x1, n0 - x0)
    if f1 == 0, e.q1 == 0 {
      guard e.q0 > 0 else { return (0, 0) }
      return (-x0 + f0 * e.p0 / e.q0, f0 * e.p0 / (e.q0 * e.q0))
    }
    guard e.q1 > 0 else { return (0, 0) }
    let (slope, a) = (x1 - f1 * e.p1 / e.q1, f1 * e.p1 / (e.q1 * e.q1))
    if f0 == 0, e.q0 == 0 { return (slope, a) }
    guard e.q0 > 0 else { return (slope, 0) }
    let b = f0 * e.p0 / (e.q0 * e.q0)
    return (slope, a + b > 0 ? a * b / (a + b) : 0)
  }

  /// Whether everybody in both groups is a case.
  var isFull: Bool { x1 == n1 && x0 == n0 }

  /// Whether it can say anything about a ratio.
  var isInformative: Bool { n1 > 0 && n0 > 0 && x1 + x0 > 0 }
}
