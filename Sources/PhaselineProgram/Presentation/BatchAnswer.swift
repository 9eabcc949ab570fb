import Charting
import Foundation
import Phaseline

/// What `chart all` says when it is done.
struct BatchAnswer {
  let results: [ChartBatch.Result]
  let index: BatchIndex.Outcome
  /// As it was named.
  let folder: String
  /// Said at the end.
  let notes: [String]

  /// Names beyond these are counted.
  private static let named = 3
  /// Failures beyond these are counted: a full disk fails every chart.
  private static let shownFailures = 20

  var hasFailed: Bool {
    if case .failed = index { return true }
    return results.contains { if case .failed = $0.outcome { true } else { false } }
  }

  /// Words for people; a row a chart for programs.
  /// - Parameter identity: What is the same when the same is drawn again.
  func report(_ identity: Data) -> Report {
    Report(
      text: (changes + nothing + failures + pages + notes).joined(separator: "\n"), rows: rows, identity: identity,
      figures: results.count)
  }

  private var changes: [String] {
    let drawn = results.count { $0.outcome == .drawn }
    let unchanged = results.count { $0.outcome == .unchanged }
    let first =
      drawn == 0 && unchanged == 0 && results.isEmpty
      ? "There was no chart to draw." : "\(Self.charts(drawn)) drawn into \(folder)."
    guard unchanged > 0 else { return [first] }
    return [
      first,
      "\(Self.charts(unchanged)) skipped: their files are there, drawn from the same figures by this version.",
    ]
  }

  /// Grouped by reason, whoever it is about.
  private var nothing: [String] {
    var order: [String] = []
    var sections: [String: [String]] = [:]
    for result in results {
      guard case .nothingToDraw(let reason) = result.outcome else { continue }
      let general = Self.general(reason, result.item.section)
      if sections[general] == nil { order.append(general) }
      sections[general, default: []].append(result.item.section)
    }
    guard !order.isEmpty else { return [] }
    let count = sections.values.reduce(0) { $0 + $1.count }
    return ["Nothing to draw for \(Self.charts(count)):"]
      + order.map { "  \(Wordings.grouped(sections[$0]?.count ?? 0)) × \($0) (\(Self.listed(sections[$0] ?? [])))" }
  }

  /// The reason without the name, so that it is the same for all.
  private static func general(_ reason: String, _ name: String) -> String {
    let general = reason.replacing(name, with: "the authority")
    return general.hasPrefix("the authority") ? "T" + general.dropFirst() : general
  }

  private static func listed(_ sections: [String]) -> String {
    let names = sections.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    guard names.count > named + 1 else { return Wordings.list(names) }
    return Wordings.list(names.prefix(named) + ["\(names.count - named) more"])
  }

  private var failures: [String] {
    let failed = results.compactMap { result -> String? in
      guard case .failed(let reason) = result.outcome else { return nil }
      return "  \(result.item.path): \(reason)"
    }
    guard !failed.isEmpty else { return [] }
    let left = failed.count - Self.shownFailures
    let more = left > 0 ? ["  and \(Wordings.grouped(left)) more; `--format csv` lists all."] : []
    return ["\(Self.charts(failed.count)) failed:"] + failed.prefix(Self.shownFailures) + more
  }

  private var pages: [String] {
    switch index {
    case .written(let count): ["\(indexFile) lists \(Self.charts(count))."]
    case .failed(let reason): ["The index is not written. \(reason)"]
    }
  }

  private var indexFile: String {
    "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)/\(BatchIndex.fileName)"
  }

  private static func charts(_ count: Int) -> String { "\(Wordings.grouped(count)) chart\(count == 1 ? "" : "s")" }

  private var rows: Table {
    let columns = ["file", "chart", "authority", "indicator", "outcome", "reason", "headline"].map {
      Table.Column(key: $0, title: $0)
    }
    let charts = results.map { result -> [Table.Cell] in
      let (word, reason) = Self.words(result.outcome)
      return [
        .text(result.item.path), .text(result.item.chart.name), .text(result.item.section),
        .text(result.item.request.indicator?.key ?? ""), .text(word), .text(reason), .text(result.headline ?? ""),
      ]
    }
    guard case .failed(let reason) = index else { return Table(columns: columns, rows: charts) }
    let page: [Table.Cell] = [BatchIndex.fileName, "", "", "", "failed", reason, ""].map { .text($0) }
    return Table(columns: columns, rows: charts + [page])
  }

  private static func words(_ outcome: ChartBatch.Outcome) -> (word: String, reason: String) {
    switch outcome {
    case .drawn: ("drawn", "")
    case .unchanged: ("unchanged", "")
    case .nothingToDraw(let reason): ("nothing to draw", reason)
    case .failed(let reason): ("failed", reason)
    }
  }
}
