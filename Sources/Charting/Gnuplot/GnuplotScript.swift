import Foundation

/// Turns a description into gnuplot's language. Text reaches gnuplot only as octal codes within quotes, where nothing is
/// ever run or expanded, and numbers only as numbers.
struct GnuplotScript {
  /// What gnuplot is to write.
  enum Terminal: Hashable, Sendable {
    case png(scale: Double)
    case svg, pdf, sixel, characters
  }

  private(set) var text = ""
  private let chart: ChartDescription
  private let terminal: Terminal
  private let family: String
  private let theme: Theme

  init(_ chart: ChartDescription, terminal: Terminal, family: String, theme: Theme) {
    (self.chart, self.terminal, self.family, self.theme) = (chart, terminal, family, theme)
    addHead()
    for (index, band) in chart.bands.enumerated() { add(band, index + 1) }
    for (index, mark) in chart.marks.enumerated() { add(mark, chart.bands.count + index + 1) }
    for placed in chart.texts { add(placed) }
    addCurves()
  }

  private mutating func line(_ text: String) { self.text += text + "\n" }

  private var isText: Bool { terminal == .characters }

  /// A canvas unit in the unit of the terminal's fonts: cairo's are points at 96 to the inch.
  private var fontUnit: Double { terminal == .svg || isText ? 1 : 0.75 }

  private mutating func addHead() {
    let (width, height) = (chart.canvas.width, chart.canvas.height)
    let font = Self.quoted("\(family),16")
    line("set encoding utf8")
    switch terminal {
    case .png(let scale):
      let size = "\(Self.number(width * scale)),\(Self.number(height * scale))"
      line(
        "set terminal pngcairo noenhanced size \(size) fontscale \(Self.number(scale)) linewidth \(Self.number(scale)) font \(font) background '\(theme[.background].hex)'"
      )
    case .svg:
      line(
        "set terminal svg noenhanced size \(Self.number(width)),\(Self.number(height)) font \(font) background '\(theme[.background].hex)'"
      )
    case .pdf:
      line(
        "set terminal pdfcairo noenhanced size \(Self.number(width / 72))in,\(Self.number(height / 72))in fontscale 1 linewidth 2 font \(font) background '\(theme[.background].hex)'"
      )
    case .sixel:
      line(
        "set terminal sixelgd noenhanced truecolor size \(Self.number(width)),\(Self.number(height)) font \(font) background '\(theme[.background].hex)'"
      )
    case .characters: line("set terminal dumb noenhanced size \(Self.number(width)),\(Self.number(height))")
    }
    line("unset border; unset key; unset tics; set lmargin 0; set rmargin 0; set tmargin 0; set bmargin 0")
    line("set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1")
    line("set xrange [0:\(Self.number(width))]; set yrange [0:\(Self.number(height))]")
    line("set style fill solid 1.0 noborder")
  }

  private mutating func add(_ band: ChartDescription.Band, _ index: Int) {
    let area = band.area
    line(
      "set object \(index) rectangle from \(Self.point(area.left, area.bottom)) to \(Self.point(area.right, area.top)) "
        + "back fillcolor rgb '\(theme.argb(theme.tint(band.colour)))' fillstyle solid 1.0 noborder")
  }

  private mutating func add(_ mark: ChartDescription.Mark, _ index: Int) {
    guard !isText else {
      return line(
        "set label '\(mark.character)' at \(Self.point(mark.at.x, mark.at.y)) center front")
    }
    let (ink, paper) = (theme.argb(mark.colour), theme[.background].hex)
    let (fill, border) = mark.isHollow ? (paper, ink) : (ink, paper)
    // The border sets a mark off from its neighbours; it may not eat up a small one.
    let width = mark.isHollow ? 2 : min(1.5, mark.radius / 5)
    let style =
      "front fillcolor rgb '\(fill)' fillstyle solid 1.0 border rgb '\(border)' linewidth \(Self.number(width))"
    let box = mark.box
    switch mark.shape {
    case .circle:
      line(
        "set object \(index) circle at \(Self.point(mark.at.x, mark.at.y)) size \(Self.number(mark.radius)) \(style)")
    case .square, .bar:
      let corners = "from \(Self.point(box.left, box.bottom)) to \(Self.point(box.right, box.top))"
      line("set object \(index) rectangle \(corners) \(style)")
    case .diamond, .triangle:
      let corners = (mark.corners + mark.corners.prefix(1)).map { Self.point($0.x, $0.y) }
      line("set object \(index) polygon from \(corners.joined(separator: " to ")) \(style)")
    }
  }

  private mutating func add(_ placed: PlacedText) {
    let alignment =
      switch placed.alignment {
      case .left: "left"
      case .centre: "center"
      case .right: "right"
      }
    let font = Self.quoted(
      "\(family)\(placed.style.isBold ? ":Bold" : ""),\(Self.number(placed.style.size * fontUnit))")
    line(
      "set label \(Self.quoted(placed.text)) at \(Self.point(placed.at.x, placed.at.y)) \(alignment) front noenhanced"
        + (isText ? "" : " font \(font) textcolor rgb '\(theme.argb(placed.colour))'"))
  }

  /// Ribbons first, then lines, all as numbers in data blocks.
  private mutating func addCurves() {
    var curves: [String] = []
    for (index, ribbon) in chart.ribbons.enumerated() {
      line("$ribbon\(index) << END")
      for (upper, lower) in zip(ribbon.upper, ribbon.lower) {
        line([upper.x, lower.y, upper.y].map(Self.number).joined(separator: " "))
      }
      line("END")
      curves.append(
        "$ribbon\(index) using 1:2:3 with filledcurves fillcolor rgb '\(theme.argb(ribbon.colour))' fillstyle solid 1.0"
      )
      let edge = theme.argb(ribbon.colour.transparent(0.5))
      for column in [2, 3] {
        curves.append("$ribbon\(index) using 1:\(column) with lines linecolor rgb '\(edge)' linewidth 1")
      }
    }
    for (index, lines) in chart.lines.filter({ !isText || ![.grid, .faint].contains($0.colour) }).alike.enumerated() {
      line("$line\(index) << END")
      for polyline in lines {
        for point in polyline.points { line("\(Self.number(point.x)) \(Self.number(point.y))") }
        line("")  // a blank line lifts the pen
      }
      line("END")
      curves.append("$line\(index) using 1:2 with lines \(style(of: lines[0]))")
    }
    line("plot " + (curves.isEmpty ? ["NaN notitle"] : curves).joined(separator: ", "))
  }

  private func style(of line: ChartDescription.Polyline) -> String {
    guard !isText else { return "linetype \(line.character)" }
    let dash =
      switch line.dash {
      case .solid: "dashtype 1"
      case .dashed: "dashtype (12, 6)"
      case .dotted: "dashtype (3, 4)"
      }
    return "linecolor rgb '\(theme.argb(line.colour))' linewidth \(Self.number(line.width)) \(dash)"
  }

  private static func point(_ x: Double, _ y: Double) -> String { "\(number(x)),\(number(y))" }

  /// Plain decimals, without an exponent.
  private static func number(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? String(Int(rounded)) : "\(rounded)"
  }

  /// A text that can be nothing but text: in double quotes, every byte but letters and blanks as its octal code (digits too,
  /// which would be read as part of a code before them). In single quotes a doubled quote confuses gnuplot where a
  /// semicolon follows.
  static func quoted(_ text: String) -> String {
    let safe = text.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): String(UnicodeScalar(byte))
      case ..<33: " "
      default: "\\" + String(byte, radix: 8)
      }
    }
    return "\"" + safe.joined() + "\""
  }
}

extension ChartDescription.Mark {
  fileprivate var character: Character {
    switch shape {
    case .circle: isHollow ? "○" : "●"
    case .square: isHollow ? "□" : "■"
    case .diamond: isHollow ? "◇" : "◆"
    case .triangle(.up): isHollow ? "△" : "▲"
    case .triangle(.down): isHollow ? "▽" : "▼"
    case .triangle(.left): isHollow ? "◁" : "◀"
    case .triangle(.right): isHollow ? "▷" : "▶"
    case .bar: "▮"
    }
  }

  /// The corners of a diamond or a triangle.
  fileprivate var corners: [Point] {
    func corner(_ x: Double, _ y: Double) -> Point { Point(x: at.x + x * radius, y: at.y + y * radius) }
    return switch shape {
    case .triangle(.up): [corner(-1, -1), corner(0, 1), corner(1, -1)]
    case .triangle(.down): [corner(-1, 1), corner(0, -1), corner(1, 1)]
    case .triangle(.left): [corner(1, -1), corner(-1, 0), corner(1, 1)]
    case .triangle(.right): [corner(-1, -1), corner(1, 0), corner(-1, 1)]
    default: [corner(-1, 0), corner(0, 1), corner(1, 0), corner(0, -1)]
    }
  }
}

extension [ChartDescription.Polyline] {
  /// In runs that are drawn alike, which gnuplot takes as one.
  fileprivate var alike: [[ChartDescription.Polyline]] {
    reduce(into: []) { runs, line in
      if let last = runs.last?.last, last.colour == line.colour, last.width == line.width, last.dash == line.dash {
        runs[runs.count - 1].append(line)
      } else {
        runs.append([line])
      }
    }
  }
}

extension ChartDescription.Polyline {
  /// The line type that a terminal draws with a fitting character: dots for what is dotted, "=" for dashes, else "*".
  fileprivate var character: Int {
    switch dash {
    case .dotted: 0
    case .dashed: 7
    case .solid: 1
    }
  }
}
