import Phaseline

/// What a chart says and where each part of it stands, before anything is drawn: a plain value that tests can read.
///
/// Coordinates are those of the canvas: pixels from its lower left corner, or character cells for a terminal.
public struct ChartDescription: Hashable, Sendable {
  /// The finding in words, at most 15 of them.
  public var headline: String
  /// What is measured, and of which service.
  public var subtitle: String
  /// Notes and sources.
  public var footer: String
  /// The chart in words, computed from the drawn numbers.
  public var altText: String
  /// The drawn numbers.
  public var data: ChartData
  /// What it is laid out on.
  public var canvas: Canvas
  /// Behind everything else.
  public var bands: [Band] = []
  /// Above the bands, below the lines.
  public var ribbons: [Ribbon] = []
  /// Grid, axis, parity, breaks, and the lines of the data.
  public var lines: [Polyline] = []
  /// Values, above the lines.
  public var marks: [Mark] = []
  /// Headline, subtitle, labels and footer, each in its place.
  public var texts: [PlacedText] = []

  /// A filled rectangle across the plot.
  public struct Band: Hashable, Sendable {
    /// What it fills.
    public var area: Box
    /// Its fill.
    public var colour: Colour
  }
  /// An interval along a line.
  public struct Ribbon: Hashable, Sendable {
    /// Upper limits, from left to right.
    public var upper: [Point]
    /// Lower limits, at the same places.
    public var lower: [Point]
    /// Its fill; the edges have it too.
    public var colour: Colour
  }
  /// A line from point to point.
  public struct Polyline: Hashable, Sendable {
    /// Whether it is drawn through, in dashes, or in dots.
    public enum Dash: Hashable, Sendable { case solid, dashed, dotted }
    /// In the order in which they are joined.
    public var points: [Point]
    /// Its ink.
    public var colour: Colour
    /// In canvas units.
    public var width: Double
    /// How it is broken up.
    public var dash: Dash
  }
  /// The sign for one value.
  public struct Mark: Hashable, Sendable {
    /// How it looks; a bar stands for all that a hidden value may be.
    public enum Shape: Hashable, Sendable {
      /// As wide as it is high.
      case circle, square
      /// As high as its range; half the height in canvas units.
      case bar(halfHeight: Double)
    }
    /// Its middle.
    public var at: Point
    /// How it looks.
    public var shape: Shape
    /// Half its width.
    public var radius: Double
    /// Its fill.
    public var colour: Colour

    /// What it covers.
    var box: Box {
      Box(left: at.x - radius, bottom: at.y - halfHeight, right: at.x + radius, top: at.y + halfHeight)
    }
    private var halfHeight: Double { if case .bar(let half) = shape { half } else { radius } }
  }
}

/// The numbers behind a chart, as a table.
public struct ChartData: Hashable, Sendable {
  /// Names of the columns.
  public var columns: [String]
  /// One cell a column, as text.
  public var rows: [[String]]
  /// As CSV (RFC 4180), with a header line; lines end in a line feed.
  public var csv: String {
    ([columns] + rows).map { $0.map(CSVField.quoted).joined(separator: ",") + "\n" }.joined()
  }
}

/// A place on the canvas.
public struct Point: Hashable, Sendable {
  /// Canvas units from the left and from the bottom.
  public var x, y: Double
}

/// A rectangle.
public struct Box: Hashable, Sendable {
  /// Its edges: canvas units from the left and from the bottom.
  public var left, bottom, right, top: Double
  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && bottom < other.top && other.bottom < top
  }
  func contains(_ other: Box) -> Bool {
    left <= other.left && other.right <= right && bottom <= other.bottom && other.top <= top
  }
}

/// A text in its place.
public struct PlacedText: Hashable, Sendable {
  /// Which part of its width stands at its place.
  public enum Alignment: Hashable, Sendable { case left, centre, right }
  /// What it says, in one line.
  public var text: String
  /// The middle of the text's height; of its width, as aligned.
  public var at: Point
  /// Which part of its width stands at `at`.
  public var alignment: Alignment
  /// Its size and weight.
  public var style: TextStyle
  /// Its ink.
  public var colour: Colour
  /// What it covers.
  public var box: Box
}

/// Size in canvas units, and weight.
public struct TextStyle: Hashable, Sendable {
  /// Height of the font in canvas units.
  public var size: Double
  /// Bold rather than regular.
  public var isBold = false
}

/// Red, green, blue as `#RRGGBB`, and how much shines through: 0 nothing, 1 all.
public struct Colour: Hashable, Sendable {
  /// `#RRGGBB`.
  public var hex: String
  /// Fraction in 0…1 that shines through.
  public var transparency = 0.0

  /// The organisation: from the palette of the UK Government Analysis Function, safe for the colour-blind.
  public static let authority = Colour(hex: "#12436D")
  /// The nation, from the same palette.
  public static let national = Colour(hex: "#F46A25")
  /// Words on the nation: orange text would fail a contrast of 4.5:1.
  public static let nationalText = Colour(hex: "#A8450C")
  /// Lines across the plot.
  public static let grid = Colour(hex: "#E6E6E6")
  /// The line under the plot.
  public static let faint = Colour(hex: "#BFBFBF")
  /// Parity, breaks and the labels of the axis.
  public static let context = Colour(hex: "#3D3D3D")
  /// Headline and phases.
  public static let text = Colour(hex: "#0B0C0C")
  /// Subtitle, footer and what is written small.
  public static let secondaryText = Colour(hex: "#505A5F")
  /// The four-fifths band.
  public static let band = Colour(hex: "#F3F2F1")

  func transparent(_ transparency: Double) -> Colour { Colour(hex: hex, transparency: transparency) }
}

/// What is drawn on: its size, and the unit in which sizes are given.
public struct Canvas: Hashable, Sendable {
  /// Whether lengths are pixels of a picture or character cells of a terminal.
  public enum Kind: Hashable, Sendable { case pixels, cells }
  /// Pixels or character cells.
  public var kind: Kind
  /// Pixels, or columns.
  public var width: Double
  /// Pixels, or lines.
  public var height: Double

  /// A picture for a slide, 16:9.
  public static let slide = Canvas(kind: .pixels, width: 1600, height: 900)
  /// A picture for a printed page, 4:3.
  public static let page = Canvas(kind: .pixels, width: 1200, height: 900)
  /// A picture for social media, 16:9 and smaller.
  public static let social = Canvas(kind: .pixels, width: 1200, height: 675)

  /// A picture of so many pixels.
  public static func pixels(width: Double, height: Double) -> Canvas {
    Canvas(kind: .pixels, width: width, height: height)
  }

  /// A terminal of so many columns and lines.
  public static func cells(columns: Int, lines: Int) -> Canvas {
    Canvas(kind: .cells, width: Double(columns), height: Double(lines))
  }

  /// The unit of all lengths: a pixel at 1200 wide.
  var unit: Double { kind == .pixels ? min(width / 1200, height / 600) : 1 }
}
