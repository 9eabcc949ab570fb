import GRDB

/// How far an organisation is with sessions and actions in a phase.
public struct ProgrammeStanding: Hashable, Sendable, Codable {
  /// Sessions of the phase that were held so far.
  public var sessionsHeld = 0
  /// To how many of them it came.
  public var sessionsAttended = 0
  /// Actions due in the phase that are not closed.
  public var actionsDue = 0
  /// Those of them that should have been done by now.
  public var actionsOverdue = 0

  /// "2 of 8"; none where no session was held.
  public var sessionsWords: String? { sessionsHeld == 0 ? nil : "\(sessionsAttended) of \(sessionsHeld)" }

  /// "3, 1 overdue"; none where none is due.
  public var actionsWords: String? {
    actionsDue == 0 ? nil : "\(actionsDue)" + (actionsOverdue == 0 ? "" : ", \(actionsOverdue) overdue")
  }
}

/// All sessions and actions of a standard, to see who is how far.
struct ProgrammeRecords {
  private let standard: Standard
  private let today: Day
  private let sessions: [CommunitySession]
  private let actions: [String: [Action]]

  init(_ standard: Standard, today: Day, in db: Database) throws {
    (self.standard, self.today) = (standard, today)
    sessions = try CommunitySession.all(of: standard.key, in: db)
    actions = Dictionary(grouping: try Action.all(of: standard.key, in: db), by: \.organisation)
  }

  /// How far an organisation is in a phase.
  func standing(of code: String, in phase: Phase) -> ProgrammeStanding {
    let held = sessions.filter { $0.phase == phase.key && $0.day <= today }
    let due = (actions[code] ?? []).filter { action in
      !action.status.isClosed && action.due.flatMap(standard.phase(of:))?.key == phase.key
    }
    return ProgrammeStanding(
      sessionsHeld: held.count, sessionsAttended: held.count { $0.attendance.contains(code) }, actionsDue: due.count,
      actionsOverdue: due.count { standard.isOverdue($0, on: today) })
  }

  /// What is to be said of all in a phase: nothing where nothing is recorded.
  func words(in phase: Phase) -> [String] {
    let ofPhase = sessions.filter { $0.phase == phase.key }
    let held = ofPhase.filter { $0.day <= today }
    let open = actions.values.joined().filter { !$0.status.isClosed }
    let overdue = open.count { standard.isOverdue($0, on: today) }
    let came = Set(held.flatMap(\.attendance)).count
    return [
      ofPhase.isEmpty
        ? nil
        : "Sessions: \(held.count) held, \(ofPhase.count - held.count) to come; \(came) "
          + "\(came == 1 ? standard.organisationNoun : Wordings.plural(standard.organisationNoun)) came to one or more.",
      open.isEmpty ? nil : "Actions: \(Wordings.grouped(open.count)) open, of which \(overdue) overdue.",
    ].compactMap { $0 }
  }
}

extension Standard {
  /// The phase in which a time lies: in whose twelve months a day is.
  func phase(of planned: PlannedTime) -> Phase? {
    switch planned {
    case .phase(let key): phase(key)
    case .day(let day): phases.last { cycleYear(of: $0)?.contains(day) == true }
    }
  }
}
