import Phaseline

/// Findings as text: the sentence first, then the table behind it, then what else a reader must know.
struct FindingText {
  let view: FindingView
  let layout: any TextLayout

  func text(_ findings: [Finding]) -> String {
    guard !findings.isEmpty else { return "No figures for this. `authorities` and `phases` show what is there." }
    var parts = [String]()
    switch view {
    case .comparison: parts = findings.map(comparison)
    case .trend: parts = [layout.table(FindingTable.trend(findings)), sentences(findings)]
    case .national: parts = [sentences(findings), layout.table(FindingTable.national(findings))]
    }
    if findings.contains(where: \.isIllustrative) { parts.append("Illustrative data: no real authority.") }
    let sources = Array(Set(findings.flatMap(\.shortSources))).sorted()
    if view != .comparison, !sources.isEmpty {
      parts.append(layout.paragraph("Sources: " + sources.map(Self.sentence).joined(separator: " ")))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func sentence(_ source: String) -> String { source.hasSuffix(".") ? source : source + "." }

  private func comparison(_ finding: Finding) -> String {
    let number = finding.indicator.number.map { "\($0) " } ?? ""
    let title = finding.indicator.categoryTitle.isEmpty ? "" : " – \(finding.indicator.categoryTitle)"
    let heading = "\(number)\(finding.indicator.title)\(title): \(finding.verdictWords)"
    var lines = [layout.heading(heading), layout.paragraph(finding.sentence)]
    lines.append(layout.table(FindingTable.comparison(finding)))
    lines += finding.phases.filter { !$0.publishedWords.isEmpty }.map { phase in
      layout.paragraph("\(phase.label), as published: \(phase.publishedWords.joined(separator: "; ")).")
    }
    lines += finding.phases.compactMap { phase in
      guard let words = phase.national?.publishedWords, !words.isEmpty else { return nil }
      return layout.paragraph(
        "\(phase.label), \(finding.subject.nation) as published: \(words.joined(separator: "; ")).")
    }
    lines += finding.notes.map { layout.paragraph($0) }
    if !finding.isIllustrative, !finding.sources.isEmpty {
      lines.append(layout.paragraph("Source: " + finding.shortSources.map(Self.sentence).joined(separator: " ")))
    }
    return lines.joined(separator: "\n")
  }

  private func sentences(_ findings: [Finding]) -> String {
    findings.map { finding in
      ([finding.sentence] + finding.notes).map { layout.paragraph($0) }.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
