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
    if view != .comparison { parts += shared(findings).map { layout.paragraph($0) } }
    if findings.contains(where: \.isIllustrative) { parts.append(Wordings.illustrative) }
    let sources = Array(Set(findings.flatMap(\.shortSources))).sorted()
    if view != .comparison, !sources.isEmpty {
      parts.append(layout.paragraph("Sources: " + sources.map(Self.sentence).joined(separator: " ")))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func sentence(_ source: String) -> String { source.hasSuffix(".") ? source : source + "." }

  private func comparison(_ finding: Finding) -> String {
    var lines = [layout.heading("\(title(finding)): \(finding.verdictWords)"), layout.paragraph(finding.sentence)]
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

  /// Each finding's sentence and the notes of it alone; under its heading where there are several.
  private func sentences(_ findings: [Finding]) -> String {
    let shared = shared(findings)
    return findings.map { finding in
      let heading = findings.count > 1 ? [layout.heading(title(finding))] : []
      let notes = finding.notes.filter { !shared.contains($0) }
      return (heading + ([finding.sentence] + notes).map { layout.paragraph($0) }).joined(separator: "\n")
    }.joined(separator: findings.count > 1 ? "\n\n" : "\n")
  }

  /// Notes that several findings all have: said once, below.
  private func shared(_ findings: [Finding]) -> [String] {
    guard findings.count > 1 else { return [] }
    return findings[0].notes.filter { note in findings.allSatisfy { $0.notes.contains(note) } }
  }

  /// "7 Harassment by colleagues or managers – from managers".
  private func title(_ finding: Finding) -> String {
    let number = finding.indicator.number.map { "\($0) " } ?? ""
    let category = finding.indicator.categoryTitle.isEmpty ? "" : " – \(finding.indicator.categoryTitle)"
    return "\(number)\(finding.indicator.title)\(category)"
  }
}
