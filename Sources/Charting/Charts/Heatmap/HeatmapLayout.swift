import Phaseline

/// Gives every cell of a heat map its place.
struct HeatmapLayout {
  private let grid: HeatGrid
  private let words: HeatmapWords
  private var sheet: Sheet
  /// All cells together.
  private var area = Box(left: 0, bottom: 0, right: 0, top: 0)

  init(grid: HeatGrid, setting: ChartSetting) {
    self.grid = grid
    words = HeatmapWords(grid: grid)
    sheet = Sheet(words.words, setting)
  }

  /// - Throws: `ChartProblem.tooSmall` where the cells are too small for their numbers.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    var room = sheet.addWords()
    let key = sheet.keyLines(keyEntries, within: room.width)
    let keyHeight = sheet.keyHeight(key)
    let foot = room.bottom
    room.bottom += keyHeight + (sheet.isText ? 1 : sheet.gap)
    try layOutCells(in: room)
    let top = sheet.isText ? foot + keyHeight : area.bottom - sheet.gap
    sheet.addKey(key, at: Point(x: room.left, y: top), within: room.width)
    addHeadings(from: room)
    for row in grid.items.indices { addRow(row, from: room.left) }
    return sheet.finished
  }

  private var style: TextStyle {
    sheet.isText || area.height / rows < 34 * sheet.unit ? sheet.smallStyle : sheet.textStyle
  }
  private var rows: Double { Double(grid.items.count) }
  private var columns: Double { Double(grid.phases.count) }

  // MARK: - The key

  private var keyEntries: [KeyEntry] {
    let signs = HeatCell.Sign.allCases.filter { sign in grid.cells.contains { $0.sign == sign } }
    let marks = signs.map { sign -> KeyEntry in
      let look = Self.look(sign)
      return KeyEntry(
        symbol: .mark(look.shape, .context, isHollow: look.isHollow), words: HeatmapWords.name(sign))
    }
    let coloured = grid.cells.filter { $0.strength > 0 }
    let sides: [(Bool, Colour, String)] = [
      (true, .national, "to the disadvantage of \(grid.overview.groupWords) staff"),
      (false, .authority, "in their favour"),
    ]
    return marks
      + sides.filter { side in coloured.contains { $0.isDisadvantage == side.0 } }.map { _, colour, words in
        KeyEntry(symbol: .swatch(colour.transparent(0.55)), words: words)
      }
  }

  private static func look(_ sign: HeatCell.Sign) -> (shape: ChartDescription.Mark.Shape, isHollow: Bool) {
    switch sign {
    case .lessLikely: (.triangle(.down), false)
    case .moreLikely: (.triangle(.up), false)
    case .closeToParity: (.square, false)
    case .cannotTell: (.circle, true)
    case .published: (.diamond, true)
    }
  }

  // MARK: - Cells

  /// Half the width of a sign, in pixels at 1200 wide.
  private let radius = 6.0
  private var signWidth: Double { sheet.isText ? columns > 6 ? 1.5 : 2 : (2 * radius + 6) * sheet.unit }

  private mutating func layOutCells(in room: Box) throws(ChartProblem) {
    let small = sheet.smallStyle
    let heading = sheet.height(sheet.smallBoldStyle) + (sheet.isText ? 0 : sheet.gap / 2)
    let least = (signWidth + sheet.width("0.00", small) + (sheet.isText ? 1 : sheet.gap)) * columns
    let longest = sheet.width(ofWidest: grid.items.map { titles($0)[0] }, sheet.textStyle)
    let title = min(longest, room.width * 0.36, room.width - least - 2 * sheet.gap)
    let top = sheet.isText ? (room.top - 0.5).rounded(.down) - heading : room.top - heading
    area = Box(
      left: room.left + title + sheet.gap * (sheet.isText ? 2 : 1), bottom: room.bottom, right: room.right, top: top)
    guard title >= sheet.width("Appointment…", small),
      area.height >= rows * sheet.height(small) * (sheet.isText ? 1 : 1.15)
    else { throw .tooSmall }
    // A terminal's lines are not drawn apart; on a picture a few cells need not be towers.
    let most = sheet.isText ? 1 : 84 * sheet.unit
    area.bottom = max(area.bottom, area.top - rows * most)
    area.right = min(area.right, area.left + columns * (sheet.isText ? 16 : 260 * sheet.unit))
  }

  private func titles(_ item: Overview.Item) -> [String] {
    item.finding.map { IndicatorLine($0).titles } ?? [item.title]
  }

  private func box(_ row: Int, _ column: Int) -> Box {
    let (width, height) = (area.width / columns, area.height / rows)
    let left = area.left + Double(column) * width
    let top = area.top - Double(row) * height
    return Box(left: left, bottom: top - height, right: left + width, top: top)
  }

  private mutating func addHeadings(from room: Box) {
    let bold = sheet.smallBoldStyle
    let step = area.width / columns - sheet.gap / 2
    let labels = grid.phases.map(\.label)
    let fitting = sheet.width(ofWidest: labels, bold) <= step ? labels : grid.phases.map(\.phase)
    for (column, label) in fitting.enumerated() {
      let y = area.top + sheet.height(bold) / 2 + (sheet.isText ? 0 : sheet.gap / 4)
      let text = sheet.setter.shortened(label, bold, to: step)
      sheet.add(text, at: Point(x: box(0, column).centre.x, y: y), .centre, bold, .text)
    }
  }

  private mutating func addRow(_ row: Int, from left: Double) {
    let (item, middle) = (grid.items[row], box(row, 0).centre.y)
    let title = sheet.title(titles(item), style, within: area.left - left - sheet.gap)
    sheet.add(title, at: Point(x: left, y: middle), .left, style, .text)
    for (column, phase) in grid.phases.enumerated() {
      let box = box(row, column)
      if let cell = grid.cell(row: row, column: column) { add(cell, in: box) } else { addGap(in: box) }
      if column > 0, let finding = item.finding, finding.phases.breaks.contains(phase.ordinal), !sheet.isText {
        sheet.addLine(
          [Point(x: box.left, y: box.bottom), Point(x: box.left, y: box.top)], .context, width: 2, .dashed)
      }
    }
  }

  /// The paper between two cells.
  private func inner(_ box: Box) -> Box {
    let margin = 2 * sheet.unit
    return Box(
      left: box.left + margin, bottom: box.bottom + margin, right: box.right - margin, top: box.top - margin)
  }

  /// Whether it is of the phase that the headline speaks of.
  private func isLast(_ cell: HeatCell) -> Bool { cell.value.ordinal == grid.last?.ordinal }

  private mutating func addGap(in box: Box) {
    sheet.add("–", at: box.centre, .centre, style, .secondaryText)
  }

  private mutating func add(_ cell: HeatCell, in box: Box) {
    let strength = cell.strength
    let side: Colour = cell.isDisadvantage == true ? .national : .authority
    sheet.addBand(inner(box), strength > 0 ? side.transparent(1 - strength) : .band)
    // Signs and numbers stand in columns of their own, however wide a number is.
    let style = isLast(cell) ? TextStyle(size: style.size, isBold: true) : style
    let number = max(sheet.width("0.00", style), min(sheet.width(cell.value.words, style), box.width - signWidth))
    let left = (box.centre.x - (signWidth + number) / 2).rounded(sheet.isText ? .down : .toNearestOrEven)
    let look = Self.look(cell.sign)
    sheet.addMark(
      look.shape, at: Point(x: left + (sheet.isText ? 0 : radius * sheet.unit), y: box.centre.y), radius: radius,
      .context, isHollow: look.isHollow)
    sheet.addLabel(
      cell.value.words, at: [(Point(x: left + signWidth, y: box.centre.y), .left)], style, .text, within: box,
      row: grid.cells.firstIndex(of: cell))
  }
}
