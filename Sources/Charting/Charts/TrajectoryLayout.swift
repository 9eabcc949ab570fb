import IndicatorStatistics
import Phaseline

/// Gives every part of a trajectory its place on the canvas.
struct TrajectoryLayout {
  let finding: Finding
  let series: [TrajectorySeries]
  let canvas: Canvas
  let setter: TextSetter
  private let words: TrajectoryWords
  var chart: ChartDescription
  var plot = Box(left: 0, bottom: 0, right: 0, top: 0)
  var axis: LogAxis
  private var axisRows: [TrajectoryWords.Row] = []
  private let breaks: Set<Int>

  var isText: Bool { canvas.kind == .cells }
  var unit: Double { canvas.unit }
  private var headlineStyle: TextStyle { TextStyle(size: 28 * unit, isBold: true) }
  var textStyle: TextStyle { TextStyle(size: 18 * unit) }
  var labelStyle: TextStyle { TextStyle(size: 18 * unit, isBold: true) }
  var smallStyle: TextStyle { TextStyle(size: 16 * unit) }
  /// The blank at each side.
  var edge: Double { isText ? 1 : 28 * unit }
  var gap: Double { isText ? 1 : 12 * unit }

  init(finding: Finding, series: [TrajectorySeries], canvas: Canvas, measure: any TextMeasure) {
    (self.finding, self.series, self.canvas) = (finding, series, canvas)
    setter = TextSetter(canvas: canvas, measure: measure)
    breaks = Set(finding.phases.filter { $0.seriesBreak != nil }.map(\.ordinal))
    let stretches = series.flatMap { [breaks] line in line.runs(breaks: breaks).flatMap(Self.stretches) }
    words = TrajectoryWords(
      finding: finding, series: series, isShaded: canvas.kind == .pixels,
      hasRibbons: stretches.contains { $0.count > 1 }, hasBars: stretches.contains { $0.count == 1 })
    chart = ChartDescription(
      headline: finding.headline, subtitle: words.subtitle, footer: words.footer, altText: words.altText,
      data: words.data, canvas: canvas)
    axis = LogAxis(values: [], limits: [], bottom: 0, top: 1)
  }

  /// - Throws: `ChartProblem.nothingToDraw` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    layOutEdges()
    addEdgeNote()
    let (width, height) = (plot.right - plot.left, plot.top - plot.bottom)
    guard width >= canvas.width * 0.2, height >= (isText ? 4 : canvas.height * 0.15) else {
      throw ChartProblem.tooSmall
    }
    addBands()
    addTicks()
    for line in series { add(line) }
    addBreaks()
    addEndLabels()
    addValueLabels()
    return chart
  }

  // MARK: - Headline, footer, axes

  /// What stands at the edges decides how much is left for the plot.
  private mutating func layOutEdges() {
    let width = canvas.width - 2 * edge
    var top = canvas.height - edge * (isText ? 0.5 : 1)
    for (text, style, colour, after) in [
      (chart.headline, headlineStyle, Colour.text, 0.3), (chart.subtitle, textStyle, Colour.secondaryText, 0.8),
    ] {
      for line in setter.lines(text, style, within: width, atMost: 3) {
        let middle = top - setter.height(style) / 2
        chart.texts.append(setter.place(line, at: Point(x: edge, y: middle), .left, style, colour))
        top -= setter.height(style)
      }
      top -= isText ? 0 : setter.height(style) * after
    }
    var bottom = edge * (isText ? 0 : 0.8)
    // What does not fit is in the alt text; the most important comes first.
    let most = max(2, Int(canvas.height / (isText ? 6 : 5) / setter.height(smallStyle)))
    for line in setter.lines(chart.footer, smallStyle, within: width, atMost: most).reversed() {
      let middle = bottom + setter.height(smallStyle) / 2
      chart.texts.append(setter.place(line, at: Point(x: edge, y: middle), .left, smallStyle, .secondaryText))
      bottom += setter.height(smallStyle)
    }
    bottom += gap
    let ratios = series.flatMap(\.points)
    let rowWidth = words.axisRows.map { setter.width($0.title, smallStyle) }.max() ?? 0
    let left = edge + max(rowWidth, setter.width("0.67", textStyle)) + gap
    let right = canvas.width - edge - endLabelWidth - gap
    axisRows = fittingRows(within: (right - left) / Double(max(1, phaseSpan)) - gap)
    plot = Box(
      left: left, bottom: bottom + Double(axisRows.count) * setter.height(smallStyle) + gap, right: right,
      top: top - (isText ? 1 : 0))
    axis = LogAxis(
      values: ratios.compactMap(\.ratio),
      limits: ratios.flatMap { [$0.interval, $0.range].compactMap { $0 } }.flatMap { [$0.lower, $0.upper] },
      bottom: plot.bottom, top: plot.top)
  }

  /// The rows under the axis, nothing in them cut: numbers in two lines where one is too narrow, other words shorter, else
  /// left to data and alt text.
  private func fittingRows(within width: Double) -> [TrajectoryWords.Row] {
    func fits(_ cells: [String]) -> Bool { cells.allSatisfy { setter.width($0, smallStyle) <= width } }
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

  /// What lies beyond the axis is drawn at its edge, and the footer says so.
  private mutating func addEdgeNote() {
    let drawn = series.flatMap(\.points).flatMap { value in
      [value.ratio, value.interval?.lower, value.interval?.upper, value.range?.lower, value.range?.upper].compactMap {
        $0
      }
    }
    guard drawn.contains(where: axis.isBeyond), !chart.footer.contains(Self.edgeNote) else { return }
    // Before the sources, which may be cut short.
    chart.footer = chart.footer.replacing(TrajectoryWords.scale, with: "\(TrajectoryWords.scale) \(Self.edgeNote)")
    chart.texts = []
    layOutEdges()
  }

  private static let edgeNote = "What reaches the upper or lower edge goes on beyond it."

  private var endLabelWidth: Double {
    let limit = canvas.width * 0.3
    return min(limit, endLabels.map { setter.width($0.text, labelStyle) }.max() ?? 0) + gap
  }

  /// Phases stand at their ordinals: a missing one leaves its place empty.
  func x(_ ordinal: Int) -> Double {
    let ordinals = finding.phases.map(\.ordinal)
    let (first, last) = (ordinals.min() ?? 0, ordinals.max() ?? 0)
    let inset = (plot.right - plot.left) / Double(2 * max(1, last - first + 1))
    let span = plot.right - plot.left - 2 * inset
    return plot.left + inset + (last == first ? span / 2 : span * Double(ordinal - first) / Double(last - first))
  }

  private mutating func addBands() {
    let band = Box(left: plot.left, bottom: axis.position(0.8), right: plot.right, top: axis.position(1.25))
    if !isText { chart.bands.append(ChartDescription.Band(area: band, colour: .band)) }
  }

  private mutating func addTicks() {
    for tick in axis.ticks(apart: setter.height(textStyle) * (isText ? 2 : 1.6)) {
      let y = axis.position(tick.value)
      let isParity = tick.value == 1
      chart.lines.append(
        ChartDescription.Polyline(
          points: [Point(x: plot.left, y: y), Point(x: plot.right, y: y)], colour: isParity ? .context : .grid,
          width: (isParity ? 2 : 1) * unit, dash: isParity ? .dotted : .solid))
      chart.texts.append(
        setter.place(tick.label, at: Point(x: plot.left - gap, y: y), .right, textStyle, .context))
    }
    chart.lines.append(
      ChartDescription.Polyline(
        points: [Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom)], colour: .faint,
        width: unit, dash: .solid))
    for (index, row) in axisRows.enumerated() {
      let y = plot.bottom - gap - setter.height(smallStyle) * (Double(index) + 0.5)
      let colour = row.isHeading ? Colour.text : .secondaryText
      chart.texts.append(
        setter.place(row.title, at: Point(x: plot.left - gap, y: y), .right, smallStyle, .secondaryText))
      for (phase, text) in zip(finding.phases, row.cells) where !text.isEmpty {
        chart.texts.append(setter.place(text, at: Point(x: x(phase.ordinal), y: y), .centre, smallStyle, colour))
      }
    }
  }

  private var phaseSpan: Int {
    let ordinals = finding.phases.map(\.ordinal)
    return (ordinals.max() ?? 0) - (ordinals.min() ?? 0) + 1
  }

  private mutating func addBreaks() {
    for phase in finding.phases where phase.seriesBreak != nil && phase.ordinal != finding.phases.first?.ordinal {
      let middle = (x(phase.ordinal) + x(phase.ordinal - 1)) / 2
      chart.lines.append(
        ChartDescription.Polyline(
          points: [Point(x: middle, y: plot.bottom), Point(x: middle, y: plot.top)], colour: .context, width: unit,
          dash: .dashed))
      let y = plot.top - setter.height(smallStyle) / 2
      let places = [
        (Point(x: middle + gap / 2, y: y), PlacedText.Alignment.left), (Point(x: middle - gap / 2, y: y), .right),
      ]
      let labels = places.map { setter.place("Series break", at: $0.0, $0.1, smallStyle, .secondaryText) }
      if let label = labels.first(where: { fits($0) && !isShaded($0) }) { chart.texts.append(label) }
    }
  }

  // MARK: - The lines

  private mutating func add(_ line: TrajectorySeries) {
    let colour = line.isNation ? Colour.national : .authority
    for run in line.runs(breaks: breaks) {
      if !isText || !line.isNation || series.count == 1 { addInterval(run, colour) }
      let points = run.compactMap { value in value.ratio.map { point(value.ordinal, $0) } }
      if points.count > 1 {
        chart.lines.append(
          ChartDescription.Polyline(
            points: points, colour: colour, width: (line.isNation ? 3 : 4) * unit,
            dash: line.isNation ? .dashed : .solid))
      }
      for point in points {
        chart.marks.append(
          ChartDescription.Mark(
            at: point, shape: line.isNation ? .square : .circle, radius: isText ? 0.5 : (line.isNation ? 6 : 8) * unit,
            colour: colour)
        )
      }
    }
  }

  func point(_ ordinal: Int, _ ratio: Double) -> Point { Point(x: x(ordinal), y: axis.position(ratio)) }

  /// A ribbon along neighbours with intervals, a bar at one that stands alone, a thick one where a hidden count leaves the
  /// ratio open.
  private mutating func addInterval(_ run: [TrajectorySeries.Value], _ colour: Colour) {
    for value in run {
      if let range = value.range { addRange(value.ordinal, range, colour) }
    }
    for stretch in Self.stretches(run) {
      let bounded = stretch.compactMap { value in value.interval.map { (value.ordinal, $0) } }
      if bounded.count == 1 || isText {
        for (ordinal, interval) in bounded { addWhisker(ordinal, interval, colour, width: 2) }
      } else {
        chart.ribbons.append(
          ChartDescription.Ribbon(
            upper: bounded.map { point($0.0, $0.1.upper) }, lower: bounded.map { point($0.0, $0.1.lower) },
            colour: colour.transparent(0.85)))
      }
    }
  }

  /// The parts of a run that have intervals throughout: a ribbon may not cross a phase that has none.
  private static func stretches(_ run: [TrajectorySeries.Value]) -> [[TrajectorySeries.Value]] {
    run.split { $0.interval == nil }.map(Array.init)
  }

  /// What a hidden count leaves open: a bar as wide as a mark, and at least half as high.
  private mutating func addRange(_ ordinal: Int, _ range: Interval, _ colour: Colour) {
    let (bottom, top) = (axis.position(range.lower), axis.position(range.upper))
    let half = max((top - bottom) / 2, isText ? 0 : 4 * unit)
    chart.marks.append(
      ChartDescription.Mark(
        at: Point(x: x(ordinal), y: (bottom + top) / 2), shape: .bar(halfHeight: half), radius: isText ? 0.5 : 7 * unit,
        colour: colour))
  }

  private mutating func addWhisker(_ ordinal: Int, _ interval: Interval, _ colour: Colour, width: Double) {
    chart.lines.append(
      ChartDescription.Polyline(
        points: [point(ordinal, interval.lower), point(ordinal, interval.upper)], colour: colour, width: width * unit,
        dash: .solid))
  }
}
