import Phaseline

/// Findings as text: the sentence first, then the table behind it, then what else a reader must know.
struct FindingText {
  let view: FindingView
  let layout: any TextLayout

  func text(_ findings: [Finding]) -> String {
    guard !findings.isEmpty else { return "No figures for this. `authorities` and `phases` show what is there." }
    var parts: [String] =
      switch view.kind {
      case .comparison:
        findings.map { comparison($0, actions: actions(of: $0, among: findings)) }
      case .trend: [layout.table(FindingTable.trend(findings)), sentences(findings)]
      case .national: national(findings)
      }
    if view.kind != .comparison { parts += shared(findings).map { layout.paragraph($0) } }
    if view.explains { parts += [layout.document(Explanation(view.kind).document(findings))] }
    if findings.contains(where: \.isIllustrative) { parts.append(layout.paragraph(Wordings.illustrative)) }
    let sources = Array(Set(findings.flatMap(\.shortSources))).sorted()
    if view.kind != .comparison, !sources.isEmpty {
      parts.append(layout.paragraph("Sources: " + sources.map(Self.sentence).joined(separator: " ")))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func sentence(_ source: String) -> String { source.hasSuffix(".") ? source : source + "." }

  private func comparison(_ finding: Finding, actions: [String]) -> String {
    var lines = [
      layout.heading(title(finding), verdict: finding.verdictWords, of: finding.verdict.kind),
      layout.paragraph(finding.sentence),
    ]
    lines.append(layout.table(FindingTable.comparison(finding)))
    lines += finding.phases.filter { !$0.publishedWords.isEmpty }.map { phase in
      layout.paragraph("\(phase.label), as published: \(phase.publishedWords.joined(separator: "; ")).")
    }
    lines += finding.phases.compactMap { phase in
      guard let others = phase.comparator, !others.publishedWords.isEmpty else { return nil }
      return layout.paragraph(
        "\(phase.label), \(others.name) as published: \(others.publishedWords.joined(separator: "; ")).")
    }
    lines += (finding.notes + actions).map { layout.paragraph($0) }
    if !finding.isIllustrative, !finding.sources.isEmpty {
      lines.append(layout.paragraph("Source: " + finding.shortSources.map(Self.sentence).joined(separator: " ")))
    }
    return lines.joined(separator: "\n")
  }

  /// Figures with counts each under their heading, with what is to be said of them; all that were only published in one
  /// table.
  private func national(_ findings: [Finding]) -> [String] {
    let counted = findings.filter { $0.nation != nil }
    let published = findings.filter { $0.nation == nil }
    let background = { (finding: Finding) in findings.count == 1 ? finding.background : [] }
    var parts = counted.map { finding in
      let words =
        [finding.sentence] + background(finding) + finding.outlook
        + finding.notes.filter { !shared(findings).contains($0) }
      return
        ([layout.heading(title(finding))] + words.map { layout.paragraph($0) }
        + [layout.table(FindingTable.nation(finding))]).joined(separator: "\n")
    }
    if let first = counted.first { parts.append(layout.paragraph(FindingTable.nationLegend(first))) }
    return parts + (published.isEmpty ? [] : [sentences(published), layout.table(FindingTable.national(published))])
  }

  /// Each finding's sentence, what an analyst asks next, and the notes of it alone; under its heading where there are
  /// several.
  private func sentences(_ findings: [Finding]) -> String {
    let shared = shared(findings)
    return findings.map { finding in
      let heading = findings.count > 1 ? [layout.heading(title(finding))] : []
      let notes = finding.notes.filter { !shared.contains($0) }
      let background = findings.count == 1 ? finding.background : []
      let words =
        [finding.sentence] + finding.outlook + background + notes + actions(of: finding, among: findings)
      return (heading + words.map { layout.paragraph($0) }).joined(separator: "\n")
    }.joined(separator: findings.count > 1 ? "\n\n" : "\n")
  }

  /// The actions in force, which the categories of an indicator have in common: said with the first of them.
  private func actions(of finding: Finding, among findings: [Finding]) -> [String] {
    let first = findings.first { $0.indicator.key == finding.indicator.key }
    guard first?.indicator.category == finding.indicator.category else { return [] }
    return [finding.actionsSentence].compactMap { $0 }
  }

  /// Notes that several findings all have: said once, below.
  private func shared(_ findings: [Finding]) -> [String] {
    guard findings.count > 1 else { return [] }
    return findings[0].notes.filter { note in findings.allSatisfy { $0.notes.contains(note) } }
  }

  /// "7 Harassment by colleagues or managers – from managers".
  private func title(_ finding: Finding) -> String {
    (finding.indicator.number.map { "\($0) " } ?? "") + finding.indicator.fullTitle
  }
}
