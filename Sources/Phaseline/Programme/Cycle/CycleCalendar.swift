/// The last days of a phase's steps, for a calendar.
public struct CycleCalendar: Hashable, Sendable {
  /// One day.
  public struct Event: Hashable, Sendable {
    /// The same whenever the calendar is made: a newer one replaces it.
    public var uid: String
    /// The day.
    public var day: Day
    /// In a line.
    public var summary: String
    /// In full.
    public var description: String
  }
  /// By day.
  public var events: [Event]
  /// The day on which it was made.
  public var made: Day
}

extension CycleCalendar {
  /// The last day for each step of a phase.
  /// - Parameters:
  ///   - phase: Which phase.
  ///   - standard: Whose steps they are.
  ///   - isIllustrative: Whether the calendar has to say that it is of no real authority.
  ///   - standing: Of the organisation whose steps are wanted: those that are next, up to the last. All, of the programme.
  ///   - made: The day on which it is made.
  /// - Throws: `UsageProblem.refused` where the standard has no cycle.
  public init(
    _ phase: Phase, of standard: Standard, for standing: CycleStanding? = nil, isIllustrative: Bool, made: Day
  ) throws {
    try standard.requireCycle()
    let steps = standard.cycle.filter { step in
      standing.map { $0.next.map { step.kind >= $0.kind } ?? false } ?? true
    }
    let whose = standing.map { "\($0.organisation.name), " } ?? ""
    let year = standard.cycleYear(of: phase)
    let months =
      year.map { ", which runs from \($0.words)\($0.isAssumed ? " (assumed: no source dates it)" : "")" } ?? ""
    let fiction = isIllustrative ? " " + Wordings.illustrative : ""
    events = steps.compactMap { step in
      standard.due(step, in: phase).map { day in
        Event(
          uid: [standard.key, "phase", phase.key, step.kind.rawValue, standing?.organisation.code].compactMap { $0 }
            .joined(separator: "-") + "@phaseline",
          day: day,
          summary: "\(whose)\(standard.shortTitle) \(phase.words): last day for '\(step.title)'",
          description: "The last day for '\(step.title)' in \(phase.words)\(months).\(fiction)")
      }
    }
    self.made = made
  }
}
