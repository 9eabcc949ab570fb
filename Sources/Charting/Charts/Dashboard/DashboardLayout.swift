import IndicatorStatistics
import Phaseline

/// Gives every panel of a dashboard its place, and everything in it.
struct DashboardLayout {
  let overview: Overview
  private let lines: [IndicatorLine]
  private let words: DashboardWords
  private var sheet: Sheet
  private var axis: LogAxis

  init(overview: Overview, setting: ChartSetting) {
    self.overview = overview
    lines = overview.findings.map(IndicatorLine.init)
    let values = lines.flatMap { $0.series.flatMap { $0.points.filter(\.isDrawn) } }
    axis = LogAxis(
      values: values.flatMap(\.estimates), limits: values.flatMap(\.limits), reach: 2, bounds: 0.1...10)
    let drawn = lines.flatMap { line in line.series.flatMap { Self.ends($0, of: line) } }
    words = DashboardWords(
      overview: overview, lines: lines, hasArrows: drawn.contains(where: axis.isBeyond),
      isPicture: setting.canvas.kind == .pixels)
    sheet = Sheet(words.words, setting)
  }

  /// All ends of what is drawn of a series: of the nation beside another no intervals.
  private static func ends(_ series: TrajectorySeries, of line: IndicatorLine) -> [Double] {
    series.points.flatMap { $0.drawn(hasIntervals: series == line.own) }
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for the panels.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    let room = sheet.addWords(key: keyEntries)
    if sheet.isText { try addRows(in: room) } else { try addPanels(in: room) }
    return sheet.finished
  }

  // MARK: - The key

  private var keyEntries: [KeyEntry] {
    let nation = lines.lazy.compactMap(\.nation).first { !$0.points.isEmpty }
    let entries = [
      overview.isNation
        ? entry(.national, .dashed, .square, overview.name)
        : entry(.authority, .solid, .circle, overview.name),
      nation.map { entry(.national, .dashed, .square, $0.name) },
      sheet.isText ? nil : KeyEntry(symbol: .line(.context, .dotted, nil), words: "Equal likelihood"),
    ]
    return entries.compactMap { $0 }
  }

  private func entry(
    _ colour: Colour, _ dash: ChartDescription.Polyline.Dash, _ shape: ChartDescription.Mark.Shape, _ words: String
  ) -> KeyEntry {
    KeyEntry(
      symbol: sheet.isText ? .mark(shape, colour, isHollow: false) : .line(colour, dash, shape), words: words)
  }

  // MARK: - Panels

  private var ordinals: ClosedRange<Int> {
    let ordinals = overview.phases.map(\.ordinal)
    return (ordinals.first ?? 0)...(ordinals.last ?? 0)
  }

  private mutating func addPanels(in room: Box) throws(ChartProblem) {
    let items = overview.shown
    let columns = items.count <= 1 ? 1 : items.count <= 4 ? 2 : items.count <= 9 ? 3 : 4
    let rows = (items.count + columns - 1) / columns
    let line = sheet.height(sheet.smallStyle)
    let (across, between) = (sheet.gap * 1.5, sheet.gap)
    let ticks = sheet.width("0.67", sheet.smallStyle) + sheet.gap
    let width = (room.width - ticks - across * Double(columns - 1)) / Double(columns)
    let height = (room.height - line - between * Double(rows - 1)) / Double(rows)
    guard height >= line * 4, width >= line * 6 else { throw .tooSmall }
    for (index, item) in items.enumerated() {
      let (row, column) = (index / columns, index % columns)
      let left = room.left + ticks + Double(column) * (width + across)
      let top = room.top - Double(row) * (height + between)
      let panel = Box(left: left, bottom: top - height, right: left + width, top: top)
      let plot = addFrame(item, in: panel, hasTicks: column == 0)
      if index + columns >= items.count { addPhases(under: plot) }
      if let finding = item.finding { add(IndicatorLine(finding), in: panel, on: plot) }
    }
  }

  /// Title, verdict, and the lines behind everything.
  private mutating func addFrame(_ item: Overview.Item, in panel: Box, hasTicks: Bool) -> SeriesPlot {
    let line = sheet.height(sheet.smallStyle)
    let area = Box(left: panel.left, bottom: panel.bottom, right: panel.right, top: panel.top - 2 * line)
    // A mark at the end of the axis stays within the panel.
    let axis = axis.placed(from: area.bottom + 6 * sheet.unit, to: area.top - 6 * sheet.unit)
    let found = item.finding.map(IndicatorLine.init)
    let title = sheet.title(found?.titles ?? [item.title], sheet.smallBoldStyle, within: panel.width)
    sheet.add(title, at: Point(x: panel.left, y: panel.top - line / 2), .left, sheet.smallBoldStyle, .text)
    if let found, !found.drawn.isEmpty {
      addVerdict(VerdictMark(found.finding.verdict.kind), at: Point(x: panel.left, y: panel.top - line * 1.5))
    } else {
      let words = item.finding.map { [$0].hasHiddenBase ? "hidden" : "no relative likelihood" } ?? "no figures"
      sheet.add(words, at: Point(x: panel.left, y: panel.top - line * 1.5), .left, sheet.smallStyle, .secondaryText)
    }
    let plot = Box(left: area.left, bottom: area.bottom, right: area.right - valueWidth, top: area.top)
    addScale(axis, in: plot, hasTicks: hasTicks)
    return SeriesPlot(
      area: plot, axis: axis, ordinals: ordinals, breaks: found?.breaks ?? [], scale: 0.65,
      widestInset: 30 * sheet.unit)
  }

  private mutating func addScale(_ axis: LogAxis, in plot: Box, hasTicks: Bool) {
    sheet.addBand(
      Box(left: plot.left, bottom: axis.position(0.8), right: plot.right, top: axis.position(1.25)), .band)
    for tick in axis.ticks(apart: sheet.height(sheet.smallStyle) * 1.2) {
      let (y, isParity) = (axis.position(tick.value), tick.value == 1)
      sheet.addLine(
        [Point(x: plot.left, y: y), Point(x: plot.right, y: y)], isParity ? .context : .grid, width: isParity ? 1.5 : 1,
        isParity ? .dotted : .solid)
      guard hasTicks else { continue }
      sheet.add(tick.label, at: Point(x: plot.left - sheet.gap / 2, y: y), .right, sheet.smallStyle, .context)
    }
    sheet.addLine([Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom)], .faint, width: 1)
  }

  /// Room for a last value right of its mark.
  private var valueWidth: Double { sheet.width("00.0", sheet.smallBoldStyle) + sheet.gap / 2 }

  private mutating func addVerdict(_ verdict: VerdictMark, at left: Point) {
    let radius = 7.0
    sheet.addMark(
      verdict.shape, at: Point(x: left.x + radius * sheet.unit, y: left.y), radius: verdict.isHollow ? 6 : radius,
      verdict.colour, isHollow: verdict.isHollow)
    sheet.add(
      verdict.words, at: Point(x: left.x + 2 * radius * sheet.unit + sheet.gap / 2, y: left.y), .left,
      verdict.isShown ? sheet.smallBoldStyle : sheet.smallStyle, verdict.textColour)
  }

  /// As many phases as there is room for, the last always.
  private mutating func addPhases(under plot: SeriesPlot) {
    let style = sheet.smallStyle
    let y = plot.area.bottom - sheet.height(style) / 2
    let (full, keys) = (overview.phases.map(\.label), overview.phases.map(\.phase))
    func fits(_ width: Double) -> Bool { width / 2 <= plot.inset && width + sheet.gap / 2 <= plot.step }
    let labels = fits(sheet.width(ofWidest: full, style)) ? full : keys
    let widest = sheet.width(ofWidest: labels, style)
    let stride = max(1, Int(((widest + sheet.gap / 2) / plot.step).rounded(.up)))
    let shown = zip(overview.phases, labels).filter {
      (plot.ordinals.upperBound - $0.0.ordinal).isMultiple(of: stride)
    }
    for (index, (phase, label)) in shown.enumerated() {
      // The first in full, "Phase 1", where only the others' keys find room.
      let own = sheet.width(phase.label, style)
      let isInFull = index == 0 && own / 2 <= plot.inset && (own + widest + sheet.gap) / 2 <= plot.step * Double(stride)
      sheet.add(
        isInFull ? phase.label : label, at: Point(x: plot.x(phase.ordinal), y: y), .centre, style, .secondaryText)
    }
  }

  // MARK: - Lines

  private mutating func add(_ line: IndicatorLine, in panel: Box, on plot: SeriesPlot) {
    for ordinal in plot.breaks where ordinal > plot.ordinals.lowerBound {
      let x = (plot.x(ordinal) + plot.x(ordinal - 1)) / 2
      sheet.addLine(
        [Point(x: x, y: plot.area.bottom), Point(x: x, y: plot.area.top)], .context, width: 1, .dashed)
    }
    for series in line.series {
      var drawn = series
      drawn.points = series.points.filter(\.isDrawn)
      sheet.add(drawn, on: plot, hasIntervals: series == line.own)
    }
    addLastValue(line, in: panel, on: plot)
  }

  /// At the end of its line, else wherever it covers nothing.
  private mutating func addLastValue(_ line: IndicatorLine, in panel: Box, on plot: SeriesPlot) {
    guard let last = line.drawn.last, let y = plot.y(last) else { return }
    let style = sheet.smallBoldStyle
    let half = sheet.height(style) / 2
    let mark = Point(x: plot.x(last.ordinal), y: y)
    let extent = last.range.map { plot.axis.position($0.upper) - mark.y } ?? 0
    // Outside the plot where the line ends near its edge, else beside the mark: it may have ended phases ago.
    let isAtEdge = plot.area.right - mark.x < 45 * sheet.unit
    let level = min(max(y, plot.area.bottom + half), plot.area.top - half)
    let beside = isAtEdge ? plot.area.right + sheet.gap / 4 : mark.x + 10 * sheet.unit
    let places: [(Point, PlacedText.Alignment)] =
      [(Point(x: beside, y: level), .left)] + sheet.places(around: mark, style, radius: 6, extent: extent)
      + [(Point(x: mark.x - 10 * sheet.unit, y: level), .right), (Point(x: mark.x + 24 * sheet.unit, y: level), .left)]
    sheet.addLabel(
      last.words, at: places, style, line.own.isNation ? .nationalText : .authority, within: panel,
      row: words.lastRow(of: line))
  }

  // MARK: - Rows

  private mutating func addRows(in room: Box) throws(ChartProblem) {
    let rows = overview.shown.map { item -> RowList.Row in
      guard let line = item.finding.map(IndicatorLine.init), let last = line.drawn.last else {
        return RowList.Row(
          titles: [item.title],
          words: item.finding.map { [$0].hasHiddenBase ? "hidden" : "no relative likelihood" } ?? "no figures")
      }
      let kind = line.finding.verdict.kind
      var row = RowList.Row(
        titles: line.titles, trailing: last.words, sign: RowList.Sign(kind), words: VerdictWords.name(kind))
      if let interval = last.interval ?? last.range { row.spans = [(interval.lower, interval.upper)] }
      if let nation = line.nation?.points.last(where: { $0.ordinal == last.ordinal })?.ratio {
        row.marks.append(RowList.Sign(shape: .square, colour: .national, at: nation))
      }
      if let ratio = last.ratio {
        row.marks.append(
          line.own.isNation
            ? RowList.Sign(shape: .square, colour: .national, at: ratio)
            : RowList.Sign(shape: .circle, colour: .authority, at: ratio))
      }
      return row
    }
    try RowList(rows: rows, axis: axis).add(to: &sheet, in: room)
  }
}

extension IndicatorLine {
  /// The nation beside the subject; none where it is the subject.
  var nation: TrajectorySeries? { series.count > 1 ? series.first : nil }
}
