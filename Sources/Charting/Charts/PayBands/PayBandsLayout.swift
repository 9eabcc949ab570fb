import Phaseline

/// Gives every part of the chart of pay bands its place.
struct PayBandsLayout {
  private let content: PayBands
  private let groups: Finding.GroupLabels
  private var sheet: Sheet
  private var plot = Box(left: 0, bottom: 0, right: 0, top: 0)
  /// Where the axis ends: a round share, the same in every panel.
  private let axisEnd: Double
  /// The groups that have been named beside a mark.
  private var named: Set<Bool> = []

  init(_ content: PayBands, _ setting: ChartSetting) {
    (self.content, groups) = (content, content.first.groups)
    let greatest = content.greatest
    axisEnd = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].first { $0 >= greatest } ?? 1
    sheet = Sheet(content.words(isText: setting.canvas.kind == .cells), setting)
  }

  /// How many panels there is room for: six at most.
  static func panels(on setting: ChartSetting) -> Int {
    let canvas = setting.canvas
    let least = canvas.kind == .cells ? 13 : 140 * canvas.unit
    return max(1, min(6, Int(canvas.width * 0.74 / least)))
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    var room = sheet.addWords()
    let row = sheet.height(sheet.textStyle)
    let key = room.top - row / 2
    // In characters the groups' names would not fit beside their marks: there they stand over the panels, as the phases do.
    room.top -= (sheet.isText && !content.isComposition ? 2 : 1) * row + sheet.gap / 2
    let wanted = content.staff
    let names = min(
      max(
        sheet.width(ofWidest: content.bands, sheet.textStyle),
        sheet.width(ofWidest: wanted.map(\.title), sheet.smallStyle)), sheet.canvas.width * 0.24)
    plot = Box(left: room.left + names + sheet.gap, bottom: room.bottom, right: room.right, top: room.top)
    let staff = fitting(wanted, within: names)
    plot.bottom += sheet.height(sheet.smallStyle) * Double(1 + staff.count) + sheet.gap / 2
    try sheet.requireRoom(plot)
    guard rowHeight >= (sheet.isText ? 2 : 2.2 * sheet.height(sheet.smallStyle)) else { throw .tooSmall }
    if sheet.isText, !content.isComposition { addKey(y: key) }
    addBandNames()
    add(staff)
    for index in content.panels.indices { addPanel(index) }
    addBreaks()
    for index in content.panels.indices { addLabels(index) }
    return sheet.finished
  }

  /// The numbers of staff, all or none.
  private func fitting(_ rows: [TrajectoryWords.Row], within names: Double) -> [TrajectoryWords.Row] {
    let isFitting = rows.allSatisfy { row in
      sheet.width(row.title, sheet.smallStyle) <= names
        && sheet.width(ofWidest: row.cells, sheet.smallStyle) <= panelWidth - sheet.gap
    }
    return isFitting ? rows : []
  }

  // MARK: - Places

  private var rowHeight: Double { plot.height / Double(content.bands.count) }
  private var panelWidth: Double { plot.width / Double(content.panels.count) }

  /// The middle of a band's row.
  private func y(_ band: Int) -> Double { plot.top - (Double(band) + 0.5) * rowHeight }

  /// Each group stands a little off the middle, so that equal shares do not hide each other.
  private func y(_ band: Int, isWhite: Bool) -> Double {
    let offset = content.isComposition ? 0 : sheet.isText ? 0.5 : 9 * sheet.unit
    return y(band) + (isWhite ? -offset : offset)
  }

  private func panel(_ index: Int) -> Box {
    let left = plot.left + Double(index) * panelWidth
    return Box(left: left, bottom: plot.bottom, right: left + panelWidth - sheet.gap, top: plot.top)
  }

  /// What a panel leaves at its sides for half a label.
  private var inset: Double { sheet.isText ? 2 : sheet.width("100%", sheet.smallStyle) / 2 }

  private func x(_ share: Double, _ index: Int) -> Double {
    let panel = panel(index)
    return panel.left + inset + (panel.width - 2 * inset) * share / axisEnd
  }

  // MARK: - Parts

  private mutating func addKey(y: Double) {
    var x = plot.left + inset
    let room = (plot.right - plot.left) / 2 - 4 * sheet.gap
    for (name, isWhite) in [(groups.bame, false), (groups.white, true)] {
      addMark(at: Point(x: x, y: y), isWhite: isWhite, isHollow: false)
      let text = sheet.setter.shortened("\(name) staff", sheet.labelStyle, to: room)
      sheet.add(
        text, at: Point(x: x + 2 * sheet.gap, y: y), .left, sheet.labelStyle, isWhite ? .context : .authority)
      x += sheet.width(text, sheet.labelStyle) + 6 * sheet.gap
    }
  }

  private mutating func addMark(at point: Point, isWhite: Bool, isHollow: Bool) {
    sheet.addMark(
      isWhite ? .square : .circle, at: point, radius: isWhite ? 7 : 8, isWhite ? .comparator : .authority,
      isHollow: isHollow)
  }

  private mutating func addBandNames() {
    let room = plot.left - sheet.gap - sheet.edge
    for (index, band) in content.bands.enumerated() {
      let most = max(1, min(2, Int(rowHeight / sheet.height(sheet.textStyle))))
      let lines = sheet.setter.lines(band, sheet.textStyle, within: room, atMost: most)
      for (number, line) in lines.enumerated() {
        let offset = (Double(lines.count - 1) / 2 - Double(number)) * sheet.height(sheet.textStyle)
        sheet.add(line, at: Point(x: plot.left - sheet.gap, y: y(index) + offset), .right, sheet.textStyle, .text)
      }
      if index > 0 {
        let edge = y(index) + rowHeight / 2
        sheet.addLine([Point(x: plot.left, y: edge), Point(x: plot.right, y: edge)], .grid, width: 1)
      }
    }
  }

  private mutating func add(_ staff: [TrajectoryWords.Row]) {
    for (number, row) in staff.enumerated() {
      let y = plot.bottom - sheet.height(sheet.smallStyle) * (Double(number) + 1.5)
      sheet.add(row.title, at: Point(x: plot.left - sheet.gap, y: y), .right, sheet.smallStyle, .secondaryText)
      for (index, cell) in row.cells.enumerated() {
        sheet.add(cell, at: Point(x: panel(index).centre.x, y: y), .centre, sheet.smallStyle, .secondaryText)
      }
    }
  }

  private mutating func addPanel(_ index: Int) {
    let (panel, style) = (panel(index), sheet.smallStyle)
    let item = content.panels[index]
    let title = [item.phase.label, item.phase.phase].first { sheet.width($0, sheet.labelStyle) <= panel.width }
    let isLast = index == content.panels.count - 1
    sheet.add(
      title ?? sheet.setter.shortened(item.phase.label, sheet.labelStyle, to: panel.width),
      at: Point(x: panel.centre.x, y: plot.top + sheet.height(sheet.textStyle) / 2 + sheet.gap / 4), .centre,
      isLast ? sheet.labelStyle : sheet.textStyle, .text)
    for (number, share) in ticks.enumerated() {
      let x = x(share, index)
      sheet.addLine(
        [Point(x: x, y: plot.bottom), Point(x: x, y: plot.top)], number == 0 ? .faint : .grid, width: 1)
      sheet.add(
        Wordings.percent(share), at: Point(x: x, y: plot.bottom - sheet.height(style) / 2), .centre, style, .context)
    }
    for (band, cell) in item.cells.enumerated() { add(cell, band, index) }
  }

  /// Its ends, with the middle where there is room.
  private var ticks: [Double] {
    let widest = sheet.width("100%", sheet.smallStyle) * 1.4
    let isWide = (panel(0).width - 2 * inset) / 2 >= widest && axisEnd >= 0.1
    return isWide ? [0, axisEnd / 2, axisEnd] : [0, axisEnd]
  }

  private mutating func add(_ cell: PayBands.Cell, _ band: Int, _ index: Int) {
    if !sheet.isText, let bame = cell.bame, let white = cell.white {
      sheet.addLine(
        [
          Point(x: x(white.middle, index), y: y(band, isWhite: true)),
          Point(x: x(bame.middle, index), y: y(band, isWhite: false)),
        ], .faint, width: 5)
    }
    for (share, isWhite) in [(cell.white, true), (cell.bame, false)] {
      guard let share else { continue }
      let y = y(band, isWhite: isWhite)
      let colour = isWhite ? Colour.comparator : .authority
      let bar =
        share.isExact ? sheet.isText ? nil : share.interval.map { ($0.lower, $0.upper) } : (share.low, share.high)
      if let (low, high) = bar {
        sheet.addLine(
          [Point(x: x(low, index), y: y), Point(x: x(high, index), y: y)], colour, width: share.isExact ? 1.5 : 5)
      }
      addMark(
        at: Point(x: x(share.middle, index), y: y), isWhite: isWhite, isHollow: cell.isAlike || !share.isExact)
    }
  }

  /// A dashed line between two phases that are not comparable; the notes say why.
  private mutating func addBreaks() {
    for index in content.panels.indices.dropFirst() {
      let phase = content.panels[index].phase
      guard content.findings.contains(where: { $0.isBroken(at: phase.ordinal) }) else { continue }
      let x = panel(index).left - sheet.gap / 2
      sheet.addLine(
        [Point(x: x, y: plot.bottom), Point(x: x, y: plot.top)], .context, width: 1, .dashed)
    }
  }

  // MARK: - Labels

  /// The minoritised share above its mark, the White one below, else beside it; in characters beside it always. In the
  /// first panel the group is named too, in the first band where there is room.
  private mutating func addLabels(_ index: Int) {
    for (band, cell) in content.panels[index].cells.enumerated() {
      for (share, isWhite) in [(cell.bame, false), (cell.white, true)] {
        guard let share else { continue }
        let area = area(band, index)
        let mark = Point(x: x(share.middle, index), y: y(band, isWhite: isWhite))
        let text = share.words + (sheet.isText && cell.isAlike && !isWhite ? "?" : "")
        let style = isWhite ? sheet.smallStyle : sheet.smallBoldStyle
        let colour = isWhite ? Colour.context : .authority
        func labels(_ text: String) -> [PlacedText] {
          let zero = x(0, index)
          let labels = places(mark, isWhite: isWhite).map { sheet.setter.place(text, at: $0.0, $0.1, style, colour) }
          // Those that lie over the line at 0 come last.
          return labels.filter { $0.box.left >= zero || $0.box.right <= zero }
            + labels.filter { $0.box.left < zero && zero < $0.box.right }
        }
        if index == 0, !sheet.isText, !named.contains(isWhite),
          let label = labels("\(isWhite ? groups.white : groups.bame) \(text)").first(where: {
            sheet.fits($0, within: area)
          })
        {
          sheet.chart.texts.append(label)
          named.insert(isWhite)
        } else {
          sheet.addLabel(
            text, at: labels(text).map { ($0.at, $0.alignment) }, style, colour, within: area,
            row: index * content.bands.count + band)
        }
      }
    }
  }

  /// What a label of a band must stay within.
  private func area(_ band: Int, _ index: Int) -> Box {
    let panel = panel(index)
    return Box(
      left: panel.left - (sheet.isText ? 0 : sheet.gap / 2), bottom: y(band) - rowHeight / 2,
      right: panel.right + (sheet.isText ? 1 : sheet.gap / 2), top: y(band) + rowHeight / 2)
  }

  private func places(_ mark: Point, isWhite: Bool) -> [(Point, PlacedText.Alignment)] {
    if sheet.isText {
      return [(Point(x: mark.x + 2, y: mark.y), .left), (Point(x: mark.x - 2, y: mark.y), .right)]
    }
    let away = 10 * sheet.unit + sheet.height(sheet.smallStyle) / 2
    let y = mark.y + (isWhite ? -away : away)
    let (near, far) = (8 * sheet.unit, 13 * sheet.unit)
    return [
      (Point(x: mark.x, y: y), .centre), (Point(x: mark.x - near, y: y), .left),
      (Point(x: mark.x + near, y: y), .right), (Point(x: mark.x + far, y: mark.y), .left),
      (Point(x: mark.x - far, y: mark.y), .right),
    ]
  }
}

extension Finding {
  /// Whether its series breaks before a phase.
  fileprivate func isBroken(at ordinal: Int) -> Bool {
    phases.contains { $0.ordinal == ordinal && $0.seriesBreak != nil }
  }
}
