import Foundation

/// Turns a description into gnuplot's language. Text reaches gnuplot only as octal codes within quotes, where nothing is
/// ever run or expanded, and numbers only as numbers.
struct GnuplotScript {
  /// What gnuplot is to write.
  enum Terminal: Hashable, Sendable {
    case png(scale: Double)
    case svg, pdf, characters
  }

  private(set) var text = ""
  private let chart: ChartDescription
  private let terminal: Terminal
  private let family: String

  init(_ chart: ChartDescription, terminal: Terminal, family: String) {
    (self.chart, self.terminal, self.family) = (chart, terminal, family)
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
        "set terminal pngcairo noenhanced size \(size) fontscale \(Self.number(scale)) linewidth \(Self.number(scale)) font \(font) background '#FFFFFF'"
      )
    case .svg:
      line(
        "set terminal svg noenhanced size \(Self.number(width)),\(Self.number(height)) font \(font) background '#FFFFFF'"
      )
    case .pdf:
      line(
        "set terminal pdfcairo noenhanced size \(Self.number(width / 72))in,\(Self.number(height / 72))in fontscale 1 linewidth 2 font \(font) background '#FFFFFF'"
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
        + "back fillcolor rgb '\(band.colour.argb)' fillstyle solid 1.0 noborder")
  }

  private mutating func add(_ mark: ChartDescription.Mark, _ index: Int) {
    guard !isText else {
      return line(
        "set label '\(mark.character)' at \(Self.point(mark.at.x, mark.at.y)) center front")
    }
    let fill = "front fillcolor rgb '\(mark.colour.argb)' fillstyle solid 1.0 border rgb '#FFFFFF' linewidth 1.5"
    switch mark.shape {
    case .circle:
      line("set object \(index) circle at \(Self.point(mark.at.x, mark.at.y)) size \(Self.number(mark.radius)) \(fill)")
    case .square, .bar:
      let box = mark.box
      let corners = "from \(Self.point(box.left, box.bottom)) to \(Self.point(box.right, box.top))"
      line("set object \(index) rectangle \(corners) \(fill)")
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
        + (isText ? "" : " font \(font) textcolor rgb '\(placed.colour.argb)'"))
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
        "$ribbon\(index) using 1:2:3 with filledcurves fillcolor rgb '\(ribbon.colour.argb)' fillstyle solid 1.0")
      let edge = ribbon.colour.transparent(0.5).argb
      for column in [2, 3] {
        curves.append("$ribbon\(index) using 1:\(column) with lines linecolor rgb '\(edge)' linewidth 1")
      }
    }
    for (index, polyline) in chart.lines.enumerated() {
      if isText, polyline.colour == .grid || polyline.colour == .faint { continue }
      line("$line\(index) << END")
      for point in polyline.points { line("\(Self.number(point.x)) \(Self.number(point.y))") }
      line("END")
      let dash =
        switch polyline.dash {
        case .solid: "dashtype 1"
        case .dashed: "dashtype (12, 6)"
        case .dotted: "dashtype (3, 4)"
        }
      let style = "linecolor rgb '\(polyline.colour.argb)' linewidth \(Self.number(polyline.width)) \(dash)"
      curves.append("$line\(index) using 1:2 with lines " + (isText ? "linetype \(polyline.character)" : style))
    }
    line("plot " + (curves.isEmpty ? ["NaN notitle"] : curves).joined(separator: ", "))
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
    case .circle: "●"
    case .square: "■"
    case .bar: "▮"
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

extension Colour {
  /// As gnuplot writes it: `#AARRGGBB`, where AA is the transparency.
  var argb: String {
    guard transparency > 0 else { return hex }
    let alpha = String(Int((transparency * 255).rounded()), radix: 16, uppercase: true)
    return "#" + (alpha.count < 2 ? "0" : "") + alpha + hex.dropFirst()
  }
}
