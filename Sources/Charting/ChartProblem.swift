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
  /// gnuplot was built without what draws this format; the name of its terminal.
  case noTerminal(name: String)
  /// gnuplot was stopped, since it had not drawn after so many seconds.
  case timedOut(seconds: Double)
  /// Something else ended gnuplot while it drew.
  case gnuplotDied
  /// What gnuplot wrote has no end.
  case pictureCutShort
  /// The file cannot be written; why.
  case unwritable(String, reason: String)
  /// The file is there, and Phaseline did not draw it.
  case foreignFile(String)
  /// The findings hold nothing that this chart shows; says what is missing.
  case nothingToDraw(String)
  /// The words leave no room for a plot.
  case tooSmall
  /// No chart has this name; with those that there are.
  case unknownKind(String, known: [String])

  /// It is about files and machines.
  public var isFreeOfCounts: Bool { true }

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
      "gnuplot had not drawn the chart after \(Self.plain(seconds)) seconds and was stopped. Try again, or set "
        + "PHASELINE_GNUPLOT_SECONDS to more."
    case .gnuplotDied:
      "gnuplot was ended from outside while it drew. Try again; if it happens again, see whether memory is short."
    case .pictureCutShort:
      "gnuplot did not finish the picture. Check whether the disk of temporary files is full, then try again."
    case .unwritable(let file, let reason):
      "'\(file)' cannot be written (\(reason)). Make room, or check that its folder may be written to; then try again."
    case .foreignFile(let file):
      "'\(file)' is there already and Phaseline did not draw it, so it is left as it is. Move it away, or choose another "
        + "folder."
    case .nothingToDraw(let what): "There is nothing to draw: \(what)."
    case .tooSmall:
      "The words of this chart leave no room to draw on so small a canvas. Choose a larger `--size`, or a wider terminal."
    case .unknownKind(let kind, let known):
      "No chart is called '\(kind)'. The charts are \(Wordings.list(known))."
    }
  }
}

extension ChartProblem {
  /// What gnuplot complains of; `nil` where it says nothing, or only warns.
  /// - Parameter message: What it wrote to standard error.
  init?(gnuplot message: String) {
    if let version = message.firstMatch(of: /phaseline: too old: (\S+)/)?.output.1 {
      self = .tooOld(version: String(version))
    } else if message.contains("unknown or ambiguous terminal") {
      self = .noTerminal(name: message.firstMatch(of: /set terminal (\w+)/).map { String($0.output.1) } ?? "")
    } else if message.contains(/line [0-9]+: (?!warning)/.ignoresCase()) {
      self = .gnuplotFailed(Self.shortened(message))
    } else {
      return nil
    }
  }

  /// "60", "0.5".
  package static func plain(_ number: Double) -> String {
    Wordings.fixed(number, number.rounded() == number ? 0 : 1)
  }

  /// In one line that people read to its end.
  package static func shortened(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 300 ? line.prefix(300) + " …" : line
  }

  /// Whether no chart at all can be drawn here.
  package var isOfTheMachine: Bool {
    switch self {
    case .noGnuplot, .noPango, .tooOld, .noTerminal: true
    default: false
    }
  }
}
