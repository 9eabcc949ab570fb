/// What a chart says and where each part of it stands, before anything is drawn: a plain value that tests can read.
///
/// Coordinates are those of the canvas: pixels from its lower left corner, or character cells for a terminal.
public struct ChartDescription: Hashable, Sendable {
  /// The finding in words, at most 15 of them.
  public var headline: String
  public var subtitle: String
  public var footer: String
  /// The chart in words, computed from the drawn numbers.
  public var altText: String
  /// The drawn numbers.
  public var data: ChartData
  public var canvas: Canvas
  public var bands: [Band] = []
  public var ribbons: [Ribbon] = []
  public var lines: [Polyline] = []
  public var marks: [Mark] = []
  /// Headline, subtitle, labels and footer, each in its place.
  public var texts: [PlacedText] = []

  /// A filled rectangle across the plot.
  public struct Band: Hashable, Sendable {
    public var area: Box
    public var colour: Colour
  }
  /// An interval along a line.
  public struct Ribbon: Hashable, Sendable {
    public var upper: [Point]
    public var lower: [Point]
    public var colour: Colour
  }
  public struct Polyline: Hashable, Sendable {
    public enum Dash: Hashable, Sendable { case solid, dashed, dotted }
    public var points: [Point]
    public var colour: Colour
    public var width: Double
    public var dash: Dash
  }
  public struct Mark: Hashable, Sendable {
    /// How it looks; a bar stands for all that a hidden value may be.
    public enum Shape: Hashable, Sendable {
      case circle, square
      case bar(halfHeight: Double)
    }
    /// Its middle.
    public var at: Point
    public var shape: Shape
    /// Half its width.
    public var radius: Double
    public var colour: Colour

    var halfHeight: Double { if case .bar(let half) = shape { half } else { radius } }
  }
}

/// The numbers behind a chart, as a table.
public struct ChartData: Hashable, Sendable {
  public var columns: [String]
  public var rows: [[String]]
  public var csv: String {
    ([columns] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

public struct Point: Hashable, Sendable {
  public var x, y: Double
}

/// A rectangle.
public struct Box: Hashable, Sendable {
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
  public enum Alignment: Hashable, Sendable { case left, centre, right }
  public var text: String
  /// The middle of the text's height; of its width, as aligned.
  public var at: Point
  public var alignment: Alignment
  public var style: TextStyle
  public var colour: Colour
  /// What it covers.
  public var box: Box
}

/// Size in canvas units, and weight.
public struct TextStyle: Hashable, Sendable {
  public var size: Double
  public var isBold = false
}

/// Red, green, blue as `#RRGGBB`, and how much shines through: 0 nothing, 1 all.
public struct Colour: Hashable, Sendable {
  public var hex: String
  public var transparency = 0.0

  /// The palette of the UK Government Analysis Function, safe for the colour-blind.
  public static let authority = Colour(hex: "#12436D")
  public static let national = Colour(hex: "#F46A25")
  /// Orange text would fail a contrast of 4.5:1.
  public static let nationalText = Colour(hex: "#A8450C")
  public static let grid = Colour(hex: "#E6E6E6")
  public static let faint = Colour(hex: "#BFBFBF")
  public static let context = Colour(hex: "#3D3D3D")
  public static let text = Colour(hex: "#0B0C0C")
  public static let secondaryText = Colour(hex: "#505A5F")
  public static let band = Colour(hex: "#F3F2F1")

  func transparent(_ transparency: Double) -> Colour { Colour(hex: hex, transparency: transparency) }
}

/// What is drawn on: its size, and the unit in which sizes are given.
public struct Canvas: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case pixels, cells }
  public var kind: Kind
  public var width: Double
  public var height: Double

  /// Sizes of pictures by their use.
  public static let slide = Canvas(kind: .pixels, width: 1600, height: 900)
  public static let page = Canvas(kind: .pixels, width: 1200, height: 900)
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
