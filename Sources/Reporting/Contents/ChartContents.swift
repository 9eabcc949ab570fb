import Charting
import Phaseline

/// A chart in a report: drawn, with its words, or why it is not there.
public struct ChartContents: Codable, Sendable, Hashable {
  /// Its headline.
  public var title: String
  /// All that it shows, in words.
  public var description: String
  /// Mark-up for a page; none where it is a picture.
  public var svg: TrustedMarkup?
  /// A PNG, for a document to go on writing in; none where it is mark-up.
  public var picture: TrustedPicture?
  /// Why there is none; none where there is one.
  public var missing: String?
}

/// The colours and the font of a report, which are those of its charts.
public struct ThemeContents: Codable, Sendable, Hashable {
  /// A colour for each part, as `#12436D`.
  public struct Colours: Codable, Sendable, Hashable {
    /// As in a theme's file.
    public var background, authority, national, nationalText, comparator, secondComparator, context, faint, grid, band,
      text, secondaryText: String
  }
  /// Families in order of preference, as CSS has them.
  public var font: String
  /// By part.
  public var colours: Colours

  init(_ theme: Theme) {
    font = theme.families.joined(separator: ", ")
    colours = Colours(
      background: theme[.background].hex, authority: theme[.authority].hex, national: theme[.national].hex,
      nationalText: theme[.nationalText].hex, comparator: theme[.comparator].hex,
      secondComparator: theme[.secondComparator].hex, context: theme[.context].hex, faint: theme[.faint].hex,
      grid: theme[.grid].hex, band: theme[.band].hex, text: theme[.text].hex,
      secondaryText: theme[.secondaryText].hex)
  }
}
