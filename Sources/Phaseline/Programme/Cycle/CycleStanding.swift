import GRDB

/// Where an organisation stands in the twelve months of a phase.
public struct CycleStanding: Hashable, Sendable {
  /// How it is known that counts were submitted.
  public enum Evidence: String, Sendable {
    /// Somebody recorded it.
    case recorded
    /// The counts are here.
    case counts
  }
  /// How it stands, in few words.
  public enum State: Hashable, Sendable {
    /// Nothing is known of it in the phase: it may not take part.
    case notRegistered
    /// The next step's last day is to come, or is not known.
    case onTime
    /// The last day for the next step was so many days ago, 1 or more.
    case late(days: Int)
    /// The twelve months are over, and nobody's next step was ever recorded in them: the programme has not kept it.
    case notKept
    /// It has done the last step.
    case done

    /// "late by 12 days".
    public var words: String {
      switch self {
      case .notRegistered: "not registered"
      case .onTime: "on time"
      case .late(let days): "late by \(Wordings.grouped(days)) \(days == 1 ? "day" : "days")"
      case .notKept: "not recorded"
      case .done: "done"
      }
    }
  }
  /// Of whom.
  public var organisation: Organisation
  /// In which phase.
  public var phase: Phase
  /// The day of each step that was done; of counts that are here the day on which the first of them came.
  public var days: [CycleStep.Kind: Day]
  /// How it is known that counts were submitted, if they were.
  public var submittedBy: Evidence?
  /// Whether it may be named to everybody; none where it was not asked.
  public var mayBeNamed: Bool?
  /// The day of that answer.
  public var asked: Day?
  /// The step after the last one that was done; none after the last.
  public var next: CycleStep?
  /// The last day for it; none where the phase has no year.
  public var due: Day?
  /// How it stands.
  public var state: State
  /// How far it is with sessions and actions.
  public var programme: ProgrammeStanding

  /// How many days the next step is late; none where it is not.
  public var daysLate: Int? { if case .late(let days) = state { days } else { nil } }
  /// The last step that was done, in the order of the year.
  public var last: (kind: CycleStep.Kind, day: Day)? { days.max { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// - Parameters:
  ///   - counts: The day on which its counts came, if they are here.
  ///   - kept: The steps of the phase that are recorded of anybody.
  ///   - programme: How far it is with sessions and actions.
  ///   - today: The day to count from.
  init(
    _ organisation: Organisation, _ phase: Phase, _ recorded: Participation, counts: Day?, kept: Set<CycleStep.Kind>,
    programme: ProgrammeStanding, _ standard: Standard, today: Day
  ) {
    (self.organisation, self.phase, days) = (organisation, phase, recorded.days)
    self.programme = programme
    (mayBeNamed, asked) = (recorded.mayBeNamed, recorded.asked)
    submittedBy = days[.submitted] != nil ? .recorded : counts != nil ? .counts : nil
    if let counts, submittedBy == .counts { days[.submitted] = counts }
    let last = days.keys.max()
    next = standard.cycle.first { step in last.map { step.kind > $0 } ?? true }
    due = next.flatMap { standard.due($0, in: phase) }
    let lateness = due.map { today.days(after: $0) } ?? 0
    let isOver = standard.cycleYear(of: phase).map { $0.end <= today } ?? false
    state =
      if last == nil {
        .notRegistered
      } else if let next, lateness > 0 {
        isOver && !kept.contains(next.kind) ? .notKept : .late(days: lateness)
      } else {
        next == nil ? .done : .onTime
      }
  }
}

extension Workspace {
  /// Where an organisation stands in each phase, in order of time.
  /// - Parameters:
  ///   - organisation: Of whom.
  ///   - phases: In which phases.
  ///   - today: The day to count from.
  /// - Throws: `UsageProblem.refused` where the standard has no cycle.
  public func cycle(of organisation: Organisation, phases: [Phase], today: Day) throws -> [CycleStanding] {
    try standard.requireCycle()
    return try queue.read { try cycle(of: organisation, phases: phases, today: today, $0) }
  }

  /// As above, within a transaction.
  func cycle(of organisation: Organisation, phases: [Phase], today: Day, _ db: Database) throws -> [CycleStanding] {
    let recorded = try Participation.all(of: standard.key, in: db)
    let counts = try CountsHere.days(ofOrganisation: organisation.code, of: standard.key, in: db)
    let programme = try ProgrammeRecords(standard, today: today, in: db)
    return phases.map { phase in
      let key = Participation.Key(organisation: organisation.code, phase: phase.key)
      return CycleStanding(
        organisation, phase, recorded[key] ?? Participation(), counts: counts[phase.key],
        kept: recorded.kept(in: phase), programme: programme.standing(of: organisation.code, in: phase), standard,
        today: today)
    }
  }

  /// Where everybody stands in a phase: authorities before employers; the latest first, then those that have begun, by name.
  /// - Parameters:
  ///   - phase: Which phase.
  ///   - today: The day to count from.
  /// - Throws: `UsageProblem.refused` where the standard has no cycle.
  public func cycle(in phase: Phase, today: Day) throws -> [CycleStanding] {
    try standard.requireCycle()
    return try queue.read { try cycle(in: phase, today: today, $0) }
  }

  /// As above, within a transaction.
  func cycle(in phase: Phase, today: Day, _ db: Database) throws -> [CycleStanding] {
    let recorded = try Participation.all(of: standard.key, phase: phase.key, in: db)
    let counts = try CountsHere.days(of: phase.key, of: standard.key, in: db)
    let kept = recorded.kept(in: phase)
    let programme = try ProgrammeRecords(standard, today: today, in: db)
    return try Organisation.all(of: standard.key, in: db).map { organisation in
      let key = Participation.Key(organisation: organisation.code, phase: phase.key)
      return CycleStanding(
        organisation, phase, recorded[key] ?? Participation(), counts: counts[organisation.code], kept: kept,
        programme: programme.standing(of: organisation.code, in: phase), standard, today: today)
    }.sorted { $0.rank.lexicographicallyPrecedes($1.rank) || ($0.rank == $1.rank && $0.name < $1.name) }
  }

  /// The phase that a day is in: whose twelve months hold it, else the last of which anything is here, else the last.
  /// - Returns: `nil` for a standard without phases.
  public func phaseOfCycle(on day: Day) throws -> Phase? {
    if let now = standard.phases.last(where: { standard.cycleYear(of: $0)?.contains(day) == true }) { return now }
    let recorded = try queue.read { try Participation.all(of: standard.key, in: $0) }.keys.map(\.phase)
    let withFigures = try phasesWithFigures()
    return standard.phases.last { recorded.contains($0.key) || withFigures.contains($0) } ?? standard.phases.last
  }
}

extension [Participation.Key: Participation] {
  /// The steps of a phase that are recorded of anybody.
  fileprivate func kept(in phase: Phase) -> Set<CycleStep.Kind> {
    Set(filter { $0.key.phase == phase.key }.flatMap(\.value.days.keys))
  }
}

extension CycleStanding {
  fileprivate var name: String { organisation.name }
  fileprivate var rank: [Int] {
    [organisation.isPartOfTheNation ? 0 : 1, -(daysLate ?? 0), state == .notRegistered ? 1 : 0]
  }
}
