import Phaseline

/// Gives every cell of a heat map its place.
struct HeatmapLayout {
  private let words: HeatmapWords
  private var sheet: Sheet
  private var plot = Box(left: 0, bottom: 0, right: 0, top: 0)

  init(_ words: HeatmapWords, _ setting: ChartSetting) {
    self.words = words
    sheet = Sheet(words.words(isPicture: setting.canvas.kind == .pixels), setting)
  }

  private var style: TextStyle { sheet.textStyle }
  private var cellWidth: Double { plot.width / Double(words.phases.count) }
  private var cellHeight: Double { plot.height / Double(words.cells.count) }
  private var markRoom: Double { sheet.isText ? 2 : 20 * sheet.unit }

  mutating func description() throws(ChartProblem) -> ChartDescription {
    let room = sheet.addWords()
    let key = sheet.keyLines(keyEntries, within: room.width)
    let bottom = room.bottom + sheet.keyHeight(key) + (sheet.isText ? 0 : sheet.gap)
    sheet.addKey(
      key, at: Point(x: room.left, y: room.bottom + sheet.keyHeight(key)), within: room.width)
    let longest = sheet.width(ofWidest: words.titles.map { $0[0] }, style)
    let title = min(longest, room.width * 0.36)
    plot = Box(
      left: room.left + title + sheet.gap, bottom: bottom, right: room.right, top: room.top - sheet.height(style))
    try sheet.requireRoom(plot)
    if sheet.isText { snapToLines() }
    let widest = sheet.width(ofWidest: words.cells.flatMap { $0 }.compactMap { $0?.value.words }, style)
    guard cellHeight >= sheet.height(style), cellWidth >= widest + markRoom + sheet.gap / 2 else { throw .tooSmall }
    addHeadings(title)
    for (row, cells) in words.cells.enumerated() {
      for (column, cell) in cells.enumerated() { add(cell, box(row, column)) }
    }
    addBreaks()
    return sheet.finished
  }

  /// In characters a row is a line, or all are two or three lines apart.
  private mutating func snapToLines() {
    let lines = (plot.height / Double(words.cells.count)).rounded(.down)
    guard lines >= 1 else { return }
    plot.top = plot.top.rounded(.down)
    plot.bottom = plot.top - min(lines, 2) * Double(words.cells.count)
  }

  private var keyEntries: [KeyEntry] {
    let marks = words.outcomes.map { outcome in
      KeyEntry(symbol: .mark(outcome.shape, outcome.colour, isHollow: outcome.isHollow), words: outcome.rawValue)
    }
    let tints = words.cells.flatMap { $0 }.compactMap { $0?.tint?.part }
    let swatches = [
      (Colour.national, "on the side of a disadvantage"), (.authority, "on the side of an advantage"),
    ].filter { tints.contains($0.0.part) }
    return marks + swatches.map { KeyEntry(symbol: .swatch($0.0.transparent(0.6)), words: $0.1) }
  }

  private func box(_ row: Int, _ column: Int) -> Box {
    let (left, top) = (plot.left + Double(column) * cellWidth, plot.top - Double(row) * cellHeight)
    return Box(left: left, bottom: top - cellHeight, right: left + cellWidth, top: top)
  }

  private mutating func addHeadings(_ title: Double) {
    let headings = words.phases.map(\.label)
    let isWide = sheet.width(ofWidest: headings, style) > cellWidth - sheet.gap / 2
    for (column, phase) in words.phases.enumerated() {
      let text = isWide ? sheet.setter.shortened(phase.phase, style, to: cellWidth - sheet.gap / 2) : phase.label
      let middle = box(0, column).centre.x
      sheet.add(text, at: Point(x: middle, y: plot.top + sheet.height(style) / 2), .centre, style, .text)
    }
    for (row, titles) in words.titles.enumerated() {
      let text = sheet.title(titles, style, within: title)
      sheet.add(text, at: Point(x: plot.left - sheet.gap, y: box(row, 0).centre.y), .right, style, .text)
    }
  }

  /// A sign and a number, side by side in the middle of a cell.
  private mutating func add(_ cell: HeatmapCell?, _ box: Box) {
    let inset = 2 * sheet.unit
    let area = Box(
      left: box.left + inset, bottom: box.bottom + inset, right: box.right - inset, top: box.top - inset)
    guard let cell else {
      sheet.addBand(area, .band)
      return sheet.add("–", at: box.centre, .centre, style, .secondaryText)
    }
    sheet.addBand(area, cell.tint ?? .grid.transparent(0.5))
    let width = markRoom + sheet.width(cell.value.words, style)
    let left = box.centre.x - width / 2
    sheet.addMark(
      cell.outcome.shape, at: Point(x: left + (sheet.isText ? 0.5 : 7 * sheet.unit), y: box.centre.y), radius: 7,
      cell.outcome.colour, isHollow: cell.outcome.isHollow)
    sheet.add(cell.value.words, at: Point(x: left + markRoom, y: box.centre.y), .left, style, .text)
  }

  /// A dashed line at the left of the cells from which on an indicator's series is another.
  private mutating func addBreaks() {
    guard !sheet.isText else { return }
    for (row, item) in words.overview.items.enumerated() {
      for (column, phase) in words.phases.enumerated().dropFirst()
      where item.finding?.breaks.contains(phase.ordinal) == true {
        let box = box(row, column)
        sheet.addLine(
          [Point(x: box.left, y: box.bottom), Point(x: box.left, y: box.top)], .context, width: 2.5, .dashed)
      }
    }
  }
}
