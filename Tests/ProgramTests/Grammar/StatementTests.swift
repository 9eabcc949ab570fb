import Testing

@testable import Phaseline
@testable import PhaselineProgram

@Suite("Statements") struct StatementTests {
  private static func commands(_ text: String) throws -> [[String]] {
    try CommandText.all(in: text).map { try $0.words() }
  }

  @Test(
    "a semicolon before a blank or the end separates commands; within quotes, a word or SQL it does not",
    arguments: [
      ("compare A; trend A", [["compare", "A"], ["trend", "A"]]), ("a;", [["a"]]), ("a; ; b", [["a"], ["b"]]),
      ("a;b", [["a;b"]]), ("a 'b; c'", [["a", "b; c"]]), ("a # b; c", [["a"]]), ("", []), (" ; ", []),
      ("sql \"SELECT 1;\"; a", [["sql", "SELECT 1;"], ["a"]]),
      ("sql SELECT ';' AS x; a", [["sql", "SELECT ';' AS x"], ["a"]]),
      ("sql --format csv SELECT 'it''s' # 1", [["sql", "--format", "csv", "SELECT 'it''s' # 1"]]),
      ("--format csv sql SELECT \"a b\"", [["--format", "csv", "sql", "SELECT \"a b\""]]),
      ("let x = sql SELECT 1;", [["let", "x", "=", "sql", "SELECT 1"]]), ("sql --help", [["sql", "--help"]]),
      ("phaseline sq SELECT ';'; a", [["phaseline", "sq", "SELECT ';'"], ["a"]]),
      ("let q=sql SELECT 'a b';", [["let", "q=sql", "SELECT 'a b'"]]), ("SQL SELECT 'x'", [["SQL", "SELECT 'x'"]]),
      ("s 'SELECT'", [["s", "SELECT"]]), ("explain sql x", [["explain", "sql", "x"]]),
      ("let x = compare A", [["let", "x", "=", "compare", "A"]]),
    ] as [(String, [[String]])])
  func separated(text: String, commands: [[String]]) throws {
    #expect(try Self.commands(text) == commands)
  }

  @Test("a line that ends with a backslash goes on, SQL until its semicolon; comments and blank lines say nothing")
  func lines() {
    var reader = StatementReader()
    var found: [Statement] = []
    let lines = [
      "\u{FEFF}# first", "", "compare \\", "  # not a comment here", "a \\\\", "sql SELECT ';'", "-- a comment;",
      "FROM x;", "sql 'y'",
      "b \\", "\\", "c", "d # goes on \\", "e '# \\", "'",
    ]
    for (number, line) in lines.enumerated() { reader.take(line, number: number + 1).map { found.append($0) } }
    #expect(
      found == [
        Statement(line: 3, text: "compare  # not a comment here"), Statement(line: 5, text: "a \\\\"),
        Statement(line: 6, text: "sql SELECT ';'\n-- a comment;\nFROM x;"), Statement(line: 9, text: "sql 'y'"),
        Statement(line: 10, text: "b   c"), Statement(line: 13, text: "d # goes on \\"),
        Statement(line: 14, text: "e '#  '"),
      ])
    #expect(!reader.isWaiting)
  }

  @Test("what is never ended is told")
  func unfinished() {
    var reader = StatementReader()
    #expect(reader.take("compare \\", number: 4) == nil)
    #expect(reader.unfinished?.problem == .refused("Nothing follows the backslash at the end of this line."))
    reader.clear()
    #expect(reader.take("sql SELECT '", number: 5) == nil && reader.take("; x", number: 6) == nil)
    #expect(reader.unfinished?.problem == .refused("This SQL never ends: put a semicolon behind it."))
    #expect(reader.unfinished?.statement.line == 5)
  }
}
