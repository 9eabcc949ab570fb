import IndicatorStatistics
import Phaseline

/// Where to act first: of one authority in sentences, of every one as a table; a row each for programs.
struct SuggestionText {
  let layout: any TextLayout

  // MARK: - One authority

  func report(_ report: SuggestionReport) -> Report {
    let hasAny = !report.suggestions.isEmpty
    let opening =
      [layout.heading("Where to act first: \(report.authority)"), layout.paragraph(report.sentence)]
      + (hasAny ? [SuggestionReport.label, SuggestionReport.order] : []).map { layout.paragraph($0) }
    let suggestions = report.suggestions.enumerated().map { place, suggestion in
      let whole = "\(place + 1). \(suggestion.topic): \(suggestion.reason)"
      return ([layout.paragraph(whole)] + (suggestion.command.map { [layout.paragraph("→ `\($0)`")] } ?? []))
        .joined(separator: "\n")
    }
    let notes = report.notes + (report.isIllustrative ? [Wordings.illustrative] : [])
    let parts = [opening, suggestions, notes.map { layout.paragraph($0) }].filter { !$0.isEmpty }
    return Report(
      text: parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"),
      rows: Table(
        columns: Self.columns,
        rows: report.suggestions.enumerated().map {
          cells(report.authority, report.code, $0 + 1, $1) + end(report.disclosure, report.isIllustrative)
        }), object: report)
  }

  // MARK: - Every authority

  func report(_ nation: NationSuggestions) -> Report {
    let noun = nation.organisationNoun
    let columns = [
      ("authority", noun.sentenceCased, false), ("first", "First", false), ("why", "Why", false),
      ("people", "People from parity (95%)", false), ("action", "Action", false), ("more", "More", true),
      ("untold", "Cannot be told", true),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let table = Table(
      columns: columns,
      rows: nation.rows.map { row in
        [
          .text(row.authority), row.first.map { .text($0.topic) } ?? .none, row.first.map { .text($0.why) } ?? .none,
          row.first?.people.map { .text($0) } ?? .none, row.first?.actions.map { .text($0) } ?? .none,
          .integer(row.more), .integer(row.untold),
        ]
      }, empty: "No \(noun) has counts.")
    let notes = [SuggestionReport.label, SuggestionReport.order, "`action suggest` with a name tells the reasons."]
    let parts = [
      [layout.heading("Where to act first: every \(noun)"), layout.table(table)].joined(separator: "\n"),
      (notes + (nation.isIllustrative ? [Wordings.illustrative] : [])).map { layout.paragraph($0) }.joined(
        separator: "\n"),
    ]
    return Report(
      text: parts.joined(separator: "\n\n"),
      rows: Table(
        columns: Self.columns,
        rows: nation.rows.map { row in
          (row.first.map { cells(row.authority, row.code, 1, $0) } ?? none(row))
            + end(nation.disclosure, nation.isIllustrative)
        }), object: nation)
  }

  // MARK: - For programs

  private static let columns = [
    "authority", "authority_code", "place", "indicator", "ground", "verdict", "phase", "bame", "white", "ratio",
    "ratio_lower", "ratio_upper", "people", "people_lower", "people_upper", "open_actions", "comparable_moved",
    "reason",
    "command", "audience", "illustrative",
  ].map { Table.Column(key: $0, title: $0) }

  private func cells(_ authority: String, _ code: String, _ place: Int, _ it: Suggestion) -> [Table.Cell] {
    let (latest, people) = (it.latest, it.latest?.comparison.peopleToParity?.wholePeople)
    func text(_ text: String?) -> Table.Cell { text.map { .text($0) } ?? .none }
    return [
      .text(authority), .text(code), .integer(place), text(it.indicator?.key), .text(it.ground.rawValue),
      text(it.verdict), text(latest?.phase), text(latest?.bame.words), text(latest?.white.words),
      .number(latest?.comparison.relativeLikelihood), .number(latest?.comparison.interval?.lower),
      .number(latest?.comparison.interval?.upper), .integer(people?.estimate), .integer(people?.lower),
      .integer(people?.upper), .text(it.openActions.map(String.init).joined(separator: " ")),
      .text(it.peers.map(\.identity.words).joined(separator: "; ")), .text(it.reason), text(it.command),
    ]
  }

  private func none(_ row: NationSuggestions.Row) -> [Table.Cell] {
    [.text(row.authority), .text(row.code)] + Array(repeating: .none, count: Self.columns.count - 4)
  }

  private func end(_ disclosure: Disclosure, _ isIllustrative: Bool) -> [Table.Cell] {
    [.text(disclosure.label), .text(isIllustrative ? "illustrative" : "real")]
  }
}

extension Suggestion {
  /// "disciplinary"; "the figures" where it is about all indicators.
  fileprivate var topic: String { indicator?.label ?? "the counts as a whole" }

  /// Why, in a table.
  fileprivate var why: String {
    if let figuresSort { return "the figures first: \(figuresSort.words)" }
    switch ground {
    case .figures, .worsening: return verdict ?? ""
    case .disadvantage: return "a disadvantage; \(verdict ?? "")"
    case .shrinking: return "a disadvantage that shrinks"
    }
  }

  /// "7 (2 to 12)".
  fileprivate var people: String? {
    latest?.comparison.peopleToParity.map { it in
      let people = it.wholePeople
      return
        "\(Wordings.grouped(people.estimate)) (\(Wordings.grouped(people.lower)) to \(Wordings.grouped(people.upper)))"
    }
  }

  /// "3, 5" of those that are not closed.
  fileprivate var actions: String? {
    openActions.isEmpty ? nil : openActions.map(String.init).joined(separator: ", ")
  }
}
