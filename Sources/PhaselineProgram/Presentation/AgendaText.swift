import IndicatorStatistics
import Phaseline

/// An agenda: plain text that a facilitator can use, a row an indicator for programs.
struct AgendaText {
  let layout: any TextLayout

  func report(_ agenda: Agenda) -> Report {
    let opening = [
      layout.heading(
        "Agenda for session \(agenda.session), \(agenda.day.words)\(agenda.title.isEmpty ? "" : ": \(agenda.title)")"),
      layout.paragraph(agenda.sentence),
    ]
    let order = agenda.items.isEmpty ? [] : [layout.paragraph(Agenda.order)]
    let items = agenda.items.enumerated().map { place, item in
      let lines = ["Why here: \(item.reason)."] + item.sentences
      return ([layout.heading("\(place + 1). \(item.indicator.title)")] + lines.map { layout.paragraph($0) })
        .joined(separator: "\n")
    }
    let notes = agenda.notes + (agenda.isIllustrative ? [Wordings.illustrative] : [])
    let parts =
      [(opening + order).joined(separator: "\n")] + items
      + [
        notes.map { layout.paragraph($0) }.joined(separator: "\n")
      ].filter { !$0.isEmpty }
    return Report(text: parts.joined(separator: "\n\n"), rows: table(agenda), object: agenda)
  }

  private func table(_ agenda: Agenda) -> Table {
    let keys = [
      "session", "place", "indicator", "reason", "topic", "improving", "worsening", "crossed_parity",
      "no_material_change", "cannot_tell", "ratio", "ratio_lower", "ratio_upper", "national", "organisations", "moved",
      "on_record", "audience", "illustrative",
    ]
    return Table(
      columns: keys.map { Table.Column(key: $0, title: $0) },
      rows: agenda.items.enumerated().map { place, item in
        let verdicts: [LineVerdict.Kind] = [.improving, .worsening, .crossedParity, .noMaterialChange, .cannotTell]
        let nation = item.nation
        return [
          .integer(agenda.session), .integer(place + 1), .text(item.indicator.key), .text(item.reason),
          .text(item.isTopic ? "yes" : "no"),
        ] + verdicts.map { .integer(item.tally[$0]) } + [
          .number(nation?.relativeLikelihood), .number(nation?.interval?.lower), .number(nation?.interval?.upper),
          nation.map { .text(VerdictWords.name($0.verdict)) } ?? .none, .integer(item.organisations),
          .text(item.movers.map(\.words).joined(separator: "; ")),
          .text(item.records.map(\.words).joined(separator: "; ")), .text(agenda.disclosure.label),
          .text(agenda.isIllustrative ? "illustrative" : "real"),
        ]
      })
  }
}
