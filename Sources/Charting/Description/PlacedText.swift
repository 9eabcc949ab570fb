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
