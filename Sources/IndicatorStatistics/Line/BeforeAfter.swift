import RealModule

/// The relative likelihood before a start and after it: a line at two times, on which every phase before the start lies at
/// `t = 0` and every one after it at `t = 1`. Its slope is the logarithm of the factor by which the relative likelihood
/// changed, and its ends are the relative likelihoods before and after.
public struct BeforeAfter: Sendable {
  private let before, after: [RangedCounts]
  private let line: RangedLine

  /// The phases of both sides; each keeps a White rate of its own, so that no side is a sum of unlike phases.
  public init(before: [RangedCounts], after: [RangedCounts]) {
    (self.before, self.after) = (before, after)
    line = RangedLine(before.map { (t: 0, counts: $0) } + after.map { (t: 1, counts: $0) })
  }

  /// How the relative likelihood changed, judged as a line is.
  /// - Parameters:
  ///   - level: How sure the intervals are, and the tests.
  ///   - isBrief: Whether hidden counts are many, so that a verdict on them is sought and no more.
  public func change(_ level: ConfidenceLevel = .ninetyFive, isBrief: Bool = false) -> Change {
    let result = line.fit(level, isBrief: isBrief)
    let detectable = result.isShown ? nil : line.exact?.smallestDetectableChange(level)
    return Change(
      fit: result.fit, factorInterval: result.slopeInterval?.exponential, verdict: result.verdict,
      detectable: detectable?.slope.map(Double.exp),
      isBeyondParity: detectable.flatMap { line.exact?.goesBeyondParity($0) } ?? false,
      isBlind: detectable == .undetectable,
      restsOnLastBefore: result.verdict.kind == .improving && !improvesWithoutLastBefore(level, isBrief: isBrief))
  }

  /// Whether it would be an improvement without the last phase before the start too: that phase is what an action is often
  /// chosen for, and one that was bad by chance is followed by a better one whatever is done.
  package func improvesWithoutLastBefore(_ level: ConfidenceLevel = .ninetyFive, isBrief: Bool = false) -> Bool {
    guard before.count > 1 else { return false }
    let others = BeforeAfter(before: before.dropLast(), after: after)
    return others.line.fit(level, isBrief: isBrief).verdict.kind == .improving
  }

  /// The verdict alone, which is quicker to have.
  package func verdict(_ level: ConfidenceLevel = .ninetyFive) -> LineVerdict { line.fit(level).verdict }

  /// How this change compares with that of others in the same phases: by the difference of the two, never by comparing two
  /// verdicts.
  /// - Parameters:
  ///   - others: The sums of the same others in every one of these phases, without this one.
  ///   - level: How sure the interval is, and the test.
  /// - Returns: `nil` where a count of either is hidden, or either has cases at one time only.
  /// - SeeAlso: `Line.gap(to:_:)`.
  public func move(against others: BeforeAfter, _ level: ConfidenceLevel = .ninetyFive) -> MoveAgainstOthers? {
    guard let own = line.exact, let rest = others.line.exact else { return nil }
    let (fit, others) = (own.fit(level), rest.fit(level, hasEnds: true))
    return own.gap(of: fit, toFitted: others).map { MoveAgainstOthers(fit, others, $0) }
  }
}

extension BeforeAfter {
  /// How a relative likelihood changed.
  public struct Change: Hashable, Sendable, Codable {
    /// The fit, its first end before the start and its last one after it; none where a count is hidden.
    public let fit: LineFit?
    /// Limits of the factor by which the relative likelihood changed, within 0…∞; of hidden counts the hull.
    public let factorInterval: Interval?
    /// What became of it, towards parity or away from it.
    public let verdict: LineVerdict
    /// The factor, towards parity, that would have been shown four times in five; none where a change was shown, or none
    /// could have been.
    public let detectable: Double?
    /// Whether even a change all the way to parity would have been smaller than that.
    public let isBeyondParity: Bool
    /// Whether no change, however large, could have been shown.
    public let isBlind: Bool
    /// Whether an improvement is not shown without the last phase before the start, or there is no other before it.
    public let restsOnLastBefore: Bool

    /// By what the relative likelihood was multiplied; none where none is likeliest.
    public var factor: Double? { fit?.slope.map(Double.exp) }
    /// Before the start.
    public var before: LineFit.End? { fit?.first }
    /// After it.
    public var after: LineFit.End? { fit?.last }
  }
}

/// Whether a change went further towards parity than that of others.
public struct MoveAgainstOthers: Hashable, Sendable, Codable {
  /// What it shows.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Shown to be closer to parity, or further from it, than with the change of the others.
    case closer, further
    /// Shown to have crossed parity, to the other side than with the change of the others.
    case past
    /// A difference is not shown, and one by a factor of 1.25 is excluded.
    case alike
    /// A difference is neither shown nor excluded; or one is, but across parity, and not which end is nearer to it.
    case cannotTell
  }
  /// What it shows.
  public let kind: Kind
  /// The factor of this change over that of the others; none where either is infinite.
  public let factor: Double?
  /// Its limits.
  public let interval: Interval?
  /// The relative likelihood that the others' change would have led to.
  public let expected: Double?
  /// By what that of the others was multiplied.
  public let others: Double?

  /// - Parameter gap: Between the two fits.
  init(_ own: LineFit, _ others: LineFit, _ gap: GapToRest) {
    let expected = own.first.flatMap { start in others.slope.map { start.log + $0 } }
    kind = Self.kind(gap, own, expected: expected)
    factor = gap.difference.map(Double.exp)
    interval = gap.interval?.exponential
    self.expected = expected.map(Double.exp)
    self.others = others.slope.map(Double.exp)
  }

  private static func kind(_ gap: GapToRest, _ own: LineFit, expected: Double?) -> Kind {
    guard [.narrowed, .widened, .crossed].contains(gap.kind), let last = own.last, let expected else {
      return gap.kind == .unchanged ? .alike : .cannotTell
    }
    let sides: Set<LineVerdict.Side> = [.init(last.log), .init(expected)]
    guard sides == [.below, .above] else { return abs(last.log) < abs(expected) ? .closer : .further }
    if own.verdict.kind == .crossedParity { return .past }
    // A difference of logarithms says nothing of which is nearer to parity where that lies between the two.
    let (near, reach) = (last.interval, abs(expected))
    if near.isInside(Interval(lower: -reach, upper: reach)) { return .closer }
    return near.lower > reach || near.upper < -reach ? .further : .cannotTell
  }
}
