extension GroupCounts {
  /// Koopman's interval with the variance of a finite sample: the ratios of which `S·(N−1)/N` is at most `z²`, where `N` is
  /// everybody in both groups. A little wider than Koopman's, by less than anybody sees from some hundred people on.
  /// - Parameter level: How sure.
  /// - Returns: Limits in `0...∞`, open and missing exactly where Koopman's are.
  /// - SeeAlso: Miettinen & Nurminen (1985) Stat Med 4:213–226, equations 8 and 9.
  func miettinenNurminenInterval(_ level: ConfidenceLevel) -> Interval? {
    let everybody = Double(bame.total) + Double(white.total)
    return everybody > 1 ? scoreInterval(level, wider: everybody / (everybody - 1)) : nil
  }
}
