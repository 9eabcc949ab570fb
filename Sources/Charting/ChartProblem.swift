import Phaseline

/// Why a chart cannot be drawn.
public enum ChartProblem: PeopleReadable, Hashable {
  /// gnuplot is not on the PATH.
  case noGnuplot
  /// The library that measures text cannot be opened.
  case noPango
  /// gnuplot ran and failed; its own words.
  case gnuplotFailed(String)
  /// gnuplot is older than 5.2; its version.
  case tooOld(version: String)
  /// gnuplot was built without a terminal, as it calls what it draws for.
  case noTerminal(name: String)
  /// gnuplot was stopped, since it had not drawn after so many seconds.
  case timedOut(seconds: Double)
  /// Something else ended gnuplot while it drew.
  case gnuplotDied
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
    case .tooOld(let version):
      "gnuplot \(version) is too old: Phaseline needs 5.2 or later. Install a newer one; `doctor` checks it."
    case .noTerminal(let name):
      "This gnuplot cannot draw: it was built without '\(name)'. Install another (Debian: `apt install gnuplot-nox`); "
        + "`doctor` checks it."
    case .timedOut(let seconds):
      "gnuplot had not drawn the chart after \(seconds == seconds.rounded() ? String(Int(seconds)) : "\(seconds)") seconds and was stopped. Try again, or set "
        + "PHASELINE_GNUPLOT_SECONDS to more."
    case .gnuplotDied:
      "gnuplot was ended from outside while it drew. Try again; if it happens again, see whether memory is short."
    case .nothingToDraw(let what): "There is nothing to draw: \(what)."
    case .tooSmall:
      "The words of this chart leave no room to draw on so small a canvas. Choose a larger `--size`, or a wider terminal."
    case .unknownKind(let kind, let known):
      "No chart is called '\(kind)'. The charts are \(Wordings.list(known))."
    }
  }
}
