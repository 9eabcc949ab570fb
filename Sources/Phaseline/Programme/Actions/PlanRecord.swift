import GRDB

/// How far an authority's plan of a phase is.
public struct PlanRecord: Hashable, Sendable, Codable {
  /// A state of a plan, in the usual order; the two discussions may come in either.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// Written down.
    case drafted
    /// Discussed with senior leaders.
    case seniorLeaders = "senior-leaders"
    /// Discussed with staff networks.
    case staffNetworks = "staff-networks"
    /// Agreed: the step of the cycle of that name.
    case agreed
    /// For everybody to read.
    case published

    /// Within a sentence: "discussed with senior leaders".
    public var words: String {
      switch self {
      case .seniorLeaders, .staffNetworks: "discussed with \(rawValue.replacing("-", with: " "))"
      case .drafted, .agreed, .published: rawValue
      }
    }
    fileprivate var column: String { rawValue.replacing("-", with: "_") }

    /// Those that come before it.
    fileprivate var earlier: [State] {
      switch self {
      case .drafted: []
      case .seniorLeaders, .staffNetworks: [.drafted]
      case .agreed: [.drafted, .seniorLeaders, .staffNetworks]
      case .published: [.drafted, .seniorLeaders, .staffNetworks, .agreed]
      }
    }
  }
  /// Code of the organisation.
  public var organisation: String
  /// Key of the phase.
  public var phase: String
  /// The day of each state that it reached.
  public var days: [State: Day] = [:]
}

extension PlanRecord {
  /// Reads a row of its table, or of the twin: all but the agreement, which is a step of the cycle.
  init(_ row: Row) {
    self.init(organisation: row["organisation"], phase: row["phase"])
    for state in State.allCases where state != .agreed {
      days[state] = (row[state.column] as String?).flatMap { try? Day($0) }
    }
  }

  /// "drafted 2026-02-01, published 2026-04-01".
  var words: String {
    State.allCases.compactMap { state in days[state].map { "\(state.words) \($0.iso)" } }.joined(separator: ", ")
  }

  /// The last state that it reached, in the usual order.
  public var state: State? { State.allCases.last { days[$0] != nil } }

  /// All that are recorded of an organisation, or of all, with the agreements.
  static func all(of standard: String, organisation: String? = nil, in db: Database) throws -> [PlanRecord] {
    var records: [Participation.Key: PlanRecord] = [:]
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(JournaledTable.plan.columns) FROM action_plan
        WHERE standard = ?1 AND organisation = ifnull(?2, organisation)
        """, arguments: [standard, organisation])
    for record in rows.map(PlanRecord.init) {
      records[Participation.Key(organisation: record.organisation, phase: record.phase)] = record
    }
    for (key, row) in try Participation.all(of: standard, organisation: organisation, in: db) {
      guard let day = row.days[.planAgreed] else { continue }
      records[key, default: PlanRecord(organisation: key.organisation, phase: key.phase)].days[.agreed] = day
    }
    return records.values.sorted { ($0.organisation, $0.phase) < ($1.organisation, $1.phase) }
  }
}

extension Workspace {
  /// Records the day on which a plan reached a state, as a change of its own. The agreement is the step of the cycle.
  /// - Parameters:
  ///   - state: Which state.
  ///   - organisation: Whose plan.
  ///   - phase: Of which phase.
  ///   - day: When.
  ///   - today: The last day that can have been.
  ///   - command: The words to keep in the journal.
  /// - Throws: As `record`.
  public func recordPlan(
    _ state: PlanRecord.State, of organisation: Organisation, phase: Phase, on day: Day, today: Day = .today(),
    command: String
  ) throws -> Recorded {
    let claim = Claim(standard: standard, organisation: organisation, phase: phase, day: day, today: today)
    if state == .agreed {
      return try record(.planAgreed, of: organisation, phase: phase, on: day, today: today, command: command)
    }
    try claim.requirePlausible()
    return try queue.write { db in
      let known = try PlanRecord.one(of: standard.key, organisation.code, phase.key, in: db)
      try known.requireOrder(state, claim)
      guard known.days[state] != day else {
        return Recorded(organisation: organisation, phase: phase, what: "plan \(state.words) on \(day.words)")
      }
      var row: [String: (any DatabaseValueConvertible)?] = ["organisation": organisation.code, "phase": phase.key]
      for (known, day) in known.days where known != .agreed { row[known.column] = day.iso }
      row[state.column] = day.iso
      let change = try JournaledTable.plan.put(
        [row], inPlaceOf: "organisation = \(organisation.code) AND phase = \(phase.key)", of: standard.key,
        command: command, in: db)
      return Recorded(
        organisation: organisation, phase: phase, what: "plan \(state.words) on \(day.words)",
        before: known.days[state].map { "plan \(state.words) on \($0.words)" }, change: change)
    }
  }
}

extension PlanRecord {
  /// That of one organisation and phase, empty where nothing is recorded.
  static func one(
    of standard: String, _ organisation: String, _ phase: String, in db: Database
  ) throws -> PlanRecord {
    try all(of: standard, organisation: organisation, in: db).first { $0.phase == phase }
      ?? PlanRecord(organisation: organisation, phase: phase)
  }

  /// - Throws: `UsageProblem.refused` where a state would come before an earlier one or after a later one.
  func requireOrder(_ state: State, _ claim: Claim) throws {
    let day = claim.day
    for (other, known) in days.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let isWrong =
        state.earlier.contains(other) && known > day || other.earlier.contains(state) && known < day
      guard isWrong else { continue }
      throw UsageProblem.refused(
        "\(claim.organisation.name), \(claim.phase.words): plan \(state.words) on \(day.words) is out of order: it was "
          + "\(other.words) on \(known.words). Correct the day that is wrong, or the phase; nothing was changed.")
    }
  }
}

extension WorkspaceView {
  /// How far the plans of an organisation are, by phase.
  /// - Throws: `DisclosureRefused` for a shared audience.
  public func plans(of organisation: Organisation) throws -> Disclosed<[PlanRecord]> {
    try everything("`action plan`") { db in
      let known = try PlanRecord.all(of: standard.key, organisation: organisation.code, in: db)
      return standard.phases.compactMap { phase in known.first { $0.phase == phase.key } }
    }
  }
}
