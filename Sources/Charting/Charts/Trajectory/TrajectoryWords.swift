import IndicatorStatistics
import Phaseline

/// What a trajectory says in words and numbers besides its headline.
struct TrajectoryWords: PhaseWords {
  let finding: Finding
  let series: [TrajectorySeries]
  let drawn: DrawnIntervals

  struct Row: Hashable {
    var title: String
    var cells: [String]
    var isHeading = false
    /// A number that is cut is a false one: such rows are broken in two, or left out.
    var isNumbers = false
    /// What stands there where that is too narrow for the cells.
    var shorter: [String]?
  }

  var headline: String { Headline.shortened(finding.headline, naming: finding.subject.name) }

  var subtitle: String {
    finding.measure + finding.service.ending
  }

  /// Under the axis: phase, period, and the counts behind each point.
  var axisRows: [Row] { Self.rows(of: finding) }

  /// Each phase with the counts of its two groups.
  static func rows(of finding: Finding) -> [Row] {
    var rows = phaseRows(finding.phases)
    if finding.phases.contains(where: { $0.bame != nil }) {
      rows.append(Row(title: finding.groups.bame, cells: finding.phases.map { $0.bame?.words ?? "" }, isNumbers: true))
      rows.append(
        Row(title: finding.groups.white, cells: finding.phases.map { $0.white?.words ?? "" }, isNumbers: true))
    }
    return rows
  }

  /// Each phase's name, when it was, and whether it has a figure.
  static func phaseRows(_ phases: [PhaseFinding]) -> [Row] {
    var rows = [Row(title: "", cells: phases.map(\.label), isHeading: true, shorter: phases.map(\.phase))]
    let periods = phases.map(\.period)
    if periods.contains(where: { !$0.isEmpty }) { rows.append(Row(title: "", cells: periods)) }
    if phases.contains(where: { !$0.hasFigure }) {
      rows.append(
        Row(
          title: "", cells: phases.map { $0.hasFigure ? "" : "no figure" },
          shorter: phases.map { $0.hasFigure ? "" : "none" }))
    }
    return rows
  }

  /// The same with each row of numbers broken before "of".
  static func broken(_ rows: [Row]) -> [Row] {
    rows.flatMap { row -> [Row] in
      guard row.isNumbers else { return [row] }
      let halves = row.cells.map { $0.split(separator: " of ", maxSplits: 1) }
      return [
        Row(title: row.title, cells: halves.map { $0.first.map(String.init) ?? "" }, isNumbers: true),
        Row(title: "", cells: halves.map { $0.count > 1 ? "of \($0[1])" : "" }, isNumbers: true),
      ]
    }
  }

  /// Everything, as a sheet takes it.
  /// - Parameter arrows: What to say of intervals that go on beyond the frame.
  func words(arrows: String?) -> ChartWords {
    ChartWords(
      headline: headline, subtitle: subtitle, footer: footer(arrows: arrows), altText: altText, data: data,
      source: FooterNotes.origin(finding.sources, isIllustrative: finding.isIllustrative))
  }

  private func footer(arrows: String?) -> [String] {
    var parts = FooterNotes.illustrative(finding.isIllustrative)
    parts += drawn.note(finding.level)
    if series.contains(where: { $0.points.contains { $0.range != nil } }) {
      parts.append("Thick bar: all that a hidden count allows.")
    }
    if let arrows { parts.append(arrows) }
    parts += EventMarkers(finding.events, on: finding.phases.span).note
    if drawn.isShaded { parts.append(FooterNotes.band) }
    parts.append(FooterNotes.logarithmic)
    return parts + nation + finding.notes
      + FooterNotes.source(finding.sources, isIllustrative: finding.isIllustrative)
  }

  private var nation: [String] {
    guard let nation = series.first(where: \.isNation), !nation.points.isEmpty else { return [] }
    let panels = finding.phases.compactMap { $0.comparator?.pooledCounts?.organisations }
    if nation.points.contains(where: { $0.interval != nil }) {
      let equal = Set(panels).count == 1
      let numbers = equal ? "\(panels[0])" : Wordings.list(panels.map(String.init))
      return ["\(nation.name): \(numbers) organisations\(equal ? "" : ", phase by phase")."]
    }
    return ["\(nation.name): as published, without counts, so not tested."]
  }

  /// Chart type, of what, what it shows: every number that is drawn.
  var altText: String {
    (["Line chart of \(finding.indicator.title.lowercased()) across phases. \(headline)."] + valueSentences
      + [finding.sentence]).joined(separator: " ")
  }

  /// A sentence for each line, with all its numbers.
  var valueSentences: [String] {
    series.filter { !$0.points.isEmpty }.map { line in
      let points = line.points.map { value in
        "\(label(value.ordinal)): \(words(value))" + (line.isNation ? "" : counts(value.ordinal))
      }
      return "\(line.name): " + points.joined(separator: "; ") + "."
    }
  }

  private func label(_ ordinal: Int) -> String {
    phase(ordinal)?.words ?? "\(ordinal)"
  }

  private func phase(_ ordinal: Int) -> PhaseFinding? { finding.phases.first { $0.ordinal == ordinal } }

  /// ", 26 of 250 against 195 of 740".
  private func counts(_ ordinal: Int) -> String {
    guard let phase = phase(ordinal), let bame = phase.bame, let white = phase.white else { return "" }
    return ", \(bame.words) against \(white.words)"
  }

  private func words(_ value: TrajectorySeries.Value) -> String {
    if value.range != nil { return "\(value.words), a hidden count" }
    let interval = value.interval.map { " (\(Wordings.interval($0)))" } ?? ""
    return value.words + interval
  }

  /// The drawn numbers as a table.
  var data: ChartData {
    ChartData(
      columns: [
        "series", "phase", "relative_likelihood", "lower", "upper",
      ] + ChartData.countColumns,
      rows: series.flatMap { line in line.points.map { row($0, of: line) } })
  }

  /// The row of the data that holds a phase of the subject.
  func row(of ordinal: Int) -> Int? {
    let place = series.flatMap { line in line.points.map { (line.isNation, $0.ordinal) } }
    return place.lastIndex { $0.1 == ordinal } ?? place.lastIndex { $0.1 <= ordinal } ?? (place.isEmpty ? nil : 0)
  }

  private func row(_ value: TrajectorySeries.Value, of line: TrajectorySeries) -> [String] {
    let interval = value.range ?? value.interval
    let phase = phase(value.ordinal)
    return [
      line.name, phase?.phase ?? "", ChartData.cell(value.ratio),
      ChartData.cell(interval?.lower), ChartData.cell(interval?.upper),
    ] + (line.isNation ? ChartData.cells(nil, nil) : ChartData.cells(phase?.bame, phase?.white))
  }
}

extension DrawnIntervals {
  /// "Shaded: 95% confidence intervals."; nothing where there are none.
  func note(_ level: ConfidenceLevel) -> [String] {
    let (shaded, bars) = (hasRibbons && isShaded, hasBars || (hasRibbons && !isShaded))
    guard shaded || bars else { return [] }
    let how = shaded ? bars ? "Shaded and bars" : "Shaded" : "Bars"
    return ["\(how): \(level.rawValue) confidence intervals."]
  }
}
