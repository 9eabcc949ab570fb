import ArgumentParser
import Phaseline

/// Lists phases.
struct Phases: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "phases", abstract: "List the phases, who took part, and what is here of each.",
    discussion: "Example: phaseline phases")
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let workspace = try workbench.workspace()
    let isShared = try workbench.gate(in: workspace).audience == .shared
    let names = [("phase", "Phase"), ("label", "Label"), ("period", "Period")].map {
      Table.Column(key: $0.0, title: $0.1)
    }
    let counts = [
      ("organisations", "With counts here"), ("observations", "Counts"), ("published_figures", "Published figures"),
    ].map { Table.Column(key: $0.0, title: $0.1, isNumeric: true) }
    let known = try workspace.overviewOfPhases().map { it in
      let numbers = try workspace.participants(of: it.phase)
      return (it, numbers: isShared ? numbers.publishedOnly : numbers)
    }
    let notes = try workspace.illustrativeNotes()
    return workbench.words(
      .read { reader in
        let rows = known.map { it, numbers -> [Table.Cell] in
          [.text(it.phase.key), .text(it.phase.label), .text(it.phase.period)]
            + Self.cells(numbers, isForPeople: reader.isForPeople)
            + [.integer(it.organisations), .integer(it.observations), .integer(it.publishedFigures)]
        }
        return .table(
          Table(
            columns: names + Self.participantColumns(isForPeople: reader.isForPeople) + counts, rows: rows, notes: notes
          ))
      })
  }

  /// One of the three numbers of participants.
  private struct Step: Sendable {
    var key: String
    var title: String
    var number: @Sendable (ParticipantNumbers.Numbers) -> Int?
  }

  private static let steps = [
    Step(key: "registered", title: "Registered") { $0.registered },
    Step(key: "took_part", title: "Took part") { $0.tookPart },
    Step(key: "submitted", title: "Submitted") { $0.submitted },
  ]

  /// For people a column a step; for programs two, of what was published and of what is known here.
  private static func participantColumns(isForPeople: Bool) -> [Table.Column] {
    let keys = isForPeople ? steps.map(\.key) : steps.map { "published_\($0.key)" } + steps.map(\.key)
    return zip(keys, steps + steps).map { Table.Column(key: $0, title: $1.title, isNumeric: true) }
  }

  private static func cells(_ numbers: ParticipantNumbers, isForPeople: Bool) -> [Table.Cell] {
    isForPeople
      ? steps.map { cellForPeople($0, numbers) }
      : [numbers.published, numbers.here].flatMap { known in steps.map { .integer($0.number(known)) } }
  }

  /// "99 published", "12 here".
  private static func cellForPeople(_ step: Step, _ numbers: ParticipantNumbers) -> Table.Cell {
    // Where nothing was recorded, those who submitted are those with counts: the column of these says so.
    let here = numbers.isRecorded ? step.number(numbers.here) : nil
    let words = [(step.number(numbers.published), "published"), (here, "here")].compactMap { number, source in
      number.map { "\(Wordings.grouped($0)) \(source)" }
    }
    return words.isEmpty ? .none : .text(words.joined(separator: ", "))
  }
}
