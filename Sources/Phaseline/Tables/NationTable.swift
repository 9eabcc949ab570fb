import IndicatorStatistics

/// Findings on the nation as tables.
extension FindingTable {
  /// One row a phase: the national figure in each of its ways.
  public static func nation(_ finding: Finding) -> Table {
    let level = finding.level.rawValue
    let panel = finding.nation?.panel.flatMap { panel in
      panel.ratios.contains { $0.relativeLikelihood != nil } ? panel : nil
    }
    let columns = [
      ("phase", "Phase"), ("published", "Published"), ("pooled", "Pooled (\(level))"), ("mantel_haenszel", "M–H"),
      ("random_effects", "Average (\(level))"), ("next", "One more"), ("panel", "Same"), ("organisations", "n"),
    ].filter { panel != nil || $0.0 != "panel" }
      .map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.0 == "organisations") }
    let rows = finding.phases.map { phase -> [Table.Cell] in
      let found = finding.nation?.phases.first { $0.phase == phase.phase }
      let effects = found?.randomEffects
      let same = panel.flatMap { panel in
        zip(panel.phases, panel.ratios).first { $0.0 == phase.phase }.map { Wordings.ratio($0.1.relativeLikelihood) }
      }
      return [
        .text(phase.phase), .text(phase.comparator.map { published($0, finding.groups) } ?? "–"),
        .text(phase.comparator?.pooled.map { ratio($0) } ?? "–"),
        .text(Wordings.ratio(found?.mantelHaenszel?.ratio)),
        .text(effects.map { average($0) + (found?.isAverageDrawnUp == true ? " *" : "") } ?? "–"),
        .text(effects?.predictionInterval.map { Wordings.interval($0.exponential) } ?? "–"),
      ] + (panel == nil ? [] : [.text(same ?? "–")]) + [.integer(phase.comparator?.pooledCounts?.organisations)]
    }
    let isDrawnUp = finding.nation?.phases.contains(where: \.isAverageDrawnUp) == true
    let notes = panel.map { panel in
      "Same: the \(panel.organisations == 1 ? "one \(finding.organisationNoun)" : "\(panel.organisations) \(Wordings.plural(finding.organisationNoun))") that gave counts in each phase from "
        + "\(panel.phases.first ?? "") to \(panel.phases.last ?? ""), pooled."
    }
    return Table(
      columns: columns, rows: rows,
      notes: [notes, isDrawnUp ? "* Lies too high: most have fewer than ten cases in a group." : nil].compactMap { $0 })
  }

  /// What the columns of `nation` are.
  public static func nationLegend(_ finding: Finding) -> String {
    let nouns = Wordings.plural(finding.organisationNoun)
    return
      "Pooled: all \(nouns)' counts added up. M–H: each compared within itself (Mantel–Haenszel). Average: of the "
      + "\(nouns), each weighted by what is known of it and by how much they differ (random effects). One more: where "
      + "another one's true ratio would lie (\(finding.level.rawValue))."
  }

  private static func average(_ effects: RandomEffects) -> String {
    let interval = effects.interval ?? effects.normalInterval
    return "\(Wordings.ratio(effects.ratio)) (\(Wordings.interval(interval.exponential)))"
  }

  /// One row a phase of figures without counts.
  public static func national(_ findings: [Finding]) -> Table {
    let columns = [
      ("indicator", "Indicator"), ("phase", "Phase"), ("published", "Published"), ("verdict", "Verdict"),
    ].map { Table.Column(key: $0.0, title: $0.1) }
    let rows = findings.flatMap { finding in
      finding.phases.map { phase -> [Table.Cell] in
        [
          .text(finding.indicator.label), .text(phase.phase),
          .text(phase.comparator.map { published($0, finding.groups) } ?? "–"), .text(finding.verdictWords),
        ]
      }
    }
    return Table(columns: columns, rows: rows, empty: "No national figures in these phases.")
  }

  /// "0.56"; "0.65 (1/1.54)" where it was printed the other way up; "24.9% v 20.7%"; "17.7% of denominator".
  private static func published(_ national: ComparatorFinding, _ groups: Finding.GroupLabels) -> String {
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
