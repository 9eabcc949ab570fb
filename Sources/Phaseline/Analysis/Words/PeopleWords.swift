import IndicatorStatistics

/// The words for people to parity: whole people, never fractions of one.
enum PeopleWords {
  /// "That is about 15 fewer people than at parity (95%: 8 to 22), and 9 fewer than at the four-fifths band, 0.8 to 1.25."
  /// - Returns: Empty where a count is hidden.
  static func sentence(_ comparison: RatioFinding, level: String) -> String {
    guard let people = comparison.peopleToParity else { return "" }
    let parity = people.wholePeople
    let limits = "(\(level): \(limits(parity)))"
    let sentence = "That is about \(distance(parity)) \(limits)"
    // Where the band itself may hold the truth, a number of people to it would be noise.
    guard parity.estimate != 0, let band = people.toFourFifths?.wholePeople, band.estimate != 0, !band.isParityInside
    else {
      return sentence + "."
    }
    return sentence + ", and about \(amount(band.estimate, noun: "")) than at the four-fifths band of 0.8 to 1.25."
  }

  /// "15 fewer people than at parity", "as many people as at parity".
  static func distance(_ people: WholePeople) -> String {
    people.estimate == 0
      ? "as many people as at parity" : "\(amount(people.estimate, noun: " people")) than at parity"
  }

  /// "2 to 12", "under 1 to 9"; "from 1 fewer to 13 more" where 0 is inside.
  static func limits(_ people: WholePeople) -> String {
    if people.isParityInside {
      return "from \(amount(people.lower, noun: "")) to \(amount(people.upper, noun: ""))"
    }
    let ends = [abs(people.lower), abs(people.upper)].sorted().map { $0 == 0 ? "under 1" : Wordings.grouped($0) }
    return ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
  }

  private static func amount(_ people: Int, noun: String) -> String {
    let (size, way) = (Wordings.grouped(abs(people)), people < 0 ? "fewer" : "more")
    if people == 0 { return "none" }
    return abs(people) == 1 && !noun.isEmpty ? "1 person \(way)" : "\(size) \(way)\(noun)"
  }
}
