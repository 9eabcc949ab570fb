import ArgumentParser
import Phaseline

/// Proves the statistics.
struct Selftest: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "selftest", abstract: "Recompute published examples and say whether every digit agrees.",
    discussion: "Needs no network and no other program. Exits with 3 if one differs. Example: phaseline selftest")
  @OptionGroup var globals: Globals

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    guard let catalogue = workbench.catalogue else {
      throw UsageProblem.refused("The worked examples are not here. `doctor` says where they should be.")
    }
    let results = try WorkedExample.all(in: catalogue).map { ($0, try $0.check()) }
    let good = results.count { $0.1.agrees }
    let note =
      "\(good) of \(results.count) agree to the printed digits. `--format csv` has every input, digit and source."
    let answer = workbench.words(
      .read { reader in .table(Self.table(results, isForPeople: reader.isForPeople, note: note)) })
    guard good == results.count, good > 0 else { throw AnsweredFailure(answer: answer) }
    return answer
  }

  private static func table(
    _ results: [(WorkedExample, WorkedExample.Result)], isForPeople: Bool, note: String
  ) -> Table {
    let columns = [
      ("id", "Example"), ("method", "Method"), ("input", "Input"), ("expected", "Expected"), ("got", "Got"),
      ("source", "Source"), ("status", "Status"),
    ].filter { !isForPeople || $0.0 != "input" }.map { Table.Column(key: $0.0, title: $0.1) }
    let shortened = { (text: String, width: Int) in
      isForPeople && text.count > width ? text.prefix(width - 1) + "…" : text
    }
    let rows = results.map { example, result -> [Table.Cell] in
      [.text(example.id), .text(shortened(example.method, 24))]
        + (isForPeople ? [] : [.text(example.input)])
        + [
          .text(shortened(example.expected, 24)), .text(shortened(result.words, 24)),
          .text(shortened(example.source, 22)), .text(result.agrees ? "agrees" : "DIFFERS"),
        ]
    }
    return Table(columns: columns, rows: rows, notes: [note])
  }
}
