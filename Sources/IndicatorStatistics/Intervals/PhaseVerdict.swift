/// What one phase alone shows. Whether the event is wanted decides the words, not the test.
public enum PhaseVerdict: String, Sendable, Codable, CaseIterable {
  /// The whole interval lies below 1, and the test adjusted for the number of cases agrees.
  case lessLikely
  /// The whole interval lies above 1, and that test agrees.
  case moreLikely
  /// The interval holds 1 and lies within 0.8–1.25, the four-fifths band.
  case closeToParity
  /// Anything else, and counts without an interval.
  case cannotTell

  /// The verdict on an interval of a relative likelihood; `cannotTell` without one.
  /// - Parameter isSure: Whether the adjusted test finds a difference too: a handful of cases is not enough.
  init(_ interval: Interval?, isSure: Bool) {
    guard let interval else {
      self = .cannotTell
      return
    }
    if interval.upper < 1 || interval.lower > 1 {
      self = !isSure ? .cannotTell : interval.upper < 1 ? .lessLikely : .moreLikely
    } else {
      self = interval.isInside(Interval(lower: 0.8, upper: 1.25)) ? .closeToParity : .cannotTell
    }
  }
}

extension GroupCounts {
  /// Pearson's χ², adjusted for the number of cases as the test of a line is: `S(1)·(M−1)/M`, where `M` is the smaller one of
  /// cases and others. With one case it is 0: whose it is says nothing yet.
  var adjustedChiSquared: Double {
    let table = table
    let cases = min(table.x1 + table.x0, table.n1 + table.n0 - table.x1 - table.x0)
    return table.isInformative && cases > 1 ? table.score(at: 1) * (cases - 1) / cases : 0
  }

  /// The verdict on this phase alone.
  /// - Parameters:
  ///   - level: How sure the interval is, and the test.
  ///   - method: How the interval is made; `cannotTell` where it has no value.
  public func phaseVerdict(_ level: ConfidenceLevel = .ninetyFive, method: RatioMethod = .koopman) -> PhaseVerdict {
    PhaseVerdict(ratioInterval(method, level), isSure: adjustedChiSquared > level.zSquared)
  }
}
