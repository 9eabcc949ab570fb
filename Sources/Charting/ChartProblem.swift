import Phaseline

/// Why a chart cannot be drawn.
public enum ChartProblem: PeopleReadable, Hashable {
  /// gnuplot is not on the PATH.
  case noGnuplot
  /// The library that measures text cannot be opened.
  case noPango
  /// gnuplot ran and failed; its own words.
  case gnuplotFailed(String)
  /// The findings hold nothing that this chart shows; says what is missing.
  case nothingToDraw(String)
  /// The words leave no room for a plot.
  case tooSmall
  /// No chart has this name; with those that there are.
  case unknownKind(String, known: [String])

  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch self {
    case .noGnuplot: "gnuplot is not installed. Install it (Debian: `apt install gnuplot-nox`); `doctor` checks it."
    case .noPango:
      "Pango, which measures text, is not installed. Install gnuplot-nox, which brings it; `doctor` checks."
    case .gnuplotFailed(let message): "gnuplot could not draw the chart: \(message). `doctor` checks gnuplot."
    case .nothingToDraw(let what): "There is nothing to draw: \(what)."
    case .tooSmall:
      "The words of this chart leave no room to draw on so small a canvas. Choose a larger `--size`, or a wider terminal."
    case .unknownKind(let kind, let known):
      "No chart is called '\(kind)'. The charts are \(Wordings.list(known))."
    }
  }
}
