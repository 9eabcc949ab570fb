/// How a line across phases looks: never in its colour alone.
struct SeriesLook: Hashable, Sendable {
  var colour: Colour
  var text: Colour
  var shape: ChartDescription.Mark.Shape
  /// Of its marks and its line, in pixels at 1200 wide.
  var radius, width: Double
  var dash: ChartDescription.Polyline.Dash
  /// Whether it is the one that the chart is about: its name is bold, its values stand at its marks, and its intervals are
  /// drawn in characters too.
  var isSubject: Bool
  /// Whether its intervals are bars even side by side, so that two ribbons do not lie over each other.
  var hasBars = false

  static let authority = SeriesLook(
    colour: .authority, text: .authority, shape: .circle, radius: 8, width: 4, dash: .solid, isSubject: true)
  static let nation = SeriesLook(
    colour: .national, text: .nationalText, shape: .square, radius: 6, width: 3, dash: .dashed, isSubject: false)
}
