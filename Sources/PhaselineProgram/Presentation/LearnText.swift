import IndicatorStatistics
import Phaseline

/// Who moved towards parity: sentences for people, a row each for programs.
struct LearnText {
  let layout: any TextLayout

  func report(_ finding: LearnFinding) -> Report {
    let number = finding.indicator.number.map { "\($0) " } ?? ""
    let like = finding.like.map { ", for \($0)" } ?? ""
    let rows = finding.rows.enumerated().map { layout.paragraph("\($0.offset + 1). \($0.element.sentence)") }
    let notes = finding.notes + (finding.isIllustrative ? [Wordings.illustrative] : [])
    let parts = [
      [
        layout.heading("Who moved towards parity: \(number)\(finding.indicator.title)\(like)"),
        layout.paragraph(finding.sentence),
      ], rows, notes.map { layout.paragraph($0) },
    ].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    return Report(text: parts.joined(separator: "\n\n"), rows: table(finding), object: finding)
  }

  private func table(_ finding: LearnFinding) -> Table {
    let keys = [
      "indicator", "authority", "authority_code", "phases", "from", "to", "percent_per_phase", "percent_lower",
      "percent_upper", "p", "q", "verdict", "bame_first", "white_first", "bame_last", "white_last", "began_far_out",
      "records", "comparable", "sentence", "audience", "illustrative",
    ]
    return Table(
      columns: keys.map { Table.Column(key: $0, title: $0) },
      rows: finding.rows.map { row in
        [
          .text(finding.indicator.key), .text(row.identity.words), row.identity.code.map { .text($0) } ?? .none,
          .text(row.phases.joined(separator: " ")), .number(row.from), .number(row.to), .number(row.percentPerPhase),
          .number(row.interval?.lower), .number(row.interval?.upper), .number(row.p), .number(row.q),
          .text(row.verdict),
        ] + counts(row.counts) + [
          .text(row.beganFarOut ? "yes" : "no"), .text(row.records.map(\.words).joined(separator: "; ")),
          .text(row.why), .text(row.sentence), .text(finding.disclosure.label),
          .text(finding.isIllustrative ? "illustrative" : "real"),
        ]
      })
  }

  private func counts(_ counts: LearnFinding.Counts?) -> [Table.Cell] {
    [\LearnFinding.Counts.bameFirst, \.whiteFirst, \.bameLast, \.whiteLast].map { path in
      counts.map { .text($0[keyPath: path].words) } ?? .none
    }
  }
}
