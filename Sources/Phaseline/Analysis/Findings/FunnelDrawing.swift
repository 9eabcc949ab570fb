import IndicatorStatistics

/// A funnel with where its points and its curves are drawn.
public struct FunnelDrawing: Hashable, Sendable, Codable {
  /// What is drawn.
  public var finding: FunnelFinding
  /// What is measured: a chart's subtitle.
  public var measure: String
  /// Where each of the finding's rows is drawn, in their order; to two decimals where it goes without a name.
  public var places: [Place]
  /// The limits from the fewest cases to the most, a little beyond the points on either side.
  public var limits: [Limits]

  /// Where an authority is drawn.
  public struct Place: Hashable, Sendable, Codable {
    /// `1 / standard error` of its log ratio, above 0.
    public var precision: Double
    /// The ratio that lies outside the limits exactly when the point does; close to its own.
    public var height: Double
  }

  /// The limits at one precision.
  public struct Limits: Hashable, Sendable, Codable {
    /// Where on the way from few cases to many.
    public var precision: Double
    /// 95% limits.
    public var inner: Interval
    /// 99.8% limits.
    public var outer: Interval
    /// 95% limits, widened by over-dispersion.
    public var wideInner: Interval
    /// 99.8% limits, widened by over-dispersion.
    public var wideOuter: Interval
  }

  /// Whether the authorities differ more than chance explains, so that the widened limits are others.
  public var isWidened: Bool { finding.overDispersion.map { $0.variance > 0 } ?? false }
}

extension WorkspaceView {
  /// A funnel of the authorities of the nation, on one indicator in one phase, with all that drawing it takes.
  /// - Throws: `UsageProblem` where no authority has counts, or there is no pooled figure.
  public func funnelDrawing(_ request: FieldRequest) throws -> Disclosed<FunnelDrawing> {
    try field(request) { try FunnelDrawing($0) }
  }
}

extension FunnelDrawing {
  /// How many pieces a curve has: so many that it looks smooth.
  private static let pieces = 96

  init(_ field: AuthorityField) throws {
    let funnel = try FunnelFinding.funnel(of: field)
    finding = FunnelFinding(field, funnel)
    measure = field.measure
    places = funnel.mostUnusualFirst.map { point in
      let member = field.members[point.index]
      return Place(
        precision: max(0.01, field.disclosed(point.precision, of: member)),
        height: field.disclosed(funnel.height(of: point), of: member))
    }
    limits = Self.limits(funnel, over: places.map(\.precision))
  }

  private static func limits(_ funnel: Funnel, over precisions: [Double]) -> [Limits] {
    guard let least = precisions.min(), let most = precisions.max() else { return [] }
    let (from, to) = (least * 0.9, most * 1.05)
    return (0...pieces).map { step in
      let precision = from + (to - from) * Double(step) / Double(pieces)
      func limits(_ level: ConfidenceLevel, isWidened: Bool) -> Interval {
        funnel.limits(at: 1 / precision, level, isOverDispersed: isWidened)
      }
      return Limits(
        precision: precision, inner: limits(.ninetyFive, isWidened: false),
        outer: limits(.ninetyNineEight, isWidened: false), wideInner: limits(.ninetyFive, isWidened: true),
        wideOuter: limits(.ninetyNineEight, isWidened: true))
    }
  }
}
