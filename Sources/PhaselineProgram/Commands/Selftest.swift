import ArgumentParser
import Phaseline

/// Proves the statistics.
struct Selftest: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "selftest", abstract: "Recompute published examples and say whether every digit agrees.",
    discussion: "Exits with 3 if one does not. Example: phaseline selftest")
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Answer {
    guard let catalogue = workbench.catalogue else {
      throw UsageProblem.refused("The worked examples are not here. `doctor` says where they should be.")
    }
    let examples = try WorkedExample.all(in: catalogue)
    let results = examples.compactMap { example in example.check().map { (example, $0) } }
    let columns = [
      ("id", "Example"), ("method", "Method"), ("input", "Input"), ("expected", "Expected"), ("status", "Status"),
      ("source", "Source"),
    ].map { Table.Column(key: $0.0, title: $0.1) }
    let isForPeople = workbench.isForPeople
    let rows = results.map { example, agrees -> [Table.Cell] in
      let input = isForPeople && example.input.count > 28 ? example.input.prefix(27) + "…" : example.input
      let expected = isForPeople && example.expected.count > 30 ? example.expected.prefix(29) + "…" : example.expected
      return [
        .text(example.id), .text(example.method), .text(String(input)), .text(String(expected)),
        .text(agrees ? "agrees" : "DIFFERS"), .text(example.source),
      ]
    }
    let left = examples.count - results.count
    let good = results.filter(\.1).count
    let answer = Answer.table(
      Table(
        columns: columns, rows: rows,
        notes: [
          "\(good) of \(results.count) agree to the printed digits; \(left) more need methods that are not built yet."
        ]))
    guard good == results.count, good > 0 else { throw AnsweredFailure(answer: answer) }
    return answer
  }
}
