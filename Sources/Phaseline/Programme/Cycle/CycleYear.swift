/// The twelve months of a phase, from April to March.
public struct CycleYear: Hashable, Sendable, Codable {
  /// The calendar year in which they begin.
  public var year: Int
  /// Whether no source dates the phase, so that it is counted on from an earlier one.
  public var isAssumed: Bool

  /// 1 April.
  public var begin: Day { Self.april(of: year) }

  /// 1 April of the next year, the day behind their last.
  var end: Day { Self.april(of: year + 1) }

  /// Whether a day is one of theirs.
  public func contains(_ day: Day) -> Bool { begin <= day && day < end }

  /// Whether a step of the phase can have been done on a day: from a year before it begins to two years after.
  func isNear(_ day: Day) -> Bool { Self.april(of: year - 1) <= day && day <= Self.april(of: year + 2) }

  /// The first and the last of those days.
  var near: (first: Day, last: Day) { (Self.april(of: year - 1), Self.april(of: year + 2)) }

  /// "April 2026 to March 2027".
  public var words: String { "April \(year) to March \(year + 1)" }

  private static func april(of year: Int) -> Day { Day.existing(year, 4, 1) }
}

extension Standard {
  /// When the twelve months of a phase begin: in the year of its first day of collection, else in the first year of its
  /// period, else as many years after the nearest earlier phase that has one as there are phases between.
  /// - Returns: `nil` where no phase up to it has a year.
  public func cycleYear(of phase: Phase) -> CycleYear? {
    let earlier = phases.filter { $0.ordinal <= phase.ordinal }.reversed()
    for known in earlier {
      guard let year = known.printedYear else { continue }
      return CycleYear(year: year + phase.ordinal - known.ordinal, isAssumed: known.ordinal != phase.ordinal)
    }
    return nil
  }

  /// The last day for a step of a phase: for counts the last day of collection, where a source prints it.
  /// - Returns: `nil` where the phase has no year.
  public func due(_ step: CycleStep, in phase: Phase) -> Day? {
    if step.kind == .submitted, let last = phase.lastDay, let day = try? Day(last) { return day }
    guard let begin = cycleYear(of: phase)?.year else { return nil }
    return Day(year: step.isNextYear ? begin + 1 : begin, month: step.month, day: step.day)
  }

  /// The step of this kind.
  /// - Throws: `UsageProblem.refused` where the catalogue has none.
  public func step(_ kind: CycleStep.Kind) throws -> CycleStep {
    try requireCycle()
    guard let step = cycle.first(where: { $0.kind == kind }) else {
      throw UsageProblem.refused(
        "\(shortTitle) has no step '\(kind.rawValue)'. It has \(Wordings.list(cycle.map(\.kind.rawValue))); nothing was "
          + "changed.")
    }
    return step
  }

  /// - Throws: `UsageProblem.refused` where the catalogue has no cycle.
  func requireCycle() throws {
    guard cycle.isEmpty else { return }
    throw UsageProblem.refused(
      "\(shortTitle) has no cycle: its catalogue has no list of steps. Name a standard that has with `--standard`.")
  }
}

extension Phase {
  /// The year of its first day of collection, else the first of its period.
  fileprivate var printedYear: Int? {
    if let firstDay, let day = try? Day(firstDay) { return day.year }
    return period.firstMatch(of: /[0-9]{4}/).flatMap { Int($0.output) }
  }
}

extension Day {
  /// A day that every calendar year from 1 to 9999 has; years beyond them are taken as their ends.
  static func existing(_ year: Int, _ month: Int, _ day: Int) -> Day {
    guard let known = Day(year: min(9999, max(1, year)), month: month, day: day) else {
      preconditionFailure("every year has the day \(day) of month \(month)")
    }
    return known
  }
}
