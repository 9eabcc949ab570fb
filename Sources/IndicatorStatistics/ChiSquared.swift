import RealModule

/// The χ² distribution on one degree of freedom.
enum ChiSquared {
  /// The probability of a value at least so large.
  static func upperTail(_ value: Double) -> Double { Double.erfc((max(0, value) / 2).squareRoot()) }
}
