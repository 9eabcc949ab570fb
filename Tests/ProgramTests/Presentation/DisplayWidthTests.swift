import Testing

@testable import PhaselineProgram

/// How wide a terminal shows a text.
@Suite("Display width") struct DisplayWidthTests {
  @Test(
    "is what terminals show",
    arguments: [
      ("", 0), ("Northbridge", 11), ("é", 1), ("e\u{301}", 1), ("−19 (−59 to 52)", 15), ("日本", 4), ("ｱ", 1),
      ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇬🇧", 2), ("❤️", 2),
      ("a\u{200B}b", 2), ("a\u{AD}b", 3), ("ירושלים", 7), ("القدس", 5), ("क्षि", 3), ("a\tb", 2), ("\u{1B}", 0),
    ])
  func width(text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }

  @Test("pads to the same place whatever the letters are")
  func padding() {
    #expect(DisplayWidth.padded("日本", to: 6) + "|" == "日本  |")
    #expect(DisplayWidth.padded("e\u{301}", to: 3, isRight: true) == "  e\u{301}")
    #expect(DisplayWidth.padded("longer", to: 3) == "longer")
  }

  @Test("a text is broken between words, by what they take; inside of one only where it is wider than a line")
  func wrapping() {
    #expect(DisplayWidth.wrapped("日本 日本 日本", to: 9, breaksWords: true) == ["日本 日本", "日本"])
    #expect(DisplayWidth.wrapped("cannot tell", to: 8, breaksWords: true) == ["cannot", "tell"])
    #expect(DisplayWidth.wrapped("Llanfairpwll", to: 5, breaksWords: true) == ["Llanf", "airpw", "ll"])
    #expect(DisplayWidth.wrapped("a Llanfairpwll b", to: 5, breaksWords: false) == ["a", "Llanfairpwll", "b"])
    #expect(DisplayWidth.wrapped("日本日", to: 3, breaksWords: true) == ["日", "本", "日"])
    #expect(DisplayWidth.wrapped("", to: 5, breaksWords: true) == [""])
  }

  @Test("nothing is lost or wider than the width", arguments: [2, 3, 7, 20, 60])
  func whole(width: Int) {
    let name = String(repeating: "Saint-Élodie under Lyme/", count: 9)
    let lines = DisplayWidth.wrapped(name, to: width, breaksWords: true)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    #expect(lines.joined().filter { $0 != " " } == name.filter { $0 != " " })
  }
}
