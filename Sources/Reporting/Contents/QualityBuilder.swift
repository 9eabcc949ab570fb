import Phaseline

/// Says how good the counts are.
struct QualityBuilder {
  let standard: Standard
  let report: QualityReport
  /// Those of the report, by which the share of unknown ethnicity is told.
  let findings: [Finding]

  /// Of an authority: all that needs an answer, and the notes as numbers.
  var ofAuthority: QualityContents {
    QualityContents(
      sentence: sentence, questions: questions(report.findings.filter { $0.severity != .note }),
      notes: notes(QualityReport.Tally.all(of: report.findings.filter { $0.severity == .note })),
      completeness: completeness, unknown: unknown)
  }

  /// Of the nation: how many findings of each sort, without names.
  var ofNation: QualityContents {
    QualityContents(sentence: sentence, questions: [], notes: notes(report.tallies, isNation: true), unknown: unknown)
  }

  /// "2 problems, 3 to check and 12 notes."
  private var sentence: String {
    let counts = QualityFinding.Severity.allCases.compactMap { severity -> String? in
      let count = report.tallies.filter { $0.severity == severity }.reduce(0) { $0 + $1.findings }
      guard count > 0 else { return nil }
      let number = Wordings.grouped(count)
      return switch severity {
      case .problem: "\(number) problem\(count == 1 ? "" : "s")"
      case .check: "\(number) to check"
      case .note: "\(number) note\(count == 1 ? "" : "s")"
      }
    }
    let phases = Wordings.list(report.phases.map(\.words))
    guard !counts.isEmpty else {
      return report.completeness.contains { $0.state == .missing }
        ? "Nothing is odd in the counts of \(phases); what is missing is shown below."
        : "Nothing in the counts of \(phases) is missing or odd."
    }
    return "The counts of \(phases) have \(Wordings.list(counts))."
  }

  /// Findings of one remedy together.
  private func questions(_ findings: [QualityFinding]) -> [QualityContents.Question] {
    findings.map(\.remedy).unique.map { remedy in
      QualityContents.Question(
        sentences: findings.filter { $0.remedy == remedy }.map(\.sentence), remedy: remedy)
    }
  }

  private func notes(_ tallies: [QualityReport.Tally], isNation: Bool = false) -> [String] {
    tallies.map { tally in
      let noun = tally.organisations == 1 ? report.organisationNoun : Wordings.plural(report.organisationNoun)
      let whose = isNation ? ", of \(Wordings.grouped(tally.organisations)) \(noun)" : ""
      return "\(Wordings.grouped(tally.findings)) × \(tally.sort.words)\(whose)"
    }
  }

  private var completeness: TableContents? {
    guard let phase = report.phases.last, !report.completeness.isEmpty else { return nil }
    let cells = report.completeness.filter { $0.phase == phase.phase }
    let given = Set(cells.filter { $0.state != .missing }.map(\.service))
    // One service that is missing beside the other is told of; both are not where all was given in one.
    let services = Service.allCases.filter { service in
      given.contains(service) || service != .all && !given.isDisjoint(with: [.adults, .children])
    }
    return TableContents(
      caption: "What there is of \(phase.words)",
      columns: ["Indicator"] + services.map { .init($0.words.sentenceCased) },
      rows: standard.indicators.map { indicator in
        [indicator.title]
          + services.map { service in
            cells.first { $0.indicator == indicator.key && $0.service == service }?.state.rawValue ?? "–"
          }
      })
  }

  /// Of the head-count that most indicators share.
  private var unknown: TableContents? {
    let counted = findings.filter { finding in
      finding.phases.contains { shareOfUnknown($0) != nil }
    }
    guard let finding = counted.first(where: { $0.indicator.key == staffIndicator }) ?? counted.first else {
      return nil
    }
    let people = standard.indicator(finding.indicator.key)?.wording.people ?? "people"
    return TableContents(
      caption: "\(people.sentenceCased) of unknown ethnicity",
      columns: ["Phase", .number("Of unknown ethnicity")],
      rows: finding.phases.compactMap { phase in
        shareOfUnknown(phase).map { [phase.label, Wordings.percent($0)] }
      })
  }

  private func shareOfUnknown(_ phase: PhaseFinding) -> Double? { phase.unknown?.shareOfDenominator }

  private var staffIndicator: String? {
    let bases = Dictionary(grouping: standard.indicators, by: \.denominatorBase)
    return bases.max { $0.value.count < $1.value.count }?.value.first { $0.kind == .ratio }?.key
  }
}
