import Phaseline

/// Where organisations stand in the cycle, as tables.
enum CycleTable {
  /// Of one organisation, a row a phase, with the day of each step.
  static func phases(_ standings: [CycleStanding], of standard: Standard, isForPeople: Bool, notes: [String]) -> Table {
    guard isForPeople else { return records(standings, standard) }
    let columns =
      [Table.Column(key: "phase", title: "Phase")]
      + standard.cycle.map { Table.Column(key: $0.kind.rawValue, title: $0.title) }
      + [("may_be_named", "Named"), ("due", "Next by"), ("state", "State")].map { Table.Column(key: $0.0, title: $0.1) }
      + programme(standings).map(\.column)
    let rows = standings.map { standing -> [Table.Cell] in
      [.text(standing.phase.key)] + standard.cycle.map { cell(standing.shown($0.kind)) }
        + [cell(standing.name), cell(standing.due?.iso), .text(standing.state.words)]
        + programme(standings).map { cell($0.words(standing.programme)) }
    }
    return Table(columns: columns, rows: rows, notes: legend(standings) + notes)
  }

  /// Of all, a row each, with the last step that was done and the next.
  static func everybody(
    _ standings: [CycleStanding], of standard: Standard, isForPeople: Bool, empty: String, notes: [String]
  ) -> Table {
    guard isForPeople else { return records(standings, standard) }
    let columns =
      [
        ("name", standard.organisationNoun.sentenceCased), ("last", "Last done"), ("on", "On"), ("next", "Next"),
        ("due", "By"), ("state", "State"), ("may_be_named", "Named"),
      ].map { Table.Column(key: $0.0, title: $0.1) } + programme(standings).map(\.column)
    let rows = standings.map { standing -> [Table.Cell] in
      let mark = standing.organisation.isPartOfTheNation ? "" : " (\(standing.organisation.kind.rawValue))"
      return [
        .text(standing.organisation.name + mark), cell(standing.last?.kind.words),
        cell(standing.last.flatMap { standing.shown($0.kind) }), cell(standing.next?.kind.words),
        cell(standing.due?.iso), .text(standing.state.words), cell(standing.name),
      ] + programme(standings).map { cell($0.words(standing.programme)) }
    }
    return Table(columns: columns, rows: rows, empty: empty, notes: legend(standings) + notes)
  }

  /// How many have done each step.
  static func summary(
    _ summary: CycleSummary, of standard: Standard, isForPeople: Bool, notes: [String]
  ) -> Table {
    let columns = [
      ("phase", "Phase", false), ("step", "Step", false), ("due", "Last day", false),
      ("authorities", Wordings.plural(standard.organisationNoun).sentenceCased, true), ("late", "Late", true),
      ("employers", "Employers", true), ("published", "Published", true),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: $0.2) }
    let rows = summary.lines.map { line -> [Table.Cell] in
      [
        .text(summary.phase.key), .text(isForPeople ? line.step.kind.words : line.step.kind.rawValue),
        cell(line.due?.iso), .integer(line.authorities),
        .integer(line.late), .integer(line.employers), .integer(line.published),
      ]
    }
    return Table(columns: columns, rows: rows, notes: notes)
  }

  /// For programs: everything, a row an organisation and phase.
  private static func records(_ standings: [CycleStanding], _ standard: Standard) -> Table {
    let steps = standard.cycle.map(\.kind)
    let keys =
      ["code", "name", "kind", "phase"] + steps.map { $0.rawValue.replacing("-", with: "_") }
      + ["submitted_by", "may_be_named", "asked", "next", "due", "days_late", "state"]
      + ["sessions_held", "sessions_attended", "actions_due", "actions_overdue"]
    let rows = standings.map { standing -> [Table.Cell] in
      let who: [Table.Cell] = [
        .text(standing.organisation.code), .text(standing.organisation.name),
        .text(standing.organisation.kind.rawValue), .text(standing.phase.key),
      ]
      return who + steps.map { cell(standing.days[$0]?.iso) } + [
        cell(standing.submittedBy?.rawValue), cell(standing.name), cell(standing.asked?.iso),
        cell(standing.next?.kind.rawValue), cell(standing.due?.iso), .integer(standing.daysLate),
        .text(standing.state.words), .integer(standing.programme.sessionsHeld),
        .integer(standing.programme.sessionsAttended), .integer(standing.programme.actionsDue),
        .integer(standing.programme.actionsOverdue),
      ]
    }
    return Table(columns: keys.map { Table.Column(key: $0, title: $0) }, rows: rows)
  }

  /// A column of sessions or actions, which is there where any of those shown has something in it.
  private struct ProgrammeColumn {
    var column: Table.Column
    var words: (ProgrammeStanding) -> String?
  }

  private static func programme(_ standings: [CycleStanding]) -> [ProgrammeColumn] {
    [
      ProgrammeColumn(column: Table.Column(key: "sessions", title: "Sessions"), words: \.sessionsWords),
      ProgrammeColumn(column: Table.Column(key: "actions_due", title: "Actions due"), words: \.actionsWords),
    ].filter { column in standings.contains { column.words($0.programme) != nil } }
  }

  private static func legend(_ standings: [CycleStanding]) -> [String] {
    standings.contains { $0.submittedBy == .counts }
      ? ["In brackets: the day on which the counts came that are here."] : []
  }

  private static func cell(_ text: String?) -> Table.Cell { text.map { .text($0) } ?? .none }
}

extension CycleStanding {
  /// The day of a step; in brackets where it is known by the counts only.
  fileprivate func shown(_ kind: CycleStep.Kind) -> String? {
    days[kind].map { kind == .submitted && submittedBy == .counts ? "(\($0.iso))" : $0.iso }
  }

  /// Whether it may be named.
  fileprivate var name: String? { mayBeNamed.map { $0 ? "yes" : "no" } }
}
