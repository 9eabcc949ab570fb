import RealModule

/// What a line shows, judged towards parity on the log scale, never "higher is better".
public struct LineVerdict: Hashable, Sendable, Codable {
  /// What a line may show.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Towards parity; away from it; across it; no change that matters; nothing that can be told; not tested.
    case improving, worsening, crossedParity, noMaterialChange, cannotTell, notTested
  }
  /// Which of the rules decided.
  public enum Reason: String, Sendable, Codable, CaseIterable {
    /// Nothing can be told: fewer than two phases with cases; no convergence; the estimate lies at infinity; hidden
    /// counts allow more than one verdict.
    case tooFewPhases, notConverged, boundary, hiddenCounts
    /// Hidden counts allow so many combinations that they cannot be compared.
    case tooManyHidden
    /// What was rounded allows more than one verdict.
    case roundedCounts
    /// The phases cover different services, which cannot be told from a change.
    case differentServices
    /// Counts of one ethnic group only.
    case oneGroupOnly
    /// Not tested: published figures only; no line is meant.
    case publishedOnly, notALine
    /// A change is not shown, and the interval leaves a material one possible.
    case tooFewCases
    /// The interval says that it changed, the adjusted test does not: too few cases to be sure.
    case tooFewToBeSure
    /// A change is not shown, and a material one is excluded.
    case changeExcluded
    /// A change is shown, inside the four-fifths band at both ends.
    case withinBandThroughout
    /// A change is shown across parity: both ends differ from it; only the first does; only the last; neither.
    case crossed, reachedParity, leftParity, aroundParity
    /// A change is shown on one side of parity.
    case towardsParity, awayFromParity
  }
  /// Which side of parity the ratio lies on.
  public enum Side: String, Sendable, Codable, CaseIterable { case below, above, parity }
  /// What the line shows.
  public let kind: Kind
  /// Why that is the verdict.
  public let reason: Reason
  /// The whole interval of the change lies within a factor of 1.25.
  public let isSmall: Bool
  /// Which side of parity the line begins on; none where no line was fitted, or hidden counts leave it open.
  public let sideFirst: Side?
  /// Which side of parity it ends on.
  public let sideLast: Side?

  /// A verdict; without sides where no line was fitted.
  public init(kind: Kind, reason: Reason, isSmall: Bool = false, sideFirst: Side? = nil, sideLast: Side? = nil) {
    (self.kind, self.reason, self.isSmall) = (kind, reason, isSmall)
    (self.sideFirst, self.sideLast) = (sideFirst, sideLast)
  }
}

extension LineVerdict.Side {
  /// The side of a log ratio; what is 0 but for rounding is parity.
  package init(_ log: Double) { self = abs(log) < 1e-9 ? .parity : log < 0 ? .below : .above }
}

extension LineFit {
  /// The verdict: the first of the rules that matches.
  public var verdict: LineVerdict {
    switch outcome {
    case .tooFewPhases: return LineVerdict(kind: .cannotTell, reason: .tooFewPhases)
    case .notConverged: return LineVerdict(kind: .cannotTell, reason: .notConverged)
    case .boundary: return LineVerdict(kind: .cannotTell, reason: .boundary)
    case .fitted: break
    }
    guard let first, let last, let slopeInterval else {
      return LineVerdict(kind: .cannotTell, reason: .notConverged)
    }
    let band = Interval.fourFifthsLog
    let isSmall = slopeInterval.map { $0 * (last.t - first.t) }.isInside(band)
    func verdict(_ kind: LineVerdict.Kind, _ reason: LineVerdict.Reason, isSmall: Bool = false) -> LineVerdict {
      LineVerdict(
        kind: kind, reason: reason, isSmall: isSmall, sideFirst: .init(first.log), sideLast: .init(last.log))
    }
    guard isShown else {
      if isSmall { return verdict(.noMaterialChange, .changeExcluded) }
      return verdict(.cannotTell, isTooFewToBeSure ? .tooFewToBeSure : .tooFewCases)
    }
    if first.interval.isInside(band), last.interval.isInside(band) {
      return verdict(.noMaterialChange, .withinBandThroughout)
    }
    let sides: Set<LineVerdict.Side> = [.init(first.log), .init(last.log)]
    if sides == [.below, .above] {
      switch (first.interval.contains(0), last.interval.contains(0)) {
      case (false, false): return verdict(.crossedParity, .crossed, isSmall: isSmall)
      case (false, true): return verdict(.improving, .reachedParity, isSmall: isSmall)
      case (true, false): return verdict(.worsening, .leftParity, isSmall: isSmall)
      case (true, true): return verdict(.cannotTell, .aroundParity)
      }
    }
    return abs(last.log) < abs(first.log)
      ? verdict(.improving, .towardsParity, isSmall: isSmall) : verdict(.worsening, .awayFromParity, isSmall: isSmall)
  }
}
