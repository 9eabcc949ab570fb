import Testing

@testable import Phaseline
@testable import PhaselineProgram

@Suite("Words") struct WordsTests {
  @Test(
    "a line is split as a shell would",
    arguments: [
      ("compare Northbridge", ["compare", "Northbridge"]), ("  a   b ", ["a", "b"]), ("", []),
      ("use \"Saint Aldermere\"", ["use", "Saint Aldermere"]), ("use 'a \"b\"'", ["use", "a \"b\""]),
      ("a\\ b", ["a b"]), ("\"a\\\"b\"", ["a\"b"]), ("\"C:\\data\"", ["C:\\data"]), ("\"\" x", ["", "x"]),
      ("a # comment", ["a"]), ("a#b", ["a#b"]), ("sql \"SELECT '#'\"", ["sql", "SELECT '#'"]), ("it\\'s", ["it's"]),
    ] as [(String, [String])])
  func split(line: String, words: [String]) throws {
    #expect(try Words.split(line) == words)
  }

  @Test("an open quote is an error")
  func open() {
    #expect(throws: UsageProblem.refused("A quotation mark (\") is never closed: use \"Saint")) {
      try Words.split("use \"Saint")
    }
  }

  @Test(
    "joined words split into themselves",
    arguments: [
      ["a", "b c"], ["it's", "\"q\""], ["back\\slash", ""], ["#", "a#b"], ["Llanfair Môr"],
      ["$(touch x)", "`x`", "a;b|c&d", "*?~{}", "it's $5", "\"\u{301}\u{301}'\u{301} $x", "!!", "a\nb"],
    ])
  func joined(words: [String]) throws {
    #expect(try Words.split(ShellWords.joined(words)) == words)
  }

  @Test("a question mark asks for an explanation")
  func questions() {
    #expect(Words.normalised(["?shortlisting"]) == ["explain", "shortlisting"])
    #expect(Words.normalised(["?", "training"]) == ["explain", "training"])
    #expect(Words.normalised(["?"]) == ["help"])
    #expect(Words.normalised(["?", "compare"], isCommand: { $0 == "compare" }) == ["help", "compare"])
    #expect(Words.normalised(["compare", "?"]) == ["compare", "?"])
  }

  @Test(
    "behind a question mark an indicator goes before the beginning of a command, and a command before what is neither",
    arguments: [
      ("?shortlisting", "SC-WRES indicator 2"), ("?sho", "SC-WRES indicator 2"), ("?3", "SC-WRES indicator 3"),
      ("?leav", "SC-WRES indicator 8"), ("?compare", "OVERVIEW: Compare an authority"),
      ("? compare", "OVERVIEW: Compare an authority"), ("?comp", "OVERVIEW: Compare an authority"),
      ("? help", "OVERVIEW: Say what the commands are for"), ("?action add", "OVERVIEW: "),
    ])
  func asked(line: String, beginning: String) throws {
    let result = try Program().run([], input: line + "\n")
    #expect(result.status == 0 && result.text.hasPrefix(beginning), "\(result.text)\(result.error)")
  }

  @Test("options before a command are no command, nor are their values")
  func first() {
    #expect(Words.firstWord(of: ["--format", "json", "compare"]) == 2)
    #expect(Words.firstWord(of: ["-o", "compare"]) == nil)
    #expect(Words.firstWord(of: ["--version"]) == nil)
  }
}
