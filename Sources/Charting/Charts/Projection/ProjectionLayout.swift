import Foundation
import IndicatorStatistics
import Phaseline

/// Gives every part of a projection its place on the sheet.
struct ProjectionLayout {
  private let content: ProjectionContent
  private let markers: EventMarkers
  private var sheet: Sheet
  private var plot: SeriesPlot

  init(_ content: ProjectionContent, _ setting: ChartSetting) {
    self.content = content
    markers = EventMarkers(content.finding.events, on: content.ordinals)
    let ratios = content.points.compactMap(\.ratio) + content.fitted.compactMap(\.ratio)
    let limits =
      content.points.flatMap(\.limits)
      + (content.fitted.compactMap(\.interval) + content.fan.map(\.interval)).flatMap { [$0.lower, $0.upper] }
    plot = SeriesPlot(
      area: Box(left: 0, bottom: 0, right: 0, top: 0), axis: LogAxis(values: ratios, limits: limits),
      ordinals: content.ordinals, breaks: content.finding.phases.breaks)
    let isText = setting.canvas.kind == .cells
    sheet = Sheet(
      content.words(isText: isText, goesBeyond: (limits + ratios).contains(where: plot.axis.isBeyond)), setting)
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    let rows = layOutEdges()
    let content = content
    try sheet.requireRoom(plot.area)
    addFuture()
    sheet.addRatioAxis(plot.axis, up: plot.area)
    sheet.add(
      Self.parity, at: Point(x: plot.area.right + sheet.gap, y: plot.axis.position(1)), .left, sheet.textStyle,
      .secondaryText)
    sheet.add(rows, of: content.columns, on: plot)
    addLine()
    addPace()
    addWay()
    addPoints()
    sheet.add(markers, on: plot, row: { content.row(of: $0) })
    sheet.addBreaks(of: content.finding.phases, on: plot, row: { content.row(of: $0) })
    addDateLabel()
    addPaceLabel()
    addValueLabels()
    addFutureLabel()
    return sheet.finished
  }

  // MARK: - Axes

  private static let parity = "Equal likelihood"

  /// What stands at the edges decides how much is left for the plot.
  private mutating func layOutEdges() -> [TrajectoryWords.Row] {
    let (room, wanted) = (sheet.addWords(explaining: markers), content.axisRows)
    let titles = sheet.width(ofWidest: wanted.map(\.title), sheet.smallStyle)
    let left = room.left + max(titles, sheet.width("0.67", sheet.textStyle)) + sheet.gap
    let right = room.right - sheet.width(Self.parity, sheet.textStyle) - sheet.gap
    let rows = sheet.fitting(wanted, within: (right - left) / Double(plot.ordinals.count) - sheet.gap / 2)
    plot.area = Box(
      left: left, bottom: room.bottom + Double(rows.count) * sheet.height(sheet.smallStyle) + sheet.gap, right: right,
      top: room.top - sheet.height(of: markers))
    plot.axis = plot.axis.placed(from: plot.area.bottom, to: plot.area.top)
    return rows
  }

  private func point(_ time: Double, _ ratio: Double) -> Point {
    Point(x: plot.x(at: time), y: plot.axis.position(ratio))
  }

  private mutating func addFuture() {
    guard let now = content.now else { return }
    sheet.addBand(
      Box(left: plot.x(at: now), bottom: plot.area.bottom, right: plot.area.right, top: plot.area.top), .band)
  }

  // MARK: - Lines

  private mutating func addLine() {
    let stops = content.fitted.compactMap { stop in stop.ratio.map { (Double(stop.ordinal), $0, stop.interval) } }
    guard stops.count > 1 else { return }
    sheet.addLine(stops.map { point($0.0, $0.1) }, .authority, width: 4)
    addRibbon(stops.compactMap { stop in stop.2.map { ProjectionContent.Reach(time: stop.0, interval: $0) } })
  }

  /// A terminal has no shades: its edges are dotted there.
  private mutating func addRibbon(_ reach: [ProjectionContent.Reach]) {
    guard reach.count > 1 else { return }
    let (upper, lower) = (
      reach.map { point($0.time, $0.interval.upper) }, reach.map { point($0.time, $0.interval.lower) }
    )
    if sheet.isText {
      for edge in [upper, lower] { sheet.addLine(edge, .authority, width: 1, .dotted) }
    } else {
      sheet.chart.ribbons.append(
        ChartDescription.Ribbon(upper: upper, lower: lower, colour: Colour.authority.transparent(0.85)))
    }
  }

  /// The way that the line would go on to parity, and all the times at which it may be there.
  private mutating func addWay() {
    guard let meeting = content.meeting, let last = content.fitted.last, let ratio = last.ratio else { return }
    addRibbon(content.fan.filter { $0.time <= content.end })
    let from = Double(last.ordinal)
    let there = along(from, ratio, to: meeting.place, min(1, (content.end - from) / (meeting.place - from)))
    sheet.addLine([point(from, ratio), there], .authority, width: 4, .dashed)
    sheet.addLine(
      [point(min(meeting.places.lower, content.end), 1), point(min(meeting.places.upper, content.end), 1)],
      Colour.authority.transparent(0.4), width: 7)
    if meeting.places.upper > content.end, !sheet.isText {
      sheet.addMark(
        .triangle(.right), at: Point(x: plot.area.right - 6 * sheet.unit, y: plot.axis.position(1)), radius: 6,
        .authority)
    }
    if content.showsMeeting { sheet.addMark(.circle, at: there, radius: 9, .authority, isHollow: true) }
  }

  /// Part of the way from a ratio to parity, which is straight on a logarithmic axis.
  private func along(_ from: Double, _ ratio: Double, to time: Double, _ share: Double) -> Point {
    point(from + share * (time - from), pow(ratio, 1 - share))
  }

  private mutating func addPace() {
    guard let pace = content.pace, let last = content.fitted.last, let ratio = last.ratio else { return }
    let target = point(pace.place, 1)
    sheet.addLine([point(Double(last.ordinal), ratio), target], .secondComparator, width: 3, .dotted)
    sheet.addMark(.diamond, at: target, radius: 7, .secondComparator, isHollow: true)
  }

  private mutating func addPoints() {
    for value in content.points {
      let time = Double(value.ordinal)
      if let interval = value.interval {
        sheet.addLine(
          [point(time, interval.lower), point(time, interval.upper)], content.colour.transparent(0.4), width: 2,
          sheet.isText ? .dotted : .solid)
      }
      sheet.addRanges([value], on: plot, content.colour)
      if let ratio = value.ratio {
        sheet.addMark(
          content.isArea ? .square : .circle, at: point(time, ratio), radius: 7, content.colour,
          isHollow: content.isApart(value))
      }
      if !sheet.isText { sheet.addArrows(value, on: plot, content.colour) }
    }
  }

  // MARK: - Labels

  private mutating func addDateLabel() {
    guard let meeting = content.meeting else { return }
    addLabel(
      meeting.label, near: [point(min(meeting.place, content.end - 0.5), 1)], sheet.labelStyle, .authority,
      row: content.rowOfDate)
  }

  private mutating func addPaceLabel() {
    guard let pace = content.pace, let last = content.fitted.last, let ratio = last.ratio else { return }
    let places = [0.5, 0.6, 0.4, 0.75, 0.25, 1].map { along(Double(last.ordinal), ratio, to: pace.place, $0) }
    addLabel("needed: \(pace.words)", near: places, sheet.labelStyle, .secondComparator, row: content.rowOfPace)
  }

  private mutating func addValueLabels() {
    let height = sheet.height(sheet.textStyle)
    let (clear, beside) = sheet.isText ? (1, 2) : (height / 2 + 10 * sheet.unit, 14 * sheet.unit)
    for (row, value) in content.points.enumerated() {
      guard let y = plot.y(value) else { continue }
      let x = plot.x(value.ordinal)
      let ends = value.limits.map { plot.axis.position($0) }
      let (top, bottom) = (max(y, ends.max() ?? y), min(y, ends.min() ?? y))
      let corners = [(1.0, PlacedText.Alignment.left), (-1.0, .right)].flatMap { side, alignment in
        [0.7, -0.7, 0, 1.5, -1.5].map { level in (Point(x: x + side * beside, y: y + level * height), alignment) }
      }
      sheet.addLabel(
        value.words, at: corners + [(Point(x: x, y: top + clear), .centre), (Point(x: x, y: bottom - clear), .centre)],
        sheet.textStyle, content.isArea ? .nationalText : .authority, within: plot.area, row: row)
    }
  }

  private mutating func addFutureLabel() {
    guard let now = content.now else { return }
    let height = sheet.height(sheet.smallStyle)
    let places = [plot.area.bottom + height * 0.6, plot.area.top - height * 0.6].flatMap { y in
      [
        (Point(x: plot.x(at: now) + sheet.gap / 2, y: y), PlacedText.Alignment.left),
        (Point(x: plot.area.right - sheet.gap / 2, y: y), .right),
      ]
    }
    sheet.addLabel(
      content.meeting == nil ? "still to come" : "if the pace goes on", at: places, sheet.smallStyle, .secondaryText,
      within: plot.area, row: nil, clearOfRibbons: true)
  }

  /// A label above or below one of some points, to its right, its left or over it.
  private mutating func addLabel(
    _ text: String, near points: [Point], _ style: TextStyle, _ colour: Colour, row: Int
  ) {
    let height = sheet.height(style)
    let places = [1.0, -1, 1.7, -1.7, 2.4, -2.4].flatMap { level in
      points.flatMap { point -> [(Point, PlacedText.Alignment)] in
        let y = point.y + level * (sheet.isText ? 1 : height)
        return [
          (Point(x: point.x + sheet.gap, y: y), .left), (Point(x: point.x - sheet.gap, y: y), .right),
          (Point(x: point.x, y: y), .centre),
        ]
      }
    }
    sheet.addLabel(text, at: places, style, colour, within: plot.area, row: row)
  }
}
