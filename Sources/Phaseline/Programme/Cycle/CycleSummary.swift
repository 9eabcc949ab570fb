import GRDB

/// How many have done each step of a phase.
public struct CycleSummary: Hashable, Sendable {
  /// One step.
  public struct Line: Hashable, Sendable {
    /// Which step.
    public var step: CycleStep
    /// The last day for it; none where the phase has no year.
    public var due: Day?
    /// How many of those that make the nation have done it.
    public var authorities: Int
    /// How many of them it is the next step of, and late.
    public var late: Int
    /// How many employers have done it.
    public var employers: Int
    /// How many did it, as the publisher says; none where nobody says, and of an illustrative nation.
    public var published: Int?
  }
  /// Which phase.
  public var phase: Phase
  /// Its twelve months, where they are known.
  public var year: CycleYear?
  /// In the order of the year.
  public var lines: [Line]
  /// What is to be said of sessions and actions.
  public var programme: [String]

  /// The first step whose last day is not past.
  /// - Parameter today: The day to count from.
  public func next(after today: Day) -> Line? { lines.first { line in line.due.map { $0 >= today } ?? false } }
}

extension Workspace {
  /// How many have done each step of a phase.
  /// - Parameters:
  ///   - phase: Which phase.
  ///   - today: The day to count from.
  /// - Throws: `UsageProblem.refused` where the standard has no cycle.
  public func cycleSummary(of phase: Phase, today: Day) throws -> CycleSummary {
    try standard.requireCycle()
    return try queue.read { try cycleSummary(of: phase, today: today, $0) }
  }

  private func cycleSummary(of phase: Phase, today: Day, _ db: Database) throws -> CycleSummary {
    let standings = try cycle(in: phase, today: today, db)
    let isReal = try !Workspace.isIllustrative(db)
    let published: [CycleStep.Kind: Int?] = [
      .registered: phase.registered, .tookPart: phase.tookPart, .submitted: phase.submitted,
    ]
    let lines = standard.cycle.map { step in
      let done = standings.filter { $0.days[step.kind] != nil }
      return CycleSummary.Line(
        step: step, due: standard.due(step, in: phase),
        authorities: done.count(where: \.organisation.isPartOfTheNation),
        late: standings.count {
          $0.organisation.isPartOfTheNation && $0.daysLate != nil && $0.next?.kind == step.kind
        },
        employers: done.count { !$0.organisation.isPartOfTheNation },
        published: isReal ? published[step.kind] ?? nil : nil)
    }
    let programme = try ProgrammeRecords(standard, today: today, in: db).words(in: phase)
    return CycleSummary(phase: phase, year: standard.cycleYear(of: phase), lines: lines, programme: programme)
  }
}
