import GRDB

/// What was recorded of an organisation in a phase.
public struct Recorded: Hashable, Sendable {
  /// Of whom.
  public var organisation: Organisation
  /// In which phase.
  public var phase: Phase
  /// "registered on 4 May 2026"; "may be named, asked on 4 May 2026".
  public var what: String
  /// What was recorded in its place before, likewise.
  public var before: String?
  /// The number of the change; none where the same was recorded already.
  public var change: Int?
  /// In how many shares it was named, where it withdraws its agreement to be.
  public var namedInShares = 0

  /// In a sentence.
  public var words: String {
    let whose = "\(organisation.name), \(phase.words): \(what)"
    guard let change else { return "\(whose): recorded already; nothing changed." }
    guard let before else { return "\(whose) (change \(change)).\(named)" }
    return "\(whose), in place of: \(before) (change \(change)). `undo` takes it back.\(named)"
  }

  private var named: String {
    guard namedInShares > 0 else { return "" }
    let shares = namedInShares == 1 ? "1 share" : "\(Wordings.grouped(namedInShares)) shares"
    return
      " It was named in \(shares), which cannot be called back: `shares \(ShellWords.quoted(organisation.name))` lists where. Results "
      + "from now on leave its name out."
  }
}

extension Workspace {
  /// Records the day of a step of the cycle, as a change of its own; another day of it is replaced.
  /// - Parameters:
  ///   - kind: Which step.
  ///   - organisation: Of whom.
  ///   - phase: In which phase.
  ///   - day: When it was done.
  ///   - today: The last day that can have been.
  ///   - command: The words to keep in the journal.
  /// - Throws: `UsageProblem.refused` where the catalogue has no such step; where the day is still to come, far from the
  ///   phase, or contradicts what is recorded besides. The workspace is then as it was.
  public func record(
    _ kind: CycleStep.Kind, of organisation: Organisation, phase: Phase, on day: Day, today: Day = .today(),
    command: String
  ) throws -> Recorded {
    _ = try standard.step(kind)
    let claim = Claim(standard: standard, organisation: organisation, phase: phase, day: day, today: today)
    try claim.requirePlausible()
    return try record(organisation, phase, command) { recorded, others, db in
      try claim.requireInOrder(kind, recorded, others)
      if kind == .planAgreed {
        try PlanRecord.one(of: standard.key, organisation.code, phase.key, in: db).requireOrder(.agreed, claim)
      }
      let before = recorded.days.updateValue(day, forKey: kind)
      return ("\(kind.words) on \(day.words)", before.map { "\(kind.words) on \($0.words)" })
    }
  }

  /// Records whether an organisation may be named to everybody.
  /// - Parameters:
  ///   - mayBeNamed: Its answer.
  ///   - organisation: Of whom.
  ///   - phase: In which phase.
  ///   - day: When it answered.
  ///   - today: The last day that can have been.
  ///   - command: The words to keep in the journal.
  /// - Throws: As `record`.
  public func recordConsent(
    _ mayBeNamed: Bool, of organisation: Organisation, phase: Phase, on day: Day, today: Day = .today(),
    command: String
  ) throws -> Recorded {
    try standard.requireCycle()
    try Claim(standard: standard, organisation: organisation, phase: phase, day: day, today: today).requirePlausible()
    func words(_ answer: Bool, _ day: Day?) -> String {
      Participation.words(mayBeNamed: answer) + (day.map { ", asked on \($0.words)" } ?? "")
    }
    var namedInShares = 0
    var recorded = try record(organisation, phase, command) { recorded, _, db in
      let before = recorded.mayBeNamed.map { words($0, recorded.asked) }
      (recorded.mayBeNamed, recorded.asked) = (mayBeNamed, day)
      if !mayBeNamed { namedInShares = try Share.all(of: standard.key, naming: organisation.code, in: db).count }
      return (words(mayBeNamed, day), before)
    }
    recorded.namedInShares = namedInShares
    return recorded
  }

  /// - Parameter change: Changes what is recorded, knowing what is of the other phases; returns what is new and what was.
  private func record(
    _ organisation: Organisation, _ phase: Phase, _ command: String,
    _ change:
      (inout Participation, [Participation.Key: Participation], Database) throws -> (what: String, before: String?)
  ) throws -> Recorded {
    try queue.write { db in
      let key = Participation.Key(organisation: organisation.code, phase: phase.key)
      let known = try Participation.all(of: standard.key, organisation: organisation.code, in: db)
      var recorded = known[key] ?? Participation()
      let (what, before) = try change(&recorded, known, db)
      guard recorded != known[key] else { return Recorded(organisation: organisation, phase: phase, what: what) }
      let number = try recorded.store(key, of: standard.key, command: command, in: db)
      return Recorded(organisation: organisation, phase: phase, what: what, before: before, change: number)
    }
  }
}

/// That an organisation did something in a phase on a day, and why that cannot be.
struct Claim {
  let standard: Standard
  let organisation: Organisation
  let phase: Phase
  let day: Day
  let today: Day

  /// - Throws: `UsageProblem.refused` for a day that is still to come, or far from the phase.
  func requirePlausible() throws {
    if day > today {
      throw UsageProblem.refused(
        "\(day.words) is still to come: today is \(today.words), and what is recorded has been done. Record it then, or "
          + "correct the day; nothing was changed.")
    }
    try standard.requireNear(day, phase)
  }

  /// - Throws: `UsageProblem.refused` where the step would come before an earlier one of the phase or after a later one, or
  ///   before the same step of an earlier phase or after that of a later one.
  func requireInOrder(
    _ kind: CycleStep.Kind, _ recorded: Participation, _ all: [Participation.Key: Participation]
  ) throws {
    for (other, known) in recorded.days.sorted(by: { $0.key < $1.key }) {
      if other < kind, known > day { try refuse(kind, "\(other.words), an earlier step, was on \(known.words)") }
      if other > kind, known < day { try refuse(kind, "\(other.words), a later step, was on \(known.words)") }
    }
    for other in standard.phases where other.key != phase.key {
      guard let known = all[Participation.Key(organisation: organisation.code, phase: other.key)]?.days[kind] else {
        continue
      }
      let isEarlier = other.ordinal < phase.ordinal
      guard isEarlier ? known > day : known < day else { continue }
      try refuse(kind, "that of \(other.words), \(isEarlier ? "an earlier" : "a later") phase, was on \(known.words)")
    }
  }

  private func refuse(_ kind: CycleStep.Kind, _ why: String) throws {
    throw UsageProblem.refused(
      "\(organisation.name), \(phase.words): \(kind.words) on \(day.words) is out of order: \(why). Correct the day that is "
        + "wrong, or the phase; nothing was changed.")
  }
}
