/// Days of the programme, for a calendar: the last days of a phase's steps, when actions are due, sessions.
public struct ProgrammeCalendar: Hashable, Sendable {
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

  /// - Parameters:
  ///   - events: In any order.
  ///   - made: The day on which it is made.
  public init(_ events: [Event], made: Day) {
    self.events = events.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(
      \.element)
    self.made = made
  }
}

extension Workspace {
  /// The last day for each step of a phase, and its sessions; of an organisation only the steps that are next, up to the
  /// last, and when its open actions are due, whatever their phase.
  /// - Parameters:
  ///   - phase: Which phase.
  ///   - organisation: Whose calendar it is; the programme's if none.
  ///   - audience: Who reads it: of sessions that are not to be shared others read no title.
  ///   - today: The day on which it is made.
  /// - Throws: `UsageProblem.refused` where the standard has no cycle.
  public func calendar(
    of phase: Phase, for organisation: Organisation? = nil, seenBy audience: Audience, today: Day
  ) throws -> ProgrammeCalendar {
    try standard.requireCycle()
    return try queue.read { db in
      let standing = try organisation.flatMap { try cycle(of: $0, phases: [phase], today: today, db).first }
      let days = CalendarDays(standard: standard, isIllustrative: try Workspace.isIllustrative(db))
      let actions = try organisation.map { try Action.all(of: standard.key, organisation: $0.code, in: db) } ?? []
      let sessions = try CommunitySession.all(of: standard.key, in: db).filter { $0.phase == phase.key }
      return ProgrammeCalendar(
        days.steps(of: phase, for: standing)
          + actions.compactMap { days.event($0, of: organisation?.name) }
          + sessions.map { days.event($0.asSeen(by: audience)) }, made: today)
    }
  }
}

extension ProgrammeCalendar {
  /// When open actions are due; those without a due day are left out.
  /// - Parameters:
  ///   - actions: As their audience may read them.
  ///   - names: What their organisations are called, by code.
  ///   - standard: Whose they are.
  ///   - isIllustrative: Whether the calendar has to say that it is of no real authority.
  ///   - made: The day on which it is made.
  public init(_ actions: [Action], names: [String: String], of standard: Standard, isIllustrative: Bool, made: Day) {
    let days = CalendarDays(standard: standard, isIllustrative: isIllustrative)
    self.init(actions.compactMap { days.event($0, of: names[$0.organisation]) }, made: made)
  }

  /// Sessions, without who speaks and who came.
  /// - Parameters:
  ///   - sessions: Which.
  ///   - standard: Whose they are.
  ///   - isIllustrative: Whether the calendar has to say that it is of no real authority.
  ///   - made: The day on which it is made.
  public init(_ sessions: [CommunitySession], of standard: Standard, isIllustrative: Bool, made: Day) {
    let days = CalendarDays(standard: standard, isIllustrative: isIllustrative)
    self.init(sessions.map(days.event), made: made)
  }
}

/// Makes the days of a calendar.
private struct CalendarDays {
  let standard: Standard
  let isIllustrative: Bool

  /// - Parameter standing: Of the organisation whose steps are wanted: those that are next, up to the last. All, of the
  ///   programme.
  func steps(of phase: Phase, for standing: CycleStanding?) -> [ProgrammeCalendar.Event] {
    let steps = standard.cycle.filter { step in
      standing.map { $0.next.map { step.kind >= $0.kind } ?? false } ?? true
    }
    let whose = standing.map { "\($0.organisation.name), " } ?? ""
    let year = standard.cycleYear(of: phase)
    let months =
      year.map { ", which runs from \($0.words)\($0.isAssumed ? " (assumed: no source dates it)" : "")" } ?? ""
    return steps.compactMap { step in
      standard.due(step, in: phase).map { day in
        ProgrammeCalendar.Event(
          uid: uid("phase", phase.key, step.kind.rawValue, standing?.organisation.code), day: day,
          summary: "\(whose)\(standard.shortTitle) \(phase.words): last day for '\(step.title)'",
          description: described("The last day for '\(step.title)' in \(phase.words)\(months)."))
      }
    }
  }

  /// The day on which an open action is due, without its owner and evidence.
  /// - Returns: `nil` where it is closed, has no due day, or nothing dates the phase in which it is due.
  func event(_ action: Action, of name: String?) -> ProgrammeCalendar.Event? {
    guard !action.status.isClosed, let due = action.due, let day = standard.lastDay(of: due) else { return nil }
    let why =
      if case .phase = due {
        " It is due in \(standard.words(of: due)): this is the last day to submit its counts."
      } else {
        ""
      }
    let topics = Wordings.list(action.indicators.map { standard.indicator($0)?.wording.topic ?? $0 })
    let title = action.title.isEmpty ? "" : ": \(action.title)"
    return ProgrammeCalendar.Event(
      uid: uid(action.organisation, "action", "\(action.number)"), day: day,
      summary: "\(name.map { "\($0), action" } ?? "Action") \(action.number) is due\(title)",
      description: described(
        "An action on \(topics), \(action.term.rawValue) term, \(action.status.words), from "
          + "\(standard.words(of: action.start)).\(why)"))
  }

  func event(_ session: CommunitySession) -> ProgrammeCalendar.Event {
    let topics = Wordings.list(session.indicators.map { standard.indicator($0)?.wording.topic ?? $0 })
    return ProgrammeCalendar.Event(
      uid: uid("session", "\(session.number)"), day: session.day,
      summary: "Community of Practice, session \(session.number)\(session.title.isEmpty ? "" : ": \(session.title)")",
      description: described(
        "A session of \(standard.phase(session.phase)?.words ?? session.phase)\(topics.isEmpty ? "" : ", on \(topics)")."
      ))
  }

  private func uid(_ parts: String?...) -> String {
    ([standard.key] + parts.compactMap { $0 }).joined(separator: "-") + "@phaseline"
  }

  private func described(_ text: String) -> String { isIllustrative ? "\(text) \(Wordings.illustrative)" : text }
}
