import Phaseline

/// Every indicator in one row: where it stands in the phase of the report, beside others, and which way it went.
struct GlanceTable {
  let findings: [Finding]
  /// The same findings against the rest and against the region, where there is anybody.
  let others: [Finding]
  let phase: Phase

  /// None without counts of the phase.
  var contents: TableContents? {
    guard let first = findings.first, findings.contains(where: { now($0)?.comparison != nil }) else { return nil }
    let kinds: [ComparisonRequest.Comparator.Kind] = [.rest, .region].filter { kind in
      others.contains { $0.comparedWith == kind && now($0)?.position != nil }
    }
    let level = first.level.rawValue
    let beside = kinds.map { TableContents.Column($0 == .rest ? "Beside the rest" : "Beside its region") }
    let columns: [TableContents.Column] = [
      "Indicator", "Relative likelihood (\(level) interval)", "\(first.subject.nation)",
    ]
    return TableContents(
      caption: "\(first.subject.name) in \(phase.words)", columns: columns + beside + ["Across the phases"],
      rows: findings.map { row($0, kinds) })
  }

  private func row(_ finding: Finding, _ kinds: [ComparisonRequest.Comparator.Kind]) -> [String] {
    let now = now(finding)
    let figures = [now.map { FindingTable.ratio($0) } ?? "no figures", now.map { FindingTable.national($0) } ?? "–"]
    return [finding.indicator.heading] + figures + kinds.map { position(finding, beside: $0) } + [finding.verdictWords]
  }

  private func now(_ finding: Finding) -> PhaseFinding? {
    finding.phases.last { $0.phase == phase.key && ($0.comparison != nil || $0.relativeLikelihood != nil) }
  }

  private func position(_ finding: Finding, beside kind: ComparisonRequest.Comparator.Kind) -> String {
    let other = others.first { $0.comparedWith == kind && $0.indicator.key == finding.indicator.key }
    return other.flatMap { now($0)?.position }.map { PositionWords.phrase($0) } ?? "–"
  }
}
