/// The scales of relative likelihoods that charts share.
extension Sheet {
  /// Lines across a plot at round ratios, the one at parity dotted; and the line that it stands on.
  mutating func addRatioAxis(_ axis: LogAxis, up plot: Box) {
    for tick in axis.ticks(apart: height(textStyle) * (isText ? 2 : 1.6)) {
      let y = axis.position(tick.value)
      addRatioLine([Point(x: plot.left, y: y), Point(x: plot.right, y: y)], at: tick.value)
      add(tick.label, at: Point(x: plot.left - gap, y: y), .right, textStyle, .context)
    }
    addLine([Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom)], .faint, width: 1)
  }

  /// Upright lines at round ratios, which are written under them.
  /// - Parameter below: How far under the plot.
  mutating func addRatioAxis(_ axis: LogAxis, along plot: Box, below: Double = 0) {
    for tick in axis.ticks(apart: width("0.67", textStyle) * 1.5) {
      let x = axis.position(tick.value)
      addRatioLine([Point(x: x, y: plot.bottom), Point(x: x, y: plot.top)], at: tick.value)
      add(
        tick.label, at: Point(x: x, y: plot.bottom - below - height(textStyle) / 2), .centre, textStyle, .context)
    }
  }

  private mutating func addRatioLine(_ points: [Point], at ratio: Double) {
    let isParity = ratio == 1
    addLine(points, isParity ? .context : .grid, width: isParity ? 2 : 1, isParity ? .dotted : .solid)
  }
}
