import Phaseline

/// What a trajectory says in words and numbers besides its headline.
struct TrajectoryWords {
  let finding: Finding
  let series: [TrajectorySeries]
  /// Whether ribbons and bands are drawn.
  var isShaded = true

  struct Row: Hashable {
    var title: String
    var cells: [String]
    var isHeading = false
  }

  var subtitle: String {
    let service = finding.service == .all ? "" : ", \(finding.service.rawValue)' services"
    return finding.measure + service
  }

  /// Under the axis: phase, period, and the counts behind each point.
  var axisRows: [Row] {
    var rows = [Row(title: "", cells: finding.phases.map(\.label), isHeading: true)]
    let periods = finding.phases.map(\.period)
    if periods.contains(where: { !$0.isEmpty }) { rows.append(Row(title: "", cells: periods)) }
    if finding.phases.contains(where: { !$0.hasFigure }) {
      rows.append(Row(title: "", cells: finding.phases.map { $0.hasFigure ? "" : "no figure" }))
    }
    if finding.phases.contains(where: { $0.bame != nil }) {
      rows.append(Row(title: "Minoritised", cells: finding.phases.map { $0.bame?.words ?? "" }))
      rows.append(Row(title: "White", cells: finding.phases.map { $0.white?.words ?? "" }))
    }
    return rows
  }

  var footer: String {
    var parts: [String] = []
    if finding.isIllustrative { parts.append("Illustrative data: no real authority.") }
    let hasIntervals = series.contains { $0.points.contains { $0.interval != nil } }
    if hasIntervals, isShaded { parts.append("Shaded: 95% confidence intervals.") }
    if isShaded { parts.append("Grey band: 0.8 to 1.25 (four-fifths).") }
    parts.append("Logarithmic scale.")
    parts += nation
    parts += finding.notes
    if !finding.sources.isEmpty, !finding.isIllustrative {
      parts.append("Source: " + finding.shortSources.joined(separator: "; ") + ".")
    }
    return parts.joined(separator: " ")
  }

  private var nation: [String] {
    guard let nation = series.first(where: \.isNation), !nation.points.isEmpty else { return [] }
    let panels = finding.phases.compactMap { $0.national?.pooledCounts?.organisations }
    if nation.points.contains(where: { $0.interval != nil }) {
      return ["\(nation.name): all participating authorities (\(panels.map(String.init).joined(separator: ", ")))."]
    }
    return ["\(nation.name): as published."]
  }

  /// Chart type, of what, what it shows: every number that is drawn.
  var altText: String {
    let values = series.filter { !$0.points.isEmpty }.map { line in
      let points = line.points.map { value in "\(label(value.ordinal)): \(words(value))" }
      return "\(line.name): " + points.joined(separator: "; ") + "."
    }
    return
      (["Line chart of \(finding.indicator.title.lowercased()) across phases. \(finding.headline)."] + values
      + [finding.sentence]).joined(separator: " ")
  }

  private func label(_ ordinal: Int) -> String {
    finding.phases.first { $0.ordinal == ordinal }?.label.lowercased() ?? "\(ordinal)"
  }

  private func words(_ value: TrajectorySeries.Value) -> String {
    if let range = value.range { return "between \(Wordings.interval(range)), a hidden count" }
    let interval = value.interval.map { " (\(Wordings.interval($0)))" } ?? ""
    return value.words + interval
  }

  /// The drawn numbers as a table.
  var data: ChartData {
    ChartData(
      columns: ["series", "phase", "relative_likelihood", "lower", "upper"],
      rows: series.flatMap { line in
        line.points.map { value in
          let interval = value.range ?? value.interval
          return [
            line.name, finding.phases.first { $0.ordinal == value.ordinal }?.phase ?? "",
            value.ratio.map { Wordings.fixed($0, 4) } ?? "", interval.map { Wordings.fixed($0.lower, 4) } ?? "",
            interval.map { $0.upper.isFinite ? Wordings.fixed($0.upper, 4) : "" } ?? "",
          ]
        }
      })
  }
}
