import IndicatorStatistics
import Phaseline

/// What a dashboard says in words and numbers.
struct DashboardWords {
  let overview: Overview
  let lines: [IndicatorLine]
  /// Whether anything goes on beyond the axis.
  let hasArrows: Bool
  let isPicture: Bool

  var words: ChartWords {
    ChartWords(
      headline: headline, subtitle: overview.measure, footer: footer, altText: altText, data: data,
      source: FooterNotes.origin(overview.sources, isIllustrative: overview.isIllustrative))
  }

  // MARK: - Headline

  var headline: String {
    let (name, kinds) = (overview.name, Set(overview.findings.map(\.verdict.kind)))
    if overview.isNation { return nation }
    if overview.phases.count == 1, kinds == [.cannotTell] {
      return Tally.cut(name, before: "one phase cannot show change")
    }
    if kinds.count == 1, parts.last?.count == 0, let kind = kinds.first, lines.count > 1 {
      switch kind {
      case .cannotTell: return Tally.cut(name, before: "cannot tell whether any indicator has changed")
      case .notTested: return "Published figures alone cannot show whether \(Tally.short(name, 7)) has changed"
      default: break
      }
    }
    return Tally(name: name, parts: parts, rest: "no change shown").headline
  }

  /// The verdicts in order of importance; what has no figure is counted too.
  var parts: [Tally.Part] {
    let kinds: [LineVerdict.Kind] = [
      .improving, .worsening, .crossedParity, .noMaterialChange, .cannotTell, .notTested,
    ]
    let told = kinds.map { kind in
      Tally.Part(
        count: lines.filter { !$0.drawn.isEmpty && $0.finding.verdict.kind == kind }.count,
        words: VerdictWords.name(kind), isShown: [.improving, .worsening, .crossedParity].contains(kind))
    }
    let empty = overview.shown.filter { !$0.isDrawn }.count
    return told + [Tally.Part(count: empty, words: "no figures", isShown: false)]
  }

  /// The nation's figures are not tested: what is said is where the last ones lie.
  private var nation: String {
    let last = lines.compactMap { $0.drawn.last?.ratio }
    let outside = last.filter { $0 < 0.8 || $0 > 1.25 }.count
    let count = outside == 0 ? "none of \(last.count)" : "\(outside) of \(last.count)"
    return Tally.cut(
      overview.name,
      before: "latest figures outside 0.8 to 1.25 on \(count) indicator\(last.count == 1 ? "" : "s")")
  }

  /// Titles of indicators without anything to draw.
  var missing: [String] {
    overview.items.filter { !$0.isDrawn }.map(\.title)
  }

  // MARK: - Footer

  private var footer: [String] {
    let values = lines.flatMap(\.drawn)
    var parts = FooterNotes.illustrative(overview.isIllustrative)
    if values.contains(where: { $0.interval != nil }) {
      let level = overview.findings.first?.level.rawValue ?? ""
      parts.append("\(isPicture ? "Shaded, or bars" : "Lines"): \(level) confidence intervals.")
    }
    if values.contains(where: { $0.range != nil }) { parts.append("Thick bar: all that a hidden count allows.") }
    if hasArrows {
      parts.append(
        isPicture ? FooterNotes.arrow : "What reaches the left or right edge goes on beyond it.")
    }
    if isPicture, lines.contains(where: { $0.hasBreakWithin }) { parts.append("Upright dashes: series break.") }
    if isPicture { parts.append(FooterNotes.band) }
    parts.append(isPicture ? "One logarithmic scale for all." : "Upright dots: equal likelihood. Logarithmic scale.")
    return parts + overview.missing(missing)
      + overview.sourceNote
  }

  // MARK: - Numbers

  private func trajectory(_ line: IndicatorLine) -> TrajectoryWords {
    TrajectoryWords(
      finding: line.finding, series: line.series,
      drawn: DrawnIntervals(isShaded: true, hasRibbons: false, hasBars: false))
  }

  /// Chart type, of what, what it shows: every number that is drawn.
  private var altText: String {
    let each = lines.map { line in
      ([line.title + ": " + line.finding.verdictWords + "."] + trajectory(line).valueSentences).joined(separator: " ")
    }
    let missing = overview.missing(missing)
    return (["Line charts of \(lines.count) indicators across phases, on one scale. \(headline)."] + each + missing)
      .joined(separator: " ")
  }

  private var data: ChartData {
    let tables = lines.map { ($0, trajectory($0).data) }
    return ChartData(
      columns: ["indicator"] + (tables.first?.1.columns ?? []) + ["verdict"],
      rows: tables.flatMap { line, table in
        table.rows.map { [line.finding.indicator.label] + $0 + [VerdictWords.name(line.finding.verdict.kind)] }
      })
  }

  /// The row of the data that holds the last value of an indicator.
  func lastRow(of line: IndicatorLine) -> Int? {
    guard let last = line.drawn.last, let place = line.own.points.firstIndex(of: last),
      let index = lines.firstIndex(of: line)
    else { return nil }
    let before = lines.prefix(index).map { $0.series.map(\.points.count).reduce(0, +) }.reduce(0, +)
    return before + line.series.dropLast().map(\.points.count).reduce(0, +) + place
  }
}

extension IndicatorLine {
  /// Whether the series breaks between two phases of this indicator.
  var hasBreakWithin: Bool { finding.phases.dropFirst().contains { $0.seriesBreak != nil } }
}
