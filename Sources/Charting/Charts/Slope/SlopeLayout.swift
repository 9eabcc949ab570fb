import Phaseline

/// Gives every line of a slope chart its place, and every label.
struct SlopeLayout {
  private let slopes: Slopes
  private var sheet: Sheet
  private var plot = Box(left: 0, bottom: 0, right: 0, top: 0)
  private var axis: LogAxis

  init(slopes: Slopes, setting: ChartSetting) {
    self.slopes = slopes
    let values = slopes.slopes.flatMap { [$0.first, $0.last].compactMap { $0 } }
    let ends = values.flatMap { $0.drawn(hasIntervals: false) }
    let ratios = values.flatMap(\.estimates)
    // A ratio of 0 lies clearly below the least that has a place on a log axis, one of ∞ above the most.
    let placed = ratios.filter { $0 > 0 && $0.isFinite }
    let beyond =
      (ratios.contains(0) ? [(placed.min() ?? 1) / 1.4] : [])
      + (ratios.contains(.infinity) ? [(placed.max() ?? 1) * 1.4] : [])
    let axis = LogAxis(values: ratios, limits: ends + beyond, reach: 1.4, bounds: 0.05...20)
    self.axis = axis
    let words = SlopeWords(
      slopes: slopes, hasEdges: ends.contains(where: axis.isBeyond), isPicture: setting.canvas.kind == .pixels)
    sheet = Sheet(words.words, setting)
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  mutating func description() throws(ChartProblem) -> ChartDescription {
    let room = sheet.addWords(key: keyEntries)
    if sheet.isText { try addRows(in: room) } else { try addLines(in: room) }
    return sheet.finished
  }

  // MARK: - What is said how

  private struct Look {
    var shape: ChartDescription.Mark.Shape
    var isHollow = false
    var colour: Colour
    var textColour: Colour
    var dash: ChartDescription.Polyline.Dash
    var width: Double
  }

  private static func look(_ movement: Slope.Movement) -> Look {
    switch movement {
    case .towards: Look(shape: .circle, colour: .authority, textColour: .authority, dash: .solid, width: 4)
    case .away: Look(shape: .diamond, colour: .national, textColour: .nationalText, dash: .dashed, width: 4)
    case .crossed:
      Look(shape: .square, colour: .secondComparator, textColour: .secondComparator, dash: .dashed, width: 3)
    case .untold:
      Look(shape: .circle, isHollow: true, colour: .context, textColour: .secondaryText, dash: .dotted, width: 2)
    }
  }

  /// The least first, so that the others are drawn over it.
  private var ordered: [Slope] {
    Slope.Movement.allCases.reversed().flatMap { movement in slopes.slopes.filter { $0.movement == movement } }
  }

  private var keyEntries: [KeyEntry] {
    let movements = Slope.Movement.allCases.filter { movement in
      slopes.first != nil && slopes.slopes.contains { $0.movement == movement }
    }
    let entries = movements.map { movement -> KeyEntry in
      let look = Self.look(movement)
      return KeyEntry(
        symbol: .line(look.colour, look.dash, look.shape, isHollow: look.isHollow),
        words: slopes.overview.isNation ? "not tested" : movement.inFull)
    }
    guard sheet.isText else {
      return entries + [KeyEntry(symbol: .line(.faint, .solid, nil), words: "equal likelihood")]
    }
    let phases: [(PhaseFinding?, ChartDescription.Mark.Shape, Bool)] = [
      (slopes.first, .square, true), (slopes.last, .circle, false),
    ]
    return phases.compactMap { phase, shape, isHollow in
      phase.map { KeyEntry(symbol: .mark(shape, .context, isHollow: isHollow), words: $0.words) }
    }
  }

  // MARK: - Lines

  private mutating func addLines(in room: Box) throws(ChartProblem) {
    let leader = 26 * sheet.unit
    let heading = sheet.height(sheet.labelStyle)
    let values = slopes.slopes.flatMap { [$0.first, $0.last].compactMap { $0?.words } }
    let numbers = sheet.width(ofWidest: values, sheet.labelStyle)
    let titles = slopes.slopes.map { $0.line.titles[0] }
    let right =
      min(sheet.width(ofWidest: titles, sheet.textStyle), room.width * (hasNamesAtLeft ? 0.28 : 0.36)) + numbers
      + sheet.gap
    let labels = max(leftWidth(numbers, in: room), sheet.width(slopes.first?.label ?? "", sheet.labelStyle) / 2)
    plot = Box(
      left: room.left + labels + leader + sheet.gap, bottom: room.bottom + sheet.gap * 1.5,
      right: slopes.first == nil ? room.left + room.width * 0.15 : room.right - right - leader - sheet.gap,
      top: room.top - heading - sheet.gap)
    try sheet.requireRoom(plot, width: slopes.first == nil ? 0.05 : 0.2)
    let style = try labelStyle()
    axis = axis.placed(from: plot.bottom, to: plot.top)
    addFrame()
    for slope in ordered { add(slope) }
    addLabels({ $0.first }, at: plot.left, style, leader: -leader, hasTitles: false)
    addLabels({ $0.last }, at: plot.right, style, leader: leader, hasTitles: true)
  }

  /// The room that the values of the first phase take; with the names of those that no line leads from.
  private func leftWidth(_ numbers: Double, in room: Box) -> Double {
    if slopes.first == nil { return 0 }
    guard hasNamesAtLeft else { return numbers }
    let named = slopes.slopes.filter(Self.isNamedAtLeft).map { $0.line.titles[0] }
    return min(sheet.width(ofWidest: named, sheet.textStyle), room.width * 0.16) + sheet.gap + numbers
  }

  private var hasNamesAtLeft: Bool { slopes.slopes.contains(where: Self.isNamedAtLeft) }

  private static func isNamedAtLeft(_ slope: Slope) -> Bool { slope.first != nil && !slope.isJoined }

  /// The larger of two sizes in which all labels of a column find room.
  private func labelStyle() throws(ChartProblem) -> TextStyle {
    let needed = Double(slopes.slopes.count - 1)
    guard
      let style = [sheet.textStyle, sheet.smallStyle].first(where: { needed * sheet.height($0) <= plot.height })
    else { throw .tooSmall }
    return style
  }

  private mutating func addFrame() {
    let parity = axis.position(1)
    sheet.addLine(
      [Point(x: plot.left, y: parity), Point(x: plot.right, y: parity)], .faint, width: 3)
    let y = plot.top + sheet.gap + sheet.height(sheet.labelStyle) / 2
    for (phase, x) in [(slopes.first, plot.left), (slopes.last, plot.right)] {
      guard let phase else { continue }
      sheet.addLine([Point(x: x, y: plot.bottom), Point(x: x, y: plot.top)], .grid, width: 2)
      sheet.add(phase.label, at: Point(x: x, y: y), .centre, sheet.labelStyle, .text)
    }
  }

  private mutating func add(_ slope: Slope) {
    let look = Self.look(slope.movement)
    let ends = [(slope.first, plot.left), (slope.last, plot.right)].compactMap { value, x in
      value.flatMap { value in value.ratio.map { Point(x: x, y: axis.position($0)) } }
    }
    if slope.isJoined, ends.count == 2 { sheet.addLine(ends, look.colour, width: look.width, look.dash) }
    for (value, x) in [(slope.first, plot.left), (slope.last, plot.right)] {
      guard let value else { continue }
      add(value, at: x, look)
    }
  }

  private mutating func add(_ value: TrajectorySeries.Value, at x: Double, _ look: Look) {
    if let ratio = value.ratio {
      let y = axis.position(ratio)
      let shape: ChartDescription.Mark.Shape =
        !axis.isBeyond(ratio) ? look.shape : .triangle(ratio > 1 ? .up : .down)
      sheet.addMark(shape, at: Point(x: x, y: y), radius: 7, look.colour, isHollow: look.isHollow)
    } else if let range = value.range {
      let (bottom, top) = (axis.position(range.lower), axis.position(range.upper))
      let half = max((top - bottom) / 2, 4 * sheet.unit)
      sheet.addMark(.bar(halfHeight: half), at: Point(x: x, y: (bottom + top) / 2), radius: 7, look.colour)
    }
  }

  private func y(_ value: TrajectorySeries.Value) -> Double {
    value.ratio.map { axis.position($0) }
      ?? value.range.map { (axis.position($0.lower) + axis.position($0.upper)) / 2 } ?? plot.centre.y
  }

  /// A column of labels, moved apart, each led to from its mark.
  /// - Parameter leader: How far from the mark the label begins; to the left if negative.
  private mutating func addLabels(
    _ end: (Slope) -> TrajectorySeries.Value?, at x: Double, _ style: TextStyle, leader: Double, hasTitles: Bool
  ) {
    let labelled = slopes.slopes.compactMap { slope in end(slope).map { (slope, $0) } }
    let bold = TextStyle(size: style.size, isBold: true)
    let numbers = sheet.width(ofWidest: labelled.map(\.1.words), bold)
    let half = sheet.height(style) / 2
    let places = LabelColumn.separate(
      labelled.map { y($0.1) }, distance: sheet.height(style), within: plot.bottom + half - sheet.gap...plot.top)
    let mark = 10 * sheet.unit * (leader < 0 ? -1 : 1)
    for ((slope, value), place) in zip(labelled, places) {
      let look = Self.look(slope.movement)
      let label = Point(x: x + leader + (leader < 0 ? -4 : 4) * sheet.unit, y: place)
      sheet.addLine([Point(x: x + mark, y: y(value)), Point(x: x + leader, y: place)], .faint, width: 1)
      sheet.add(value.words, at: label, leader < 0 ? .right : .left, bold, look.textColour)
      let start = label.x + (numbers + sheet.gap) * (leader < 0 ? -1 : 1)
      if hasTitles {
        let title = sheet.title(slope.line.titles, style, within: sheet.canvas.width - sheet.edge - start)
        sheet.add(title, at: Point(x: start, y: place), .left, style, look.textColour)
      } else if !slope.isJoined {
        let title = sheet.title(slope.line.titles, style, within: start - sheet.edge)
        sheet.add(title, at: Point(x: start, y: place), .right, style, look.textColour)
      }
    }
  }

  // MARK: - Rows

  private mutating func addRows(in room: Box) throws(ChartProblem) {
    let rows = slopes.slopes.map { slope -> RowList.Row in
      let look = Self.look(slope.movement)
      var row = RowList.Row(
        titles: slope.line.titles, leading: slope.first?.words ?? (slopes.first == nil ? "" : "–"),
        trailing: slope.last.words,
        words: slopes.first == nil ? "" : slopes.overview.isNation ? "not tested" : SlopeWords.name(slope.movement))
      if slope.isJoined, let first = slope.first?.ratio, let last = slope.last.ratio {
        row.spans = [(min(first, last), max(first, last))]
      }
      if let first = slope.first?.ratio {
        row.marks.append(RowList.Sign(shape: .square, isHollow: true, colour: look.colour, at: first))
      }
      if let last = slope.last.ratio { row.marks.append(RowList.Sign(shape: .circle, colour: look.colour, at: last)) }
      if slopes.first != nil, !slopes.overview.isNation { row.sign = slope.movement.sign }
      return row
    }
    try RowList(rows: rows, axis: axis, leadingTitle: slopes.first?.label ?? "", trailingTitle: slopes.last.label).add(
      to: &sheet, in: room)
  }
}

extension Slope.Movement {
  /// Forward, back, across, or nothing told.
  fileprivate var sign: RowList.Sign {
    switch self {
    case .towards: RowList.Sign(.improving)
    case .away: RowList.Sign(.worsening)
    case .crossed: RowList.Sign(.crossedParity)
    case .untold: RowList.Sign(.cannotTell)
    }
  }

  /// As the key says it.
  fileprivate var inFull: String {
    switch self {
    case .towards: "moved towards parity"
    case .away: "moved away from parity"
    case .crossed: "crossed parity"
    case .untold: "change not shown"
    }
  }
}
