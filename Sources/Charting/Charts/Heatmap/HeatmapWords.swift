import Phaseline

/// What a heat map says in words and numbers.
struct HeatmapWords {
  let grid: HeatGrid

  private var overview: Overview { grid.overview }

  var words: ChartWords {
    ChartWords(
      headline: headline, subtitle: overview.measure, footer: footer, altText: altText, data: data,
      source: FooterNotes.origin(overview.sources, isIllustrative: overview.isIllustrative))
  }

  // MARK: - Headline

  var headline: String {
    guard let last = grid.last else { return overview.name }
    let parts = parts
    let now = grid.cells.filter { $0.value.ordinal == last.ordinal }
    if now.allSatisfy({ $0.sign == .published }) {
      let outside = now.filter { $0.value.ratio.map { $0 < 0.8 || $0 > 1.25 } ?? false }.count
      let noun = now.count == 1 ? "indicator" : "indicators"
      let rest = "\(last.words): outside 0.8 to 1.25 on \(outside) of \(now.count) \(noun), not tested"
      return "\(Tally.short(overview.name, Headline.mostWords - Headline.words(in: rest))), \(rest)"
    }
    let rest = parts.contains { $0.isShown && $0.count > 0 } ? "not shown" : "no difference shown"
    return Tally(name: "\(overview.name), \(last.words)", parts: parts, rest: rest).headline
  }

  /// What the last phase shows.
  var parts: [Tally.Part] {
    let cells = grid.cells.filter { cell in grid.last.map { $0.ordinal == cell.value.ordinal } ?? false }
    func part(_ words: String, _ isShown: Bool, _ counts: (HeatCell) -> Bool) -> Tally.Part {
      Tally.Part(count: cells.filter(counts).count, words: words, isShown: isShown)
    }
    func isTold(_ cell: HeatCell) -> Bool { cell.sign == .lessLikely || cell.sign == .moreLikely }
    return [
      part("disadvantage", true) { isTold($0) && $0.isDisadvantage == true },
      part("advantage", true) { isTold($0) && $0.isDisadvantage == false },
      part("close to parity", false) { $0.sign == .closeToParity },
      part("cannot tell", false) { $0.sign == .cannotTell || (isTold($0) && $0.isDisadvantage == nil) },
      part("not tested", false) { $0.sign == .published },
    ]
  }

  // MARK: - Footer

  private var footer: [String] {
    var parts = FooterNotes.illustrative(overview.isIllustrative)
    let level = overview.findings.first?.level.rawValue ?? "95%"
    if grid.cells.contains(where: { $0.sign != .published }) {
      parts.append("Less or more likely: that phase's \(level) interval excludes parity, and a test agrees.")
    }
    if grid.cells.contains(where: { $0.value.range != nil }) {
      parts.append("A range: all that a hidden count allows.")
    }
    if hasBreak { parts.append("Dashes between two cells: series break.") }
    if grid.cells.count < grid.items.count * grid.phases.count {
      parts.append(overview.hasHiddenBase ? "–: no figure, or a hidden one." : "–: no figure.")
    }
    return parts + overview.missing(missing) + overview.sourceNote
  }

  /// Those that have no row.
  private var missing: [String] { overview.items.filter { !grid.items.contains($0) }.map(\.title) }

  private var hasBreak: Bool { overview.findings.contains { IndicatorLine($0).hasBreakWithin } }

  // MARK: - Numbers

  /// What a sign stands for.
  static func name(_ sign: HeatCell.Sign) -> String {
    switch sign {
    case .lessLikely: "less likely"
    case .moreLikely: "more likely"
    case .closeToParity: "close to parity"
    case .cannotTell: "cannot tell"
    case .published: "published, not tested"
    }
  }

  /// Chart type, of what, what it shows: every number that is drawn.
  private var altText: String {
    let rows = Dictionary(grouping: grid.cells, by: \.row).sorted { $0.key < $1.key }.map { _, cells in
      let values = cells.map { "\($0.value.words) in \($0.phase?.words ?? "") (\(Self.name($0.sign)))" }
      return "\(cells[0].line.title): \(values.joined(separator: "; "))."
    }
    return
      (["Heat map of \(rows.count) indicators in \(grid.phases.count) phases. \(headline)."] + rows
      + overview.missing(overview.items.filter { !$0.isDrawn }.map(\.title))).joined(separator: " ")
  }

  private var data: ChartData {
    ChartData(
      columns: [
        "indicator", "phase", "relative_likelihood", "lower", "upper", "shown_as", "shows",
      ] + ChartData.countColumns,
      rows: grid.cells.map { cell in
        let interval = cell.value.range ?? cell.value.interval
        let own = overview.isNation ? nil : cell.phase
        return [cell.line.finding.indicator.label, cell.phase?.phase ?? "", ChartData.cell(cell.value.ratio)]
          + [ChartData.cell(interval?.lower), ChartData.cell(interval?.upper), cell.value.words, Self.name(cell.sign)]
          + ChartData.cells(own?.bame, own?.white)
      })
  }
}
