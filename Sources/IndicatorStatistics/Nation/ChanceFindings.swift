extension ConfidenceLevel {
  /// How many of so many tests are expected to show a change in one direction though nothing changed: at most half of
  /// 1 − confidence of them.
  /// - Parameter tests: How many were made; 0 or more.
  /// - SeeAlso: Benjamini & Hochberg (1995) J R Stat Soc B 57:289–300, section 1: each test at level α errs at most that
  ///   often, and both directions are equally likely.
  public func expectedByChance(among tests: Int) -> Double { alpha / 2 * Double(max(0, tests)) }
}
