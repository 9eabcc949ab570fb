import Phaseline

/// What a heat map says in words and numbers.
struct HeatmapWords {
  let overview: Overview
  let phases: [PhaseFinding]
  /// By indicator, then by phase; none where there is no figure.
  let cells: [[HeatmapCell?]]
  private let last: Int

  /// - Returns: `nil` without any figure.
  init?(_ overview: Overview) {
    let phases = overview.phases
    let cells = overview.items.map { item in
      let line = item.finding.map(IndicatorLine.init)
      return phases.map { phase -> HeatmapCell? in
        guard let line, let value = line.value(phase.ordinal), let own = line.phase(phase.ordinal) else { return nil }
        return HeatmapCell(value, own, of: line)
      }
    }
    guard let last = phases.indices.last(where: { index in cells.contains { $0[index] != nil } }) else { return nil }
    (self.overview, self.phases, self.cells, self.last) = (overview, phases, cells, last)
  }

  var titles: [[String]] { overview.items.map { $0.finding.map { IndicatorLine($0).titles } ?? [$0.title] } }

  /// Outcomes that are drawn, for the key.
  var outcomes: [HeatmapCell.Outcome] {
    let drawn = Set(cells.flatMap { $0 }.compactMap { $0?.outcome })
    return HeatmapCell.Outcome.allCases.filter { drawn.contains($0) }
  }

  /// Of the last phase: what is shown on how many indicators.
  var headline: String {
    let parts = HeatmapCell.Outcome.allCases.map { outcome in
      Tally.Part(
        count: cells.filter { $0[last]?.outcome == outcome }.count, words: outcome.rawValue,
        isShown: outcome == .disadvantage || outcome == .advantage)
    }
    let missing = Tally.Part(count: cells.filter { $0[last] == nil }.count, words: "no figure", isShown: false)
    return Tally(
      name: "\(overview.name), \(phases[last].words)", parts: parts + [missing], rest: "nothing shown"
    ).headline
  }

  func words(isPicture: Bool) -> ChartWords {
    ChartWords(
      headline: headline, subtitle: overview.measure, footer: footer(isPicture: isPicture), altText: altText,
      data: data, source: overview.sources.joined(separator: "; "))
  }

  /// Whose advantage and disadvantage it is.
  var group: String { overview.groupWords }

  private func footer(isPicture: Bool) -> [String] {
    var parts = FooterNotes.illustrative(overview.isIllustrative)
    let level = overview.findings.first?.level.rawValue ?? ""
    parts.append("Shown: by the \(level) interval of that phase alone. Dis- and advantage: of \(group) staff.")
    if outcomes.contains(.notTested) { parts.append("Not tested: as published, without counts.") }
    if overview.findings.contains(where: { !$0.breaks.isEmpty }) {
      parts.append(isPicture ? "Upright dashes: series break." : "Some series break: see the data.")
    }
    if FooterNotes.isSmall(cells.flatMap { $0 }.flatMap { [$0?.phase.bame, $0?.phase.white] }) {
      parts.append(FooterNotes.smallCounts)
    }
    return parts + FooterNotes.source(overview.sources, isIllustrative: overview.isIllustrative)
  }

  private var altText: String {
    let each = zip(overview.items, cells).map { item, row in
      let values = zip(phases, row).map { phase, cell in
        guard let cell else { return "\(phase.words): no figure" }
        let interval = cell.value.interval.map { " (\(Wordings.interval($0)))" } ?? ""
        return "\(phase.words): \(cell.value.words)\(interval), \(cell.outcome.rawValue)"
      }
      return "\(item.title): \(values.joined(separator: "; "))."
    }
    return "Heat map of \(overview.items.count) indicators in \(phases.count) phases. \(headline). "
      + each.joined(separator: " ")
  }

  private var data: ChartData {
    ChartData(
      columns: ["indicator", "phase", "relative_likelihood", "lower", "upper", "written", "shows"],
      rows: zip(overview.items, cells).flatMap { item, row in
        zip(phases, row).map { phase, cell in
          let limits = cell?.value.range ?? cell?.value.interval
          return [
            item.finding?.indicator.label ?? item.title, phase.phase, ChartData.cell(cell?.value.ratio),
            ChartData.cell(limits?.lower), ChartData.cell(limits?.upper), cell?.value.words ?? "",
            cell?.outcome.rawValue ?? "no figure",
          ]
        }
      })
  }
}
