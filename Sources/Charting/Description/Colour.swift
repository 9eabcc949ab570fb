/// What something is drawn in: a part that the theme gives a colour, and how much shines through.
public struct Colour: Hashable, Sendable {
  /// What it stands for, so that a theme may choose its colour.
  public enum Part: String, Hashable, Sendable, CaseIterable {
    case background, authority, national
    case nationalText = "national-text"
    case comparator
    case secondComparator = "second-comparator"
    case context, faint, grid, band, text
    case secondaryText = "secondary-text"
  }
  /// What it stands for.
  public var part: Part
  /// Fraction in 0…1 that shines through: 0 nothing, 1 all.
  public var transparency = 0.0

  /// The organisation.
  public static let authority = Colour(part: .authority)
  /// The nation.
  public static let national = Colour(part: .national)
  /// Words on the nation, where its mark's colour would be too pale for text.
  public static let nationalText = Colour(part: .nationalText)
  /// Whoever else is compared.
  public static let comparator = Colour(part: .comparator)
  /// A second one.
  public static let secondComparator = Colour(part: .secondComparator)
  /// Lines across the plot.
  public static let grid = Colour(part: .grid)
  /// The line under the plot, and others that recede.
  public static let faint = Colour(part: .faint)
  /// Parity, breaks, labels of the axis, and the many of which none is ours.
  public static let context = Colour(part: .context)
  /// Headline and phases.
  public static let text = Colour(part: .text)
  /// Subtitle, footer and what is written small.
  public static let secondaryText = Colour(part: .secondaryText)
  /// The four-fifths band.
  public static let band = Colour(part: .band)
  /// What everything is drawn on.
  public static let background = Colour(part: .background)

  /// The same, shining through.
  /// - Parameter transparency: Fraction in 0…1 that shines through.
  func transparent(_ transparency: Double) -> Colour { Colour(part: part, transparency: transparency) }
}
