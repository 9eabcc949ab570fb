import IndicatorStatistics

/// The words for people to parity: whole people, never fractions of one.
enum PeopleWords {
  /// "That is about 15 fewer people than at parity (8 to 22), and 9 fewer than at the four-fifths band (2 to 16)."
  /// - Returns: Empty where a count is hidden.
  static func sentence(_ comparison: RatioFinding) -> String {
    guard let people = comparison.peopleToParity else { return "" }
    let parity = WholePeople(estimate: people.estimate, interval: people.interval)
    if parity.estimate == 0 { return "That is about as many people as at parity \(limits(parity))." }
    let sentence = "That is about \(amount(parity.estimate, noun: " people")) than at parity \(limits(parity))"
    guard let band = people.toFourFifths else { return sentence + "." }
    let whole = WholePeople(estimate: band.estimate, interval: band.interval)
    if whole.estimate == 0 { return sentence + "." }
    return sentence + ", and about \(amount(whole.estimate, noun: "")) than at the four-fifths band \(limits(whole))."
  }

  /// "(2 to 12)", "(from 1 fewer to 13 more)" where 0 is inside.
  private static func limits(_ people: WholePeople) -> String {
    if people.isParityInside || people.estimate == 0 {
      return "(from \(amount(people.lower, noun: "")) to \(amount(people.upper, noun: "")))"
    }
    let ends = [abs(people.lower), abs(people.upper)].sorted().map(Wordings.grouped)
    return "(\(ends[0]) to \(ends[1]))"
  }

  private static func amount(_ people: Int, noun: String) -> String {
    let (size, way) = (Wordings.grouped(abs(people)), people < 0 ? "fewer" : "more")
    if people == 0 { return "none" }
    return abs(people) == 1 && !noun.isEmpty ? "1 person \(way)" : "\(size) \(way)\(noun)"
  }
}
