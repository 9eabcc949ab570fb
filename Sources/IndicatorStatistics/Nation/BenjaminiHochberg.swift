/// Many tests at once: how many of those called significant are expected to be false.
public enum BenjaminiHochberg {
  /// The q-value of each test: the least false discovery rate at which it would still be called significant.
  /// - Parameter p: The p-values of one family of tests, each in `0...1`. The family must be named wherever they are shown.
  /// - Returns: In the order given, each in `0...1` and never below its p; equal p-values have equal q-values. A single test
  ///   has its own p, no test has none.
  /// - SeeAlso: Benjamini & Hochberg (1995) J R Stat Soc B 57:289–300; Yekutieli & Benjamini (1999) J Stat Plan Inference
  ///   82:171–196 (adjusted p-values).
  public static func qValues(_ p: [Double]) -> [Double] {
    precondition(p.allSatisfy { (0...1).contains($0) }, "a p-value outside 0...1")  // a mistake in our code: also NaN
    var q = p
    var least = 1.0
    for (rank, index) in p.indices.sorted(by: { p[$0] < p[$1] }).enumerated().reversed() {
      least = min(least, p[index] * (Double(p.count) / Double(rank + 1)))  // the quotient first: exactly 1 at the last
      q[index] = least
    }
    return q
  }
}
