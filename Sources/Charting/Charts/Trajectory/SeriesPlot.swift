/// Where lines of relative likelihoods across phases are drawn: the plot of a trajectory, or a panel of a dashboard.
struct SeriesPlot {
  var area: Box
  /// Upright, from the bottom of the area to its top.
  var axis: LogAxis
  var ordinals: ClosedRange<Int>
  /// Phases before which the series breaks.
  var breaks: Set<Int>
  /// The size of lines and marks, as a share of a trajectory's.
  var scale = 1.0
  /// The most that is left blank before the first phase and after the last; else half of the way between two.
  var widestInset = Double.infinity

  /// Phases stand at their ordinals: a missing one leaves its place empty.
  func x(_ ordinal: Int) -> Double { x(at: Double(ordinal)) }

  func x(at time: Double) -> Double {
    if ordinals.count == 1 { return area.centre.x + area.width * (time - Double(ordinals.lowerBound)) }
    return area.left + inset + step * (time - Double(ordinals.lowerBound))
  }

  /// From one phase to the next.
  var step: Double { (area.width - 2 * inset) / Double(max(1, ordinals.count - 1)) }

  /// What is left blank at both ends.
  var inset: Double { min(widestInset, area.width / Double(2 * ordinals.count)) }

  func point(_ ordinal: Int, _ ratio: Double) -> Point { Point(x: x(ordinal), y: axis.position(ratio)) }

  /// Where a label points: at the ratio, or at the middle of the bar for what it may be.
  func y(_ value: TrajectorySeries.Value) -> Double? {
    value.ratio.map { axis.position($0) }
      ?? value.range.map { (axis.position($0.lower) + axis.position($0.upper)) / 2 }
  }
}

extension Sheet {
  /// A line with its marks, its intervals, and arrows where it goes on beyond the plot.
  mutating func add(_ line: TrajectorySeries, on plot: SeriesPlot, hasIntervals: Bool = true) {
    let (look, colour) = (line.look, line.look.colour)
    for run in line.runs(breaks: plot.breaks) {
      addRanges(run, on: plot, colour)
      if hasIntervals { addIntervals(run, on: plot, look) }
      let points = run.compactMap { value in value.ratio.map { plot.point(value.ordinal, $0) } }
      if points.count > 1 {
        addLine(points, colour, width: look.width * plot.scale, look.dash)
      }
      for point in points {
        addMark(look.shape, at: point, radius: look.radius * plot.scale, colour)
      }
      if !isText { for value in run { addArrows(value, on: plot, colour, hasIntervals: hasIntervals) } }
    }
  }

  /// An arrow at the frame where a value, or what it may be, goes on beyond it.
  mutating func addArrows(
    _ value: TrajectorySeries.Value, on plot: SeriesPlot, _ colour: Colour, hasIntervals: Bool = true
  ) {
    let (drawn, size) = (value.drawn(hasIntervals: hasIntervals), 5 * plot.scale)
    // Beside the mark of a value that is itself at the edge.
    func x(besideIf isBeyond: (Double) -> Bool) -> Double {
      plot.x(value.ordinal) + (value.ratio.map(isBeyond) ?? false ? 18 * plot.scale * unit : 0)
    }
    let (isAbove, isBelow) = ({ $0 > plot.axis.highest }, { $0 < plot.axis.lowest })
    if drawn.contains(where: isAbove) {
      let place = Point(x: x(besideIf: isAbove), y: plot.area.top - size * unit)
      addMark(.triangle(.up), at: place, radius: size, colour)
    }
    if drawn.contains(where: isBelow) {
      let place = Point(x: x(besideIf: isBelow), y: plot.area.bottom + size * unit)
      addMark(.triangle(.down), at: place, radius: size, colour)
    }
  }

  /// What hidden counts leave open: a bar as wide as a mark, and at least half as high.
  mutating func addRanges(_ run: [TrajectorySeries.Value], on plot: SeriesPlot, _ colour: Colour) {
    for value in run {
      guard let range = value.range else { continue }
      let (bottom, top) = (plot.axis.position(range.lower), plot.axis.position(range.upper))
      let half = max((top - bottom) / 2, isText ? 0 : 4 * plot.scale * unit)
      addMark(
        .bar(halfHeight: half), at: Point(x: plot.x(value.ordinal), y: (bottom + top) / 2), radius: 7 * plot.scale,
        colour)
    }
  }

  /// A ribbon along neighbours with intervals, a bar at one that stands alone.
  private mutating func addIntervals(_ run: [TrajectorySeries.Value], on plot: SeriesPlot, _ look: SeriesLook) {
    let colour = look.colour
    for stretch in TrajectorySeries.stretches(run) {
      let bounded = stretch.compactMap { value in value.interval.map { (value.ordinal, $0) } }
      if bounded.count == 1 || look.hasBars || isText {
        for (ordinal, interval) in bounded {
          addLine(
            [plot.point(ordinal, interval.lower), plot.point(ordinal, interval.upper)], colour, width: 2 * plot.scale)
        }
      } else {
        chart.ribbons.append(
          ChartDescription.Ribbon(
            upper: bounded.map { plot.point($0.0, $0.1.upper) }, lower: bounded.map { plot.point($0.0, $0.1.lower) },
            colour: colour.transparent(0.85)))
      }
    }
  }
}

extension TrajectorySeries {
  /// The parts of a run that have intervals throughout: a ribbon may not cross a phase that has none.
  static func stretches(_ run: [Value]) -> [[Value]] { run.split { $0.interval == nil }.map(Array.init) }
}

extension TrajectorySeries.Value {
  /// All ends of what is drawn of it.
  func drawn(hasIntervals: Bool = true) -> [Double] {
    (hasIntervals ? limits : range.map { [$0.lower, $0.upper] } ?? []) + [ratio].compactMap { $0 }
  }
}
