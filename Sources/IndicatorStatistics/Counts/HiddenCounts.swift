import RealModule

/// A count that may be hidden: somewhere from `low` to `high`.
public struct CountRange: Hashable, Sendable {
  /// The least that it may be.
  public let low: Int
  /// The most that it may be; `low` where nothing is hidden.
  public let high: Int

  /// A count between two others, both included.
  /// - Precondition: `low <= high`.
  public init(low: Int, high: Int) {
    precondition(low <= high, "a range out of order")
    (self.low, self.high) = (low, high)
  }

  /// Whether it can be one number only.
  public var isExact: Bool { low == high }
}

extension CountRange: Codable {
  private enum CodingKeys: String, CodingKey { case low, high }

  /// Reads both ends.
  /// - Throws: `DecodingError` where they are missing or out of order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let (low, high) = (try container.decode(Int.self, forKey: .low), try container.decode(Int.self, forKey: .high))
    guard low <= high else {
      throw DecodingError.dataCorruptedError(forKey: .high, in: container, debugDescription: "\(high) is below \(low)")
    }
    self.init(low: low, high: high)
  }
}

/// Counts of which numerators may be hidden. Never a midpoint: an answer holds for every table that they allow.
public struct RangedCounts: Hashable, Sendable {
  /// Cases in the minoritised group.
  public let bame: CountRange
  /// All of the minoritised group who are counted; never hidden.
  public let bameTotal: Int
  /// Cases in the White group.
  public let white: CountRange
  /// All of the White group who are counted; never hidden.
  public let whiteTotal: Int

  /// Numerators that may be hidden, of totals that are not.
  /// - Returns: `nil` unless each numerator lies within 0 and its total.
  public init?(bame: CountRange, of bameTotal: Int, white: CountRange, of whiteTotal: Int) {
    guard bame.low >= 0, bame.high <= bameTotal, white.low >= 0, white.high <= whiteTotal else { return nil }
    (self.bame, self.bameTotal, self.white, self.whiteTotal) = (bame, bameTotal, white, whiteTotal)
  }

  /// Counts of which none is hidden.
  public init(_ counts: GroupCounts) {
    (bameTotal, whiteTotal) = (counts.bame.total, counts.white.total)
    bame = CountRange(low: counts.bame.count, high: counts.bame.count)
    white = CountRange(low: counts.white.count, high: counts.white.count)
  }

  /// The counts, if none is hidden.
  public var exact: GroupCounts? { bame.isExact && white.isExact ? lowest : nil }

  /// The tables with the lowest and with the highest relative likelihood.
  private var lowest: GroupCounts? { GroupCounts(x1: bame.low, n1: bameTotal, x0: white.high, n0: whiteTotal) }
  private var highest: GroupCounts? { GroupCounts(x1: bame.high, n1: bameTotal, x0: white.low, n0: whiteTotal) }

  /// What the relative likelihood may be; `nil` where the lowest or the highest table has no case at all.
  public var relativeLikelihood: Interval? {
    guard let low = lowest?.relativeLikelihood, let high = highest?.relativeLikelihood, low <= high else { return nil }
    return Interval(lower: low, upper: high)
  }

  /// Koopman's interval, whatever counts are hidden: see `ratioInterval(_:_:)`.
  public func koopmanInterval(_ level: ConfidenceLevel = .ninetyFive) -> Interval? { ratioInterval(.koopman, level) }

  /// The smallest interval that holds those of every table. The limits of both score methods rise with `x1` and fall with
  /// `x0`: the lower one is that of the lowest table, the upper one that of the highest.
  /// - Returns: `nil` where the lowest or the highest table has no interval. Katz's limits do not move one way only (at
  ///   5/5 v 8/10 the upper one is below that at 4/5), so that it has none where a count is hidden.
  public func ratioInterval(_ method: RatioMethod = .koopman, _ level: ConfidenceLevel = .ninetyFive) -> Interval? {
    if let exact { return exact.ratioInterval(method, level) }
    guard method != .katz, let low = lowest?.ratioInterval(method, level),
      let high = highest?.ratioInterval(method, level)
    else { return nil }
    return Interval(lower: low.lower, upper: high.upper)
  }

  /// A verdict only if every table gives the same one.
  /// - Returns: `cannotTell` where tables differ, or where there is no interval: by Katz's method whenever a count is hidden.
  public func phaseVerdict(_ level: ConfidenceLevel = .ninetyFive, method: RatioMethod = .koopman) -> PhaseVerdict {
    guard exact != nil || method != .katz else { return .cannotTell }
    // The interval is at its ends in two of the corners, the number of cases in the other two.
    let verdicts = Set(corners.map { $0.phaseVerdict(level, method: method) })
    return verdicts.count == 1 ? verdicts.first ?? .cannotTell : .cannotTell
  }

  /// The tables of the least and the most of each count.
  private var corners: [GroupCounts] {
    [bame.low, bame.high].flatMap { x1 in
      [white.low, white.high].compactMap { x0 in GroupCounts(x1: x1, n1: bameTotal, x0: x0, n0: whiteTotal) }
    }
  }

  /// Compares with the rest of the nation, whatever counts of either are hidden: a position only if the outermost tables
  /// agree on it, since a limit rises with one group's numerator and falls with the other's.
  /// - Parameters:
  ///   - rest: The counts of the others.
  ///   - level: How sure the interval is, and the tests.
  ///   - isBrief: Whether the position alone is wanted: it is `cannotTell` as soon as two tables differ, or one says so, and
  ///     then there is no interval.
  public func position(
    against rest: RangedCounts, _ level: ConfidenceLevel = .ninetyFive, isBrief: Bool = false
  ) -> Position? {
    let own = exact.map { [$0] } ?? corners
    let others = rest.exact.map { [$0] } ?? rest.corners
    var common: Position?
    for (table, other) in own.flatMap({ table in others.map { (table, $0) } }) {
      guard let next = table.position(against: other, level) else { return nil }
      common = common?.common(with: next) ?? next
      if isBrief, own.count * others.count > 1, common?.kind == .cannotTell {
        return .cannotTell
      }
    }
    return common
  }

  /// How many tables are possible.
  var tables: Int { (bame.high - bame.low + 1) * (white.high - white.low + 1) }

  /// Each of them.
  var feasible: [GroupCounts] {
    (bame.low...bame.high).flatMap { x1 in
      (white.low...white.high).compactMap { x0 in GroupCounts(x1: x1, n1: bameTotal, x0: x0, n0: whiteTotal) }
    }
  }
}

/// A line through counts of which some may be hidden.
public struct RangedLine: Sendable {
  /// More combinations than this cannot be compared.
  public static let most = 10_000
  /// More than this are not compared where the verdict alone is wanted.
  static let fewest = 1_000
  let strata: [(t: Double, counts: RangedCounts)]

  /// A line through these counts; `t` is a time, in phases or years.
  public init(_ strata: [(t: Double, counts: RangedCounts)]) { self.strata = strata }

  /// The line, if no count is hidden.
  public var exact: Line? {
    let exact = strata.compactMap { stratum in stratum.counts.exact.map { Stratum(t: stratum.t, counts: $0) } }
    return exact.count == strata.count ? Line(exact) : nil
  }

  /// What every combination of the hidden counts allows.
  /// - Parameters:
  ///   - level: How sure the interval is, and the tests.
  ///   - isBrief: Whether the verdict alone is wanted: it is `cannotTell` as soon as one combination says so, and then there
  ///     is no interval; and fewer combinations are tried.
  public func fit(_ level: ConfidenceLevel = .ninetyFive, isBrief: Bool = false) -> RangedFit {
    if let exact { return RangedFit(exact.fit(level)) }
    let most = isBrief ? Self.fewest : Self.most
    var combinations = 1
    for stratum in strata {
      let (product, overflow) = combinations.multipliedReportingOverflow(by: stratum.counts.tables)
      guard !overflow, product <= most else {
        return RangedFit(
          fit: nil, slopeInterval: nil, verdict: LineVerdict(kind: .cannotTell, reason: .tooManyHidden))
      }
      combinations = product
    }
    let feasible = strata.map { stratum in stratum.counts.feasible.map { Stratum(t: stratum.t, counts: $0) } }
    var hull: RangedFit?
    for number in 0..<combinations {
      var rest = number
      let chosen = feasible.map { tables -> Stratum in
        defer { rest /= tables.count }
        return tables[rest % tables.count]
      }
      let fit = RangedFit(Line(chosen).fit(level))
      if isBrief, fit.verdict.kind == .cannotTell || hull.map({ $0.verdict.kind != fit.verdict.kind }) == true {
        return RangedFit(fit: nil, slopeInterval: nil, verdict: .hidden)
      }
      hull = hull?.hull(with: fit) ?? RangedFit(fit: nil, slopeInterval: fit.slopeInterval, verdict: fit.verdict)
    }
    return hull ?? RangedFit(fit: nil, slopeInterval: nil, verdict: .hidden)
  }
}

/// What all combinations of hidden counts agree on.
public struct RangedFit: Hashable, Sendable {
  /// The fit, if no count was hidden.
  public let fit: LineFit?
  /// The hull of all intervals of the slope.
  public let slopeInterval: Interval?
  /// The verdict that all combinations give; `cannotTell` where they differ or are too many.
  public let verdict: LineVerdict

  init(_ fit: LineFit) { self.init(fit: fit, slopeInterval: fit.slopeInterval, verdict: fit.verdict) }

  init(fit: LineFit?, slopeInterval: Interval?, verdict: LineVerdict) {
    (self.fit, self.slopeInterval, self.verdict) = (fit, slopeInterval, verdict)
  }

  /// Whether every combination shows a change.
  public var isShown: Bool {
    fit?.isShown ?? [.improving, .worsening, .crossedParity].contains(verdict.kind)
  }

  /// Change of the relative likelihood per unit of `t`, percent.
  public var percentPerUnitInterval: Interval? { slopeInterval?.map(LineFit.percent) }

  func hull(with other: RangedFit) -> RangedFit {
    let interval = slopeInterval.flatMap { mine in other.slopeInterval.map { mine.union($0) } }
    return RangedFit(fit: nil, slopeInterval: interval, verdict: verdict.common(with: other.verdict))
  }
}

extension LineVerdict {
  static var hidden: LineVerdict { LineVerdict(kind: .cannotTell, reason: .hiddenCounts) }

  /// What both say: of two reasons for one verdict the one that claims less.
  func common(with other: LineVerdict) -> LineVerdict {
    guard kind == other.kind else { return .hidden }
    let shared: Reason? =
      switch kind {
      case _ where reason == other.reason: reason
      case .improving: .towardsParity
      case .worsening: .awayFromParity
      case .noMaterialChange: .changeExcluded
      default: nil
      }
    guard let shared else { return .hidden }
    return LineVerdict(
      kind: kind, reason: shared, isSmall: isSmall && other.isSmall,
      sideFirst: sideFirst == other.sideFirst ? sideFirst : nil,
      sideLast: sideLast == other.sideLast ? sideLast : nil)
  }
}
