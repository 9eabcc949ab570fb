import IndicatorStatistics

/// One line of characters for each indicator: title, first value, where its values lie, last value, verdict.
struct RowList {
  struct Row {
    /// From the longest to the shortest that is still clear.
    var titles: [String]
    var leading = ""
    var spans: [(from: Double, to: Double)] = []
    /// Signs at relative likelihoods, the most important last.
    var marks: [Sign] = []
    var trailing = ""
    /// Before the words.
    var sign: Sign?
    var words: String
  }
  struct Sign {
    var shape: ChartDescription.Mark.Shape
    var isHollow = false
    var colour: Colour
    /// The relative likelihood that it stands at.
    var at = 1.0
  }
  /// The fewest columns for values.
  private static let least = 16.0
  let rows: [Row]
  let axis: LogAxis
  /// Above the first values, and above the last ones.
  var leadingTitle = ""
  var trailingTitle = ""

  /// - Throws: `ChartProblem.tooSmall` where there are more rows than lines, or no room for an axis.
  func add(to sheet: inout Sheet, in room: Box) throws(ChartProblem) {
    let style = sheet.smallStyle
    let words = sheet.width(ofWidest: rows.map(\.words), style) + 2
    let longest = sheet.width(ofWidest: rows.map { $0.titles[0] }, style)
    let leading = sheet.width(ofWidest: rows.map(\.leading), style)
    let trailing = sheet.width(ofWidest: rows.map(\.trailing), style)
    let title = min(longest, room.width - leading - trailing - words - Self.least - 8)
    guard title >= 14, room.height >= Double(rows.count + 1) else { throw .tooSmall }
    let left = room.left + title + 2 + (leading > 0 ? leading + 2 : 0)
    let right = room.right - words - trailing - 4
    let axis = axis.placed(from: left, to: right)
    let top = (room.top - 0.5).rounded(.down) - 0.5  // half of a line, so that no two of them fall on one
    for tick in axis.ticks(apart: 6) {
      sheet.add(tick.label, at: Point(x: axis.position(tick.value).rounded(), y: top), .centre, style, .context)
    }
    sheet.add(leadingTitle, at: Point(x: left - 2, y: top), .right, style, .context)
    sheet.add(trailingTitle, at: Point(x: right + 2, y: top), .left, style, .context)
    let bottom = top - Double(rows.count)
    let parity = axis.position(1).rounded()
    sheet.addLine([Point(x: parity, y: top - 1), Point(x: parity, y: bottom)], .context, width: 1, .dotted)
    for (index, row) in rows.enumerated() {
      let y = top - Double(index + 1)
      sheet.add(sheet.title(row.titles, style, within: title), at: Point(x: room.left, y: y), .left, style, .text)
      sheet.add(row.leading, at: Point(x: left - 2, y: y), .right, style, .text)
      for span in row.spans {
        sheet.addLine(
          [Point(x: axis.position(span.from), y: y), Point(x: axis.position(span.to), y: y)], .authority, width: 1)
      }
      for mark in row.marks {
        sheet.addMark(
          mark.shape, at: Point(x: axis.position(mark.at), y: y), radius: 0.5, mark.colour, isHollow: mark.isHollow)
      }
      sheet.add(row.trailing, at: Point(x: right + 2 + trailing, y: y), .right, style, .text)
      if let sign = row.sign {
        let place = Point(x: room.right - words + 0.5, y: y)
        sheet.addMark(sign.shape, at: place, radius: 0.5, sign.colour, isHollow: sign.isHollow)
      }
      sheet.add(row.words, at: Point(x: room.right - words + 2, y: y), .left, style, .text)
    }
  }
}

extension RowList.Sign {
  /// The sign of a verdict.
  init(_ kind: LineVerdict.Kind) {
    let mark = VerdictMark(kind)
    self.init(shape: mark.shape, isHollow: mark.isHollow, colour: mark.colour)
  }
}
