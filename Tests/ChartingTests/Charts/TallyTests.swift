import Testing

@testable import Charting

@Suite("Tally") struct TallyTests {
  static func tally(_ name: String, _ counts: [Int]) -> Tally {
    let words = [("improving", true), ("worsening", true), ("no material change", false), ("cannot tell", false)]
    return Tally(
      name: name, parts: zip(counts, words).map { Tally.Part(count: $0, words: $1.0, isShown: $1.1) },
      rest: "no change shown")
  }

  @Test(
    "the fullest headline that fits, never more than 15 words",
    arguments: [
      ("A", [2, 1, 0, 5], "A: improving on 2 of 8 indicators, worsening on 1, cannot tell on 5"),
      ("A", [2, 1, 2, 5], "A: improving on 2 of 10 indicators, worsening on 1, no change shown on 7"),
      ("A", [0, 0, 3, 6], "A: no material change on 3 of 9 indicators, cannot tell on 6"),
      ("A", [9, 0, 0, 0], "A: improving on all 9 indicators"), ("A", [0, 1, 0, 0], "A: worsening on 1 indicator"),
      ("A B C D", [2, 1, 2, 5], "A B C D: 2 of 10 improving, 1 worsening, 7 no change shown"),
      ("A B C D E F", [2, 1, 0, 5], "A B C D E F: 2 of 8 improving, 1 worsening, 5 cannot tell"),
      ("a b c d e f g h i", [2, 1, 0, 5], "a b c d e f g h i: 2 of 8 improving, 1 worsening"),
      ("a b c d e f g h i j k l", [2, 1, 0, 5], "a b c d e f g h i…: 2 of 8 improving, 1 worsening"),
    ])
  func headlines(name: String, counts: [Int], headline: String) {
    #expect(Self.tally(name, counts).headline == headline)
    #expect(Headline.words(in: headline) <= 15)
  }
}
