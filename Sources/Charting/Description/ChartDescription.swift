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
  /// Where the figures come from, in full.
  public var source: String
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

  /// Everything that it says: for whoever seeks a name in it.
  public var words: String {
    ([headline, subtitle, footer, altText, data.csv] + texts.map(\.text)).joined(separator: "\n")
  }

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
      case circle, square, diamond
      /// Points where it is told to: a direction of change, or that something goes on beyond the frame.
      case triangle(Direction)
      /// As high as its range; half the height in canvas units.
      case bar(halfHeight: Double)
    }
    /// Where a triangle points.
    public enum Direction: Hashable, Sendable { case up, down, left, right }
    /// Its middle.
    public var at: Point
    /// How it looks.
    public var shape: Shape
    /// Half its width.
    public var radius: Double
    /// Its fill.
    public var colour: Colour
    /// Whether only its outline has the colour.
    public var isHollow = false

    /// What it covers.
    var box: Box {
      Box(left: at.x - radius, bottom: at.y - halfHeight, right: at.x + radius, top: at.y + halfHeight)
    }
    private var halfHeight: Double { if case .bar(let half) = shape { half } else { radius } }
  }
}
