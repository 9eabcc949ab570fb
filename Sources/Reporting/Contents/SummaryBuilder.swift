import IndicatorStatistics
import Phaseline

/// Makes the first page.
struct SummaryBuilder {
  let standard: Standard
  let request: ReportRequest
  /// In the order of the standard.
  let findings: [Finding]
  /// The picture of all indicators, whose headline is the report's.
  let overview: ChartContents
  /// The picture of each indicator across the phases, by its key.
  var charts: [String: ChartContents] = [:]

  /// At most so many places to act: a page holds no more, and nobody begins with four.
  private static let mostSteps = 3

  // MARK: - Of an authority

  /// - Parameter suggestions: Where to act first; none without counts.
  func summary(_ suggestions: SuggestionReport?) -> SummaryContents {
    let steps = suggestions?.suggestions.prefix(Self.mostSteps).enumerated().map(step)
    return SummaryContents(
      headline: headline(of: request.organisation?.name ?? ""), groups: groups, steps: steps,
      stepsNote: suggestions.map(note), notes: [])
  }

  private func headline(of name: String) -> String {
    overview.title.isEmpty ? "\(name), \(request.phase.words)" : overview.title
  }

  /// Every verdict that may be, so that an empty one is seen to be empty; those that few have only where somebody has them.
  private var groups: [SummaryContents.Group] {
    let titles: [(kinds: [LineVerdict.Kind], title: String, none: String?)] = [
      ([.improving], "Improved", "None is shown to have improved."),
      ([.worsening], "Worsened", "None is shown to have worsened."),
      ([.crossedParity], "Crossed parity", nil), ([.noMaterialChange], "No material change", nil),
      ([.cannotTell], "Cannot be told", "None: each can be told."),
      ([.notTested], "Published figures only, not tested", nil),
    ]
    let isTested = findings.contains { $0.verdict.kind != .notTested }
    return titles.compactMap { kinds, title, none in
      let found = findings.filter { kinds.contains($0.verdict.kind) }
      guard let kind = kinds.first, !found.isEmpty || none != nil && isTested else { return nil }
      let reasons = Set(found.map(reason))
      let common = found.count > 1 && reasons.count == 1 ? reasons.first ?? nil : nil
      return SummaryContents.Group(
        verdict: VerdictContents(kind, words: VerdictWords.name(kind)),
        title: title + (common.map { " (\($0))" } ?? ""), items: found.map { item($0, saysWhy: common == nil) },
        isLong: found.count > 3,
        none: found.isEmpty ? none : nil)
    }
  }

  private func item(_ finding: Finding, saysWhy: Bool) -> SummaryContents.Group.Item {
    SummaryContents.Group.Item(
      heading: finding.indicator.heading, anchor: finding.indicator.anchor,
      words: [latest(finding), saysWhy ? reason(finding) : nil].compactMap { $0 }.joined(separator: "; "))
  }

  /// "13% less likely in phase 5 (59 of 259 against 170 of 646)"; the ratio where a count is hidden.
  private func latest(_ finding: Finding) -> String? {
    guard let phase = finding.phases.last(where: { $0.relativeLikelihood != nil || $0.comparison != nil }) else {
      return finding.phases.last { !$0.published.isEmpty }.map { phase in
        "\(Wordings.list(phase.publishedWords)) in \(phase.words)"
      }
    }
    let form = standard.indicator(finding.indicator.key)?.wording.form ?? .likely
    let words =
      phase.relativeLikelihood.map { Wordings.comparison($0, form: form) }
      ?? (phase.isBaseHidden || FindingTable.ratio(phase) == FindingTable.hidden
        ? FindingTable.hidden : "a relative likelihood of \(FindingTable.ratio(phase))")
    let counts = phase.bame.flatMap { bame in phase.white.map { " (\(bame.words) against \($0.words))" } } ?? ""
    return "\(words) in \(phase.words)\(counts)"
  }

  /// Why it cannot be told, where that is the verdict.
  private func reason(_ finding: Finding) -> String? {
    finding.verdict.kind == .cannotTell ? VerdictWords.reason(finding.verdict) : nil
  }

  private func step(_ place: Int, _ suggestion: Suggestion) -> SummaryContents.Step {
    SummaryContents.Step(
      place: place + 1, topic: suggestion.indicator?.title ?? "The counts as a whole",
      anchor: suggestion.indicator?.anchor, reason: suggestion.reason.withoutCommands.sentenceCased)
  }

  /// That they are suggestions, and on what else there are some.
  private func note(_ report: SuggestionReport) -> String {
    let others = report.suggestions.dropFirst(Self.mostSteps).compactMap { $0.indicator?.title }.unique
    let more = others.isEmpty ? "" : " Then: \(Wordings.list(others))."
    guard !report.suggestions.isEmpty else { return report.sentence }
    return "These are suggestions from the figures, not decisions.\(more)"
  }

  // MARK: - Of the nation

  /// - Parameters:
  ///   - nation: Its name.
  ///   - notes: What a reader of the first page must know.
  func summary(ofNation nation: String, notes: [String]) -> SummaryContents {
    let level = findings.first?.level.rawValue ?? ""
    let isCounted = findings.contains { $0.nation != nil }
    let columns: [TableContents.Column] =
      ["Indicator", "As published"]
      + (isCounted ? ["All counts together (\(level))", .number("With counts")] : [])
      + ["In words"]
    return SummaryContents(
      headline: headline(of: nation),
      figures: TableContents(
        caption: "\(nation): relative likelihood in \(request.phase.words)", columns: columns,
        rows: findings.map { row($0, isCounted) }),
      headlines: findings.map { finding in
        let title = charts[finding.indicator.key]?.title ?? ""
        return .init(text: title.isEmpty ? finding.sentence : title, anchor: finding.indicator.anchor)
      }, notes: notes)
  }

  private func row(_ finding: Finding, _ isCounted: Bool) -> [String] {
    let phase = finding.phases.last { $0.hasFigure }
    let group = phase?.comparator
    let form = standard.indicator(finding.indicator.key)?.wording.form ?? .likely
    let words =
      group?.relativeLikelihood.map { Wordings.comparison($0, form: form) } ?? group?.publishedWords.first
    let counted = [
      group?.pooled.map { FindingTable.ratio($0) } ?? "–",
      group?.pooledCounts.map { Wordings.grouped($0.organisations) } ?? "–",
    ]
    return [finding.indicator.heading, group?.published?.ratioWords ?? "–"] + (isCounted ? counted : [])
      + [(words ?? "–") + (phase.map { $0.phase == request.phase.key ? "" : " (\($0.words))" } ?? "")]
  }
}
