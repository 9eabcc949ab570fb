import Phaseline

/// The axes that charts of relative likelihoods across phases share.
extension Sheet {
  /// The four-fifths band.
  mutating func addFourFifths(on plot: SeriesPlot) {
    addBand(
      Box(
        left: plot.area.left, bottom: plot.axis.position(0.8), right: plot.area.right, top: plot.axis.position(1.25)),
      .band)
  }

  /// The rows under the axis, nothing in them cut: numbers in two lines where one is too narrow; other words shorter, and of
  /// the phases' names only some; else left to data and alt text.
  /// - Parameter width: Of a cell.
  func fitting(_ rows: [TrajectoryWords.Row], within width: Double) -> [TrajectoryWords.Row] {
    func fits(_ cells: [String], _ width: Double) -> Bool { cells.allSatisfy { self.width($0, smallStyle) <= width } }
    let numbers = rows.filter(\.isNumbers)
    let fitting = [numbers, TrajectoryWords.broken(numbers)].first { $0.allSatisfy { fits($0.cells, width) } } ?? []
    let others = rows.filter { !$0.isNumbers }.compactMap { row -> TrajectoryWords.Row? in
      if fits(row.cells, width) { return row }
      var fitting = row
      fitting.cells = row.shorter ?? []
      if fits(fitting.cells, width), row.shorter != nil { return fitting }
      // Every second name, or third, or fourth; the last one always.
      let step = (2...4).first { step in fits(fitting.cells, Double(step) * (width + gap) - gap) }
      guard row.isHeading, let step else { return nil }
      let last = fitting.cells.count - 1
      fitting.cells = fitting.cells.enumerated().map { (last - $0.offset) % step == 0 ? $0.element : "" }
      return fitting
    }
    return others + fitting
  }

  /// What stands under the axis, a cell a phase.
  /// - Parameter ordinals: The phases of the cells.
  mutating func add(_ rows: [TrajectoryWords.Row], of ordinals: [Int], on plot: SeriesPlot) {
    for (index, row) in rows.enumerated() {
      let y = plot.area.bottom - gap - height(smallStyle) * (Double(index) + 0.5)
      add(row.title, at: Point(x: plot.area.left - gap, y: y), .right, smallStyle, .secondaryText)
      for (ordinal, text) in zip(ordinals, row.cells) {
        add(
          text, at: Point(x: plot.x(ordinal), y: y), .centre, smallStyle, row.isHeading ? .text : .secondaryText)
      }
    }
  }

  /// A dashed line before each phase at which the series breaks.
  /// - Parameter row: The row of the data that a label at a phase belongs to.
  mutating func addBreaks(of phases: [PhaseFinding], on plot: SeriesPlot, row: (Int) -> Int?) {
    for phase in phases where phase.seriesBreak != nil && phase.ordinal != phases.first?.ordinal {
      let middle = plot.x(at: Double(phase.ordinal) - 0.5)
      addLine(
        [Point(x: middle, y: plot.area.bottom), Point(x: middle, y: plot.area.top)], .context, width: 1, .dashed)
      let places = (0..<3).flatMap { level -> [(Point, PlacedText.Alignment)] in
        let y = plot.area.top - height(smallStyle) * (Double(level) + 0.5)
        return [(Point(x: middle + gap / 2, y: y), .left), (Point(x: middle - gap / 2, y: y), .right)]
      }
      addLabel(
        "Series break", at: places, smallStyle, .secondaryText, within: plot.area, row: row(phase.ordinal),
        clearOfRibbons: true)
    }
  }
}
