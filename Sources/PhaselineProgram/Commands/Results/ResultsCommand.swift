import ArgumentParser
import Phaseline

/// Lists what is kept.
struct ResultsCommand: WorkbenchCommand {
  static let configuration = CommandConfiguration(
    commandName: "results", abstract: "List the results and the variables that are kept at this prompt.",
    discussion: "Example: results")
  @OptionGroup var globals: Globals

  var isResult: Bool { false }

  func run(in workbench: inout Workbench) async throws -> Disclosed<Answer> {
    let results = workbench.results.names.compactMap { name in
      workbench.results[name].map {
        [name, $0.kind(for: workbench.saidAudience), ShellWords.joined($0.question.words), $0.scope?.words ?? ""]
      }
    }
    let variables = workbench.variables.names.map { ["$\($0)", "text", workbench.variables[$0] ?? "", ""] }
    let columns = [("name", "Name"), ("what", "What"), ("from", "From"), ("scope", "Scope")].map {
      Table.Column(key: $0.0, title: $0.1)
    }
    return workbench.words(
      .table(
        Table(
          columns: columns, rows: (results + variables).map { $0.map { .text($0) } },
          empty: "Nothing is kept yet. `let rest = compare …` keeps a result, `let name = TEXT` a text.")))
  }
}

extension Answer {
  /// What it is, in a few words: "9 findings".
  var kind: String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(Wordings.grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }
    return switch self {
    case .findings(let findings, _): count(findings.count, "finding")
    case .table(let table): count(table.rows.count, "row")
    case .report(let report): count(report.rows.rows.count, "row")
    case .document: "a text"
    case .picture: "a chart"
    case .file: "a file"
    case .calendar: "a calendar"
    case .message: "a message"
    case .read: laidOut(for: .program).kind
    }
  }
}

extension KeptResult {
  /// What it is, for somebody: how much of it there is may be a count of people.
  fileprivate func kind(for audience: Audience) -> String {
    isHidden(from: audience) ? "for internal use" : answer.value.kind
  }
}
