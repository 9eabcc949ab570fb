import Foundation
import IndicatorStatistics
import Phaseline

/// Gives every part of a funnel its place on the sheet.
struct FunnelLayout {
  let drawing: FunnelDrawing
  let words: FunnelChartWords
  private var sheet: Sheet
  private var plot = Box(left: 0, bottom: 0, right: 0, top: 0)
  private var axis: LogAxis

  private struct Curve {
    var label: String
    var dash: ChartDescription.Polyline.Dash
    var width: Double
    var limits: KeyPath<FunnelDrawing.Limits, Interval>
  }

  init(drawing: FunnelDrawing, setting: ChartSetting) {
    self.drawing = drawing
    words = FunnelChartWords(drawing)
    // The limits of the largest are all to be seen; those of the smallest reach to the ends of the earth.
    let narrowest = drawing.limits.last?.wideOuter
    axis = LogAxis(
      values: drawing.places.map(\.height) + [drawing.finding.pooled],
      limits: [narrowest?.lower, narrowest?.upper].compactMap { $0 })
    let hasArrows = drawing.places.contains { [axis] in axis.isBeyond($0.height) }
    sheet = Sheet(words.words(isText: setting.canvas.kind == .cells, hasArrows: hasArrows), setting)
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    layOutEdges()
    try sheet.requireRoom(plot)
    guard plot.height >= Double(endLabels.count) * lineHeight else { throw .tooSmall }
    sheet.addRatioAxis(axis, up: plot)
    addCaseTicks()
    for curve in curves { add(curve) }
    addPoints()
    addEndLabels()
    addOwnLabel()
    return sheet.finished
  }

  private var lineHeight: Double { sheet.height(sheet.textStyle) * (sheet.isText ? 1 : 1.02) }

  /// In characters the outermost alone: more would run into each other.
  private var curves: [Curve] {
    let widened = [
      Curve(label: "95% widened", dash: .dashed, width: 1.5, limits: \.wideInner),
      Curve(label: "99.8% widened", dash: .dashed, width: 2.5, limits: \.wideOuter),
    ]
    let plain = [
      Curve(label: "95% limits", dash: .solid, width: 1.5, limits: \.inner),
      Curve(label: "99.8% limits", dash: .solid, width: 2.5, limits: \.outer),
    ]
    if sheet.isText { return [drawing.isWidened ? widened[1] : plain[1]] }
    return plain + (drawing.isWidened ? widened : [])
  }

  // MARK: - Axes

  private mutating func layOutEdges() {
    let room = sheet.addWords()
    let left = room.left + sheet.width("0.67", sheet.textStyle) + sheet.gap
    let right =
      room.right - min(sheet.canvas.width * 0.3, sheet.width(ofWidest: endLabels.map(\.text), sheet.labelStyle))
    plot = Box(
      left: left, bottom: room.bottom + 2 * lineHeight + (sheet.isText ? 0 : sheet.gap), right: right - sheet.gap,
      top: room.top)
    axis = axis.placed(from: plot.bottom, to: plot.top)
  }

  private var precisions: ClosedRange<Double> {
    let (least, most) = (drawing.limits.first?.precision ?? 0, drawing.limits.last?.precision ?? 1)
    return min(least, most)...max(least, most, least + 1e-6)
  }

  private func x(_ precision: Double) -> Double {
    let share = (precision - precisions.lowerBound) / (precisions.upperBound - precisions.lowerBound)
    return plot.left + plot.width * min(max(share, 0), 1)
  }

  /// Round numbers of cases, as many as have room, and under them what they are.
  private mutating func addCaseTicks() {
    let y = plot.bottom - (sheet.isText ? 0.5 : sheet.gap + lineHeight / 2)  // clear of a mark at the frame
    var taken: [Box] = []
    for cases in [10.0, 100, 1000, 1, 50, 500, 20, 200, 2000, 5, 5000, 10_000, 2, 50_000, 20_000, 100_000] {
      let precision = FunnelChartWords.precision(of: cases)
      guard precisions.contains(precision) else { continue }
      let label = sheet.setter.place(
        Wordings.grouped(Int(cases)), at: Point(x: x(precision), y: y), .centre, sheet.textStyle, .context)
      let wide = Box(
        left: label.box.left - sheet.gap, bottom: label.box.bottom, right: label.box.right + sheet.gap,
        top: label.box.top)
      guard !taken.contains(where: wide.overlaps) else { continue }
      taken.append(label.box)
      sheet.chart.texts.append(label)
      if !sheet.isText {
        sheet.addLine(
          [Point(x: x(precision), y: plot.bottom), Point(x: x(precision), y: plot.bottom + 6 * sheet.unit)], .faint,
          width: 1)
      }
    }
    let title = FunnelChartWords.caseTitles.first { sheet.width($0, sheet.smallStyle) <= plot.width } ?? ""
    sheet.add(title, at: Point(x: plot.right, y: y - lineHeight), .right, sheet.smallStyle, .secondaryText)
  }

  // MARK: - Curves and points

  private mutating func add(_ curve: Curve) {
    for side in [\Interval.lower, \Interval.upper] {
      let points = drawing.limits.map { ($0.precision, $0[keyPath: curve.limits][keyPath: side]) }
      for run in visible(points) { sheet.addLine(run, .context.transparent(0.35), width: curve.width, curve.dash) }
    }
    if curve.limits == curves.last?.limits {
      let y = axis.position(drawing.finding.pooled)
      sheet.addLine([Point(x: plot.left, y: y), Point(x: plot.right, y: y)], .national, width: 3, .solid)
    }
  }

  /// The part of a curve within the frame, ending where it crosses it.
  private func visible(_ points: [(precision: Double, ratio: Double)]) -> [[Point]] {
    var runs: [[Point]] = []
    var last: (precision: Double, ratio: Double)?
    for point in points {
      defer { last = point }
      let isInside = !axis.isBeyond(point.ratio)
      if let last, axis.isBeyond(last.ratio) != !isInside {
        let edge = (isInside ? last.ratio : point.ratio) > axis.highest ? axis.highest : axis.lowest
        let share = (log(edge) - log(last.ratio)) / (log(point.ratio) - log(last.ratio))
        let crossing = place(last.precision + share * (point.precision - last.precision), edge)
        if isInside { runs.append([crossing]) } else if !runs.isEmpty { runs[runs.count - 1].append(crossing) }
      }
      guard isInside else { continue }
      if runs.isEmpty { runs.append([]) }
      runs[runs.count - 1].append(place(point.precision, point.ratio))
    }
    return runs.filter { $0.count > 1 }
  }

  private func place(_ precision: Double, _ ratio: Double) -> Point { Point(x: x(precision), y: axis.position(ratio)) }

  /// Ours last, so that it lies over the others.
  private mutating func addPoints() {
    let all = Array(zip(drawing.finding.rows, drawing.places))
    for (row, spot) in all where !row.identity.isOwn { add(row, spot) }
    for (row, spot) in all where row.identity.isOwn { add(row, spot) }
  }

  private mutating func add(_ row: FunnelFinding.Row, _ spot: FunnelDrawing.Place) {
    let isOwn = row.identity.isOwn
    let at = place(spot.precision, spot.height)
    let ink = isOwn ? Colour.authority : .context.transparent(0.4)
    if axis.isBeyond(spot.height) {
      return sheet.addMark(.triangle(spot.height > 1 ? .up : .down), at: at, radius: isOwn ? 9 : 6, ink)
    }
    if row.outside.ninetyFive {
      let isFilled = row.outside.standing == .unusual
      return sheet.addMark(.diamond, at: at, radius: isOwn ? 11 : 8, isOwn ? ink : .context, isHollow: !isFilled)
    }
    sheet.addMark(.circle, at: at, radius: isOwn ? 9 : 5, ink, isHollow: sheet.isText && !isOwn)
  }

  // MARK: - Labels

  private struct EndLabel {
    var text: String
    var ratio: Double
    var style: TextStyle
    var colour: Colour
  }

  /// Right of the plot: each upper limit, all together, and parity.
  private var endLabels: [EndLabel] {
    let upper = curves.compactMap { curve in
      drawing.limits.last.map {
        EndLabel(
          text: curve.label, ratio: $0[keyPath: curve.limits].upper, style: sheet.smallStyle, colour: .secondaryText)
      }
    }
    return upper + [
      EndLabel(
        text: words.pooledLabel, ratio: drawing.finding.pooled, style: sheet.labelStyle, colour: .nationalText),
      EndLabel(text: "Equal likelihood", ratio: 1, style: sheet.textStyle, colour: .secondaryText),
    ]
  }

  private mutating func addEndLabels() {
    let labels = endLabels
    let wanted = labels.map { axis.position($0.ratio) }
    let places = LabelColumn.separate(wanted, distance: lineHeight, within: plot.bottom...plot.top)
    let x = plot.right + sheet.gap
    for (label, y) in zip(labels, places) {
      let text = sheet.setter.shortened(label.text, label.style, to: sheet.canvas.width - sheet.edge - x)
      sheet.add(text, at: Point(x: x, y: y), .left, label.style, label.colour)
    }
  }

  private mutating func addOwnLabel() {
    guard let row = words.ownRow else { return }
    let spot = drawing.places[row]
    let lines = words.ownLines
    let most = plot.width * 0.45
    let name = sheet.setter.shortened(
      lines[0], sheet.labelStyle, to: most - sheet.width(" \(lines[1])", sheet.labelStyle))
    let counts = lines.dropFirst(2).map { Callout.Line(text: $0, style: sheet.smallStyle, colour: .authority) }
    let callout = Callout(
      lines: [Callout.Line(text: "\(name) \(lines[1])", style: sheet.labelStyle, colour: .authority)] + counts,
      mark: place(spot.precision, spot.height), radius: 10)
    sheet.add(callout, within: plot, row: row)
  }
}
