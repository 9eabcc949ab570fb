import IndicatorStatistics
import Phaseline

/// The sign, the colours and the words for what a line shows. Forward and back are towards parity and away from it, never up
/// and down: a ratio that rises may be either.
struct VerdictMark: Hashable, Sendable {
  let shape: ChartDescription.Mark.Shape
  let isHollow: Bool
  let colour: Colour
  let textColour: Colour
  /// "improving", "cannot tell".
  let words: String
  /// Whether a change is shown.
  let isShown: Bool

  init(_ kind: LineVerdict.Kind) {
    words = VerdictWords.name(kind)
    isShown = [.improving, .worsening, .crossedParity].contains(kind)
    (shape, isHollow, colour, textColour) =
      switch kind {
      case .improving: (.triangle(.right), false, .authority, .authority)
      case .worsening: (.triangle(.left), false, .national, .nationalText)
      case .crossedParity: (.diamond, false, .secondComparator, .secondComparator)
      case .noMaterialChange: (.square, false, .context, .context)
      case .cannotTell: (.circle, true, .context, .secondaryText)
      case .notTested: (.diamond, true, .context, .secondaryText)
      }
  }
}
