import RealModule

/// Authorities about their pooled relative likelihood: how far each lies from it, beside how much is known of it.
public struct Funnel: Hashable, Sendable, Codable {
  /// One authority.
  public struct Point: Hashable, Sendable, Codable {
    /// Where its table stood among those given.
    public let index: Int
    /// The signed root of its score statistic at the pooled ratio: below 0 where its own ratio is lower. Without 0.5 added.
    public let z: Double
    /// The probability of a distance at least so large if it is like the others: two-sided, normal; without
    /// over-dispersion.
    public let p: Double
    /// The standard error of its log ratio if the pooled ratio holds; above 0.
    public let standardError: Double
    /// Whether it lies outside the limits.
    public let outside: Outside

    /// `1 / standardError`, what it is drawn against.
    public var precision: Double { 1 / standardError }
  }

  /// Which limits a point lies outside of.
  public struct Outside: Hashable, Sendable, Codable {
    /// The limits at 95%.
    public let ninetyFive: Bool
    /// The limits at 99.8%.
    public let ninetyNineEight: Bool
    /// The limits at 95%, widened by over-dispersion.
    public let ninetyFiveOverDispersed: Bool
    /// The limits at 99.8%, widened by over-dispersion.
    public let ninetyNineEightOverDispersed: Bool
  }

  /// How much more the authorities differ than chance explains.
  public struct OverDispersion: Hashable, Sendable, Codable {
    /// φ, the mean of the squares of z, winsorised at 10% and 90%: about 1 where chance explains all.
    public let factor: Double
    /// τ², what is added to the squared standard error of each; 0 where chance explains all.
    public let variance: Double
  }

  /// The pooled relative likelihood of all tables, those left out included: the line in the middle.
  public let pooledRatio: Double
  /// The authorities, in the order of their tables.
  public let points: [Point]
  /// How many have no point, for want of a case or of a denominator, or because at the pooled ratio they are certain
  /// (everybody in both groups a case, and a pooled ratio of 1).
  public let leftOut: Int
  /// How much more they differ than chance explains; none with fewer than two points.
  public let overDispersion: OverDispersion?

  /// A funnel about the pooled ratio of the tables.
  /// - Parameter tables: The counts of each authority.
  /// - Returns: `nil` where the pooled ratio is 0, ∞ or 0/0.
  /// - SeeAlso: Spiegelhalter (2005) Stat Med 24:1185–1202.
  public init?(_ tables: [GroupCounts]) {
    guard let ratio = tables.pooled.relativeLikelihood, ratio > 0, ratio < .infinity else { return nil }
    let placed = tables.enumerated().compactMap { Self.place($0.element.table, at: ratio, index: $0.offset) }
    let over = OverDispersion(placed)
    pooledRatio = ratio
    overDispersion = over
    points = placed.map {
      Point(
        index: $0.index, z: $0.z, p: ChiSquared.upperTail($0.z * $0.z), standardError: $0.error,
        outside: Outside($0, over?.variance ?? 0))
    }
    leftOut = tables.count - points.count
  }

  /// The limits of the relative likelihood of an authority, if it is like the others.
  /// - Parameters:
  ///   - standardError: Of its log ratio, 0 or more.
  ///   - level: How sure.
  ///   - isOverDispersed: Whether they are widened by `overDispersion`.
  public func limits(
    at standardError: Double, _ level: ConfidenceLevel = .ninetyFive, isOverDispersed: Bool = false
  ) -> Interval {
    let between = isOverDispersed ? overDispersion?.variance ?? 0 : 0
    let reach = level.z * (standardError * standardError + between).squareRoot()
    return Interval(lower: pooledRatio * .exp(-reach), upper: pooledRatio * .exp(reach))
  }

  /// Where to draw a point: the ratio that lies outside the limits exactly when the point does. It is close to the
  /// authority's own relative likelihood, and finite where that is 0 or ∞.
  /// - Returns: Within 0…∞; 0 or ∞ only beyond the range of numbers.
  public func height(of point: Point) -> Double { pooledRatio * .exp(point.z * point.standardError) }

  /// A point before the limits are known.
  fileprivate struct Placed {
    var index: Int
    var z: Double
    var error: Double
  }

  private static func place(_ table: Table, at ratio: Double, index: Int) -> Placed? {
    guard table.isInformative else { return nil }
    let e = table.constrained(at: ratio)
    let error = (e.q1 / (table.n1 * e.p1) + e.q0 / (table.n0 * e.p0)).squareRoot()
    guard error > 0 else { return nil }
    let size = table.score(at: ratio).squareRoot()
    return Placed(index: index, z: table.x1 * table.n0 < ratio * table.x0 * table.n1 ? -size : size, error: error)
  }
}

extension Funnel.OverDispersion {
  /// - Returns: `nil` with fewer than two points.
  fileprivate init?(_ points: [Funnel.Placed]) {
    guard points.count > 1 else { return nil }
    let sorted = points.map(\.z).sorted()
    let (low, high) = (sorted.quantile(0.1), sorted.quantile(0.9))
    let squares = points.reduce(0) { sum, point in
      let z = min(max(point.z, low), high)
      return sum + z * z
    }
    var (weight, pairs) = (0.0, 0.0)
    for point in points {
      let w = 1 / (point.error * point.error)
      pairs += w * weight  // 2Σ of the products of two is (Σw)² − Σw², without cancellation
      weight += w
    }
    let k = Double(points.count)
    factor = squares / k
    variance = max(0, (squares - (k - 1)) / (2 * pairs / weight))
  }
}

extension Funnel.Outside {
  fileprivate init(_ point: Funnel.Placed, _ variance: Double) {
    let widening = (1 + variance / (point.error * point.error)).squareRoot()
    let (size, inner, outer) = (abs(point.z), ConfidenceLevel.ninetyFive.z, ConfidenceLevel.ninetyNineEight.z)
    (ninetyFive, ninetyNineEight) = (size > inner, size > outer)
    (ninetyFiveOverDispersed, ninetyNineEightOverDispersed) = (size > inner * widening, size > outer * widening)
  }
}

extension [Double] {
  /// A quantile of numbers in order, interpolated between the two about it.
  /// - SeeAlso: Hyndman & Fan (1996) Am Stat 50:361–365, definition 7.
  fileprivate func quantile(_ p: Double) -> Double {
    let place = p * Double(count - 1)
    let low = Int(place)
    let high = Swift.min(low + 1, count - 1)
    return self[low] + (place - Double(low)) * (self[high] - self[low])
  }
}
