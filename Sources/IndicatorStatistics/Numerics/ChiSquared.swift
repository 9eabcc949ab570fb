import RealModule

/// The χ² distribution.
enum ChiSquared {
  /// The probability of a value at least so large.
  /// - Parameter degreesOfFreedom: 1 or more.
  /// - SeeAlso: Abramowitz & Stegun (1964), 26.4.4 and 26.4.5.
  static func upperTail(_ value: Double, degreesOfFreedom: Int = 1) -> Double {
    precondition(degreesOfFreedom >= 1, "no degrees of freedom")
    let half = max(0, value) / 2
    let isOdd = !degreesOfFreedom.isMultiple(of: 2)
    var tail = isOdd ? Double.erfc(half.squareRoot()) : 0
    var term = isOdd ? Double.exp(-half) * (half / .pi).squareRoot() * 2 : Double.exp(-half)
    var step = isOdd ? 1.5 : 1.0
    // Far out the first term is too small for a number, and the later ones are not: there, their logarithms are counted.
    let isFar = half > 700
    var log = isOdd ? -half + Double.log(half / .pi * 4) / 2 : -half
    for _ in 0..<degreesOfFreedom / 2 {
      tail += isFar ? Double.exp(log) : term
      term *= half / step
      if isFar { log += Double.log(half / step) }
      step += 1
    }
    return min(1, tail)
  }
}
