/// How the interval of a relative likelihood is made.
public enum RatioMethod: String, Sendable, Codable, CaseIterable {
  /// Koopman's asymptotic score interval (1984), unless another is asked for.
  case koopman
  /// Miettinen and Nurminen's score interval (1985): Koopman's, with the variance of a finite sample.
  case miettinenNurminen
  /// The log interval of Katz and others (1978): has no value where a group has no case, or where both groups are full.
  case katz
}

extension GroupCounts {
  /// The interval of the relative likelihood, by the method asked for.
  /// - Parameters:
  ///   - method: How it is made.
  ///   - level: How sure.
  /// - Returns: Limits in `0...∞` that hold the estimate. `nil` without a denominator or without any case. Without a case in
  ///   one group the score intervals are open on that side, and Katz's is `nil`; where both groups are full the score
  ///   intervals hold 1, and Katz's is `nil`.
  /// - SeeAlso: `koopmanInterval(_:)`; `RatioMethod` for the sources.
  public func ratioInterval(_ method: RatioMethod = .koopman, _ level: ConfidenceLevel = .ninetyFive) -> Interval? {
    switch method {
    case .koopman: koopmanInterval(level)
    case .miettinenNurminen: miettinenNurminenInterval(level)
    case .katz: katzInterval(level)
    }
  }
}
