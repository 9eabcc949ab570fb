/// Where the phases of a standard stand in time.
struct PhaseTimes {
  private let phases: [Phase]
  private let unit: LineFinding.Unit

  init(_ phases: [Phase], unit: LineFinding.Unit) { (self.phases, self.unit) = (phases, unit) }

  /// The order of these phases, or the middles of their collections in years.
  /// - Throws: `UsageProblem` where years are wanted and no source prints a phase's days.
  func times(of keys: [String]) throws -> [Double] {
    let found = keys.compactMap { key in phases.first { $0.key == key } }
    guard unit == .year else { return found.map { Double($0.ordinal) } }
    let undated = found.filter { $0.middle == nil }
    guard undated.isEmpty else {
      throw UsageProblem.refused(
        "`--per year` needs the days of collection, and no source prints them for "
          + "\(Wordings.list(undated.map(\.words))). Leave it out (a change per phase), or choose dated phases with "
          + "`--phases`.")
    }
    return found.compactMap(\.middle)
  }

  /// When a phase is, that may lie beyond the catalogue: "8", or a year.
  /// - Parameters:
  ///   - text: A phase of the catalogue, or a number as its last keys are.
  ///   - last: The last phase of the line, and its time.
  /// - Throws: `UsageProblem` where it is no phase, or not later than the last one.
  func time(ofTarget text: String, after last: (phase: Phase, time: Double)) throws -> (time: Double, words: String) {
    let start = last.phase
    guard let target = ordinal(of: text) else {
      throw UsageProblem.refused(
        "'\(text)' is no phase: `--target-phase` takes one to come, such as \(next(start, 3)).")
    }
    guard target > start.ordinal else {
      throw UsageProblem.refused(
        "`--target-phase \(text)` is not later than \(start.words), the last one with counts: name one to come.")
    }
    // A phase is a yearly cycle: in years it is as many years ahead as phases.
    return (last.time + Double(target - start.ordinal), words(of: target))
  }

  /// The key of the phase so many after another, in the catalogue or beyond it.
  func next(_ phase: Phase, _ count: Int) -> String { key(of: phase.ordinal + count) }

  /// The name of a phase by its place: "phase 8", "2027".
  func words(of ordinal: Int) -> String {
    if let known = phases.first(where: { $0.ordinal == ordinal }) { return known.words }
    return label(of: ordinal).lowercased()
  }

  /// Its name for headings: "Phase 8", "2027".
  func label(of ordinal: Int) -> String {
    if let known = phases.first(where: { $0.ordinal == ordinal }) { return known.label }
    let key = key(of: ordinal)
    return phases.last.map { $0.label.replacing($0.key, with: key) } ?? key
  }

  /// Its key, as it is or would be.
  func key(of ordinal: Int) -> String {
    if let known = phases.first(where: { $0.ordinal == ordinal }) { return known.key }
    guard let last = phases.last, let number = Int(last.key) else { return "\(ordinal)" }
    return "\(number + ordinal - last.ordinal)"
  }

  private func ordinal(of text: String) -> Int? {
    let text = text.lowercased().replacing("phase ", with: "")
    if let known = phases.first(where: { ([$0.key] + $0.spellings).contains { $0.lowercased() == text } }) {
      return known.ordinal
    }
    guard let last = phases.last, let number = Int(last.key), let wanted = Int(text),
      (number + 1...number + 200).contains(wanted)
    else { return nil }
    return last.ordinal + wanted - number
  }
}

extension Phase {
  /// The middle of its collection, in years; none where no source prints its days.
  var middle: Double? {
    guard let first = firstDay.flatMap(Self.day), let last = lastDay.flatMap(Self.day) else { return nil }
    return (first + last) / 2 / 365.25
  }

  /// Days since the beginning of the year 0 of the proleptic Gregorian calendar: `2023-09-01`.
  private static func day(_ text: String) -> Double? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    // The year is counted from March, so that a leap day is its last.
    let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 1
    return Double(days)
  }
}
