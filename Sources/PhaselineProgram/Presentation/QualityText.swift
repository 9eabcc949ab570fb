import Phaseline

/// Findings on quality: of one authority all of them, of every authority those that need an answer, else a summary.
struct QualityText {
  let standard: Standard
  let layout: any TextLayout
  let listsEveryAuthority: Bool

  /// How many a summary shows.
  private static let most = 5

  func report(_ report: QualityReport) -> Report {
    let body =
      report.authority != nil ? one(report) : listsEveryAuthority ? every(report) : summary(report)
    let foot = report.isIllustrative ? [layout.paragraph(Wordings.illustrative)] : []
    return Report(text: ([opening(report)] + body + foot).joined(separator: "\n\n"), rows: rows(report), object: report)
  }

  // MARK: - For people

  private func opening(_ report: QualityReport) -> String {
    let phases = Wordings.list(report.phases.map(\.words))
    let whose = report.authority.map { "\($0), " } ?? ""
    let nouns = Wordings.plural(report.organisationNoun)
    let gave = report.phases.map { "\(Wordings.grouped($0.organisations)) in \($0.words)" }
    let who = report.authority == nil ? "\(nouns.sentenceCased) with counts: \(Wordings.list(gave)). " : ""
    return [layout.heading("Quality of the counts: \(whose)\(phases)"), layout.paragraph(who + verdict(report))]
      .joined(separator: "\n")
  }

  /// "2 problems, 3 to check and 12 notes."
  private func verdict(_ report: QualityReport) -> String {
    let counts = QualityFinding.Severity.allCases.map { severity in
      (severity, report.tallies.filter { $0.severity == severity }.reduce(0) { $0 + $1.findings })
    }.filter { $0.1 > 0 }
    guard !counts.isEmpty else {
      let isEmpty = report.phases.allSatisfy { $0.organisations == 0 }
      let isPartial = report.completeness.contains { $0.state == .missing }
      return isEmpty
        ? "There are no counts here."
        : isPartial
          ? "Nothing is odd in what is there; what is missing is shown below."
          : "Nothing is missing, and nothing is odd."
    }
    let words = counts.map { severity, count in
      switch severity {
      case .problem: "\(Wordings.grouped(count)) problem\(count == 1 ? "" : "s")"
      case .check: "\(Wordings.grouped(count)) to check"
      case .note: "\(Wordings.grouped(count)) note\(count == 1 ? "" : "s")"
      }
    }
    return Wordings.list(words) + "."
  }

  private func summary(_ report: QualityReport) -> [String] {
    guard !report.tallies.isEmpty else { return [] }
    let columns = [
      ("what", "What", false), ("severity", "Severity", false), ("findings", "Findings", true),
      ("authorities", Wordings.plural(report.organisationNoun).sentenceCased, true),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let table = Table(
      columns: columns,
      rows: report.tallies.map {
        [.text($0.sort.words), .text($0.severity.rawValue), .integer($0.findings), .integer($0.organisations)]
      })
    let answers = report.findings.filter { $0.severity != .note }
    // Ten of one sort would hide the others.
    let first = Array(parted(answers, 2).0.prefix(Self.most))
    let list =
      first.isEmpty ? [] : [section(first.count < answers.count ? "What matters most" : "To be answered", first)]
    let more = "`quality --every-authority` lists what needs an answer; `quality` with a name shows all of one."
    return [layout.table(table)] + list + [layout.paragraph(more)]
  }

  private func every(_ report: QualityReport) -> [String] {
    var authorities: [String] = []
    var groups: [String: [QualityFinding]] = [:]
    for finding in report.findings {
      if groups[finding.authority] == nil { authorities.append(finding.authority) }
      groups[finding.authority, default: []].append(finding)
    }
    let answered = authorities.filter { groups[$0]?.first?.severity != .note }
    let sections = answered.map { authority in
      let findings = groups[authority] ?? []
      let notes = folded(findings.filter { $0.severity == .note })
      return ([section(authority, findings.filter { $0.severity != .note }, mostOfASort: 2)] + notes).joined(
        separator: "\n")
    }
    let others = authorities.filter { groups[$0]?.first?.severity == .note }
    let nouns = others.count == 1 ? report.organisationNoun : Wordings.plural(report.organisationNoun)
    let rest = folded(
      others.flatMap { groups[$0] ?? [] }, after: "\(Wordings.grouped(others.count)) more \(nouns) with notes only. ")
    return sections + rest + unnamed(report)
  }

  private func unnamed(_ report: QualityReport) -> [String] {
    guard !report.unnamed.isEmpty else { return [] }
    let counts = report.unnamed.map { "\(Wordings.grouped($0.findings)) × \($0.sort.words)" }
    let nouns = Wordings.plural(report.organisationNoun)
    return [layout.paragraph("Of \(nouns) that have not agreed to be named: \(counts.joined(separator: "; ")).")]
  }

  /// "Notes: 3 × a numerator of 0; …"; nothing of none.
  private func folded(_ notes: [QualityFinding], after words: String = "") -> [String] {
    let counts = QualityReport.Tally.all(of: notes).map { "\(Wordings.grouped($0.findings)) × \($0.sort.words)" }
    return counts.isEmpty ? [] : [layout.paragraph("\(words)Notes: \(counts.joined(separator: "; ")).")]
  }

  private func one(_ report: QualityReport) -> [String] {
    let sections = QualityFinding.Severity.allCases.compactMap { severity -> String? in
      let found = report.findings.filter { $0.severity == severity }
      guard !found.isEmpty else { return nil }
      let heading =
        switch severity {
        case .problem: "Problems"
        case .check: "To check"
        case .note: "Notes"
        }
      return grouped(heading, found)
    }
    return sections + report.phases.map { matrix(report, $0) }
  }

  /// - Parameter mostOfASort: More of one sort are only counted.
  private func section(_ heading: String, _ findings: [QualityFinding], mostOfASort: Int = .max) -> String {
    let (shown, more) = parted(findings, mostOfASort)
    let lines = shown.flatMap { [layout.paragraph($0.sentence), layout.paragraph("→ \($0.remedy)")] }
    let counts = QualityReport.Tally.all(of: more).map { "\(Wordings.grouped($0.findings)) × \($0.sort.words)" }
    let rest = counts.isEmpty ? [] : [layout.paragraph("And \(counts.joined(separator: "; ")).")]
    return ([layout.heading(heading)] + lines + rest).joined(separator: "\n")
  }

  /// The first of each sort, and the others.
  private func parted(_ findings: [QualityFinding], _ most: Int) -> ([QualityFinding], [QualityFinding]) {
    var taken: [QualityFinding.Sort: Int] = [:]
    var (first, others): ([QualityFinding], [QualityFinding]) = ([], [])
    for finding in findings {
      taken[finding.sort, default: 0] += 1
      if taken[finding.sort, default: 0] <= most { first.append(finding) } else { others.append(finding) }
    }
    return (first, others)
  }

  /// Findings of one remedy together, with the remedy once.
  private func grouped(_ heading: String, _ findings: [QualityFinding]) -> String {
    let remedies = findings.map(\.remedy).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let lines = remedies.flatMap { remedy in
      findings.filter { $0.remedy == remedy }.map { layout.paragraph($0.sentence) } + [layout.paragraph("→ \(remedy)")]
    }
    return ([layout.heading(heading)] + lines).joined(separator: "\n")
  }

  /// Which indicators are there, by service.
  private func matrix(_ report: QualityReport, _ phase: QualityReport.PhaseSummary) -> String {
    let cells = report.completeness.filter { $0.phase == phase.phase }
    let services = Service.allCases.filter { service in cells.contains { $0.service == service } }
    let columns =
      [Table.Column(key: "indicator", title: "Indicator")]
      + services.map { Table.Column(key: $0.rawValue, title: $0.words.sentenceCased) }
    let rows = standard.indicators.map { indicator -> [Table.Cell] in
      [.text(indicator.key)]
        + services.map { service in
          cells.first { $0.indicator == indicator.key && $0.service == service }.map { .text($0.state.rawValue) }
            ?? .none
        }
    }
    return [layout.heading("What is there of \(phase.words)"), layout.table(Table(columns: columns, rows: rows))]
      .joined(separator: "\n")
  }

  // MARK: - For programs

  private func rows(_ report: QualityReport) -> Table {
    let keys = [
      "severity", "sort", "authority", "authority_code", "phase", "indicator", "service", "sentence", "remedy",
      "staff_lost", "share_lost", "audience", "illustrative",
    ]
    let end: [Table.Cell] = [
      .text(report.disclosure.label), .text(report.isIllustrative ? "illustrative" : "real"),
    ]
    let named = report.findings.map { it -> [Table.Cell] in
      [
        .text(it.severity.rawValue), .text(it.sort.rawValue), .text(it.authority), .text(it.code), .text(it.phase),
        it.indicator.map { .text($0) } ?? .none, it.service.map { .text($0.rawValue) } ?? .none, .text(it.sentence),
        .text(it.remedy), .integer(it.loss?.people), .number(it.loss?.share),
      ] + end
    }
    let unnamed = report.unnamed.map { it -> [Table.Cell] in
      [
        .text(it.severity.rawValue), .text(it.sort.rawValue), .none, .none, .none, .none, .none,
        .text("\(Wordings.grouped(it.findings)) × \(it.sort.words), of \(Wordings.grouped(it.organisations)) unnamed."),
        .none, .none, .none,
      ] + end
    }
    return Table(columns: keys.map { Table.Column(key: $0, title: $0) }, rows: named + unnamed)
  }
}
