import Foundation
import Testing

@testable import PhaselineProgram

/// Long answers at a terminal (a pseudo-terminal of 40 lines), with real pagers and failing ones.
@Suite("Pager", .serialized) struct PagerTests {
  private func terminal(_ program: Program, _ environment: [String: String?], columns: Int = 100) throws
    -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(program, variables: environment, columns: columns)
    try terminal.expect(" › ")
    return terminal
  }

  @Test("less shows a long table page by page, and q comes back to the prompt")
  func less() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try terminal(program, ["PAGER": "less"])
    terminal.type("authorities\n")
    try terminal.expect("Code")
    try terminal.expect("space: more, q: back to Phaseline")
    terminal.type("sx.txt\n")  // no file is written from there
    try terminal.expect("log file support is not available")
    terminal.type("\n")
    try terminal.expect("space: more, q: back to Phaseline")
    terminal.type("q")
    try terminal.expect(" › ")
    terminal.type("sql \"SELECT 6 * 7 AS answer\"\n")  // short: no pager
    try terminal.expect("42")
    try terminal.expect(" › ")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
  }

  @Test("what fits the screen with the prompt below it needs none, with colours too")
  func fits() {
    let bold = "\u{1B}[1;31m" + String(repeating: "x", count: 50) + "\u{1B}[22;39m\n"
    #expect(!Pager.exceeds(String(repeating: bold, count: 34), columns: 50, lines: 35))
    #expect(Pager.exceeds(String(repeating: bold, count: 35), columns: 50, lines: 35))
    #expect(Pager.exceeds(String(repeating: bold, count: 18), columns: 49, lines: 35))
  }

  @Test(
    "one that is missing, fails, or is stopped loses nothing and ends nothing",
    arguments: ["no-such-pager", "exit 3", "head -1; exit 1", "kill -INT $$"])
  func failing(pager: String) throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try terminal(program, ["PHASELINE_PAGER": pager])
    terminal.type("authorities\n")
    try terminal.expect("Yarrowmoor")
    try terminal.expect(" › ")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
  }

  @Test("Ctrl-C in it stops neither the program nor the next command")
  func interrupted() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try terminal(program, ["PHASELINE_PAGER": "echo waiting; cat >/dev/null; sleep 60"])
    terminal.type("authorities\n")
    try terminal.expect("waiting")
    usleep(300_000)
    terminal.type("\u{03}")
    try terminal.expect("Yarrowmoor")
    try terminal.expect(" › ")
    terminal.type("sql \"SELECT 6 * 7 AS answer\"\n")
    try terminal.expect("42")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
  }

  @Test("one that is left early is enough; the program goes on")
  func left() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try terminal(program, ["PHASELINE_PAGER": "head -2"])
    terminal.type("authorities\n")
    try terminal.expect("Ashenbridge")
    try terminal.expect(" › ")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
  }

  @Test("without one the prompt shows what fits, and says how to see all")
  func none() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try terminal(program, ["PAGER": nil, "PATH": "/nowhere"])
    terminal.type("authorities\n")
    try terminal.expect("Showing 34 of ")
    try terminal.expect("`show _ --all` has all.")
    try terminal.expect(" › ")
    terminal.type("show _ --all\n")
    try terminal.expect("Yarrowmoor")
    try terminal.expect(" › ")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
  }

  @Test(
    "who wants none, or sits at a dumb terminal, gets every row",
    arguments: [["PAGER": ""], ["PAGER": "cat"], ["PAGER": "echo paged", "TERM": "dumb"]])
  func unwanted(environment: [String: String]) throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program, words: ["authorities"], variables: environment)
    #expect(terminal.end() == 0)
    #expect(terminal.raw.contains("Yarrowmoor") && !terminal.raw.contains("paged"))
  }

  @Test("a verdict has its colour, and its words; none with NO_COLOR or at a dumb terminal")
  func colour() throws {
    let program = try Program()
    try program.loadNation()
    let words = ["compare", "bishop", "training"]
    for (environment, isColoured) in [
      (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false), (["NO_COLOR": "", "TERM": "dumb"], false),
    ] {
      let terminal = try PseudoTerminal(program, words: words, variables: environment)
      #expect(terminal.end() == 0)
      #expect(terminal.raw.contains("\u{1B}[31") == isColoured || terminal.raw.contains("\u{1B}[1;31") == isColoured)
      #expect(terminal.raw.contains("worsening"))
    }
  }

  @Test("at 20 columns no line of a table or a paragraph is wider")
  func narrow() throws {
    let program = try Program()
    try program.loadNation()
    for words in [["compare", "bishop", "short"], ["phases"], ["trend", "bishop"], ["rank", "short"]] {
      let terminal = try PseudoTerminal(program, words: words, variables: ["PAGER": ""], columns: 20)
      #expect(terminal.end() == 0)
      let lines = terminal.raw.replacing("\r\n", with: "\n").split(separator: "\n")
      #expect(lines.count > 10)
      for line in lines { #expect(DisplayWidth.of(line) <= 20, "\(words): \(line)") }
    }
  }
}
