import Foundation
import Phaseline
import Reporting

/// What `report authority --every-authority` says when it is done.
struct ReportBatchAnswer {
  let results: [ReportBatch.Result]
  /// As it was named.
  let folder: String

  /// More of a kind are counted: a full disk fails every report.
  private static let most = 20

  var hasFailed: Bool { results.contains { if case .failed = $0.outcome { true } else { false } } }

  /// Words for people; a row a report for programs.
  /// - Parameter identity: What is the same when the same is written again.
  func report(_ identity: Data) -> Report {
    Report(
      text: (changes + nothing + withdrawn + failures).joined(separator: "\n"), rows: rows, identity: identity,
      figures: results.count)
  }

  private var changes: [String] {
    let written = results.count { $0.outcome == .written }
    let unchanged = results.count { $0.outcome == .unchanged }
    guard !results.isEmpty else { return ["There was no report to write."] }
    let first = "\(Self.reports(written)) written into \(folder)."
    guard unchanged > 0 else { return [first] }
    return [
      first, "\(Self.reports(unchanged)) skipped: their files are there, made from the same by this version.",
    ]
  }

  private var nothing: [String] {
    let names = results.compactMap { result in
      if case .nothingToReport = result.outcome { result.item.organisation.name } else { nil }
    }
    guard !names.isEmpty else { return [] }
    let left = names.count - Self.most
    let rest = left > 0 ? ["\(Wordings.grouped(left)) more"] : []
    return [
      "There is nothing of this phase to report of \(Wordings.grouped(names.count)): "
        + "\(Wordings.list(names.prefix(Self.most) + rest))."
    ]
  }

  private var withdrawn: [String] {
    let count = results.count { if case .nothingToReport(_, true) = $0.outcome { true } else { false } }
    return count == 0
      ? []
      : [
        "\(Self.reports(count)) taken away: the figures that \(count == 1 ? "it" : "they") had are not there any more."
      ]
  }

  private var failures: [String] {
    let failed = results.compactMap { result -> String? in
      guard case .failed(let reason) = result.outcome else { return nil }
      return "  \(result.item.file): \(reason)"
    }
    guard !failed.isEmpty else { return [] }
    let left = failed.count - Self.most
    let more = left > 0 ? ["  and \(Wordings.grouped(left)) more; `--format csv` lists all."] : []
    return ["\(Self.reports(failed.count)) failed:"] + failed.prefix(Self.most) + more
  }

  private static func reports(_ count: Int) -> String {
    "\(Wordings.grouped(count)) report\(count == 1 ? "" : "s")"
  }

  private var rows: Table {
    Table(
      columns: ["file", "authority", "code", "outcome", "reason"].map { Table.Column(key: $0, title: $0) },
      rows: results.map { result in
        let (word, reason) = Self.words(result.outcome)
        return [
          .text(result.item.file), .text(result.item.organisation.name), .text(result.item.organisation.code),
          .text(word), .text(reason),
        ]
      })
  }

  private static func words(_ outcome: ReportBatch.Outcome) -> (word: String, reason: String) {
    switch outcome {
    case .written: ("written", "")
    case .unchanged: ("unchanged", "")
    case .nothingToReport(let reason, _): ("nothing to report", reason)
    case .failed(let reason): ("failed", reason)
    }
  }
}
