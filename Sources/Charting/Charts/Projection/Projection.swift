import IndicatorStatistics
import Phaseline

/// One indicator: when would parity be reached at this pace, and which pace does parity need?
public enum ProjectionChart: Chart {
  /// The word that chooses it: `chart projection`.
  public static let name = "projection"
  /// The question it answers.
  public static let question = "One indicator: when would parity be reached at this pace, and what pace does it need?"
  /// What it is about.
  public static let scope = ChartScope.indicator

  /// The finding on the indicator, with where its line leads.
  /// - Throws: `ChartProblem.nothingToDraw`; what the workspace throws.
  public static func findings(_ request: ChartRequest, in workspace: Workspace) throws -> Finding {
    try request.finding(in: workspace, line: LineRequest(looksAhead: true))
  }

  /// The measured phases with their line, where it leads if a date can be given, and the pace that parity needs.
  /// - Throws: `ChartProblem.nothingToDraw` without a relative likelihood; `.tooSmall` without room for a plot.
  public static func describe(_ finding: Finding, _ setting: ChartSetting) throws -> ChartDescription {
    let content = ProjectionContent(finding)
    guard !content.points.isEmpty else {
      throw ChartProblem.nothingToDraw("\(finding.subject.name) has no relative likelihood on \(finding.indicator.key)")
    }
    var layout = ProjectionLayout(content, setting)
    return try layout.description()
  }
}

/// What a projection shows.
struct ProjectionContent {
  /// The way from the end of the line to parity by the wanted phase.
  struct Pace: Hashable {
    /// "a rise of 12% a phase".
    var words: String
    /// Change per unit, percent.
    var percent: Double
    /// The wanted phase: "phase 8".
    var target: String
    /// Its place in time.
    var place: Double
  }
  /// When parity is met at the present pace.
  struct Meeting: Hashable {
    var date: ProjectionFinding.Date
    /// Where the line meets parity, on the scale of the phases' ordinals, and between which times it may.
    var place: Double
    var places: Interval
    /// "(7 to 12)"; empty where the interval holds one phase only.
    var range: String {
      guard let earliest = date.earliest else { return "(perhaps already, \(date.latest) at the latest)" }
      return earliest == date.latest ? "" : "(\(Self.short(earliest)) to \(Self.short(date.latest)))"
    }
    /// "phase 8" without its noun: "8".
    private static func short(_ phase: String) -> String { phase.split(separator: " ").last.map(String.init) ?? phase }
  }
  let finding: Finding
  /// The measured phases.
  let points: [TrajectorySeries.Value]
  /// The fitted line at its phases.
  let fitted: [ProjectionFinding.Stop]
  /// The phases to come; with the line at each only where a date is given.
  let ahead: [ProjectionFinding.Stop]
  let pace: Pace?
  let meeting: Meeting?

  init(_ finding: Finding) {
    self.finding = finding
    points = (TrajectorySeries.all(of: finding).last?.points ?? []).filter { $0.ratio != nil || $0.range != nil }
    let found = finding.line?.projection
    let course = found?.course ?? []
    fitted = course.filter { !$0.isAhead && $0.ratio != nil }
    ahead = course.filter(\.isAhead)
    guard let found, let last = fitted.last, let unit = finding.line?.unit else {
      (pace, meeting) = (nil, nil)
      return
    }
    // After the last phase of the line, phases stand one unit apart.
    func place(_ time: Double) -> Double { Double(last.ordinal) + time - last.time }
    pace = found.requiredPercentPerUnit.flatMap { percent in
      found.noPace == nil
        ? Pace(
          words: "\(Wordings.way(percent)) a \(unit.rawValue)", percent: percent, target: found.target,
          place: place(found.targetTime)) : nil
    }
    // A date read off a line on which the phases do not lie would be none.
    meeting = found.date.flatMap { date in
      guard let projection = found.projection, let parity = projection.parity, let interval = projection.interval,
        finding.line?.fit?.bends == false
      else { return nil }
      return Meeting(
        date: date, place: place(parity),
        places: Interval(lower: max(place(interval.lower), Double(last.ordinal)), upper: place(interval.upper)))
    }
  }

  /// The line at the phases to come, from its last fitted one on; empty without a date.
  var fan: [ProjectionFinding.Stop] {
    guard meeting != nil else { return [] }
    return fitted.suffix(1) + ahead.filter { $0.ratio != nil && $0.interval != nil }
  }

  /// Why no date is given; none where one is.
  var reason: String? {
    guard meeting == nil else { return nil }
    if finding.subject.code == nil { return "no line is fitted to an area's figures" }
    guard let fit = finding.line?.fit, let first = fit.first, let last = fit.last else {
      if points.contains(where: { $0.range != nil }) { return "counts are hidden" }
      return points.count == 1 && finding.verdict.reason != .publishedOnly
        ? "there is one phase only" : VerdictWords.reason(finding.verdict)
    }
    if fit.bends { return "the phases do not lie on a line" }
    switch finding.line?.projection?.projection?.outcome {
    case .noChangeShown: return "no change is shown"
    case .noDate: return "its pace is too slow or too uncertain"
    case .twoPhases: return "two phases are too few"
    case .notTowardsParity where first.log * last.log <= 0: return "its line has crossed parity"
    case .notTowardsParity: return "it moves away from it"
    case .dated, .mayBeReached, nil: return "too uncertain"
    }
  }
}
