import IndicatorStatistics

extension Finding {
  /// The method behind each figure, by its place in JSON: "phases.comparison.interval". A place stands for all within it
  /// that have none of their own.
  var methodsByPlace: [String: Method] {
    var methods: [String: Method] = [:]
    func add(_ isThere: Bool, _ place: String, _ method: Method) { if isThere { methods[place] = method } }
    addPhases(add)
    addLine(add)
    addNation(add)
    return methods
  }

  private func addPhases(_ add: (Bool, String, Method) -> Void) {
    let groups: [(String, KeyPath<PhaseFinding, GroupFinding?>)] = [
      ("bame", \.bame), ("white", \.white), ("unknown", \.unknown),
    ]
    for (name, group) in groups {
      let isThere = phases.contains { $0[keyPath: group] != nil }
      add(isThere, "phases.\(name)", .division)
      add(isThere, "phases.\(name).rate_interval", .wilson)
    }
    addRatio(phases.compactMap(\.comparison), "phases.comparison", add)
    add(phases.contains { !$0.published.isEmpty }, "phases.published", .published)
    add(phases.contains { $0.position != nil }, "phases.position", .twoStrata)
    add(phases.contains { $0.comparator?.published != nil }, "phases.comparator.figures", .published)
    addRatio(phases.compactMap { $0.comparator?.pooled }, "phases.comparator.pooled", add)
    for name in ["bame", "white"] {
      let isThere = phases.contains { $0.comparator?.pooledCounts != nil }
      add(isThere, "phases.comparator.pooled_counts.\(name)", .division)
      add(isThere, "phases.comparator.pooled_counts.\(name).rate_interval", .wilson)
    }
  }

  private func addRatio(_ found: [RatioFinding], _ place: String, _ add: (Bool, String, Method) -> Void) {
    add(!found.isEmpty, "\(place).relative_likelihood", .division)
    add(
      found.contains { $0.range != nil }, "\(place).range", found.contains(where: \.isHidden) ? .hiddenHull : .division)
    add(found.contains { $0.interval != nil }, "\(place).interval", ratioMethod.method)
    let isExact = found.contains { $0.peopleToParity != nil }
    for figure in ["people_to_parity", "risk_difference", "risk_difference_interval"] {
      add(isExact, "\(place).\(figure)", .newcombe)
    }
  }

  private func addLine(_ add: (Bool, String, Method) -> Void) {
    guard let line else { return }
    add(line.fit != nil, "line.fit", .profileLikelihood)
    add(line.fit?.adjustedScore != nil, "line.fit.adjusted_score", .adjustedScore)
    add(line.fit?.adjustedScore != nil, "line.fit.p_adjusted_score", .adjustedScore)
    add(line.fit?.deviance != nil, "line.fit.deviance", .deviance)
    add(line.fit?.deviance != nil, "line.fit.p_deviance", .deviance)
    add(line.percentPerUnit != nil, "line.percent_per_unit", .profileLikelihood)
    add(
      line.percentPerUnitInterval != nil, "line.percent_per_unit_interval",
      line.fit == nil ? .hiddenHull : .profileLikelihood)
    add(true, "line.times", .division)
    add(line.q != nil, "line.q", .benjaminiHochberg)
    add(line.detectablePercentPerUnit != nil, "line.detectable_percent_per_unit", .detectableChange)
    add(line.leaveOneOut != nil, "line.leave_one_out", .leaveOneOut)
    for (name, trend) in [("bame", line.bame), ("white", line.white)] {
      add(trend != nil, "line.\(name).slope", .logisticSlope)
      add(trend?.test != nil, "line.\(name).test", .cochranArmitage)
      add(trend?.marker != nil, "line.\(name).marker", .fingertips)
    }
    add(line.gap?.gap != nil, "line.gap", .mover)
    add(line.projection?.projection != nil, "line.projection", .projection)
    add(line.projection?.course.isEmpty == false, "line.projection.course", .profileLikelihood)
    add(
      line.projection?.requiredPercentPerUnit != nil, "line.projection.required_percent_per_unit", .requiredChange)
  }

  private func addNation(_ add: (Bool, String, Method) -> Void) {
    guard let nation else { return }
    add(nation.phases.contains { $0.mantelHaenszel != nil }, "nation.phases.mantel_haenszel", .mantelHaenszel)
    add(nation.phases.contains { $0.randomEffects != nil }, "nation.phases.random_effects", .randomEffects)
    add(nation.changes.contains { $0.effect != nil }, "nation.changes", .panelEffect)
    addRatio(nation.panel?.ratios ?? [], "nation.panel.ratios", add)
    add(nation.panel != nil, "nation.panel.counts", .division)
    for name in ["bame", "white"] { add(nation.panel != nil, "nation.panel.counts.\(name).rate_interval", .wilson) }
  }
}

extension RatioMethod {
  /// As figures name it.
  public var method: Method {
    switch self {
    case .koopman: .koopman
    case .miettinenNurminen: .miettinenNurminen
    case .katz: .katz
    }
  }
}
