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
        name: line.name, words: last.words + when(last), y: y,
        style: line.look.isSubject ? sheet.labelStyle : sheet.textStyle,
        colour: line.look.text)
    }
    let parity = EndLabel(
      name: "Equal likelihood", words: "", y: axis.position(1), style: sheet.textStyle, colour: .secondaryText)
    return lines + [parity]
  }

  /// " (phase 4)" of a value that is not of the last phase.
  private func when(_ value: TrajectorySeries.Value) -> String {
    guard value.ordinal != phases.last?.ordinal, let phase = phases.first(where: { $0.ordinal == value.ordinal }) else {
      return ""
    }
    return " (\(phase.words))"
  }

  private func y(_ value: TrajectorySeries.Value) -> Double? { seriesPlot.y(value) }

  mutating func addEndLabels() {
    let labels = endLabels
    let distance = sheet.height(sheet.textStyle) * (sheet.isText ? 1 : 1.02)
    let places = LabelColumn.separate(labels.map(\.y), distance: distance, within: plot.bottom...plot.top)
    for (label, y) in zip(labels, places) {
      let room = sheet.canvas.width - sheet.edge - plot.right - sheet.gap
      let left = label.words.isEmpty ? room : room - sheet.width(" " + label.words, label.style)
      var fitting = label
      fitting.name = sheet.setter.shortened(label.name, label.style, to: left)
      sheet.add(fitting.text, at: Point(x: plot.right + sheet.gap, y: y), .left, label.style, label.colour)
    }
  }

  /// Each value of the subject at its mark, above, below or beside it, wherever it covers nothing; else listed in the data.
  mutating func addValueLabels() {
    var row = 0
    for line in series {
      let isLabelled = line.look.isSubject || series.count == 1
      for (index, value) in line.points.enumerated() {
        if isLabelled, index < line.points.count - 1, let y = y(value) {
          let mark = Point(x: x(value.ordinal), y: y)
          let extent = value.range.map { axis.position($0.upper) - mark.y } ?? 0
          sheet.addLabel(
            value.words, at: sheet.places(around: mark, sheet.textStyle, extent: extent), sheet.textStyle,
            line.look.text, within: plot, row: row)
        }
        row += 1
      }
    }
  }
}
