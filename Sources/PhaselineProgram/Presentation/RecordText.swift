import Phaseline

/// What came of a record of the cycle or of a plan.
enum RecordText {
  /// In a sentence, and a row.
  static func report(_ recorded: Recorded, notes: [String]) -> Report {
    let columns = ["code", "name", "phase", "recorded", "before", "change"].map {
      Table.Column(key: $0, title: $0.capitalized, isNumeric: $0 == "change")
    }
    let row: [Table.Cell] = [
      .text(recorded.organisation.code), .text(recorded.organisation.name), .text(recorded.phase.key),
      .text(recorded.what), recorded.before.map { .text($0) } ?? .none, .integer(recorded.change),
    ]
    return Report(
      text: ([recorded.words] + notes).joined(separator: "\n"), rows: Table(columns: columns, rows: [row]),
      isProse: true)
  }
}

/// How far plans are, as a table.
enum PlanTable {
  /// A row a phase, with the day of each state.
  static func table(_ plans: [PlanRecord], of organisation: Organisation, isForPeople: Bool, notes: [String]) -> Table {
    let states = PlanRecord.State.allCases
    let columns =
      (isForPeople ? [] : [("code", "Code"), ("name", "Name")]) + [("phase", "Phase")]
      + states.map { ($0.rawValue.replacing("-", with: "_"), $0.heading) }
    let rows = plans.map { plan -> [Table.Cell] in
      (isForPeople ? [] : [.text(organisation.code), .text(organisation.name)]) + [.text(plan.phase)]
        + states.map { state in plan.days[state].map { .text($0.iso) } ?? .none }
    }
    return Table(
      columns: columns.map { Table.Column(key: $0.0, title: $0.1) }, rows: rows,
      empty:
        "Nothing is recorded of a plan of \(organisation.name). `action plan \(ShellWords.quoted(organisation.name)) drafted --phase N` "
        + "records that it is drafted.", notes: notes)
  }
}

extension PlanRecord.State {
  /// "Senior leaders".
  fileprivate var heading: String { rawValue.replacing("-", with: " ").sentenceCased }
}
