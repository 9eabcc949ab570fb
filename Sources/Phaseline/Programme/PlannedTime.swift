/// When something begins or is to be done: in a phase, or on a day.
public enum PlannedTime: Hashable, Sendable {
  /// In the twelve months of a phase, given by its key, after its counts were collected: the next phase is the first that can show it.
  case phase(String)
  /// On a day.
  case day(Day)

  /// The years in which a day may be: none for which a calendar of another program has no place.
  private static let years = 1990...2199

  /// Reads "3", "phase 3", "2026-05-01".
  /// - Throws: `UsageProblem` where the standard has no such phase, or the calendar no such day.
  public init(_ text: String, in standard: Standard) throws {
    let isDay = text.split(separator: "-", omittingEmptySubsequences: false).count == 3
    do { self = isDay ? .day(try Day(text)) : .phase(try standard.phase(named: text).key) } catch UsageProblem.unknown {
      throw UsageProblem.refused(
        "'\(text)' is neither a phase nor a day. `phases` lists the phases; a day is written as in 2026-06-30, and so is a time "
          + "after the last phase. Nothing was changed.")
    }
    guard case .day(let day) = self else { return }
    guard Self.years.contains(day.year) else {
      throw UsageProblem.refused(
        "\(day.words) is no day on which anything of \(standard.shortTitle) is planned: one from \(Self.years.lowerBound) to "
          + "\(Self.years.upperBound) is expected. Correct the day; nothing was changed.")
    }
    guard standard.time(of: day) == nil else { return }
    throw UsageProblem.refused(
      "\(standard.shortTitle) does not say when its phases are collected, so that \(day.words) has no place among them. Name "
        + "a phase; nothing was changed.")
  }

  /// Reads what a row keeps.
  init(stored: String) { self = (try? Day(stored)).map { .day($0) } ?? .phase(stored) }

  /// As it is kept, and as it is typed: the key of a phase, or an ISO day.
  public var stored: String {
    switch self {
    case .phase(let key): key
    case .day(let day): day.iso
    }
  }
}

extension PlannedTime: Codable {
  /// Reads "3" or "2026-05-01".
  public init(from decoder: any Decoder) throws {
    self.init(stored: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes "3" or "2026-05-01".
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(stored)
  }
}

extension Standard {
  /// How far into the twelve months of a phase the plan stands that is made from its counts, as a share of a phase.
  static let planningShare = 0.4

  /// The last day on which counts of a phase are given.
  /// - Returns: `nil` where neither a source nor the cycle says.
  func collected(_ phase: Phase) -> Day? {
    cycle.first { $0.kind == .submitted }.flatMap { due($0, in: phase) } ?? phase.lastDay.flatMap { try? Day($0) }
  }

  /// Where a time stands on the scale of the phases' ordinals. Phases up to it were collected before, later ones after.
  /// - Returns: `nil` for a phase that the catalogue has no more, or a day that has no place.
  public func time(of planned: PlannedTime) -> Double? {
    switch planned {
    case .phase(let key): phase(key).map { Double($0.ordinal) + Self.planningShare }
    case .day(let day): time(of: day)
    }
  }

  /// Where a day stands among the last days of collection.
  /// - Returns: `nil` where fewer than two phases have one.
  func time(of day: Day) -> Double? {
    let known = phases.compactMap { phase in collected(phase).map { (time: Double(phase.ordinal), day: $0) } }
    guard known.count >= 2, let first = known.first, let last = known.last else { return nil }
    let year = 365.25
    if day <= first.day { return first.time - Double(first.day.days(after: day)) / year }
    if day >= last.day { return last.time + Double(day.days(after: last.day)) / year }
    guard let (before, after) = zip(known, known.dropFirst()).first(where: { $0.day <= day && day <= $1.day }) else {
      return nil
    }
    let share = Double(day.days(after: before.day)) / Double(max(1, after.day.days(after: before.day)))
    return before.time + share * (after.time - before.time)
  }
}

extension Standard {
  /// The last phase that was counted before a time.
  /// - Returns: `nil` before the first.
  func phase(before planned: PlannedTime) -> Phase? {
    guard let time = time(of: planned) else { return nil }
    return phases.last { Double($0.ordinal) <= time }
  }

  /// The last day of a time: of a phase the last on which its counts are given.
  /// - Returns: `nil` for a phase without one.
  public func lastDay(of planned: PlannedTime) -> Day? {
    switch planned {
    case .phase(let key): phase(key).flatMap(collected)
    case .day(let day): day
    }
  }

  /// Whether what is to end by a time would end before, or just when, it begins. What starts in a phase begins after that
  /// phase was counted; what is due in one is due when that is counted.
  func ends(_ end: PlannedTime, before start: PlannedTime) -> Bool {
    if case .phase(let first) = start, case .phase(let last) = end, let one = phase(first), let other = phase(last) {
      return other.ordinal <= one.ordinal
    }
    guard let first = lastDay(of: start), let last = lastDay(of: end) else { return false }
    if case .phase = start { return last <= first }
    return last < first
  }

  /// How a start is said where it is compared with an end: "phase 3, after its counts".
  func words(ofStart start: PlannedTime) -> String {
    if case .phase = start { "\(words(of: start)), after its counts" } else { words(of: start) }
  }

  /// Whether an action is not closed and should have been done before a day.
  public func isOverdue(_ action: Action, on day: Day) -> Bool {
    guard !action.status.isClosed, let due = action.due, let last = lastDay(of: due) else { return false }
    return last < day
  }

  /// Within a sentence: "phase 3", "1 May 2026".
  public func words(of planned: PlannedTime) -> String {
    switch planned {
    case .phase(let key): phase(key)?.words ?? "phase \(key)"
    case .day(let day): day.words
    }
  }
}
