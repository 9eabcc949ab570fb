/// Whether the direction of a line rests on one of its strata: a cross-check, never a verdict.
public struct LeaveOneOut: Hashable, Sendable, Codable {
  /// The slope of the line without one stratum.
  public struct Slope: Hashable, Sendable, Codable {
    /// Time of the stratum that was left out.
    public let t: Double
    /// Slope of the line through the others; none where that is infinite, or they have fewer than two times.
    public let slope: Double?
    /// Whether that line rises, an infinite slope included; none where it is level, or there is no line.
    public let rises: Bool?
  }
  /// One for each stratum with a case, in order of time.
  public let slopes: [Slope]
  /// Whether every one of these lines goes the way of the whole one; none where one of them goes no way at all.
  public let signSurvives: Bool?
}

extension Line {
  /// Fits the line without each stratum in turn.
  /// - Returns: `nil` with fewer than three strata that have a case, or where the whole line has no direction.
  public var leaveOneOut: LeaveOneOut? {
    guard strata.count >= 3, let whole = direction.rises else { return nil }
    let slopes = strata.indices.map { index -> LeaveOneOut.Slope in
      var others = strata
      let left = others.remove(at: index)
      let direction = Line(others).direction
      return LeaveOneOut.Slope(t: left.t, slope: direction.slope, rises: direction.rises)
    }
    let ways = slopes.compactMap(\.rises)
    return LeaveOneOut(
      slopes: slopes, signSurvives: ways.contains(!whole) ? false : ways.count == slopes.count ? true : nil)
  }

  /// The likeliest slope, without intervals, and whether it rises.
  private var direction: (slope: Double?, rises: Bool?) {
    switch existence {
    case .tooFew, .boundary(nil): return (nil, nil)
    case .boundary(.some(let way)): return (nil, way == .up)
    case .unique:
      let slope = likeliestSlope
      return (slope, slope.flatMap { abs($0) < 1e-9 ? nil : $0 > 0 })
    }
  }
}
