import IndicatorStatistics

/// Authorities about their pooled figure: who is unusual, given how much is known of each.
public struct FunnelFinding: Hashable, Sendable, Codable {
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
  /// The method behind each figure, by its place in JSON.
  public var methods: [String: Method]

  /// One authority.
  public struct Row: Hashable, Sendable, Codable {
    /// Who it is, as far as that may be shown.
    public var identity: FieldIdentity
    /// Where it lies: its distance from the middle, its standard error, and which limits it is outside of.
    public var point: Funnel.Point
    /// Benjamini and Hochberg's q beside the p of the point: the family is these authorities.
    public var q: Double
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

extension Workspace {
  /// Puts the authorities of the nation about their pooled figure, on one indicator in one phase.
  /// - Throws: `UsageProblem` where no authority has counts, or there is no pooled figure.
  public func funnel(_ request: FieldRequest) throws -> FunnelFinding {
    try queue.read { db in try FunnelFinding(AuthorityField(db, standard, request)) }
  }
}

extension FunnelFinding {
  init(_ field: AuthorityField) throws {
    let setting = field.setting
    guard let funnel = Funnel(field.tables) else {
      throw UsageProblem.refused(
        "There is no pooled ratio on \(setting.indicator.key) in \(setting.phaseWords): one group has no case at all.")
    }
    let order = funnel.points.sorted { (-abs($0.z), $0.index) < (-abs($1.z), $1.index) }
    let q = BenjaminiHochberg.qValues(order.map(\.p))
    let rows = order.enumerated().map { place, point in
      Row(
        identity: field.identity(field.members[point.index], place: place + 1), point: point, q: q[place],
        limits: funnel.limits(at: point.standardError),
        outerLimits: funnel.limits(at: point.standardError, .ninetyNineEight),
        wideLimits: funnel.limits(at: point.standardError, isOverDispersed: true),
        wideOuterLimits: funnel.limits(at: point.standardError, .ninetyNineEight, isOverDispersed: true))
    }
    let words = FunnelWords(setting: setting, funnel: funnel, rows: rows)
    self.init(
      setting: setting, pooled: funnel.pooledRatio, overDispersion: funnel.overDispersion, rows: rows,
      sentence: words.sentence, notes: words.notes,
      methods: [
        "pooled": .pooled, "over_dispersion": .funnel, "rows": .funnel, "rows.q": .benjaminiHochberg,
        "rows.identity.bame": .division,
        "rows.identity.white": .division, "rows.identity.bame.rate_interval": .wilson,
        "rows.identity.white.rate_interval": .wilson, "rows.identity.ratio": .koopman,
        "rows.identity.ratio.people_to_parity": .newcombe, "rows.identity.ratio.risk_difference": .newcombe,
        "rows.identity.ratio.risk_difference_interval": .newcombe,
      ])
  }
}

/// The words for a funnel.
private struct FunnelWords {
  let setting: FieldSetting
  let funnel: Funnel
  let rows: [FunnelFinding.Row]

  private var nouns: String { Wordings.plural(setting.organisationNoun) }

  var sentence: String {
    let inner = rows.count { $0.point.outside.ninetyFive }
    let outer = rows.count { $0.point.outside.ninetyNineEight }
    let expected = Wordings.fixed(0.05 * Double(rows.count), 0)
    return
      "\(setting.indicator.title), \(setting.phaseWords): \(Wordings.grouped(inner)) of \(Wordings.grouped(rows.count)) \(nouns) lie outside the 95% limits "
      + "around the pooled ratio of \(Wordings.ratio(funnel.pooledRatio)), where chance alone would put about \(expected); "
      + "\(Wordings.grouped(outer)) outside the 99.8% limits.\(dispersed)\(own)"
  }

  private var dispersed: String {
    guard let over = funnel.overDispersion, over.variance > 0 else { return "" }
    let inner = rows.count { $0.point.outside.ninetyFiveOverDispersed }
    let outer = rows.count { $0.point.outside.ninetyNineEightOverDispersed }
    return
      " They differ \(Wordings.fixed(over.factor, 1)) times as much as chance explains: with limits widened for that, "
      + "\(inner) and \(outer)."
  }

  private var own: String {
    guard let name = setting.own else { return "" }
    guard let row = rows.first(where: \.identity.isOwn) else { return " \(name) is not among them." }
    let outside = row.point.outside
    let place =
      if outside.ninetyNineEightOverDispersed {
        "outside the 99.8% limits, even widened: unusual for its size"
      } else if outside.ninetyFiveOverDispersed {
        "outside the 95% limits, even widened: perhaps unusual for its size"
      } else if outside.ninetyFive {
        "outside the 95% limits, inside the widened ones: no more unusual than many"
      } else {
        "inside the limits: not unusual for its size"
      }
    return " \(name) is \(place)."
  }

  var notes: [String] { setting.leftOut(funnel.leftOut) }
}
