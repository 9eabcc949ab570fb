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
