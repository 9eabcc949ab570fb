import IndicatorStatistics
import Phaseline

/// What a chart across phases says in words and numbers besides its lines.
protocol PhaseWords {
  /// Under the axis.
  var axisRows: [TrajectoryWords.Row] { get }
  /// Everything, as a sheet takes it.
  /// - Parameter arrows: What to say of what goes on beyond the frame.
  func words(arrows: String?) -> ChartWords
  /// The row of the data that a label at a phase belongs to.
  func row(of ordinal: Int) -> Int?
}

/// How the intervals of a chart across phases are drawn, for the words on them.
struct DrawnIntervals: Hashable, Sendable {
  /// Whether ribbons and bands are drawn.
  var isShaded: Bool
  /// Whether neighbouring phases have intervals.
  var hasRibbons: Bool
  /// Whether an interval has no neighbour, or its line has bars throughout.
  var hasBars: Bool
}

/// Gives every part of a chart across phases its place on the sheet.
struct TrajectoryLayout {
  let phases: [PhaseFinding]
  let series: [TrajectorySeries]
  var sheet: Sheet
  var plot = Box(left: 0, bottom: 0, right: 0, top: 0)
  var axis: LogAxis
  private let words: any PhaseWords
  private var axisRows: [TrajectoryWords.Row] = []
  private let breaks: Set<Int>

  init(
    phases: [PhaseFinding], series: [TrajectorySeries], setting: ChartSetting, words: (DrawnIntervals) -> any PhaseWords
  ) {
    (self.phases, self.series) = (phases, series)
    let breaks = Set(phases.filter { $0.seriesBreak != nil }.map(\.ordinal))
    self.breaks = breaks
    let stretches = series.flatMap { line in
      line.runs(breaks: breaks).flatMap(TrajectorySeries.stretches).filter { !$0.isEmpty }.map {
        line.look.hasBars || $0.count == 1
      }
    }
    let isPicture = setting.canvas.kind == .pixels
    let words = words(
      DrawnIntervals(isShaded: isPicture, hasRibbons: stretches.contains(false), hasBars: stretches.contains(true)))
    self.words = words
    let values = series.flatMap(\.points)
    axis = LogAxis(values: values.compactMap(\.ratio), limits: values.flatMap(\.limits))
    sheet = Sheet(words.words(arrows: Self.arrows(values, axis, isPicture: isPicture)), setting)
  }

  /// What lies beyond the axis is drawn at its edge, and the footer says so.
  private static func arrows(_ values: [TrajectorySeries.Value], _ axis: LogAxis, isPicture: Bool) -> String? {
    guard values.contains(where: { $0.drawn().contains(where: axis.isBeyond) }) else {
      return nil
    }
    return isPicture
      ? "Arrow at the edge: goes on beyond it." : "What reaches the upper or lower edge goes on beyond it."
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    layOutEdges()
    try sheet.requireRoom(plot)
    if !sheet.isText { addBand() }
    addTicks()
    addAxisRows()
    for line in series { add(line) }
    addBreaks()
    addEndLabels()
    addMarkers()
    addValueLabels()
    return sheet.finished
  }

  // MARK: - Axes

  /// What stands at the edges decides how much is left for the plot.
  private mutating func layOutEdges() {
    let room = sheet.addWords()
    let rowWidth = sheet.width(ofWidest: words.axisRows.map(\.title), sheet.smallStyle)
    let left = room.left + max(rowWidth, sheet.width("0.67", sheet.textStyle)) + sheet.gap
    let right = room.right - endLabelWidth - sheet.gap
    axisRows = fittingRows(within: (right - left) / Double(max(1, phaseSpan)) - sheet.gap)
    plot = Box(
      left: left, bottom: room.bottom + Double(axisRows.count) * sheet.height(sheet.smallStyle) + sheet.gap,
      right: right, top: room.top)
    axis = axis.placed(from: plot.bottom, to: plot.top)
  }

  /// The rows under the axis, nothing in them cut: numbers in two lines where one is too narrow, other words shorter, else
  /// left to data and alt text.
  private func fittingRows(within width: Double) -> [TrajectoryWords.Row] {
    func fits(_ cells: [String]) -> Bool { cells.allSatisfy { sheet.width($0, sheet.smallStyle) <= width } }
    let numbers = words.axisRows.filter(\.isNumbers)
    let broken = TrajectoryWords.broken(numbers)
    let fitting = [numbers, broken].first { $0.allSatisfy { fits($0.cells) } } ?? []
    let others = words.axisRows.filter { !$0.isNumbers }.compactMap { row -> TrajectoryWords.Row? in
      if fits(row.cells) { return row }
      guard let shorter = row.shorter, fits(shorter) else { return nil }
      return TrajectoryWords.Row(title: row.title, cells: shorter, isHeading: row.isHeading)
    }
    return others + fitting
  }

  private var endLabelWidth: Double {
    let limit = sheet.canvas.width * 0.3
    return min(limit, sheet.width(ofWidest: endLabels.map(\.text), sheet.labelStyle)) + sheet.gap
  }

  private var ordinals: ClosedRange<Int> {
    let ordinals = phases.map(\.ordinal)
    return (ordinals.min() ?? 0)...(ordinals.max() ?? 0)
  }

  private var phaseSpan: Int { ordinals.count }

  var seriesPlot: SeriesPlot { SeriesPlot(area: plot, axis: axis, ordinals: ordinals, breaks: breaks) }

  func x(_ ordinal: Int) -> Double { seriesPlot.x(ordinal) }

  private func x(at time: Double) -> Double { seriesPlot.x(at: time) }

  private mutating func addBand() {
    sheet.addBand(Box(left: plot.left, bottom: axis.position(0.8), right: plot.right, top: axis.position(1.25)), .band)
  }

  private mutating func addTicks() {
    for tick in axis.ticks(apart: sheet.height(sheet.textStyle) * (sheet.isText ? 2 : 1.6)) {
      let y = axis.position(tick.value)
      let isParity = tick.value == 1
      sheet.addLine(
        [Point(x: plot.left, y: y), Point(x: plot.right, y: y)], isParity ? .context : .grid, width: isParity ? 2 : 1,
        isParity ? .dotted : .solid)
      sheet.add(tick.label, at: Point(x: plot.left - sheet.gap, y: y), .right, sheet.textStyle, .context)
    }
    sheet.addLine(
      [Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom)], .faint, width: 1)
  }

  private mutating func addAxisRows() {
    let style = sheet.smallStyle
    for (index, row) in axisRows.enumerated() {
      let y = plot.bottom - sheet.gap - sheet.height(style) * (Double(index) + 0.5)
      sheet.add(row.title, at: Point(x: plot.left - sheet.gap, y: y), .right, style, .secondaryText)
      for (phase, text) in zip(phases, row.cells) {
        sheet.add(text, at: Point(x: x(phase.ordinal), y: y), .centre, style, row.isHeading ? .text : .secondaryText)
      }
    }
  }

  private mutating func addBreaks() {
    for phase in phases where phase.seriesBreak != nil && phase.ordinal != phases.first?.ordinal {
      let middle = (x(phase.ordinal) + x(phase.ordinal - 1)) / 2
      sheet.addLine(
        [Point(x: middle, y: plot.bottom), Point(x: middle, y: plot.top)], .context, width: 1, .dashed)
      addUprightLabel("Series break", at: middle, from: plot.top, row: words.row(of: phase.ordinal))
    }
  }

  /// Actions and sessions: a short line up from the axis, a diamond on it.
  private mutating func addMarkers() {
    for marker in sheet.setting.markers {
      let x = x(at: marker.time)
      guard x >= plot.left, x <= plot.right else { continue }
      sheet.addLine(
        [Point(x: x, y: plot.bottom), Point(x: x, y: plot.top)], .secondComparator, width: 1.5, .dotted)
      sheet.addMark(.diamond, at: Point(x: x, y: plot.bottom), radius: 7, .secondComparator)
      addUprightLabel(marker.label, at: x, from: plot.top, row: words.row(of: Int(marker.time)))
    }
  }

  /// A label beside an upright line, as high up as there is room.
  private mutating func addUprightLabel(_ text: String, at x: Double, from top: Double, row: Int?) {
    let height = sheet.height(sheet.smallStyle)
    let places = (0..<3).flatMap { level -> [(Point, PlacedText.Alignment)] in
      let y = top - height * (Double(level) + 0.5)
      return [(Point(x: x + sheet.gap / 2, y: y), .left), (Point(x: x - sheet.gap / 2, y: y), .right)]
    }
    sheet.addLabel(
      text, at: places, sheet.smallStyle, .secondaryText, within: plot, row: row, clearOfRibbons: true)
  }

  // MARK: - The lines

  private mutating func add(_ line: TrajectorySeries) {
    // In characters the others' intervals would hide the subject's.
    sheet.add(line, on: seriesPlot, hasIntervals: !sheet.isText || line.look.isSubject || series.count == 1)
  }
}
