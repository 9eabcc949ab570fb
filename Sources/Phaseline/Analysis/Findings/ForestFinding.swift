import IndicatorStatistics

/// Every authority's relative likelihood with its interval, beside all together and where another one would lie.
public struct ForestFinding: Hashable, Sendable, Codable {
  /// What it is about.
  public var setting: FieldSetting
  /// What is measured: a chart's subtitle.
  public var measure: String
  /// The figure of all authorities' counts added up, the one that is looked for included.
  public var pooled: RatioFinding
  /// The counts behind it.
  public var pooledCounts: PooledCounts
  /// The average of the authorities, and where another one would lie; none where nobody has a case.
  public var effects: RandomEffects?
  /// Whether most have so few cases that their average lies too high.
  public var isAverageDrawnUp: Bool
  /// The lowest ratio first; without those that have no case at all.
  public var rows: [Row]
  /// Where the organisation that is looked for stands; none where nobody is looked for.
  public var standing: Standing?
  /// How many have no ratio, for want of a case or of a denominator.
  public var withoutRatio: Int
  /// What a reader must know besides.
  public var notes: [String]
  /// The method behind each figure, by its place in JSON.
  public var methods: [String: Method]

  /// One authority.
  public struct Row: Hashable, Sendable, Codable {
    /// Who it is, as far as that may be shown.
    public var identity: FieldIdentity
    /// Its relative likelihood, 0 or more; none where it is infinite, as only the White group has no case.
    public var ratio: Double?
    /// The interval of that; none where it cannot be told.
    public var interval: Interval?
    /// What its counts alone show.
    public var verdict: PhaseVerdict
  }

  /// Where an organisation stands against all together.
  public enum Standing: String, Hashable, Sendable, Codable, CaseIterable {
    /// All of its interval lies further from parity than the pooled figure.
    case further
    /// All of its interval lies closer to parity than the pooled figure.
    case closer
    /// Its interval lies below the pooled figure, or above it, and leaves open which of the two is closer to parity.
    case lower, higher
    /// Its interval holds the pooled figure, or there is none.
    case cannotTell = "cannot_tell"
    /// Its count is hidden.
    case hidden
    /// It has counts, but no case among them.
    case noCase = "no_case"
    /// It gave no counts.
    case noCounts = "no_counts"
  }

  /// How many clearly differ from parity, by their own counts.
  public var differing: Int { rows.count { $0.verdict == .lessLikely || $0.verdict == .moreLikely } }
}

extension WorkspaceView {
  /// Puts the authorities of the nation side by side, on one indicator in one phase.
  /// - Throws: `UsageProblem` where no authority has counts.
  public func forest(_ request: FieldRequest) throws -> Disclosed<ForestFinding> {
    try field(request) { try ForestFinding($0) }
  }
}

extension ForestFinding {
  init(_ field: AuthorityField) throws {
    let (setting, tables) = (field.setting, field.tables)
    let choices = StatisticsChoices(level: setting.level)
    let measured = field.members.filter { $0.counts.relativeLikelihood != nil }
    let sorted = measured.enumerated().sorted { one, other in
      (one.element.counts.relativeLikelihood ?? 0, one.offset) < (
        other.element.counts.relativeLikelihood ?? 0, other.offset
      )
    }.map(\.element)
    let rows = sorted.enumerated().map { place, member in
      let own = field.ratio(member)
      return Row(
        identity: field.identity(member, place: place + 1),
        ratio: own.relativeLikelihood.map { field.disclosed($0, of: member) },
        interval: own.interval.map { field.disclosed($0, of: member) }, verdict: own.verdict)
    }
    let (sum, effects) = (tables.pooled, RandomEffects(tables, level: setting.level))
    let pooled = RatioFinding(sum.ranged, choices, rounded: field.rounding?.ofSum(over: tables.count))
    let withoutRatio = tables.count - rows.count
    self.init(
      setting: setting, measure: field.measure, pooled: pooled,
      pooledCounts: PooledCounts(
        service: setting.service, organisations: tables.count,
        bame: GroupFinding(CountRange(sum.bame.count), of: sum.bame.total, setting.level),
        white: GroupFinding(CountRange(sum.white.count), of: sum.white.total, setting.level)),
      effects: effects, isAverageDrawnUp: RandomEffects.isDrawnUp(tables), rows: rows,
      standing: Self.standing(field, rows, pooled), withoutRatio: withoutRatio, notes: setting.leftOut(withoutRatio),
      methods: AuthorityField.identityMethods.merging([
        "pooled": .pooled, "pooled.interval": .koopman, "pooled.risk_difference": .newcombe,
        "pooled.risk_difference_interval": .newcombe, "pooled.people_to_parity": .newcombe, "pooled_counts": .wilson,
        "effects": .randomEffects, "rows.ratio": .division, "rows.interval": .koopman,
      ]) { $1 })
  }

  private static func standing(_ field: AuthorityField, _ rows: [Row], _ pooled: RatioFinding) -> Standing? {
    guard field.setting.own != nil else { return nil }
    guard let row = rows.first(where: \.identity.isOwn) else {
      if field.setting.isOwnHidden { return .hidden }
      return field.members.contains(where: field.isOwn) ? .noCase : .noCounts
    }
    guard let whole = pooled.relativeLikelihood, let interval = row.interval, !interval.contains(whole) else {
      return .cannotTell
    }
    let ends = [distance(interval.lower), distance(interval.upper)]
    let nearest = interval.contains(1) ? 1 : ends.min() ?? 1
    if ends.allSatisfy({ $0 < distance(whole) }) { return .closer }
    return nearest > distance(whole) ? .further : interval.upper < whole ? .lower : .higher
  }

  /// From parity, as a factor: 1 at parity, as much for a half as for a double.
  private static func distance(_ ratio: Double) -> Double { max(ratio, 1 / ratio) }
}
