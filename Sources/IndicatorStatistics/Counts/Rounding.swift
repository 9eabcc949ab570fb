/// How counts were rounded before they were told: each may be a little less, or more.
public struct Rounding: Hashable, Sendable {
  /// By how much at most a count may be less than told, and more.
  public let below, above: Int
  /// Whether a 0 is one: where small counts are hidden, nothing else is rounded to it.
  public let isZeroExact: Bool
  /// Whether what is told of hidden counts is off too: of a rounded sum less a hidden count.
  private let widensHidden: Bool

  /// - Parameters:
  ///   - below: By how much at most a count may be less than told.
  ///   - above: By how much at most it may be more.
  ///   - isZeroExact: Whether a 0 is one.
  public init(below: Int, above: Int, isZeroExact: Bool = false) {
    self.init(below, above, isZeroExact: isZeroExact, widensHidden: false)
  }

  private init(_ below: Int, _ above: Int, isZeroExact: Bool, widensHidden: Bool) {
    (self.below, self.above) = (below, above)
    (self.isZeroExact, self.widensHidden) = (isZeroExact, widensHidden)
  }

  /// Of one rounded count less another: it may be off by as much as both.
  public var ofDifference: Rounding {
    Rounding(below + above, above + below, isZeroExact: false, widensHidden: true)
  }

  /// Of a sum of rounded counts: it may be off by as much as all of them.
  public func ofSum(over parts: Int) -> Rounding {
    Rounding(below * parts, above * parts, isZeroExact: isZeroExact, widensHidden: true)
  }

  /// What a count may be that was told so; of one that is hidden, told is within what.
  public func meaning(_ told: CountRange) -> CountRange {
    guard told.isExact || widensHidden, !(isZeroExact && told == CountRange(low: 0, high: 0)) else { return told }
    return CountRange(low: max(0, told.low - below), high: told.high + above)
  }
}

extension RangedCounts {
  /// The tables at the ends of all that are told as this one is, that with the lowest relative likelihood first, and that with
  /// the highest second: each group has as few cases of as many people as can be, or as many of as few; of a group that can be
  /// full as many as can be, since that says more than a smaller one. A limit of a ratio rises with the rate of one group and
  /// falls with that of the other.
  func corners(_ rounding: Rounding) -> [GroupCounts] {
    func ends(_ count: CountRange, _ total: Int) -> [(count: Int, total: Int)] {
      let (cases, all) = (rounding.meaning(count), rounding.meaning(CountRange(low: total, high: total)))
      let most = min(cases.high, all.high)
      return [(min(cases.low, all.high), all.high), (most, max(all.low, most))]
    }
    let (ones, others) = (ends(bame, bameTotal), ends(white, whiteTotal))
    return [(0, 1), (1, 0), (0, 0), (1, 1)].compactMap { one, other in
      GroupCounts(x1: ones[one].count, n1: ones[one].total, x0: others[other].count, n0: others[other].total)
    }
  }

  /// A verdict only if it holds whatever was rounded.
  public func phaseVerdict(
    _ level: ConfidenceLevel = .ninetyFive, method: RatioMethod = .koopman, rounded: Rounding?
  ) -> PhaseVerdict {
    let told = phaseVerdict(level, method: method)
    guard let rounded, told != .cannotTell else { return told }
    let isSure = corners(rounded).allSatisfy { $0.phaseVerdict(level, method: method) == told }
    return isSure ? told : .cannotTell
  }

  /// A position against the rest of the nation only if it holds whatever was rounded; ratio and interval are of the counts as
  /// they are told.
  /// - Parameters:
  ///   - rest: The counts of the others: those of all less one's own.
  ///   - level: How sure the interval is, and the tests.
  ///   - isBrief: Whether the position alone is wanted where counts are hidden.
  ///   - rounded: How one's own counts were rounded, and those of all.
  public func position(
    against rest: RangedCounts, _ level: ConfidenceLevel = .ninetyFive, isBrief: Bool = false, rounded: Rounding?
  ) -> Position? {
    guard let told = position(against: rest, level, isBrief: isBrief) else { return nil }
    guard let rounded, told.kind != .cannotTell else { return told }
    let others = rest.corners(rounded.ofDifference)
    let common = corners(rounded).reduce(told) { common, own in
      others.reduce(common) { $0.common(with: own.position(against: $1, level) ?? .cannotTell) }
    }
    return Position(
      kind: common.kind, isAtNinetyNineEight: common.isAtNinetyNineEight, ratio: told.ratio, interval: told.interval)
  }
}

extension RangedLine {
  /// More phases than these are not compared by all their ends.
  private static let mostRounded = 10

  /// What holds whatever was rounded: a verdict only where the lines through the lowest and the highest relative likelihood
  /// of each phase have it too, in all combinations.
  /// - Parameters:
  ///   - level: How sure the interval is, and the tests.
  ///   - isBrief: Whether the verdict alone is wanted where counts are hidden.
  ///   - rounded: How the counts were rounded; not, where none is given.
  public func fit(_ level: ConfidenceLevel = .ninetyFive, isBrief: Bool = false, rounded: Rounding?) -> RangedFit {
    let told = fit(level, isBrief: isBrief)
    guard let rounded, told.verdict.kind != .cannotTell else { return told }
    let ends = strata.map { stratum in
      stratum.counts.corners(rounded).prefix(2).map { Stratum(t: stratum.t, counts: $0) }
    }
    guard ends.count <= Self.mostRounded else {
      return RangedFit(fit: nil, slopeInterval: nil, verdict: .rounded)
    }
    let fits = (0..<1 << ends.count).map { choice in
      RangedFit(Line(ends.enumerated().map { $1[choice >> $0 & 1] }).fit(level))
    }
    let hull = fits.reduce(told) { $0.hull(with: $1) }
    guard hull.verdict.kind == told.verdict.kind else {
      return RangedFit(fit: nil, slopeInterval: hull.slopeInterval, verdict: .rounded)
    }
    return RangedFit(fit: told.fit, slopeInterval: told.slopeInterval, verdict: hull.verdict)
  }
}

extension LineVerdict {
  fileprivate static var rounded: LineVerdict { LineVerdict(kind: .cannotTell, reason: .roundedCounts) }
}
