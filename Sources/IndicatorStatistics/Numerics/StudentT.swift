import RealModule

/// Student's t distribution on whole degrees of freedom.
enum StudentT {
  /// The probability of a value above `t`, with its relative precision kept far out: half an incomplete beta function.
  /// - Parameter degreesOfFreedom: 1 or more.
  /// - SeeAlso: Abramowitz & Stegun (1964), 26.7.1 with 26.5.27; its continued fraction, 26.5.8.
  static func upperTail(_ t: Double, degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom >= 1, "no degrees of freedom")
    if t < 0 { return 1 - upperTail(-t, degreesOfFreedom: degreesOfFreedom) }
    let v = Double(degreesOfFreedom)
    let t2 = t * t
    guard t2.isFinite else { return 0 }
    let (x, y) = (v / (v + t2), t2 / (v + t2))
    // x^(v/2) · y^(1/2) / B(v/2, 1/2); Γ(1/2) is √π.
    let front =
      Double.exp(-v / 2 * .log(onePlus: t2 / v)) * y.squareRoot() * gammaQuotient(degreesOfFreedom)
      / Double.pi.squareRoot()
    if x < (v / 2 + 1) / (v / 2 + 2.5) {
      return front / v * continuedFraction(v / 2, 0.5, x)
    }
    return 0.5 - front * continuedFraction(0.5, v / 2, y)
  }

  /// The value that is exceeded with probability `upperTail`.
  /// - Parameters:
  ///   - upperTail: Above 0 and below 1.
  ///   - degreesOfFreedom: 1 or more.
  /// - Returns: The quantile, to a relative difference of about 1e-13; on one degree of freedom in closed form.
  static func quantile(upperTail: Double, degreesOfFreedom: Int) -> Double {
    precondition(upperTail > 0 && upperTail < 1, "no probability")
    precondition(degreesOfFreedom >= 1, "no degrees of freedom")
    if upperTail == 0.5 { return 0 }
    if upperTail > 0.5 { return -quantile(upperTail: 1 - upperTail, degreesOfFreedom: degreesOfFreedom) }
    let widest = 1 / Double.tan(.pi * upperTail)
    if degreesOfFreedom == 1 { return widest }
    // It falls with the degrees of freedom, from Cauchy's to the normal quantile; on log scales it is nearly a line.
    let narrowest = -StandardNormal.quantile(upperTail)
    let excess = { (log: Double) in
      Double.log(Self.upperTail(.exp(log), degreesOfFreedom: degreesOfFreedom) / upperTail)
    }
    let (low, high) = (Double.log(narrowest), Double.log(widest))
    let (least, most) = (excess(low), excess(high))
    guard least > 0 else { return narrowest }  // so many degrees that nothing is left of the difference
    return Double.exp(Root.between((low, least), (high, most), excess))
  }

  /// `Γ((v + 1)/2) / Γ(v/2)`, by its recurrence from `v = 1` or `v = 2`.
  private static func gammaQuotient(_ v: Int) -> Double {
    let start = v.isMultiple(of: 2) ? Double.pi.squareRoot() / 2 : 1 / Double.pi.squareRoot()
    return stride(from: v.isMultiple(of: 2) ? 2 : 1, to: v, by: 2).reduce(start) { quotient, i in
      quotient * (Double(i) + 1) / Double(i)
    }
  }

  /// The continued fraction of the incomplete beta function, from its front on, by Lentz's method.
  private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var (c, d, value) = (1.0, 1 / (1 - (a + b) * x / (a + 1)), 0.0)
    value = d
    for i in 1...100_000 {
      let m = Double(i)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / (1 + even * d)
      c = 1 + even / c
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / (1 + odd * d)
      c = 1 + odd / c
      value *= d * c
      if abs(d * c - 1) <= 4e-16 { break }
    }
    return value
  }
}
