import IndicatorStatistics

/// Authorities about their pooled figure: who is unusual, given how much is known of each.
public struct FunnelFinding: Hashable, Sendable, Codable {
  /// Which schema describes its JSON: "phaseline/funnel/1".
  public private(set) var schema = SchemaName.funnel
  /// What it is about.
  public var setting: FieldSetting
  /// The pooled relative likelihood, the line in the middle.
  public var pooled: Double
  /// How much more they differ than chance explains; none with one authority.
  public var overDispersion: Funnel.OverDispersion?
  /// The most unusual first.
  public var rows: [Row]
  /// The finding in full.
  public var sentence: String
  /// What a reader must know besides.
  public var notes: [String]
  /// The tests that the q-values allow for.
  public var family: String
  /// The method behind each figure, by its place in JSON.
  public var methods: [String: Method]

  /// One authority.
  public struct Row: Hashable, Sendable, Codable {
    /// Who it is, as far as that may be shown.
    public var identity: FieldIdentity
    /// Its distance from the middle, in standard errors; below 0 where its own ratio is lower.
    public var z: Double
    /// The same, in standard errors widened by over-dispersion.
    public var widenedZ: Double
    /// The two-sided p of `z`.
    public var p: Double
    /// Which limits it lies outside of.
    public var outside: Funnel.Outside
    /// Where to draw it, and against what; none where it goes without a name.
    public var drawing: Drawing?
    /// Benjamini and Hochberg's q beside `p`: the family is these authorities.
    public var q: Double
  }

  /// What its limits say of an authority.
  public enum Standing: String, Hashable, Sendable, Codable, CaseIterable {
    /// Inside all limits.
    case usual
    /// Outside limits, but inside the widened ones: no more than many.
    case likeMany = "like_many"
    /// Outside the widened 95% limits: perhaps unusual.
    case perhapsUnusual = "perhaps_unusual"
    /// Outside the widened 99.8% limits: unusual.
    case unusual
  }

  /// Where a point and its limits are drawn.
  public struct Drawing: Hashable, Sendable, Codable {
    /// `1 / standard error` of its log ratio.
    public var precision: Double
    /// The ratio that lies outside the limits exactly when the point does; close to its own.
    public var height: Double
    /// 95% limits at its size.
    public var limits: Interval
    /// 99.8% limits at its size.
    public var outerLimits: Interval
    /// 95% limits at its size, widened by over-dispersion.
    public var wideLimits: Interval
    /// 99.8% limits at its size, widened by over-dispersion.
    public var wideOuterLimits: Interval
  }
}

extension WorkspaceView {
  /// Puts the authorities of the nation about their pooled figure, on one indicator in one phase.
  /// - Throws: `UsageProblem` where no authority has counts, or there is no pooled figure.
  public func funnel(_ request: FieldRequest) throws -> Disclosed<FunnelFinding> {
    try field(request) { try FunnelFinding($0) }
  }
}

extension FunnelFinding {
  init(_ field: AuthorityField) throws { try self.init(field, Self.funnel(of: field)) }

  /// - Throws: `UsageProblem` where there is no pooled figure.
  static func funnel(of field: AuthorityField) throws -> Funnel {
    guard let funnel = Funnel(field.tables) else {
      let setting = field.setting
      throw UsageProblem.refused(
        "There is no pooled ratio on \(setting.indicator.key) in \(setting.phaseWords): one group has no case at all.")
    }
    return funnel
  }

  init(_ field: AuthorityField, _ funnel: Funnel) {
    let setting = field.setting
    let order = funnel.mostUnusualFirst
    let q = BenjaminiHochberg.qValues(order.map(\.p))
    let between = funnel.overDispersion?.variance ?? 0
    let rows = order.enumerated().map { place, point in
      let member = field.members[point.index]
      let widened = point.z / (1 + between * point.precision * point.precision).squareRoot()
      let isBare = field.isBare(member)
      return Row(
        identity: field.identity(member, place: place + 1), z: field.disclosed(point.z, of: member, decimals: 1),
        widenedZ: field.disclosed(widened, of: member, decimals: 1), p: field.disclosed(point.p, of: member),
        outside: point.outside, drawing: isBare ? nil : Drawing(point, in: funnel),
        q: field.disclosed(q[place], of: member, decimals: 3))
    }
    let words = FunnelWords(setting: setting, funnel: funnel, rows: rows)
    self.init(
      setting: setting, pooled: funnel.pooledRatio, overDispersion: funnel.overDispersion, rows: rows,
      sentence: words.sentence, notes: words.notes,
      family: "\(rows.count) \(Wordings.plural(setting.organisationNoun)) on \(setting.indicator.label)",
      methods: AuthorityField.identityMethods.merging([
        "pooled": .pooled, "over_dispersion": .funnel, "rows": .funnel, "rows.q": .benjaminiHochberg,
      ]) { $1 })
  }
}

/// The words for a funnel.
private struct FunnelWords {
  let setting: FieldSetting
  let funnel: Funnel
  let rows: [FunnelFinding.Row]

  private var nouns: String { Wordings.plural(setting.organisationNoun) }

  var sentence: String {
    let inner = rows.count { $0.outside.ninetyFive }
    let outer = rows.count { $0.outside.ninetyNineEight }
    let expected = Wordings.fixed(0.05 * Double(rows.count), 0)
    return
      "In \(setting.phaseWords), \(Wordings.grouped(inner)) of \(Wordings.grouped(rows.count)) \(nouns) lie outside the 95% limits "
      + "around the pooled ratio of \(Wordings.ratio(funnel.pooledRatio)), where chance alone would put about \(expected); "
      + "\(Wordings.grouped(outer)) outside the 99.8% limits.\(dispersed)\(own)"
  }

  private var dispersed: String {
    guard let over = funnel.overDispersion, over.variance > 0, over.factor > 1 else { return "" }
    let inner = rows.count { $0.outside.ninetyFiveOverDispersed }
    let outer = rows.count { $0.outside.ninetyNineEightOverDispersed }
    return
      " Their distances vary \(Wordings.fixed(over.factor.squareRoot(), 1)) times as much as chance alone explains: with "
      + "limits widened for that, \(inner) lie outside the 95% and \(outer) outside the 99.8% limits."
  }

  private var own: String {
    guard let name = setting.own else { return "" }
    guard let row = rows.first(where: \.identity.isOwn) else {
      return " \(name) is not among them: it has \(setting.isOwnHidden ? "a hidden count" : "no case")."
    }
    let side = row.z < 0 ? "below" : "above"
    let plain = row.outside.ninetyNineEight ? "99.8%" : "95%"
    let place =
      switch row.outside.standing {
      case .unusual: "\(side) the 99.8% limits, even widened: unusual for its size"
      case .perhapsUnusual:
        "\(side) the \(plain) limits, and the 95% ones when widened: perhaps unusual for its size"
      case .likeMany: "\(side) the \(plain) limits, but inside the widened ones: no more unusual than many"
      case .usual: "inside the limits: not unusual for its size"
      }
    return " \(name) is \(place)."
  }

  var notes: [String] {
    ["Distance: from the pooled ratio, in standard errors; outside beyond 1.96 (95%) or 3.09 (99.8%)."]
      + setting.leftOut(funnel.leftOut)
  }
}

extension FunnelFinding.Drawing {
  init(_ point: Funnel.Point, in funnel: Funnel) {
    self.init(
      precision: point.precision, height: funnel.height(of: point), limits: funnel.limits(at: point.standardError),
      outerLimits: funnel.limits(at: point.standardError, .ninetyNineEight),
      wideLimits: funnel.limits(at: point.standardError, isOverDispersed: true),
      wideOuterLimits: funnel.limits(at: point.standardError, .ninetyNineEight, isOverDispersed: true))
  }
}

extension Funnel {
  /// The points as a list shows them.
  var mostUnusualFirst: [Point] { points.sorted { (-abs($0.z), $0.index) < (-abs($1.z), $1.index) } }
}

extension Funnel.Outside {
  /// What they say of it.
  public var standing: FunnelFinding.Standing {
    if ninetyNineEightOverDispersed { return .unusual }
    if ninetyFiveOverDispersed { return .perhapsUnusual }
    return ninetyFive ? .likeMany : .usual
  }
}
