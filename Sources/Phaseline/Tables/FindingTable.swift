import IndicatorStatistics

/// Findings as tables.
public enum FindingTable {
  /// One row a phase, for machines: every number there is.
  public static func flat(_ findings: [Finding]) -> Table {
    let keys = [
      "standard", "authority_code", "authority", "indicator", "category", "phase", "service", "bame_numerator_low",
      "bame_numerator_high", "bame_denominator", "white_numerator_low", "white_numerator_high", "white_denominator",
      "unknown_numerator", "unknown_denominator", "relative_likelihood", "lower", "upper", "phase_verdict",
      "people_to_parity", "people_to_parity_lower", "people_to_parity_upper", "risk_difference", "published",
      "comparator", "comparator_name", "comparator_published", "differs_from_published", "comparator_pooled",
      "comparator_organisations", "position", "unit", "percent_per_unit", "percent_per_unit_lower",
      "percent_per_unit_upper", "p", "q", "detectable_percent_per_unit", "gap", "gap_percent_per_unit",
      "mantel_haenszel", "random_effects", "i_squared", "constant_panel", "verdict", "verdict_reason", "level",
      "ratio_method", "illustrative", "audience", "sentence", "actions",
    ]
    return Table(
      columns: keys.map { Table.Column(key: $0, title: $0) },
      rows: findings.flatMap { finding in finding.phases.map { flatRow(finding, $0) } })
  }

  private static func flatRow(_ finding: Finding, _ phase: PhaseFinding) -> [Table.Cell] {
    let place: [Table.Cell] = [
      .text(finding.standard), finding.subject.code.map(Table.Cell.text) ?? .none, .text(finding.subject.name),
      .text(finding.indicator.key), .text(finding.indicator.category), .text(phase.phase),
      .text((phase.service ?? finding.service).rawValue),
    ]
    let ratio = phase.comparison
    let counts: [Table.Cell] = [
      .integer(phase.bame?.numerator.low), .integer(phase.bame?.numerator.high),
      .integer(phase.bame?.denominator.exact),
      .integer(phase.white?.numerator.low), .integer(phase.white?.numerator.high),
      .integer(phase.white?.denominator.exact), .integer(phase.unknown?.numerator.exact),
      .integer(phase.unknown?.denominator.exact),
    ]
    let estimates: [Table.Cell] = [
      .number(ratio?.relativeLikelihood), .number(ratio?.interval?.lower), .number(ratio?.interval?.upper),
      ratio.map { .text(VerdictWords.name($0.verdict)) } ?? .none, .number(ratio?.peopleToParity?.estimate),
      .number(ratio?.peopleToParity?.interval.lower), .number(ratio?.peopleToParity?.interval.upper),
      .number(ratio?.riskDifference),
      .number(phase.published.lazy.compactMap(\.relativeLikelihood).first),
    ]
    let nation: [Table.Cell] = [
      phase.comparator.map { .text($0.kind.rawValue) } ?? .none, phase.comparator.map { .text($0.name) } ?? .none,
      .number(phase.comparator?.published?.relativeLikelihood),
      phase.comparator?.differsFromPublished.map { .text($0 ? "yes" : "no") } ?? .none,
      .number(phase.comparator?.pooled?.relativeLikelihood),
      .integer(phase.comparator?.pooledCounts?.organisations),
      phase.position.map { .text(PositionWords.phrase($0)) } ?? .none,
    ]
    let verdict: [Table.Cell] = [
      .text(VerdictWords.name(finding.verdict.kind)), .text(finding.verdict.reason.rawValue),
      .text(finding.level.rawValue), .text(finding.ratioMethod.rawValue),
      .text(finding.isIllustrative ? "illustrative" : "real"), .text(finding.disclosure.label), .text(finding.sentence),
      finding.actionsInForce.isEmpty
        ? .none : .text(finding.actionsInForce.map { "\($0.number)" }.joined(separator: "; ")),
    ]
    return place + counts + estimates + nation + line(finding.line) + figures(finding.nation, phase.phase) + verdict
  }

  private static func line(_ line: LineFinding?) -> [Table.Cell] {
    [
      line.map { .text($0.unit.rawValue) } ?? .none, .number(line?.percentPerUnit),
      .number(line?.percentPerUnitInterval?.lower), .number(line?.percentPerUnitInterval?.upper),
      .number(line?.fit?.pLikelihoodRatio), .number(line?.q), .number(line?.detectablePercentPerUnit),
      line?.gap?.gap.map { .text($0.kind.rawValue) } ?? .none, .number(line?.gap?.percentPerUnit),
    ]
  }

  private static func figures(_ nation: NationFinding?, _ phase: String) -> [Table.Cell] {
    let found = nation?.phases.first { $0.phase == phase }
    let panel = nation?.panel.flatMap { panel in
      zip(panel.phases, panel.ratios).first { $0.0 == phase }?.1.relativeLikelihood
    }
    return [
      .number(found?.mantelHaenszel?.ratio), .number(found?.randomEffects?.ratio),
      .number(found?.randomEffects?.heterogeneity?.inconsistency), .number(panel),
    ]
  }

  /// One row a phase, for people.
  public static func comparison(_ finding: Finding) -> Table {
    let name = finding.phases.lazy.compactMap(\.comparator).first?.name
    let hasPosition = finding.phases.contains { $0.position != nil }
    var columns = [
      Table.Column(key: "phase", title: "Phase"), Table.Column(key: "bame", title: finding.groups.bame),
      Table.Column(key: "white", title: finding.groups.white),
      Table.Column(key: "ratio", title: "Ratio (\(finding.level.rawValue))"),
      Table.Column(key: "comparator", title: heading(finding.comparedWith, name)),
    ]
    if hasPosition { columns.append(Table.Column(key: "position", title: "Against \(whom(finding.comparedWith))")) }
    columns.append(Table.Column(key: "verdict", title: "Alone"))
    let rows = finding.phases.map { phase -> [Table.Cell] in
      var row: [Table.Cell] = [
        .text(phase.phase), group(phase.bame), group(phase.white), .text(ratio(phase)), .text(national(phase)),
      ]
      if hasPosition { row.append(phase.position.map { .text(PositionWords.phrase($0)) } ?? .none) }
      let alone =
        phase.comparison.map { $0.hasTooFewCases ? "too few to be sure" : VerdictWords.name($0.verdict) }
        ?? (phase.hasFigure ? "not tested" : "no figures")
      return row + [.text(alone)]
    }
    return Table(columns: columns, rows: rows)
  }

  /// Over the figure of those it is compared with; another organisation's name where there is room for it.
  private static func heading(_ kind: ComparisonRequest.Comparator.Kind?, _ name: String?) -> String {
    switch kind {
    case .rest: "Rest"
    case .region: "Region"
    case .type: "Type"
    case .organisation: name.flatMap { $0.count <= 14 ? $0 : nil } ?? "Other"
    case .nation, nil: "Nation"
    }
  }

  /// Against whom a position stands: never against a nation that contains the organisation.
  private static func whom(_ kind: ComparisonRequest.Comparator.Kind?) -> String {
    switch kind {
    case .region: "region"
    case .type: "type"
    case .organisation: "it"
    default: "rest"
    }
  }

  private static func group(_ group: GroupFinding?) -> Table.Cell {
    guard let group else { return .none }
    return .text(group.rate.map { "\(group.words) (\(Wordings.percent($0)))" } ?? group.words)
  }

  /// The ratio of a phase with its interval, else as published: "0.39 (0.27–0.57)".
  public static func ratio(_ phase: PhaseFinding) -> String {
    guard let comparison = phase.comparison else {
      return phase.published.isEmpty ? "–" : phase.published.lazy.compactMap(\.ratioWords).first ?? "see below"
    }
    return ratio(comparison)
  }

  /// What stands for a ratio that may be anything, since counts are hidden.
  public static let hidden = "hidden"

  /// "0.39 (0.27–0.57)"; a range where a count is hidden; "hidden" where it may be anything.
  public static func ratio(_ comparison: RatioFinding) -> String {
    guard comparison.range != nil || comparison.interval != nil else { return "–" }
    let interval = " (\(Wordings.interval(comparison.interval)))"
    if let range = comparison.range, range.lower == 0, range.upper == .infinity { return hidden }
    if let range = comparison.range, comparison.isHidden, Wordings.ratio(range.lower) != Wordings.ratio(range.upper) {
      return Wordings.interval(range) + interval
    }
    return Wordings.ratio(comparison.range?.upper) + interval
  }

  /// The published figure; the pooled one where none is known.
  public static func national(_ phase: PhaseFinding) -> String {
    guard let national = phase.comparator else { return "–" }
    if let printed = national.published?.ratioWords { return printed }
    guard let pooled = national.pooled else { return national.published == nil ? "–" : "see below" }
    return pooled.isHidden ? Wordings.interval(pooled.range) : Wordings.ratio(pooled.range?.upper)
  }

  /// One row an indicator.
  public static func trend(_ findings: [Finding]) -> Table {
    let unit = findings.lazy.compactMap(\.line?.unit).first ?? .phase
    let level = findings.first?.level ?? .ninetyFive
    let hasQ = findings.contains { $0.line?.q != nil }
    let columns = [
      ("indicator", "Indicator"), ("phases", "Phases"), ("fitted", "Fitted"),
      ("change", "% a \(unit.rawValue) (\(level.rawValue))"), ("p", "p"), ("q", "q"), ("verdict", "Verdict"),
    ].filter { hasQ || $0.0 != "q" }.map { Table.Column(key: $0.0, title: $0.1) }
    let family = findings.lazy.compactMap(\.line?.family).first
    return Table(
      columns: columns, rows: findings.map { trendRow($0, hasQ: hasQ) }, empty: "No figures to draw a line through.",
      notes: family.map { [qNote(findings, $0)] } ?? [])
  }

  /// What is left of the changes once so many tests are allowed for.
  private static func qNote(_ findings: [Finding], _ family: String) -> String {
    let changes = findings.filter { [.improving, .worsening, .crossedParity].contains($0.verdict.kind) }
    let left = changes.filter { $0.line?.q ?? 1 < ($0.level.alpha) }.count
    let note = "q: p after Benjamini and Hochberg, over \(family)."
    return changes.isEmpty
      ? note
      : note
        + " Of \(changes.count) with a change, \(left) \(left == 1 ? "stands" : "stand") when all are looked at at once."
  }

  /// "1–5"; "1, 3, 5" where one is missing between them.
  private static func phases(_ line: LineFinding, of finding: Finding) -> String {
    let ordinals = finding.phases.filter { line.phases.contains($0.phase) }.map(\.ordinal)
    let isUnbroken = zip(ordinals, ordinals.dropFirst()).allSatisfy { $1 == $0 + 1 }
    guard isUnbroken, line.phases.count > 2 else { return line.phases.joined(separator: ", ") }
    return "\(line.phases.first ?? "")–\(line.phases.last ?? "")"
  }

  private static func trendRow(_ finding: Finding, hasQ: Bool) -> [Table.Cell] {
    let line = finding.line
    let ends = [line?.fit?.first, line?.fit?.last].compactMap { $0.map { Wordings.ratio($0.ratio) } }
    let phases = line.map { Self.phases($0, of: finding) }
    let limits = line?.percentPerUnitInterval.map { "\(Wordings.fixed($0.lower, 0)) to \(Wordings.fixed($0.upper, 0))" }
    let change = line?.percentPerUnit.map { "\(Wordings.fixed($0, 0)) (\(limits ?? ""))" } ?? limits
    return [
      .text(finding.indicator.label), phases.map(Table.Cell.text) ?? .none,
      ends.isEmpty ? .none : .text(ends.joined(separator: " to ")),
      change.map(Table.Cell.text) ?? .none, .text(line?.fit?.pLikelihoodRatio.map(Wordings.probability) ?? "–"),
    ] + (hasQ ? [.text(line?.q.map(Wordings.probability) ?? "–")] : []) + [.text(finding.verdictWords)]
  }
}
