import Phaseline

/// The labels of a trajectory, each where it covers nothing.
extension TrajectoryLayout {
  struct EndLabel {
    /// Shortened where there is no room.
    var name: String
    /// Never cut: a number that is cut is a false one.
    var words: String
    var y: Double
    var style: TextStyle
    var colour: Colour
    var text: String { words.isEmpty ? name : "\(name) \(words)" }
  }

  /// What stands right of the plot: each line's name with its last value, and the parity line's.
  var endLabels: [EndLabel] {
    let lines = series.compactMap { line -> EndLabel? in
      guard let last = line.points.last(where: { y($0) != nil }), let y = y(last) else { return nil }
      return EndLabel(
        name: line.name, words: last.words, y: y, style: line.isNation ? textStyle : labelStyle,
        colour: line.isNation ? .nationalText : .authority)
    }
    let parity = EndLabel(
      name: "Equal likelihood", words: "", y: axis.position(1), style: textStyle, colour: .secondaryText)
    return lines + [parity]
  }

  /// Where a label points: at the ratio, or at the middle of the bar for what it may be.
  private func y(_ value: TrajectorySeries.Value) -> Double? {
    value.ratio.map { axis.position($0) }
      ?? value.range.map { (axis.position($0.lower) + axis.position($0.upper)) / 2 }
  }

  mutating func addEndLabels() {
    let labels = endLabels
    let distance = setter.height(textStyle) * (isText ? 1 : 1.02)
    let places = LabelColumn.separate(labels.map(\.y), distance: distance, within: plot.bottom...plot.top)
    for (label, y) in zip(labels, places) {
      let room = canvas.width - edge - plot.right - gap
      let left = label.words.isEmpty ? room : room - setter.width(" " + label.words, label.style)
      var fitting = label
      fitting.name = setter.shortened(label.name, label.style, to: left)
      chart.texts.append(
        setter.place(fitting.text, at: Point(x: plot.right + gap, y: y), .left, label.style, label.colour))
    }
  }

  /// Each value of the subject at its mark, above, below or beside it, wherever it covers nothing; else only in data and alt
  /// text.
  mutating func addValueLabels() {
    for line in series.reversed() where !line.isNation || series.count == 1 {
      for value in line.points.dropLast() {
        guard let y = y(value) else { continue }
        let mark = Point(x: x(value.ordinal), y: y)
        let extent = value.range.map { axis.position($0.upper) - mark.y } ?? 0
        let above = isText ? 1 : max(10 * unit, extent + 4 * unit) + setter.height(textStyle) / 2
        let beside = isText ? 2 : 16 * unit
        let places = [
          (Point(x: mark.x, y: mark.y + above), PlacedText.Alignment.centre),
          (Point(x: mark.x, y: mark.y - above), .centre), (Point(x: mark.x + beside, y: mark.y), .left),
          (Point(x: mark.x - beside, y: mark.y), .right),
        ]
        let colour = line.isNation ? Colour.nationalText : .authority
        let labels = places.map { setter.place(value.words, at: $0.0, $0.1, textStyle, colour) }
        if let label = labels.first(where: fits) { chart.texts.append(label) }
      }
    }
  }

  /// Whether a text inside the plot covers no other text, mark or line.
  func fits(_ text: PlacedText) -> Bool {
    guard plot.contains(text.box) else { return false }
    let obstacles = chart.texts.map(\.box) + (isText ? [] : chart.marks.map(\.box))
    let heavy = chart.lines.filter { $0.colour != .grid && $0.colour != .faint }
    return !obstacles.contains { $0.overlaps(text.box) } && !heavy.contains { $0.crosses(text.box) }
  }

  /// Whether a text touches an interval's ribbon.
  func isShaded(_ text: PlacedText) -> Bool {
    chart.ribbons.contains { ribbon in
      zip(zip(ribbon.upper, ribbon.upper.dropFirst()), zip(ribbon.lower, ribbon.lower.dropFirst())).contains {
        let (upper, lower) = $0
        let box = Box(
          left: upper.0.x, bottom: min(lower.0.y, lower.1.y), right: upper.1.x, top: max(upper.0.y, upper.1.y))
        return box.overlaps(text.box)
      }
    }
  }
}

extension ChartDescription.Polyline {
  /// Whether the line passes through a rectangle, sampled along each of its pieces.
  func crosses(_ box: Box) -> Bool {
    zip(points, points.dropFirst()).contains { start, end in
      (0...64).contains { step in
        let share = Double(step) / 64
        let (x, y) = (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
        return x > box.left && x < box.right && y > box.bottom && y < box.top
      }
    }
  }
}
