import IndicatorStatistics
import Phaseline

/// Gives every part of a forest its place on the sheet.
struct ForestLayout {
  let finding: ForestFinding
  let words: ForestWords
  private let setting: ChartSetting
  private var sheet: Sheet
  private var plot = Box(left: 0, bottom: 0, right: 0, top: 0)
  private var axis: LogAxis
  /// The rows that have room, from the bottom up.
  private var shown: [ForestFinding.Row]

  init(finding: ForestFinding, setting: ChartSetting) {
    (self.finding, self.setting) = (finding, setting)
    words = ForestWords(finding)
    shown = finding.rows
    let ratios = finding.rows.compactMap(\.ratio) + [finding.pooled.relativeLikelihood].compactMap { $0 }
    let limits = finding.rows.compactMap(\.interval) + [words.prediction].compactMap { $0 }
    axis = LogAxis(values: ratios, limits: limits.flatMap { [$0.lower, $0.upper] })
    sheet = Sheet(Self.words(words, axis, setting, every: 99), setting)
  }

  private static func words(_ words: ForestWords, _ axis: LogAxis, _ setting: ChartSetting, every: Int) -> ChartWords {
    let hasArrows = words.finding.rows.contains { row in
      row.interval.map { axis.isBeyond($0.lower) || axis.isBeyond($0.upper) } ?? false
    }
    return words.words(isShaded: setting.canvas.kind == .pixels, hasArrows: hasArrows, every: every)
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    layOutEdges()
    try sheet.requireRoom(plot)
    guard words.ownLines.isEmpty || plot.height >= ownHeight else { throw .tooSmall }
    addPrediction()
    sheet.addRatioAxis(axis, along: plot, below: sheet.isText ? 0 : sheet.gap * 0.5)
    addRows()
    addPooled()
    addHeadLabels()
    addOwnLabel()
    return sheet.finished
  }

  // MARK: - Edges

  private var lineHeight: Double { sheet.height(sheet.textStyle) }

  /// What stands at the edges decides how much is left; in characters, how many rows.
  private mutating func layOutEdges() {
    // The note on which rows are shown is never longer than this one.
    let every = sheet.isText ? step(in: plotBox(sheet.addWords())) : 1
    sheet = Sheet(Self.words(words, axis, setting, every: every), setting)
    plot = plotBox(sheet.addWords())
    shown = finding.rows.enumerated().filter { $0.offset % every == every / 2 || $0.element.identity.isOwn }.map(
      \.element)
    axis = axis.placed(from: plot.left, to: plot.right)
  }

  private func plotBox(_ room: Box) -> Box {
    let inset = sheet.isText ? 2 : sheet.width("0.67", sheet.textStyle)
    let right = words.ownLines.isEmpty ? room.right - inset : room.right - ownWidth - sheet.gap
    let rows = words.predictionLabels.isEmpty || sheet.isText ? 1.0 : 2.0
    let top = room.top - (sheet.isText ? 1 : lineHeight * 1.2)
    return Box(
      left: room.left + inset, bottom: room.bottom + rows * lineHeight + (sheet.isText ? 0 : sheet.gap * 0.5),
      right: right,
      top: sheet.isText ? top.rounded(.down) : top)
  }

  /// How many rows share one place: 1 where all have room.
  private func step(in plot: Box) -> Int {
    let room = max(1, Int(plot.height) - 1)  // one for ours
    return finding.rows.count <= room + 1 ? 1 : (finding.rows.count + room - 1) / room
  }

  /// Numbers are never cut, a long name is.
  private var ownWidth: Double {
    let lines = words.ownLines
    let numbers = sheet.width(ofWidest: Array(lines.dropFirst()), sheet.smallStyle)
    let name = min(sheet.width(lines[0], sheet.labelStyle), sheet.canvas.width * 0.26)
    return max(numbers, name) + sheet.gap
  }

  private var ownHeight: Double {
    sheet.height(sheet.labelStyle) + Double(words.ownLines.count - 1) * sheet.height(sheet.smallStyle)
  }

  // MARK: - Behind the rows

  private mutating func addPrediction() {
    guard let prediction = words.prediction, !sheet.isText else { return }
    let (left, right) = (axis.position(prediction.lower), axis.position(prediction.upper))
    sheet.addBand(
      Box(left: left, bottom: plot.bottom, right: right, top: plot.top), .national.transparent(0.86))
    let ground = plot.bottom - sheet.gap * 0.25
    sheet.addLine([Point(x: left, y: ground), Point(x: right, y: ground)], .national, width: 5)
  }

  private mutating func addPooled() {
    guard let ratio = finding.pooled.relativeLikelihood else { return }
    let x = axis.position(ratio)
    sheet.addLine([Point(x: x, y: plot.bottom), Point(x: x, y: plot.top)], .national, width: 3, .dashed)
  }

  // MARK: - Rows

  /// In characters a whole number of lines.
  private var rowHeight: Double {
    let height = plot.height / Double(max(1, shown.count))
    return sheet.isText ? max(1, height.rounded(.down)) : height
  }

  private func y(_ index: Int) -> Double {
    let y = plot.bottom + rowHeight * (Double(index) + 0.5)
    return sheet.isText ? y.rounded(.down) + 0.5 : y
  }

  /// Ours last, so that it lies over the others.
  private mutating func addRows() {
    for (index, row) in shown.enumerated() where !row.identity.isOwn { add(row, at: y(index)) }
    for (index, row) in shown.enumerated() where row.identity.isOwn { add(row, at: y(index)) }
  }

  private mutating func add(_ row: ForestFinding.Row, at y: Double) {
    let isOwn = row.identity.isOwn
    let share = rowHeight / sheet.unit
    let radius = isOwn ? 9 : min(7, max(2.8, share * 0.36))
    let ink = isOwn ? Colour.authority : .context.transparent(0.2)
    if let interval = row.interval {
      sheet.addLine(
        [Point(x: axis.position(interval.lower), y: y), Point(x: axis.position(interval.upper), y: y)],
        isOwn ? .authority : .context.transparent(0.55), width: isOwn ? 5 : min(2, max(0.9, share * 0.2)),
        isOwn || !sheet.isText ? .solid : .dotted)
    }
    addArrows(row, at: y, radius: isOwn ? 7 : min(5, max(2.8, share * 0.5)), ink)
    if let ratio = row.ratio, ratio > 0 {
      sheet.addMark(
        .circle, at: Point(x: axis.position(ratio), y: y), radius: radius, ink, isHollow: sheet.isText && !isOwn)
    }
  }

  /// At the frame, where the interval, or the ratio itself, goes on beyond it.
  private mutating func addArrows(_ row: ForestFinding.Row, at y: Double, radius: Double, _ ink: Colour) {
    let inset = sheet.isText ? 0 : radius * sheet.unit
    if row.ratio == 0 || row.interval.map({ $0.lower < axis.lowest }) ?? false {
      sheet.addMark(.triangle(.left), at: Point(x: plot.left + inset, y: y), radius: radius, ink)
    }
    if row.ratio == nil || row.interval.map({ $0.upper > axis.highest }) ?? false {
      sheet.addMark(.triangle(.right), at: Point(x: plot.right - inset, y: y), radius: radius, ink)
    }
  }

  // MARK: - Labels

  /// Over the plot the names of its two upright lines, each on the side away from the other; under it that of the band.
  private mutating func addHeadLabels() {
    let ratio = finding.pooled.relativeLikelihood ?? 1
    let area = Box(left: sheet.edge, bottom: 0, right: sheet.canvas.width - sheet.edge, top: sheet.canvas.height)
    let y = plot.top + lineHeight * (sheet.isText ? 0.5 : 0.6)
    func places(_ x: Double, before: Bool) -> [(Point, PlacedText.Alignment)] {
      let alignments: [PlacedText.Alignment] = before ? [.right, .left, .centre] : [.left, .right, .centre]
      let inset = sheet.isText ? 0 : sheet.gap / 2
      // Flush with its line, so that the text begins or ends at it.
      return alignments.map { alignment in
        (Point(x: x + (alignment == .left ? -inset : alignment == .right ? inset : 0), y: y), alignment)
      }
    }
    if let label = words.pooledLabel {
      sheet.addLabel(
        label, at: places(axis.position(ratio), before: ratio < 1), sheet.labelStyle, .nationalText, within: area,
        row: words.pooledRow)
    }
    sheet.addLabel(
      "Equal likelihood", at: places(axis.position(1), before: ratio >= 1), sheet.textStyle, .secondaryText,
      within: area,
      row: words.pooledRow)
    addPredictionLabel(within: area)
  }

  private mutating func addPredictionLabel(within area: Box) {
    guard let prediction = words.prediction, !sheet.isText else { return }
    let y = plot.bottom - sheet.gap * 0.5 - lineHeight * 1.5
    let middle = (axis.position(prediction.lower) + axis.position(prediction.upper)) / 2
    let fitting = words.predictionLabels.first { sheet.width($0, sheet.textStyle) <= area.width } ?? ""
    let half = sheet.width(fitting, sheet.textStyle) / 2
    let x = min(max(middle, area.left + half + 1), area.right - half - 1)
    sheet.addLabel(
      fitting, at: [(Point(x: x, y: y), .centre)], sheet.textStyle, .nationalText, within: area,
      row: words.pooledRow + 1)
  }

  private mutating func addOwnLabel() {
    guard let index = shown.firstIndex(where: \.identity.isOwn) else { return }
    let lines = words.ownLines
    let x = plot.right + sheet.gap
    let from = shown[index].interval.map { axis.position($0.upper) } ?? plot.left
    sheet.addLine(
      [Point(x: min(from, plot.right), y: y(index)), Point(x: plot.right + sheet.gap * 0.5, y: y(index))], .faint,
      width: 1.5)
    let half = ownHeight / 2
    var top = min(max(y(index), plot.bottom + half), plot.top - half) + half
    if sheet.isText { top = top.rounded() }
    for (number, line) in lines.enumerated() {
      let style = number == 0 ? sheet.labelStyle : sheet.smallStyle
      let room = sheet.canvas.width - sheet.edge - x
      let text = number == 0 ? sheet.setter.shortened(line, style, to: room) : line
      sheet.add(text, at: Point(x: x, y: top - sheet.height(style) / 2), .left, style, .authority)
      top -= sheet.height(style)
    }
  }
}
