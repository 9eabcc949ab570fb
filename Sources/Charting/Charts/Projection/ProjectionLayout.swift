import IndicatorStatistics
import Phaseline
import RealModule

/// Gives every part of a projection its place on the sheet.
struct ProjectionLayout {
  private let content: ProjectionContent
  private var sheet: Sheet
  private var axis: LogAxis
  private var plot = Box(left: 0, bottom: 0, right: 0, top: 0)
  private let ordinals: ClosedRange<Int>

  init(_ content: ProjectionContent, _ setting: ChartSetting) {
    self.content = content
    let places =
      content.finding.phases.map(\.ordinal) + content.ahead.map(\.ordinal)
      + [content.pace?.place].compactMap { $0.map { Int($0.rounded(.up)) } }
    ordinals = (places.min() ?? 0)...(places.max() ?? 0)
    let line = content.fitted.compactMap { stop in stop.interval.map { [$0.lower, $0.upper] } }.flatMap { $0 }
    // A fan that widens over parity would flatten all that was measured.
    let fan = content.fan.compactMap(\.interval).flatMap { [$0.lower, $0.upper] }
    let limits = content.points.flatMap(\.limits) + line
    axis = LogAxis(
      values: content.points.compactMap(\.ratio) + content.fitted.compactMap(\.ratio),
      limits: limits + fan.map { min(max($0, 0.6), 1.6) })
    let drawn = limits + fan + content.points.compactMap(\.ratio)
    let isText = setting.canvas.kind == .cells
    sheet = Sheet(content.words(isText: isText, goesBeyond: drawn.contains(where: axis.isBeyond)), setting)
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    let room = sheet.addWords()
    plot = Box(
      left: room.left + sheet.width("0.67", sheet.textStyle) + sheet.gap,
      bottom: room.bottom + sheet.height(sheet.smallStyle) + sheet.gap,
      right: room.right - sheet.width(Self.parity, sheet.textStyle) - sheet.gap, top: room.top)
    try sheet.requireRoom(plot)
    axis = axis.placed(from: plot.bottom, to: plot.top)
    addFuture()
    addTicks()
    addPhases()
    addLine()
    addFan()
    addPoints()
    addMarkers()
    addPaceAndDate()
    addLabels()
    return sheet.finished
  }

  // MARK: - Axes

  private static let parity = "Equal likelihood"

  /// Where a time stands, on the scale of the phases' ordinals.
  private func x(_ time: Double) -> Double {
    plot.left + plot.width * (time - Double(ordinals.lowerBound) + 0.5) / Double(ordinals.count)
  }

  private func point(_ time: Double, _ ratio: Double) -> Point { Point(x: x(time), y: axis.position(ratio)) }

  /// Where what is measured ends.
  private var now: Double? {
    content.ahead.isEmpty ? nil : content.fitted.last.map { Double($0.ordinal) + 0.5 }
  }

  private mutating func addFuture() {
    guard let now else { return }
    sheet.addBand(Box(left: x(now), bottom: plot.bottom, right: plot.right, top: plot.top), .band)
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
    sheet.add(
      Self.parity, at: Point(x: plot.right + sheet.gap, y: axis.position(1)), .left, sheet.textStyle, .secondaryText)
    sheet.addLine([Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom)], .faint, width: 1)
  }

  /// The phases under the axis: by name, else by key, else every second or third of them, the last one always.
  private mutating func addPhases() {
    let style = sheet.smallStyle
    let known = content.finding.phases.map { ($0.ordinal, ($0.label, $0.phase)) }
    let coming = content.ahead.map { ($0.ordinal, ($0.label, $0.phase)) }
    let names = Dictionary(known + coming) { first, _ in first }
    let slot = plot.width / Double(ordinals.count) - sheet.gap / 2
    let isNarrow = sheet.width(ofWidest: names.values.map(\.0), style) > slot
    let widest = sheet.width(ofWidest: names.values.map { isNarrow ? $0.1 : $0.0 }, style)
    let stride = isNarrow && slot > 0 ? max(1, Int((widest / slot).rounded(.up))) : 1
    for ordinal in ordinals where (ordinals.upperBound - ordinal) % stride == 0 {
      guard let name = names[ordinal] else { continue }
      sheet.add(
        isNarrow ? name.1 : name.0,
        at: Point(x: x(Double(ordinal)), y: plot.bottom - sheet.gap - sheet.height(style) / 2), .centre, style,
        Double(ordinal) > now ?? .infinity ? .secondaryText : .text)
    }
  }

  // MARK: - Lines

  private mutating func addLine() {
    let stops = content.fitted.compactMap { stop in stop.ratio.map { (Double(stop.ordinal), $0, stop.interval) } }
    guard stops.count > 1 else { return }
    sheet.addLine(stops.map { point($0.0, $0.1) }, .authority, width: 4)
    addRibbon(stops.compactMap { stop in stop.2.map { (stop.0, $0) } })
  }

  private mutating func addRibbon(_ intervals: [(Double, Interval)]) {
    guard !sheet.isText, intervals.count > 1 else { return }
    sheet.chart.ribbons.append(
      ChartDescription.Ribbon(
        upper: intervals.map { point($0.0, $0.1.upper) }, lower: intervals.map { point($0.0, $0.1.lower) },
        colour: Colour.authority.transparent(0.85)))
  }

  /// The line goes on to where it meets parity, its interval as far as parity may be.
  private mutating func addFan() {
    guard let meeting = content.meeting, let last = content.fitted.last, let ratio = last.ratio else { return }
    addRibbon(content.fan.compactMap { stop in stop.interval.map { (Double(stop.ordinal), $0) } })
    let end = Double(ordinals.upperBound) + 0.5
    let share = min(1, (end - Double(last.ordinal)) / (meeting.place - Double(last.ordinal)))
    let there = point(min(meeting.place, end), Double.exp(Double.log(ratio) * (1 - share)))
    sheet.addLine([point(Double(last.ordinal), ratio), there], .authority, width: 4, .dashed)
    sheet.addLine(
      [point(min(meeting.places.lower, end), 1), point(min(meeting.places.upper, end), 1)],
      Colour.authority.transparent(0.4), width: 7)
    if meeting.place < end { sheet.addMark(.circle, at: there, radius: 9, .authority, isHollow: true) }
  }

  private mutating func addPoints() {
    for value in content.points {
      let time = Double(value.ordinal)
      if let interval = value.interval {
        sheet.addLine(
          [point(time, interval.lower), point(time, interval.upper)], Colour.authority.transparent(0.4), width: 2,
          sheet.isText ? .dotted : .solid)
      }
      if let range = value.range {
        let (bottom, top) = (axis.position(range.lower), axis.position(range.upper))
        let half = max((top - bottom) / 2, sheet.isText ? 0 : 4 * sheet.unit)
        sheet.addMark(.bar(halfHeight: half), at: Point(x: x(time), y: (bottom + top) / 2), radius: 7, .authority)
      }
      if let ratio = value.ratio { sheet.addMark(.circle, at: point(time, ratio), radius: 7, .authority) }
    }
  }

  /// What was done, and when: an upright line with a diamond on the axis.
  private mutating func addMarkers() {
    for marker in sheet.setting.markers {
      let x = x(marker.time)
      guard x >= plot.left, x <= plot.right else { continue }
      sheet.addLine([Point(x: x, y: plot.bottom), Point(x: x, y: plot.top)], .secondComparator, width: 1.5, .dotted)
      sheet.addMark(.diamond, at: Point(x: x, y: plot.bottom), radius: 7, .secondComparator)
    }
  }

  /// Labels come after all lines and marks, so that they stand clear of them.
  private mutating func addPaceAndDate() {
    if let pace = content.pace, let last = content.fitted.last, let ratio = last.ratio {
      sheet.addLine(
        [point(Double(last.ordinal), ratio), point(pace.place, 1)], .secondComparator, width: 3, .dotted)
    }
    if let meeting = content.meeting {
      let text = "\(meeting.date.phase.prefix(1).uppercased())\(meeting.date.phase.dropFirst())"
      let range = meeting.date.earliest == nil ? "" : " \(meeting.range)"
      let mark = point(min(meeting.place, Double(ordinals.upperBound)), 1)
      addLabel(
        meeting.range.isEmpty ? text : text + range, near: [mark], sheet.labelStyle, .authority, row: content.rowOfDate)
    }
    if let pace = content.pace, let last = content.fitted.last, let ratio = last.ratio {
      let along = [0.5, 0.6, 0.4, 0.75, 0.25, 1].map { share in
        point(
          Double(last.ordinal) + share * (pace.place - Double(last.ordinal)),
          Double.exp(Double.log(ratio) * (1 - share)))
      }
      addLabel("needed: \(pace.words)", near: along, sheet.labelStyle, .secondComparator, row: content.rowOfPace)
    }
  }

  // MARK: - Labels

  private mutating func addLabels() {
    for (row, value) in content.points.enumerated() {
      guard let mark = mark(of: value) else { continue }
      let aside = Point(x: mark.x, y: mark.y)
      let ends = value.limits.map { axis.position($0) }
      let (top, bottom) = (max(mark.y, ends.max() ?? mark.y), min(mark.y, ends.min() ?? mark.y))
      let height = sheet.height(sheet.textStyle)
      let clear = sheet.isText ? 1 : height / 2 + 10 * sheet.unit
      let beside = sheet.isText ? 2.0 : 14 * sheet.unit
      let corners = [(1.0, PlacedText.Alignment.left), (-1.0, .right)].flatMap { side, alignment in
        [0.7, -0.7, 0, 1.5, -1.5].map { level in
          (Point(x: aside.x + side * beside, y: aside.y + level * height), alignment)
        }
      }
      sheet.addLabel(
        value.words,
        at: corners + [(Point(x: mark.x, y: top + clear), .centre), (Point(x: mark.x, y: bottom - clear), .centre)],
        sheet.textStyle, .authority, within: plot, row: row)
    }
    for marker in sheet.setting.markers where x(marker.time) >= plot.left && x(marker.time) <= plot.right {
      let height = sheet.height(sheet.smallStyle)
      let places = (0..<max(1, Int(plot.height / height))).flatMap { level -> [(Point, PlacedText.Alignment)] in
        let y = plot.top - height * (Double(level) + 0.5)
        return [
          (Point(x: x(marker.time) + sheet.gap / 2, y: y), .left),
          (Point(x: x(marker.time) - sheet.gap / 2, y: y), .right),
        ]
      }
      sheet.addLabel(
        marker.label, at: places, sheet.smallStyle, .secondComparator, within: plot,
        row: content.row(of: Int(marker.time.rounded(.down))))
    }
    addFutureLabel()
  }

  private func mark(of value: TrajectorySeries.Value) -> Point? {
    let y =
      value.ratio.map { axis.position($0) }
      ?? value.range.map { (axis.position($0.lower) + axis.position($0.upper)) / 2 }
    return y.map { Point(x: x(Double(value.ordinal)), y: $0) }
  }

  private mutating func addFutureLabel() {
    guard let now else { return }
    let height = sheet.height(sheet.smallStyle)
    let text = content.meeting == nil ? "still to come" : "if the pace goes on"
    sheet.addLabel(
      text,
      at: [plot.top - height * 0.6, plot.bottom + height * 0.6].flatMap { y in
        [(Point(x: x(now) + sheet.gap / 2, y: y), PlacedText.Alignment.left), (Point(x: plot.right - sheet.gap / 2, y: y), .right)]
      }, sheet.smallStyle, .secondaryText, within: plot, row: nil)
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
    sheet.addLabel(text, at: places, style, colour, within: plot, row: row)
  }
}
