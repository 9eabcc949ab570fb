import IndicatorStatistics
import Phaseline

/// Who moved towards parity: sentences for people, a row each for programs.
struct LearnText {
  let layout: any TextLayout

  func report(_ finding: LearnFinding) -> Report {
    let number = finding.indicator.number.map { "\($0) " } ?? ""
    let like = finding.like.map { ", for \($0)" } ?? ""
    let parts =
      [layout.heading("Who moved towards parity: \(number)\(finding.indicator.title)\(like)")]
      + ([finding.sentence] + finding.rows.map(\.sentence) + finding.notes).map { layout.paragraph($0) }
      + (finding.isIllustrative ? [layout.paragraph(Wordings.illustrative)] : [])
    return Report(text: parts.joined(separator: "\n"), rows: rows(finding), object: finding)
  }

  private func rows(_ finding: LearnFinding) -> Table {
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
