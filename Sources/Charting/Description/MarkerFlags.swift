import Phaseline

/// A marker of the time axis over a plot: its line rises from the axis to its label, which stands to the right of the line
/// like a flag, above every flag that it would cover.
struct MarkerFlag: Hashable, Sendable {
  var marker: TimeMarker
  /// Where it stands.
  var x: Double
  /// The label, shortened where there is no room.
  var text: String
  /// How many flags high it flies; none where there is no room for it.
  var lane: Int?

  /// More lanes than these would leave too little for the plot.
  static let mostLanes = 3
}

extension Sheet {
  private var flagStyle: TextStyle { smallStyle }

  /// The markers that lie on a plot, in order of time, each with its lane.
  /// - Parameters:
  ///   - plot: Of which left and right are known.
  ///   - edge: How far to the right a label may reach.
  func flags(on plot: SeriesPlot, to edge: Double) -> [MarkerFlag] {
    let widest = canvas.width * 0.36
    var flags: [MarkerFlag] = []
    // From the right, since a label covers what is to the right of its line.
    for marker in setting.markers.sorted(by: { ($0.time, $0.label) > ($1.time, $1.label) }) {
      let x = plot.x(at: marker.time)
      guard x >= plot.area.left, x <= plot.area.right else { continue }
      let text = setter.shortened(marker.label, flagStyle, to: min(widest, edge - x - gap / 2))
      let end = x + gap / 2 + width(text, flagStyle) + gap / 2
      let lane = (flags.filter { $0.x <= end }.compactMap(\.lane).max() ?? -1) + 1
      flags.append(MarkerFlag(marker: marker, x: x, text: text, lane: lane < MarkerFlag.mostLanes ? lane : nil))
    }
    return flags.reversed()
  }

  /// The height that flags take above a plot.
  func height(of flags: [MarkerFlag]) -> Double {
    Double((flags.compactMap(\.lane).max() ?? -1) + 1) * height(flagStyle)
  }

  /// Draws the flags of a plot, says of each when it was in the alt text, and keeps nothing as a marker that is not drawn.
  /// - Parameters:
  ///   - row: The row of the data that a label at a phase belongs to, where it finds no place.
  ///   - name: What a phase is called within a sentence.
  mutating func add(
    _ flags: [MarkerFlag], on plot: SeriesPlot, row: (Int) -> Int?, name: (Int) -> String
  ) {
    chart.markers = flags.map(\.marker)
    guard !flags.isEmpty else { return }
    for flag in flags {
      let top = plot.area.top + Double(flag.lane.map { $0 + 1 } ?? 0) * height(flagStyle)
      addLine(
        [Point(x: flag.x, y: plot.area.bottom), Point(x: flag.x, y: top - (isText ? 0.5 : 2 * unit))],
        .secondComparator, width: 1.5, .dotted)
      addMark(.diamond, at: Point(x: flag.x, y: plot.area.bottom), radius: 7, .secondComparator)
    }
    for flag in flags {
      let lane = Double(flag.lane ?? 0)
      let place = Point(x: flag.x + gap / 2, y: plot.area.top + (lane + 0.5) * height(flagStyle))
      addLabel(
        flag.lane == nil ? flag.marker.label : flag.text, at: flag.lane == nil ? [] : [(place, .left)], flagStyle,
        .secondComparator,
        within: Box(left: 0, bottom: 0, right: canvas.width, top: canvas.height),
        row: row(Int(flag.marker.time.rounded(.down))))
    }
    chart.altText +=
      " Marked on the time axis: \(flags.map { said($0.marker, on: plot, name) }.joined(separator: "; "))."
  }

  /// "Session 1 (between phase 2 and phase 3)".
  private func said(_ marker: TimeMarker, on plot: SeriesPlot, _ name: (Int) -> String) -> String {
    let (before, after) = (Int(marker.time.rounded(.down)), Int(marker.time.rounded(.up)))
    let place =
      before == after
      ? "in \(name(before))"
      : before < plot.ordinals.lowerBound
        ? "before \(name(after))"
        : after > plot.ordinals.upperBound ? "after \(name(before))" : "between \(name(before)) and \(name(after))"
    return "\(marker.label) (\(place))"
  }
}
