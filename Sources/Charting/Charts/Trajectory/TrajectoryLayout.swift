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
  private let markers: EventMarkers
  private let breaks: Set<Int>

  init(
    phases: [PhaseFinding], series: [TrajectorySeries], events: [ProgrammeEvent] = [], setting: ChartSetting,
    words: (DrawnIntervals) -> any PhaseWords
  ) {
    (self.phases, self.series) = (phases, series)
    markers = EventMarkers(events, on: phases.span)
    let breaks = phases.breaks
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
      ? FooterNotes.arrow : "What reaches the upper or lower edge goes on beyond it."
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    layOutEdges()
    try sheet.requireRoom(plot)
    sheet.addFourFifths(on: seriesPlot)
    sheet.addRatioAxis(axis, up: plot)
    sheet.add(axisRows, of: phases.map(\.ordinal), on: seriesPlot)
    for line in series { add(line) }
    sheet.add(markers, on: seriesPlot, row: words.row)
    sheet.addBreaks(of: phases, on: seriesPlot, row: words.row)
    addEndLabels()
    addValueLabels()
    return sheet.finished
  }

  // MARK: - Axes

  /// What stands at the edges decides how much is left for the plot.
  private mutating func layOutEdges() {
    let room = sheet.addWords(explaining: markers)
    let rowWidth = sheet.width(ofWidest: words.axisRows.map(\.title), sheet.smallStyle)
    let left = room.left + max(rowWidth, sheet.width("0.67", sheet.textStyle)) + sheet.gap
    let right = room.right - endLabelWidth - sheet.gap
    axisRows = sheet.fitting(words.axisRows, within: (right - left) / Double(max(1, phaseSpan)) - sheet.gap)
    plot = Box(
      left: left, bottom: room.bottom + Double(axisRows.count) * sheet.height(sheet.smallStyle) + sheet.gap,
      right: right, top: room.top - sheet.height(of: markers))
    axis = axis.placed(from: plot.bottom, to: plot.top)
  }

  private var endLabelWidth: Double {
    let limit = sheet.canvas.width * 0.3
    return min(limit, sheet.width(ofWidest: endLabels.map(\.text), sheet.labelStyle)) + sheet.gap
  }

  private var phaseSpan: Int { phases.span.count }

  var seriesPlot: SeriesPlot { SeriesPlot(area: plot, axis: axis, ordinals: phases.span, breaks: breaks) }

  func x(_ ordinal: Int) -> Double { seriesPlot.x(ordinal) }

  // MARK: - The lines

  private mutating func add(_ line: TrajectorySeries) {
    // In characters the others' intervals would hide the subject's.
    sheet.add(line, on: seriesPlot, hasIntervals: !sheet.isText || line.look.isSubject || series.count == 1)
  }
}

extension [PhaseFinding] {
  /// From the first ordinal to the last.
  var span: ClosedRange<Int> {
    let ordinals = map(\.ordinal)
    return (ordinals.min() ?? 0)...(ordinals.max() ?? 0)
  }
}
