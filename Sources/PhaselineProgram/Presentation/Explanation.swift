import IndicatorStatistics
import Phaseline

/// For each number on the screen: which counts, method and source it comes from.
struct Explanation {
  private let kind: FindingView.Kind

  init(_ kind: FindingView.Kind) { self.kind = kind }

  func document(_ findings: [Finding]) -> Document {
    let several = findings.count > 1
    let numbers = findings.flatMap { finding -> [Document.Part] in
      let entries = entries(finding)
      return (several && !entries.isEmpty ? [.paragraph(finding.indicator.label)] : []) + entries
    }
    return Document(parts: [.heading("How each number was made")] + numbers + sources(numbers))
  }

  /// Who published the methods that these entries name, each once.
  private func sources(_ numbers: [Document.Part]) -> [Document.Part] {
    let texts = numbers.compactMap { part in if case .entry(_, let text) = part { text } else { nil } }
    let named = Method.allCases.filter { method in
      !method.source.isEmpty && texts.contains { $0.contains(method.rawValue) }
    }
    return [.heading("Where the methods are published")]
      + named.map { .paragraph("\($0.rawValue): \($0.source).") }
  }

  private func entries(_ finding: Finding) -> [Document.Part] {
    switch kind {
    case .comparison: finding.phases.flatMap { phase(finding, $0) } + line(finding, hasAll: false)
    case .trend: lastPhase(finding) + line(finding, hasAll: true)
    case .national: finding.phases.flatMap { nation(finding, $0) } + changes(finding)
    }
  }

  // MARK: - One phase

  /// The phase that a trend's sentence speaks of.
  private func lastPhase(_ finding: Finding) -> [Document.Part] {
    finding.phases.last { $0.comparison != nil }.map { phase(finding, $0) } ?? []
  }

  private func phase(_ finding: Finding, _ phase: PhaseFinding) -> [Document.Part] {
    let of = { (what: String) in "\(phase.label), \(what)" }
    var parts: [Document.Part] = []
    for (group, label) in [(phase.bame, finding.groups.bame), (phase.white, finding.groups.white)] {
      guard let group, let rate = group.rate else { continue }
      let interval = group.rateInterval.map {
        "; \(finding.level.rawValue) \(Wordings.percent($0.lower))–\(Wordings.percent($0.upper)) by \(name(.wilson))"
      }
      parts.append(
        .entry(
          term: of(label),
          text: "\(Wordings.percent(rate)): \(group.words)\(interval ?? "")."))
    }
    if let bame = phase.bame, let white = phase.white, let comparison = phase.comparison {
      let method = comparison.intervalMethod ?? finding.ratioMethod.method
      parts.append(
        .entry(
          term: of("ratio"),
          text: "\(FindingTable.ratio(phase)): \(bame.words) against \(white.words); \(name(method))."))
      if comparison.hasTooFewCases {
        parts.append(
          .entry(
            term: of("alone"),
            text:
              "too few to be sure: the interval leaves out 1, but Pearson's χ², adjusted for the number of cases, is not "
              + "significant at \(finding.level.rawValue); both must say so."))
      }
      if let people = comparison.peopleToParity {
        parts.append(
          .entry(
            term: of("people"),
            text: "\(Wordings.fixed(people.estimate, 1)) (\(Wordings.fixed(people.interval.lower, 1)) to "
              + "\(Wordings.fixed(people.interval.upper, 1))) from parity: \(bame.denominator.words) × the difference of "
              + "the rates; \(name(.newcombe))."))
      }
    }
    if !parts.isEmpty, !phase.countSources.isEmpty {
      parts.append(.entry(term: of("counts"), text: phase.countSources.joined(separator: "; ") + "."))
    }
    return parts + others(finding, phase).map { .entry(term: of("compared with"), text: $0) }
      + position(finding, phase).map { .entry(term: of("position"), text: $0) }
  }

  private func others(_ finding: Finding, _ phase: PhaseFinding) -> [String] {
    guard let others = phase.comparator else { return [] }
    if let printed = others.published {
      return ["\(FindingTable.national(phase)): printed as '\(printed.printedAs)' (\(printed.source))."]
    }
    guard let pooled = others.pooledCounts else { return [] }
    return [
      "\(FindingTable.national(phase)): \(others.name), \(pooled.bame.words) against \(pooled.white.words); "
        + "\(name(.pooled)), \(name(finding.ratioMethod.method))."
    ]
  }

  private func position(_ finding: Finding, _ phase: PhaseFinding) -> [String] {
    guard let position = phase.position else { return [] }
    let ratio = position.ratio.map { "ratio of the two ratios \(Wordings.ratio($0))" } ?? "no finite ratio of the two"
    return [
      "\(PositionWords.phrase(position)): \(ratio) (\(finding.level.rawValue) "
        + "\(Wordings.interval(position.interval))); \(name(.twoStrata))."
    ]
  }

  private func name(_ method: Method) -> String { method.rawValue }

  // MARK: - The line

  private func line(_ finding: Finding, hasAll: Bool) -> [Document.Part] {
    guard let line = finding.line, line.phases.count > 1 else { return [] }
    var parts: [Document.Part] = []
    func add(_ term: String, _ text: String) { parts.append(.entry(term: term, text: text)) }
    add("line", "through \(points(finding, line)); \(name(line.fit == nil ? .hiddenHull : .profileLikelihood)).")
    if let percent = line.percentPerUnit, let interval = line.percentPerUnitInterval {
      add(
        "% a \(line.unit.rawValue)",
        "\(Wordings.fixed(percent, 1)) (\(Wordings.fixed(interval.lower, 1)) to \(Wordings.fixed(interval.upper, 1))).")
    }
    if let first = line.fit?.first, let last = line.fit?.last {
      let ends = [first, last].map { "\(Wordings.ratio($0.ratio)) (\(Wordings.interval($0.interval.exponential)))" }
      add("fitted", "\(ends[0]) to \(ends[1]): the line at its first and last phase; \(name(.profileLikelihood)).")
    }
    if let fit = line.fit, let p = fit.pLikelihoodRatio {
      add(
        "p", "\(Wordings.probability(p)): χ² \(Wordings.fixed(fit.likelihoodRatio ?? 0, 2)) of the profile likelihood.")
    }
    if let p = line.fit?.pAdjustedScore {
      add(
        "verdict",
        "a change is shown if both are below \(finding.level.alpha): that p, and \(Wordings.probability(p)) of the \(name(.adjustedScore))."
      )
    }
    guard hasAll else { return parts }
    if let deviance = line.fit?.deviance, let p = line.fit?.pDeviance {
      add("straightness", "χ² \(Wordings.fixed(deviance, 2)), p \(Wordings.probability(p)); \(name(.deviance)).")
    }
    if let q = line.q { add("q", "\(Wordings.probability(q)); \(name(.benjaminiHochberg)).") }
    if let percent = line.detectablePercentPerUnit {
      add("likely to show", "\(Wordings.fixed(percent, 1))% a \(line.unit.rawValue); \(name(.detectableChange)).")
    }
    if line.gap?.gap != nil { add("gap to the rest", "difference of the two slopes; \(name(.mover)).") }
    if line.projection?.projection?.parity != nil { add("time of parity", "\(name(.projection)).") }
    if let required = line.projection?.requiredPercentPerUnit, let target = line.projection?.target {
      add(
        "pace needed", "\(Wordings.fixed(required, 1))% a \(line.unit.rawValue) by \(target); \(name(.requiredChange))."
      )
    }
    for (trend, label) in [(line.bame, finding.groups.bame), (line.white, finding.groups.white)] {
      guard let trend, let test = trend.test else { continue }
      let marker = trend.marker.map { "; \($0.words) by \(name(.fingertips))" } ?? ""
      add(
        "trend of \(label)",
        "χ² \(Wordings.fixed(test.chiSquared, 2)), p \(Wordings.probability(test.p)); \(name(.cochranArmitage))\(marker)."
      )
    }
    return parts
  }

  /// "12 of 150 v 96 of 612 (phase 1), …".
  private func points(_ finding: Finding, _ line: LineFinding) -> String {
    let points = finding.phases.filter { line.phases.contains($0.phase) }.map { phase in
      "\(phase.bame?.words ?? "–") v \(phase.white?.words ?? "–") (\(phase.label.lowercased()))"
    }
    return points.joined(separator: ", ")
  }

  // MARK: - The nation

  private func nation(_ finding: Finding, _ phase: PhaseFinding) -> [Document.Part] {
    let of = { (what: String) in "\(phase.label), \(what)" }
    guard let others = phase.comparator else { return [] }
    var parts: [Document.Part] = []
    if let printed = others.published {
      parts.append(
        .entry(term: of("published"), text: "printed as '\(printed.printedAs)' (\(printed.source)); not tested."))
    }
    if let pooled = others.pooledCounts {
      parts.append(
        .entry(
          term: of("pooled"),
          text: "\(pooled.bame.words) against \(pooled.white.words) of \(pooled.organisations) "
            + "\(Wordings.plural(finding.organisationNoun)); \(name(.pooled))."))
    }
    if let panel = finding.nation?.panel,
      let counts = zip(panel.phases, panel.counts).first(where: { $0.0 == phase.phase })?.1
    {
      parts.append(
        .entry(
          term: of("same"),
          text: "\(counts.bame.words) against \(counts.white.words) of the same \(counts.organisations); "
            + "\(name(.pooled)), \(name(finding.ratioMethod.method))."))
    }
    guard let found = finding.nation?.phases.first(where: { $0.phase == phase.phase }) else { return parts }
    if let stratified = found.mantelHaenszel {
      parts.append(
        .entry(
          term: of("M–H"),
          text: "\(Wordings.ratio(stratified.ratio)) (\(Wordings.interval(stratified.interval))), \(stratified.strata) "
            + "strata; \(name(.mantelHaenszel))."))
    }
    if let effects = found.randomEffects {
      let differences = effects.heterogeneity.map {
        "τ \(Wordings.fixed($0.deviation, 3)), I² \(Wordings.fixed($0.inconsistency, 0))%, Q "
          + "\(Wordings.fixed($0.cochranQ, 1)); "
      }
      parts.append(
        .entry(
          term: of("average"),
          text: "\(effects.authorities) \(Wordings.plural(finding.organisationNoun)), \(effects.leftOut) left out for "
            + "want of a case, \(effects.corrected) with 0.5 added; \(differences ?? "")\(name(.randomEffects))."))
    }
    return parts
  }

  private func changes(_ finding: Finding) -> [Document.Part] {
    guard let nation = finding.nation, nation.changes.contains(where: { $0.effect != nil }) else { return [] }
    return [.entry(term: "who took part", text: "\(name(.panelEffect)).")]
  }
}

extension FingertipsMarker {
  /// As the marker is called.
  fileprivate var words: String {
    switch self {
    case .increasing: "increasing"
    case .decreasing: "decreasing"
    case .noSignificantChange: "no significant change"
    }
  }
}
