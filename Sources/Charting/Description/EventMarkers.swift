import Phaseline

/// What was done about an indicator, as numbered marks above a plot and an explanation under it: an action is a diamond, a
/// session a ring. A mark says when, not what came of it.
struct EventMarkers {
  /// One of them.
  struct Marker: Hashable {
    /// Its number in the workspace, which its shape makes an action's or a session's.
    var number: Int { event.number }
    var event: ProgrammeEvent
    /// Where it stands against what is drawn.
    var place: Place
  }
  /// Where a time lies.
  enum Place: Hashable {
    case at(Double)
    case before, after
    /// The catalogue dates neither it nor its phase.
    case nowhere
  }
  /// In order of time.
  let markers: [Marker]
  /// Those for which there is no room, likewise.
  let others: [ProgrammeEvent]

  /// More would be too many to look up.
  static let most = 6

  /// - Parameters:
  ///   - events: In order of time.
  ///   - phases: The first and the last phase of the plot.
  init(_ events: [ProgrammeEvent], on phases: ClosedRange<Int>) {
    // What the organisation does itself comes first, and the latest of it.
    let order = events.indices.sorted {
      (events[$0].kind == .action ? 1 : 0, $0) > (events[$1].kind == .action ? 1 : 0, $1)
    }
    let chosen = Set(order.prefix(Self.most))
    markers = events.indices.filter(chosen.contains).map { index in
      Marker(event: events[index], place: Place(events[index].startTime, on: phases))
    }
    others = events.indices.filter { !chosen.contains($0) }.map { events[$0] }
  }

  var isEmpty: Bool { markers.isEmpty }

  /// What a footer says of them; nothing where there are none.
  var note: [String] {
    guard !isEmpty else { return [] }
    return [
      "Above the plot: when an action (diamond) begins or a session (ring) is held, by number; not what came of it."
    ]
      + (markers.hasArrows ? ["With an arrow: before or after these phases."] : [])
  }

  /// Sentences for the alt text, with all of them, titles in full.
  var altText: String {
    guard !isEmpty else { return "" }
    let listed = markers.map { "\($0.number) \($0.event.name) (\($0.event.when))" }
    return
      " Marked in time: \((listed + others.map { "\($0.name) (\($0.when))" }).joined(separator: "; "))."
  }

  /// What the rows of the data say of them: each in full, by the row of its phase.
  func listed(in row: (Int) -> Int?) -> [Int: [String]] {
    func place(_ event: ProgrammeEvent) -> Int { row(event.startTime.map { Int($0.rounded(.down)) } ?? .max) ?? 0 }
    var cells: [Int: [String]] = [:]
    for marker in markers {
      cells[place(marker.event), default: []].append("\(marker.number) \(marker.event.name) (\(marker.event.when))")
    }
    for event in others { cells[place(event), default: []].append("\(event.name) (\(event.when))") }
    return cells
  }
}

extension EventMarkers.Place {
  fileprivate init(_ time: Double?, on phases: ClosedRange<Int>) {
    guard let time else {
      self = .nowhere
      return
    }
    self =
      time < Double(phases.lowerBound) - 0.5
      ? .before : time > Double(phases.upperBound) + 0.5 ? .after : .at(time)
  }
}

extension ProgrammeEvent {
  /// A ring looks larger than a diamond of its width.
  fileprivate var look: (shape: ChartDescription.Mark.Shape, size: Double, isHollow: Bool) {
    kind == .action ? (.diamond, 1, false) : (.circle, 0.8, true)
  }
}

// MARK: - Above the plot

extension Sheet {
  private var radius: Double { isText ? 0.5 : 7 * unit }
  /// From the middle of a mark to its number. A terminal may move each by half a cell.
  private var clear: Double { isText ? 2 : radius + 4 * unit }

  /// The height that the marks take above a plot, clear of what stands at its upper edge.
  func height(of markers: EventMarkers) -> Double {
    markers.isEmpty ? 0 : height(smallStyle) * 1.5
  }

  /// Draws the marks above a plot, each on a dotted line up from its time on the axis; what lies before the first phase or
  /// after the last stands at the edge, with an arrow and without a line. Alt text and data have them in full.
  /// - Parameter row: The row of the data that belongs to a phase.
  mutating func add(_ markers: EventMarkers, on plot: SeriesPlot, row: (Int) -> Int?) {
    chart.altText += markers.altText
    chart.data = chart.data.adding(markers.listed(in: row), as: "events")
    let shown = markers.markers.filter { $0.place != .nowhere }
    let widest = width(ofWidest: shown.map { "\($0.number)" }, smallBoldStyle)
    let y = plot.area.top + height(of: markers) - height(smallStyle) / 2
    let wanted = shown.map { marker -> Double in
      switch marker.place {
      case .at(let time): plot.x(at: time)
      case .before: plot.area.left
      case .after, .nowhere: plot.area.right
      }
    }
    let places = LabelColumn.separate(
      wanted, distance: radius + clear + widest + gap + (shown.hasArrows ? 2 * clear : 0),
      within: plot.area.left...plot.area.right)
    for (marker, (x, place)) in zip(shown, zip(wanted, places)) {
      if case .at = marker.place {
        // In a terminal the line would run through the marks.
        let top = plot.area.top - (isText ? 0.5 : 0)
        let bend = isText ? [] : [Point(x: place, y: y - radius)]
        addLine([Point(x: x, y: plot.area.bottom), Point(x: x, y: top)] + bend, .context, width: 1.5, .dotted)
      }
      let at = Point(x: isText ? place.rounded() : place, y: y)
      add(marker, at: at)
      let end = at.x + clear + width("\(marker.number)", smallBoldStyle) + clear
      if marker.place == .before { addMark(.triangle(.left), at: Point(x: end, y: y), radius: 5, .text) }
      if marker.place == .after { addMark(.triangle(.right), at: Point(x: end, y: y), radius: 5, .text) }
    }
  }

  private mutating func addMark(of marker: EventMarkers.Marker, at point: Point) {
    let look = marker.event.look
    addMark(look.shape, at: point, radius: look.size * radius / unit, .text, isHollow: look.isHollow)
  }

  /// A mark with its number behind it.
  private mutating func add(_ marker: EventMarkers.Marker, at point: Point) {
    addMark(of: marker, at: point)
    add("\(marker.number)", at: Point(x: point.x + clear, y: point.y), .left, smallBoldStyle, .text)
  }
}

extension [EventMarkers.Marker] {
  fileprivate var hasArrows: Bool { contains { $0.place == .before || $0.place == .after } }
}

// MARK: - The explanation

extension Sheet {
  /// More lines would leave too little for the plot.
  private static let mostLines = 3

  /// Sets headline, subtitle and footer, and above the footer what each number stands for.
  /// - Returns: What is left.
  mutating func addWords(explaining markers: EventMarkers) -> Box {
    var room = addWords()
    guard !markers.isEmpty else { return room }
    let rest = markers.others.isEmpty ? "" : "and \(markers.others.count) more"
    let lines = lines(of: markers.markers, rest, within: room.width)
    let line = height(smallStyle) * (isText ? 1 : 1.1)
    var y = room.bottom + (Double(lines.count) - 0.5) * line
    for (index, entries) in lines.enumerated() {
      var x = room.left
      for entry in entries {
        add(entry, at: Point(x: x, y: y))
        x += width(of: entry) + 2 * gap
      }
      if index == lines.count - 1 { add(rest, at: Point(x: x, y: y), .left, smallStyle, .secondaryText) }
      y -= line
    }
    room.bottom += Double(lines.count) * line + (isText ? 0 : gap / 2)
    return room
  }

  private struct Entry {
    var marker: EventMarkers.Marker
    /// Shortened where there is no room.
    var title: String
    var when: String
  }

  /// - Parameter left: The left edge.
  private mutating func add(_ entry: Entry, at left: Point) {
    guard !isText else {
      // One text: cells are too coarse for parts that touch.
      addMark(of: entry.marker, at: Point(x: left.x + 0.5, y: left.y))
      let words = "\(entry.marker.number) \(entry.title) \(entry.when)"
      return add(words, at: Point(x: left.x + clear, y: left.y), .left, smallStyle, .text)
    }
    add(entry.marker, at: Point(x: left.x + radius, y: left.y))
    // The title is a text of its own, since one of another direction would turn around what stands beside it.
    let title = left.x + mark(of: entry.marker)
    add(entry.title, at: Point(x: title, y: left.y), .left, smallStyle, .text)
    add(
      entry.when, at: Point(x: title + width(entry.title, smallStyle) + blank, y: left.y), .left, smallStyle,
      .secondaryText)
  }

  /// From the left edge of an entry to its title.
  private func mark(of marker: EventMarkers.Marker) -> Double {
    isText ? 4 : radius + clear + width("\(marker.number) ", smallBoldStyle) + 4 * unit
  }

  /// Between a title and its time.
  private var blank: Double { isText ? 1 : 4 * unit }

  private func width(of entry: Entry) -> Double {
    mark(of: entry.marker) + width(entry.title, smallStyle) + blank + width(entry.when, smallStyle)
  }

  /// The entries in as few lines as hold them whole; where those are too many, two in a line, with shorter words.
  private func lines(of markers: [EventMarkers.Marker], _ rest: String, within limit: Double) -> [[Entry]] {
    let room = limit - (rest.isEmpty ? 0 : width(rest, smallStyle) + 2 * gap)
    let whole = broken(markers.map { entry($0, $0.event.when, within: room) }, within: room)
    guard whole.count > Self.mostLines else { return whole }
    return stride(from: 0, to: markers.count, by: 2).map { start in
      pair(Array(markers[start..<min(start + 2, markers.count)]), within: room)
    }
  }

  private func entry(_ marker: EventMarkers.Marker, _ when: String, within limit: Double) -> Entry {
    var entry = Entry(marker: marker, title: "", when: "(\(when))")
    entry.title = setter.shortened(marker.event.name, smallStyle, to: limit - width(of: entry))
    return entry
  }

  /// One or two in a line: the longer one is shortened, both where both take more than half.
  private func pair(_ markers: [EventMarkers.Marker], within limit: Double) -> [Entry] {
    let room = limit - 2 * gap
    let whole = markers.map { width(of: entry($0, $0.event.briefly, within: .infinity)) }
    return markers.enumerated().map { index, marker in
      let other = whole.count > 1 ? whole[1 - index] : 0
      return entry(marker, marker.event.briefly, within: max(room / 2, room - other))
    }
  }

  private func broken(_ entries: [Entry], within limit: Double) -> [[Entry]] {
    var lines: [[Entry]] = []
    var used = limit
    for entry in entries {
      let width = width(of: entry)
      if lines.isEmpty || used + 2 * gap + width > limit {
        lines.append([entry])
        used = width
      } else {
        lines[lines.count - 1].append(entry)
        used += 2 * gap + width
      }
    }
    return lines
  }
}
