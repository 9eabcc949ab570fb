import Foundation
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
  public static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Finding> {
    try request.finding(in: view, line: LineRequest(looksAhead: true))
  }

  /// The measured phases with their line, where it leads if a date can be given, and the pace that parity needs.
  /// - Throws: `ChartProblem.nothingToDraw` without a relative likelihood; `.tooSmall` without room for a plot.
  public static func describe(_ finding: Finding, _ setting: ChartSetting) throws -> ChartDescription {
    let content = ProjectionContent(finding)
    guard !content.points.isEmpty else {
      throw ChartProblem.nothingToDraw(
        "\(finding.subject.name) has no relative likelihood on \(finding.indicator.key)\([finding].hiddenWords)")
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
    /// "phase 8 (7–12)"; without brackets where the interval holds one phase only; "by phase 9, perhaps already".
    var words: String {
      guard let earliest = date.earliest else { return "by \(date.latest), perhaps already" }
      return earliest == date.latest
        ? "in \(date.phase)" : "in \(date.phase) (\(Self.short(earliest))–\(Self.short(date.latest)))"
    }
    /// "by phase 9", "in phase 8".
    var shortWords: String { date.earliest == nil ? "by \(date.latest)" : "in \(date.phase)" }
    /// As it stands beside the mark.
    var label: String {
      (words.hasPrefix("in ") ? String(words.dropFirst(3)) : words).sentenceCased
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
    guard let found, let last = fitted.last, let unit = finding.line?.unit else {
      (pace, meeting, ahead, fan) = (nil, nil, [], [])
      return
    }
    // After the last phase of the line, phases stand one unit apart.
    func place(_ time: Double) -> Double { Double(last.ordinal) + time - last.time }
    let pace = found.requiredPercentPerUnit.flatMap { percent in
      found.noPace == nil
        ? Pace(
          words: "\(Wordings.way(percent)) a \(unit.rawValue)", percent: percent, target: found.target,
          place: place(found.targetTime)) : nil
    }
    // A date read off a line on which the phases do not lie would be none.
    let meeting = found.date.flatMap { date -> Meeting? in
      guard let projection = found.projection, let parity = projection.parity, let interval = projection.interval,
        finding.line?.fit?.bends == false
      else { return nil }
      return Meeting(
        date: date, place: place(parity),
        places: Interval(lower: max(place(interval.lower), Double(last.ordinal)), upper: place(interval.upper)))
    }
    (self.pace, self.meeting) = (pace, meeting)
    // Without a date and a pace there is nothing to see of what is to come.
    ahead = pace == nil && meeting == nil ? [] : course.filter(\.isAhead)
    fan = meeting.map { Self.fan(from: last, course.filter { $0.isAhead && $0.ratio != nil }, to: $0) } ?? []
  }

  /// What the line may be at a time.
  struct Reach: Hashable {
    var time: Double
    var interval: Interval
  }

  /// What the line may be from its last fitted phase on until it is at parity: on the side that it comes from. Empty without a
  /// date.
  let fan: [Reach]

  private static func fan(from last: ProjectionFinding.Stop, _ ahead: [ProjectionFinding.Stop], to meeting: Meeting)
    -> [Reach]
  {
    let known = ([last] + ahead).compactMap { stop in
      stop.interval.map { Reach(time: Double(stop.ordinal), interval: $0) }
    }
    let corners = [meeting.places.lower, meeting.places.upper].compactMap { between(known, at: $0) }
    let isBelow = last.ratio ?? 1 < 1
    return (known + corners).filter { $0.time <= meeting.places.upper }.sorted { $0.time < $1.time }.map { reach in
      let (lower, upper) = (reach.interval.lower, reach.interval.upper)
      if reach.time == meeting.places.upper { return Reach(time: reach.time, interval: Interval(lower: 1, upper: 1)) }
      return Reach(
        time: reach.time,
        interval: isBelow
          ? Interval(lower: min(lower, 1), upper: min(upper, 1)) : Interval(lower: max(lower, 1), upper: max(upper, 1)))
    }
  }

  /// Between two neighbours, along straight lines on the logarithmic axis; none beyond the last, or at one of them.
  private static func between(_ known: [Reach], at time: Double) -> Reach? {
    zip(known, known.dropFirst()).first { $0.time < time && time < $1.time }.map { before, after in
      let share = (time - before.time) / (after.time - before.time)
      func mixed(_ one: Double, _ two: Double) -> Double { pow(one, 1 - share) * pow(two, share) }
      return Reach(
        time: time,
        interval: Interval(
          lower: mixed(before.interval.lower, after.interval.lower),
          upper: mixed(before.interval.upper, after.interval.upper)))
    }
  }

  /// Whether it is about the nation or a region.
  var isArea: Bool { finding.subject.code == nil }
  /// What measured values are drawn in.
  var colour: Colour { isArea ? .national : .authority }

  /// Whether a measured phase is no part of the line.
  func isApart(_ value: TrajectorySeries.Value) -> Bool {
    !fitted.isEmpty && !fitted.contains { $0.ordinal == value.ordinal }
  }

  /// The phases of the axis, by their places in time.
  var columns: [Int] {
    let measured = finding.phases.map(\.ordinal)
    return measured + ahead.map(\.ordinal).filter { !measured.contains($0) }
  }

  /// From the first phase to the last that the axis has room for, that of the wanted pace included.
  var ordinals: ClosedRange<Int> {
    let places = columns + [pace?.place].compactMap { $0.map { Int($0.rounded(.up)) } }
    return (places.min() ?? 0)...(places.max() ?? 0)
  }

  /// The right edge of the plot, as a time.
  var end: Double { Double(ordinals.upperBound) + 0.5 }

  /// Whether the meeting lies within what is drawn.
  var showsMeeting: Bool { meeting.map { $0.place < end } ?? false }

  /// Where what is to come begins; none where nothing of it is shown.
  var now: Double? { ahead.first.flatMap { _ in finding.phases.last.map { Double($0.ordinal) + 0.5 } } }

  /// Why no date is given; none where one is.
  var reason: String? {
    guard meeting == nil else { return nil }
    if isArea {
      return points.contains { $0.interval != nil } ? "who takes part changes" : "published figures only"
    }
    guard let fit = finding.line?.fit, let first = fit.first, let last = fit.last else {
      if points.contains(where: { $0.range != nil }) { return "counts are hidden" }
      if finding.verdict.reason == .boundary { return "a group has phases without cases" }
      return points.count == 1 && finding.verdict.reason != .publishedOnly
        ? "there is one phase only" : VerdictWords.reason(finding.verdict)
    }
    if fit.bends { return "the phases do not lie on a line" }
    switch finding.line?.projection?.projection?.outcome {
    case .noChangeShown: return "no change is shown"
    case .noDate: return "the pace is too slow or uncertain"
    case .twoPhases: return "two phases are too few"
    case .notTowardsParity where first.log * last.log <= 0: return "it crossed and moves away"
    case .notTowardsParity: return "it is moving away"
    case .dated, .mayBeReached, nil: return "too uncertain"
    }
  }
}
