import Foundation
import IndicatorStatistics
import Phaseline
import RealModule
import TestSupport

/// Verdicts on the illustrative nation beside the lines that it was drawn from.
struct Verdicts {
  static let title = "Verdicts on the illustrative nation"
  static let header = ["truth"] + LineVerdict.Kind.allCases.map(VerdictWords.name) + ["all"]
  static let kinds = ["improves", "worsens", "crosses", "stays"]

  /// One line: what it was drawn from, and what was found.
  struct Line {
    var kind: String
    var drawn: Drawn
    var verdict: LineVerdict.Kind
    /// Whether a line could be fitted at all, which two phases are needed for.
    var hasPhases: Bool
    /// Whether it was drawn with at least the smallest change that its counts, not showing one, would have shown.
    var isDetectable: Bool

    var isClaimed: Bool { [.improving, .worsening, .crossedParity].contains(verdict) }
  }

  /// What the counts of the phases judged were drawn from, once all authorities were moved to the published figures.
  enum Drawn: String, CaseIterable {
    case towards = "drawn towards parity"
    case away = "drawn away from it"
    case across = "drawn across it"
    case still = "drawn with less than 5% of change"

    /// - Parameter logs: Log ratios of the phases judged, in order of time.
    init(_ logs: [Double]) {
      let (first, last) = (logs.first ?? 0, logs.last ?? 0)
      self =
        abs(last - first) < 0.05
        ? .still : first * last < 0 ? .across : abs(last) < abs(first) ? .towards : .away
    }
  }

  let lines: [Line]

  /// Loads the shipped nation into a workspace of its own, and compares every authority with the nation.
  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("calibration-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let catalogue = Catalogue(folder: URL(fileURLWithPath: "Data", isDirectory: true))
    let file = folder.appendingPathComponent("workspace.sqlite").path
    _ = try Loader(path: file, standardKey: Standard.defaultKey, catalogue: catalogue).load(
      ["Data/illustrative"], command: "load")
    let workspace = try Workspace.open(file, standard: Standard.defaultKey, catalogue: catalogue)
    let nation = try IllustrativeNation(
      standard: workspace.standard, nationalRatios: try catalogue.publishedRatios(of: workspace.standard), seed: 2026)
    let (truth, drawn) = (try Self.truth(), nation.drawnLogs())
    lines = try workspace.organisations().flatMap { organisation in
      try workspace.compare(
        ComparisonRequest(
          organisation: organisation, indicators: workspace.standard.indicators, phases: workspace.standard.phases)
      ).map { finding in
        let logs = (finding.line?.phases ?? []).compactMap { drawn[$0]?[organisation.code]?[finding.indicator.key] }
        let pace = ((logs.last ?? 0) - (logs.first ?? 0)) / Double(max(1, logs.count - 1))
        let announced = finding.line?.detectablePercentPerUnit
        return Line(
          kind: truth["\(organisation.code),\(finding.indicator.key)"] ?? "", drawn: Drawn(logs),
          verdict: finding.verdict.kind, hasPhases: logs.count > 1,
          isDetectable: announced.map { abs(pace) >= abs(Double.log(onePlus: $0 / 100)) } ?? false)
      }
    }
  }

  /// The kind of each line by code and indicator.
  private static func truth() throws -> [String: String] {
    let text = try String(contentsOfFile: "Tests/Reference/illustrative-truth.csv", encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    return Dictionary(uniqueKeysWithValues: rows.map { ("\($0[0]),\($0[2])", String($0[3])) })
  }

  var section: String {
    let rows =
      Self.kinds.map { kind in row(kind, lines.filter { $0.kind == kind }) }
      + Drawn.allCases.map { drawn in row(drawn.rawValue, lines.filter { $0.drawn == drawn }) }
    return Markdown.section(Self.title, introduction, Markdown.table(Self.header, rows), remarks)
  }

  private func row(_ name: String, _ lines: [Line]) -> [String] {
    let verdicts = LineVerdict.Kind.allCases.map { kind in "\(lines.count { $0.verdict == kind })" }
    return [name] + verdicts + ["\(lines.count)"]
  }

  private var introduction: String {
    """
    Every authority of `Data/illustrative` on every indicator, loaded and compared as a user would, beside what
    `phaseline generate` wrote down of it. The first four rows are the kinds of the truth file. Those lines are not
    quite what counts are drawn from: in every phase all authorities are moved, so that the pooled figure comes near the
    published one, and an authority that skips phases is judged on those it has. The other four rows are by what the
    counts of the phases judged were really drawn about, from the first to the last of them.
    \(lines.count { !$0.hasPhases }) of the \(Wordings.grouped(lines.count)) lines have one phase only, of which nothing
    can be told.
    """
  }

  private var remarks: [String] {
    let (stays, still) = (lines.filter { $0.kind == "stays" }, lines.filter { $0.drawn == .still && $0.hasPhases })
    let claims = stays.filter(\.isClaimed)
    let opposite = lines.count {
      ($0.drawn == .towards && $0.verdict == .worsening) || ($0.drawn == .away && $0.verdict == .improving)
    }
    let changed = lines.filter { $0.drawn != .still }
    let missed = changed.filter { !$0.isClaimed }
    let parts = [
      "**False claims**: \(claims.count) of \(stays.count) lines that stay by the truth file "
        + "(\(percent(claims.share(of: stays)))%) are said to change, "
        + "\(claims.count { $0.drawn != .still }) of them moved by 5% or more with the nation.",
      "Of \(still.count) lines of two phases or more that were drawn with less than 5% of change, "
        + "\(still.count(where: \.isClaimed)) (\(percent(still.filter(\.isClaimed).share(of: still)))%) are. "
        + "The wrong direction is claimed of \(opposite) lines.",
      "**Missed changes**: \(missed.count) of \(changed.count) lines that were drawn with a change show none. "
        + "Authorities are small: only \(missed.count(where: \.isDetectable)) of those missed had a change as large as the "
        + "smallest that would have shown four times in five, and that is said beside each.",
    ]
    return [parts.joined(separator: " ")]
  }
}

extension [Verdicts.Line] {
  fileprivate func share(of all: [Verdicts.Line]) -> Double { Double(count) / Double(Swift.max(1, all.count)) }
}
