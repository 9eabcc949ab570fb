/// How sure an interval is.
public enum ConfidenceLevel: String, Sendable, Codable, CaseIterable {
  /// 95%, unless another is asked for.
  case ninetyFive = "95%"
  /// 99.8%, for the outer limits.
  case ninetyNineEight = "99.8%"

  /// Two-sided standard normal quantile, in full precision.
  public var z: Double {
    switch self {
    case .ninetyFive: 1.959963984540054
    case .ninetyNineEight: 3.090232306167813
    }
  }

  /// Its square: the χ² quantile on one degree of freedom.
  public var zSquared: Double {
    switch self {
    case .ninetyFive: 3.841458820694124
    case .ninetyNineEight: 9.549535706083242
    }
  }

  /// 1 − confidence.
  public var alpha: Double {
    switch self {
    case .ninetyFive: 0.05
    case .ninetyNineEight: 0.002
    }
  }
}
