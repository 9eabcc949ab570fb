/// A chart in the making: its words are on it, and parts are added where they cover nothing.
struct Sheet {
  let setting: ChartSetting
  let setter: TextSetter
  private let footer: [String]
  var chart: ChartDescription
  /// Labels that found no place, by the row of the data that they belong to.
  private var leftOut: [Int: [String]] = [:]

  init(_ words: ChartWords, _ setting: ChartSetting) {
    self.setting = setting
    setter = TextSetter(canvas: setting.canvas, measure: setting.measure)
    footer = [setting.disclosure.words] + words.footer
    chart = ChartDescription(
      headline: setting.title ?? words.headline, subtitle: setting.subtitle ?? words.subtitle,
      footer: footer.joined(separator: " "), source: words.source, altText: words.altText, data: words.data,
      canvas: setting.canvas)
  }

  // MARK: - Measures

  var canvas: Canvas { setting.canvas }
  /// Whether it is drawn in characters.
  var isText: Bool { canvas.kind == .cells }
  /// A pixel at 1200 wide.
  var unit: Double { canvas.unit }
  var headlineStyle: TextStyle { TextStyle(size: 28 * unit, isBold: true) }
  var textStyle: TextStyle { TextStyle(size: 18 * unit) }
  var labelStyle: TextStyle { TextStyle(size: 18 * unit, isBold: true) }
  var smallStyle: TextStyle { TextStyle(size: 16 * unit) }
  var smallBoldStyle: TextStyle { TextStyle(size: 16 * unit, isBold: true) }
  /// The blank at each side.
  var edge: Double { isText ? 1 : 28 * unit }
  var gap: Double { isText ? 1 : 12 * unit }

  func width(_ text: String, _ style: TextStyle) -> Double { setter.width(text, style) }
  func height(_ style: TextStyle) -> Double { setter.height(style) }
  /// The width of the widest.
  func width(ofWidest texts: [String], _ style: TextStyle) -> Double { texts.map { width($0, style) }.max() ?? 0 }

  // MARK: - Headline and footer

  /// Sets headline and subtitle at the top, the footer at the bottom.
  /// - Returns: What is left between them, within the blank at the sides.
  mutating func addWords() -> Box {
    let width = canvas.width - 2 * edge
    var top = canvas.height - edge * (isText ? 0.5 : 1)
    for (text, style, colour, after) in [
      (chart.headline, headlineStyle, Colour.text, 0.3), (chart.subtitle, textStyle, Colour.secondaryText, 0.8),
    ] {
      for line in setter.lines(text, style, within: width, atMost: 3) {
        add(line, at: Point(x: edge, y: top - height(style) / 2), .left, style, colour)
        top -= height(style)
      }
      top -= isText ? 0 : height(style) * after
    }
    var bottom = edge * (isText ? 0 : 0.8)
    // What does not fit is in the alt text; the most important comes first.
    let most = max(2, Int(canvas.height / (isText ? 6 : 5) / height(smallStyle)))
    for line in setter.lines(chart.footer, smallStyle, within: width, atMost: most).reversed() {
      add(line, at: Point(x: edge, y: bottom + height(smallStyle) / 2), .left, smallStyle, .secondaryText)
      bottom += height(smallStyle)
    }
    return Box(left: edge, bottom: bottom + gap, right: canvas.width - edge, top: top - (isText ? 1 : 0))
  }

  /// - Throws: `ChartProblem.tooSmall` where the words leave no room for a plot.
  func requireRoom(_ plot: Box, width: Double = 0.2, height: Double = 0.15) throws(ChartProblem) {
    guard plot.width >= canvas.width * width, plot.height >= (isText ? 4 : canvas.height * height) else {
      throw ChartProblem.tooSmall
    }
  }

  // MARK: - Parts

  mutating func add(
    _ text: String, at point: Point, _ alignment: PlacedText.Alignment, _ style: TextStyle, _ colour: Colour
  ) {
    guard !text.isEmpty else { return }
    chart.texts.append(setter.place(text, at: point, alignment, style, colour))
  }

  mutating func addLine(
    _ points: [Point], _ colour: Colour, width: Double, _ dash: ChartDescription.Polyline.Dash = .solid
  ) {
    chart.lines.append(ChartDescription.Polyline(points: points, colour: colour, width: width * unit, dash: dash))
  }

  /// - Parameter radius: Half its width, in pixels at 1200 wide.
  mutating func addMark(
    _ shape: ChartDescription.Mark.Shape, at point: Point, radius: Double, _ colour: Colour, isHollow: Bool = false
  ) {
    chart.marks.append(
      ChartDescription.Mark(
        at: point, shape: shape, radius: isText ? 0.5 : radius * unit, colour: colour, isHollow: isHollow))
  }

  mutating func addBand(_ area: Box, _ colour: Colour) {
    guard !isText else { return }
    chart.bands.append(ChartDescription.Band(area: area, colour: colour))
  }

  // MARK: - Labels

  /// A label at the first of some places where it covers no other text, mark or line; else it is listed in the data.
  /// - Parameters:
  ///   - places: In order of preference.
  ///   - area: What it must stay within.
  ///   - row: The row of the data that it belongs to.
  ///   - clearOfRibbons: Whether it may not touch an interval's ribbon either.
  mutating func addLabel(
    _ text: String, at places: [(Point, PlacedText.Alignment)], _ style: TextStyle, _ colour: Colour, within area: Box,
    row: Int?, clearOfRibbons: Bool = false
  ) {
    let labels = places.map { setter.place(text, at: $0.0, $0.1, style, colour) }
    if let label = labels.first(where: { fits($0, within: area) && !(clearOfRibbons && isShaded($0)) }) {
      chart.texts.append(label)
    } else if let row {
      leftOut[row, default: []].append(text)
    }
  }

  /// The places around a mark: above, below, right, left.
  /// - Parameters:
  ///   - radius: The mark's, in pixels at 1200 wide.
  ///   - extent: How far what it stands for reaches above and below it, in canvas units.
  func places(
    around mark: Point, _ style: TextStyle, radius: Double = 8, extent: Double = 0
  ) -> [(Point, PlacedText.Alignment)] {
    let above = isText ? 1 : max((radius + 2) * unit, extent + 4 * unit) + height(style) / 2
    let beside = isText ? 2 : 2 * radius * unit
    return [
      (Point(x: mark.x, y: mark.y + above), .centre), (Point(x: mark.x, y: mark.y - above), .centre),
      (Point(x: mark.x + beside, y: mark.y), .left), (Point(x: mark.x - beside, y: mark.y), .right),
    ]
  }

  /// Whether a text covers no other text, mark or line.
  func fits(_ text: PlacedText, within area: Box) -> Bool {
    guard area.contains(text.box) else { return false }
    let obstacles = chart.texts.lazy.map(\.box)
    if obstacles.contains(where: { $0.overlaps(text.box) }) { return false }
    if !isText, chart.marks.contains(where: { $0.box.overlaps(text.box) }) { return false }
    return !chart.lines.contains { $0.colour != .grid && $0.colour != .faint && $0.crosses(text.box) }
  }

  /// Whether a text touches an interval's ribbon.
  private func isShaded(_ text: PlacedText) -> Bool {
    chart.ribbons.contains { ribbon in
      zip(zip(ribbon.upper, ribbon.upper.dropFirst()), zip(ribbon.lower, ribbon.lower.dropFirst())).contains {
        let (upper, lower) = $0
        let box = Box(
          left: upper.0.x, bottom: min(lower.0.y, lower.1.y), right: upper.1.x, top: max(upper.0.y, upper.1.y))
        return box.overlaps(text.box)
      }
    }
  }

  /// The finished description, with the labels that found no place listed in its data.
  var finished: ChartDescription {
    var chart = chart
    chart.data = chart.data.listing(leftOut: leftOut)
    return chart
  }
}

extension ChartDescription.Polyline {
  /// Whether the line passes through a rectangle.
  func crosses(_ box: Box) -> Bool {
    zip(points, points.dropFirst()).contains { start, end in
      // The part of the piece, as shares of its length, that lies between the rectangle's sides (Liang and Barsky 1984).
      var (from, to) = (0.0, 1.0)
      for (origin, delta, low, high) in [
        (start.x, end.x - start.x, box.left, box.right), (start.y, end.y - start.y, box.bottom, box.top),
      ] {
        if delta == 0 {
          if origin <= low || origin >= high { return false }
        } else {
          let (one, two) = ((low - origin) / delta, (high - origin) / delta)
          (from, to) = (max(from, min(one, two)), min(to, max(one, two)))
        }
      }
      return from < to
    }
  }
}
