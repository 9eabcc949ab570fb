import Phaseline

/// How pay differs: the bands of a distribution in the phase of the report.
struct PayBandsTable {
  let findings: [Finding]
  let indicator: Indicator
  let phase: Phase
  let chart: ChartContents

  /// None without counts of the phase.
  var contents: PayBandsContents? {
    let counted = indicator.categories.compactMap { category -> (Finding, PhaseFinding)? in
      let finding = findings.first { $0.indicator.category == category.key }
      let found = finding?.phases.last { $0.phase == phase.key && $0.comparison != nil }
      return finding.flatMap { finding in found.map { (finding, $0) } }
    }
    guard let first = counted.first?.0 else { return nil }
    let rows = counted.map { finding, phase in
      [
        finding.indicator.categoryTitle.sentenceCased, share(phase.bame), share(phase.white), FindingTable.ratio(phase),
        phase.comparator?.relativeLikelihood.map { Wordings.ratio($0) } ?? "–",
      ]
    }
    return PayBandsContents(
      chart: chart,
      table: TableContents(
        caption: "\(first.indicator.title) in \(phase.words): the share of each group in each band",
        columns: [
          "Band", "\(first.groups.bame)", "\(first.groups.white)",
          "Relative likelihood (\(first.level.rawValue) interval)", .number(first.subject.nation),
        ], rows: rows),
      // A sentence of hidden counts does not always say of which band it is.
      sentences: counted.map { finding, _ in "\(finding.indicator.fullTitle). \(finding.sentence)" })
  }

  private func share(_ group: GroupFinding?) -> String {
    group.map { group in group.rate.map { "\(group.words) (\(Wordings.percent($0)))" } ?? group.words } ?? "–"
  }
}

/// Adults' and children's services side by side.
struct ServicesTable {
  /// Findings of each service.
  let services: [(service: Service, findings: [Finding])]
  let standard: Standard
  let phase: Phase
  let isNational: Bool

  /// None where fewer than two services have counts of the phase.
  var contents: TableContents? {
    let given = services.filter { $0.findings.contains { found($0) != nil } }
    guard given.count > 1 else { return nil }
    let rows = standard.indicators.map { indicator in
      [indicator.title]
        + given.flatMap { service -> [String] in
          let phase = service.findings.first { $0.indicator.key == indicator.key }.flatMap(found)
          return [phase.map(counts) ?? "–", phase.map(ratio) ?? "–"]
        }
    }
    return TableContents(
      caption: "Adults' and children's services in \(phase.words)",
      columns: ["Indicator"]
        + given.flatMap { ["\($0.service.words.sentenceCased): counts", "Relative likelihood"] }, rows: rows)
  }

  private func found(_ finding: Finding) -> PhaseFinding? {
    finding.phases.last { phase in
      phase.phase == self.phase.key && (isNational ? phase.comparator?.pooled : phase.comparison) != nil
    }
  }

  private func counts(_ phase: PhaseFinding) -> String {
    let groups =
      isNational
      ? phase.comparator?.pooledCounts.map { ($0.bame, $0.white) }
      : phase.bame.flatMap { bame in
        phase.white.map { (bame, $0) }
      }
    return groups.map { "\($0.0.words) against \($0.1.words)" } ?? "–"
  }

  private func ratio(_ phase: PhaseFinding) -> String {
    isNational ? phase.comparator?.pooled.map { FindingTable.ratio($0) } ?? "–" : FindingTable.ratio(phase)
  }
}

/// Who took part, phase by phase.
struct ParticipationTable {
  let findings: [Finding]
  let standard: Standard

  /// None where nobody knows.
  var contents: TableContents? {
    let numbers = findings.flatMap { $0.participants ?? [] }
    let rows = standard.phases.compactMap { phase -> [String]? in
      let with = findings.flatMap(\.phases).filter { $0.phase == phase.key }.compactMap {
        $0.comparator?.pooledCounts?.organisations
      }.max()
      let known = numbers.first { $0.phase == phase.key }?.words
      guard with != nil || known != nil else { return nil }
      return [
        phase.label + (phase.period.isEmpty ? "" : " (\(phase.period))"), known ?? "–",
        with.map { Wordings.grouped($0) } ?? "–",
      ]
    }
    guard !rows.isEmpty else { return nil }
    let hasCounts = rows.contains { $0[2] != "–" }
    return TableContents(
      caption: "Who took part",
      columns: ["Phase", "Took part"] + (hasCounts ? [.number("With counts here")] : []),
      rows: hasCounts ? rows : rows.map { Array($0.prefix(2)) })
  }
}
