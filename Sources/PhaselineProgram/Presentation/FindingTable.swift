import IndicatorStatistics
import Phaseline

/// Findings as tables.
enum FindingTable {
  /// One row a phase, for machines: every number there is.
  static func flat(_ findings: [Finding]) -> Table {
    let keys = [
      "standard", "authority_code", "authority", "indicator", "category", "phase", "service", "bame_numerator_low",
      "bame_numerator_high", "bame_denominator", "white_numerator_low", "white_numerator_high", "white_denominator",
      "unknown_numerator", "unknown_denominator", "relative_likelihood", "lower", "upper", "phase_verdict",
      "people_to_parity", "published", "national_published",
      "differs_from_published", "national_pooled", "national_organisations", "position",
      "percent_per_phase", "percent_per_phase_lower", "percent_per_phase_upper", "verdict", "verdict_reason",
      "illustrative", "sentence",
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
      .integer(phase.bame?.numerator.low), .integer(phase.bame?.numerator.high), .integer(phase.bame?.denominator.low),
      .integer(phase.white?.numerator.low), .integer(phase.white?.numerator.high),
      .integer(phase.white?.denominator.low), .integer(phase.unknown?.numerator.low),
      .integer(phase.unknown?.denominator.low),
    ]
    let estimates: [Table.Cell] = [
      .number(ratio?.relativeLikelihood), .number(ratio?.interval?.lower), .number(ratio?.interval?.upper),
      ratio.map { .text(VerdictWords.name($0.verdict)) } ?? .none, .number(ratio?.peopleToParity?.estimate),
      .number(phase.published.lazy.compactMap(\.relativeLikelihood).first),
    ]
    let nation: [Table.Cell] = [
      .number(phase.national?.published?.relativeLikelihood),
      phase.national?.differsFromPublished.map { .text($0 ? "yes" : "no") } ?? .none,
      .number(phase.national?.pooled?.relativeLikelihood),
      .integer(phase.national?.pooledCounts?.organisations),
      phase.position.map { .text(PositionWords.phrase($0)) } ?? .none,
    ]
    let line: [Table.Cell] = [
      .number(finding.line?.percentPerPhase), .number(finding.line?.percentPerPhaseInterval?.lower),
      .number(finding.line?.percentPerPhaseInterval?.upper), .text(VerdictWords.name(finding.verdict.kind)),
      .text(finding.verdict.reason.rawValue), .text(finding.isIllustrative ? "illustrative" : "real"),
      .text(finding.sentence),
    ]
    return place + counts + estimates + nation + line
  }

  /// One row a phase, for people.
  static func comparison(_ finding: Finding) -> Table {
    let nation = finding.phases.contains { $0.national?.isRest == true } ? "Rest" : "Nation"
    let hasPosition = finding.phases.contains { $0.position != nil }
    var columns = [
      Table.Column(key: "phase", title: "Phase"), Table.Column(key: "bame", title: finding.groups.bame),
      Table.Column(key: "white", title: finding.groups.white), Table.Column(key: "ratio", title: "Ratio (95%)"),
      Table.Column(key: "nation", title: nation),
    ]
    if hasPosition { columns.append(Table.Column(key: "position", title: "Against rest")) }
    columns.append(Table.Column(key: "verdict", title: "Alone"))
    let rows = finding.phases.map { phase -> [Table.Cell] in
      var row: [Table.Cell] = [
        .text(phase.phase), group(phase.bame), group(phase.white), .text(ratio(phase)), .text(national(phase)),
      ]
      if hasPosition { row.append(phase.position.map { .text(PositionWords.phrase($0)) } ?? .none) }
      let alone =
        phase.comparison.map { VerdictWords.name($0.verdict) } ?? (phase.hasFigure ? "not tested" : "no figures")
      return row + [.text(alone)]
    }
    return Table(columns: columns, rows: rows)
  }

  private static func group(_ group: GroupFinding?) -> Table.Cell {
    guard let group else { return .none }
    return .text(group.rate.map { "\(group.words) (\(Wordings.percent($0)))" } ?? group.words)
  }

  private static func ratio(_ phase: PhaseFinding) -> String {
    guard let comparison = phase.comparison else {
      return phase.published.isEmpty ? "–" : phase.published.lazy.compactMap(\.ratioWords).first ?? "see below"
    }
    return ratio(comparison)
  }

  /// "0.39 (0.27–0.57)", a range where a count is hidden.
  private static func ratio(_ comparison: RatioFinding) -> String {
    let interval = " (\(Wordings.interval(comparison.interval)))"
    if let range = comparison.range, comparison.isHidden { return Wordings.interval(range) + interval }
    return Wordings.ratio(comparison.range?.upper) + interval
  }

  /// The published figure, with the pooled one where both are known.
  static func national(_ phase: PhaseFinding) -> String {
    guard let national = phase.national else { return "–" }
    if let printed = national.published?.ratioWords { return printed }
    guard let pooled = national.pooled else { return national.published == nil ? "–" : "see below" }
    return pooled.isHidden ? Wordings.interval(pooled.range) : Wordings.ratio(pooled.range?.upper)
  }

  /// One row an indicator.
  static func trend(_ findings: [Finding]) -> Table {
    let columns = [
      ("indicator", "Indicator"), ("phases", "Phases"), ("first", "Fitted from"), ("last", "to"),
      ("change", "% a phase (95%)"), ("p", "p"), ("verdict", "Verdict"),
    ].map { Table.Column(key: $0.0, title: $0.1) }
    return Table(columns: columns, rows: findings.map(trendRow), empty: "No figures to draw a line through.")
  }

  private static func trendRow(_ finding: Finding) -> [Table.Cell] {
    let line = finding.line
    let ends = [line?.fit?.first, line?.fit?.last].map { end -> Table.Cell in
      end.map { .text(Wordings.ratio($0.ratio)) } ?? .none
    }
    let phases = line.map { line in
      [line.phases.first, line.phases.count > 1 ? line.phases.last : nil].compactMap { $0 }.joined(separator: "–")
    }
    let change = line?.percentPerPhase.map { percent in
      let interval = line?.percentPerPhaseInterval
      let limits = interval.map { " (\(Wordings.fixed($0.lower, 0)) to \(Wordings.fixed($0.upper, 0)))" } ?? ""
      return Wordings.fixed(percent, 0) + limits
    }
    return [
      .text(finding.indicator.label), phases.map(Table.Cell.text) ?? .none, ends[0], ends[1],
      change.map(Table.Cell.text) ?? .none, .text(line?.fit?.pLikelihoodRatio.map(Wordings.probability) ?? "–"),
      .text(finding.verdictWords),
    ]
  }

  /// One row a phase, both national figures.
  static func national(_ findings: [Finding]) -> Table {
    let columns = [
      ("indicator", "Indicator"), ("phase", "Phase"), ("published", "Published"), ("pooled", "Pooled (95%)"),
      ("organisations", "Organisations"),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.0 == "organisations") }
    let rows = findings.flatMap { finding in
      finding.phases.map { phase -> [Table.Cell] in
        let pooled = phase.national?.pooled
        return [
          .text(finding.indicator.label), .text(phase.phase),
          .text(phase.national.map { published($0, finding.groups) } ?? "–"),
          .text(pooled.map { ratio($0) } ?? "–"),
          .integer(phase.national?.pooledCounts?.organisations),
        ]
      }
    }
    return Table(columns: columns, rows: rows, empty: "No national figures in these phases.")
  }

  /// "0.56"; "0.65 (1/1.54)" where it was printed the other way up; "24.9% v 20.7%"; "17.7% of denominator".
  private static func published(_ national: NationalFinding, _ groups: Finding.GroupLabels) -> String {
    guard let figure = national.published else { return "–" }
    if let ratio = figure.ratioWords {
      return figure.measure == .relativeLikelihood ? ratio : "\(ratio) (1/\(figure.value))"
    }
    let values = [PublishedFigure.Measure.percentBame, .percentWhite].compactMap { measure in
      national.figures.first { $0.measure == measure }?.value
    }
    if values.count == 2 { return "\(values[0])% v \(values[1])%" }
    if figure.measure == .relativeLikelihoodWhiteOverBame { return "1/\(figure.value)" }
    return "\(figure.value)% \(whole(figure.measure, groups))"
  }

  /// What a percentage is of.
  private static func whole(_ measure: PublishedFigure.Measure, _ groups: Finding.GroupLabels) -> String {
    switch measure {
    case .bameShareOfNumerator: "of numerator"
    case .bameShareOfDenominator: "of denominator"
    case .whiteShareOfNumerator: "of numerator \(groups.white)"
    case .whiteShareOfDenominator: "of denominator \(groups.white)"
    case .percentBame: "of \(groups.bame)"
    case .percentWhite: "of \(groups.white)"
    case .percentUnknown: "of unknown"
    default: ""
    }
  }
}

extension Table.Cell {
  static func integer(_ number: Int?) -> Table.Cell { number.map { .integer($0) } ?? .none }
  static func number(_ number: Double?) -> Table.Cell { number.map { .number($0, decimals: 2) } ?? .none }
}

/// The words for a position against the rest.
enum PositionWords {
  static func phrase(_ position: Position) -> String {
    switch position.kind {
    case .better: position.isAtNinetyNineEight ? "better (99.8%)" : "better"
    case .worse: position.isAtNinetyNineEight ? "worse (99.8%)" : "worse"
    case .otherSide: "other side of 1"
    case .similar: "similar"
    case .cannotTell: "cannot tell"
    }
  }
}
