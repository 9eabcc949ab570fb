/// What one phase alone shows. Whether the event is wanted decides the words, not the test.
public enum PhaseVerdict: String, Sendable, Codable, CaseIterable {
  /// The whole interval lies below 1.
  case lessLikely
  /// The whole interval lies above 1.
  case moreLikely
  /// The interval holds 1 and lies within 0.8–1.25, the four-fifths band.
  case closeToParity
  /// Anything else, and counts without an interval.
  case cannotTell

  /// The verdict on an interval of a relative likelihood; `cannotTell` without one.
  init(_ interval: Interval?) {
    guard let interval else {
      self = .cannotTell
      return
    }
    if interval.upper < 1 {
      self = .lessLikely
    } else if interval.lower > 1 {
      self = .moreLikely
    } else {
      self = interval.isInside(Interval(lower: 0.8, upper: 1.25)) ? .closeToParity : .cannotTell
    }
  }
}

extension GroupCounts {
  /// The verdict on this phase alone.
  /// - Parameters:
  ///   - level: How sure the interval is.
  ///   - method: How it is made; `cannotTell` where it has no value.
  public func phaseVerdict(_ level: ConfidenceLevel = .ninetyFive, method: RatioMethod = .koopman) -> PhaseVerdict {
    PhaseVerdict(ratioInterval(method, level))
  }
}
