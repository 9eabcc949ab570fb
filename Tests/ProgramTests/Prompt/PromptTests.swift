import Foundation
import Testing

/// The prompt at a real terminal (a pseudo-terminal), with real libedit.
@Suite("Prompt", .serialized) struct PromptTests {
  @Test("scope, completion of a name with a blank, errors, help, Ctrl-C on a line, Ctrl-D")
  func conversation() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program)
    try terminal.expect("phaseline.sqlite, SC-WRES, illustrative data")
    try terminal.expect("phaseline · internal › ")
    terminal.type("use bish\t")
    try terminal.expect("\"Bishop's Tarrant\"")
    terminal.type("--phases 1..3\n")
    try terminal.expect("Scope: Bishop's Tarrant · phases 1–3")
    try terminal.expect("Bishop's Tarrant · phases 1–3 · internal › ")
    terminal.type("compare short\t\n")
    try terminal.expect("2 Appointment from shortlist: ")
    try terminal.expect(" › ")
    terminal.type("nonsense\n")
    try terminal.expect("No command is called 'nonsense'.")
    try terminal.expect(" › ")
    terminal.type("# only a comment\n")
    try terminal.expect(" › ")
    terminal.type("?training\n")
    try terminal.expect("SC-WRES indicator 5: Funded training")
    try terminal.expect(" › ")
    for line in ["half a li", "", ""] {  // an empty line is cleared too, and the prompt stays
      usleep(300_000)  // no finger is as fast as the prompt, which on a busy machine may not read keys yet
      terminal.type("\(line)\u{03}")
      try terminal.expect("^C\n")
      try terminal.expect(" › ")
    }
    terminal.type("undo\n")
    try terminal.expect("Took back change 1")
    try terminal.expect(" › ")
    terminal.type("\u{04}")
    #expect(terminal.end() == 0)
    let kept = String(decoding: try program.data("lines"), as: UTF8.self)
    #expect(kept.contains("undo") && kept.contains("training"))
  }

  @Test("long work says how far it is, and takes its line away; Ctrl-C leaves the workspace as it was")
  func progress() throws {
    let program = try Program()
    let terminal = try PseudoTerminal(program)
    try terminal.expect(" › ")
    terminal.type("generate --into nation --authorities 4000 --phases 5\n")
    try terminal.expect("Wrote an illustrative nation", seconds: 60)
    terminal.type("load nation\n")
    try terminal.expect("Reading phase-", seconds: 60)
    try terminal.expect("%, ", seconds: 60)
    try terminal.expect(" s left", seconds: 60)
    terminal.type("\u{03}")
    try terminal.expect("Stopped; the workspace is as it was.", seconds: 60)
    #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("phaseline.sqlite").path))
    terminal.type("history\n")
    try terminal.expect("There is no workspace at phaseline.sqlite.")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
  }

  @Test("Ctrl-C stops a running command and never leaves")
  func interrupted() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program)
    try terminal.expect(" › ")
    terminal.type("sql \"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT 1 FROM c WHERE x > 1\"\n")
    usleep(1_000_000)  // it runs
    terminal.type("\u{03}")
    try terminal.expect("Stopped; the workspace is as it was.")
    try terminal.expect(" › ")
    terminal.type("sql \"SELECT 7 * 6\"\n")
    try terminal.expect("42")
    try terminal.expect(" › ")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
  }

  @Test("Ctrl-C stops a script too")
  func script() throws {
    let program = try Program()
    try program.loadNation()
    try program.write(String(repeating: "compare Northbridge\n", count: 400), to: "long.phaseline")
    let terminal = try PseudoTerminal(program)
    try terminal.expect(" › ")
    terminal.type("run long.phaseline\n")
    try terminal.expect("2 Appointment from shortlist")
    terminal.type("\u{03}")
    try terminal.expect("Stopped; the workspace is as it was.")
    try terminal.expect("phaseline · internal › ")
    terminal.type("\u{04}")
    #expect(terminal.end() == 0)
  }

  @Test("a chart at the terminal is drawn in characters")
  func chart() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program)
    try terminal.expect(" › ")
    terminal.type("chart trajectory Northbridge shortlisting\n")
    try terminal.expect("Northbridge is closing the gap")
    try terminal.expect("Equal likelihood")
    try terminal.expect(" › ")
    terminal.type("half\u{03}")  // the terminal is as before gnuplot
    try terminal.expect("^C\n")
    try terminal.expect(" › ")
    terminal.type("\u{04}")
    #expect(terminal.end() == 0)
  }

  @Test("Ctrl-C at a single command leaves the workspace as it was, and the exit code of a stop")
  func stopped() throws {
    let program = try Program()
    #expect(try program.run("generate", "--into", "nation", "--authorities", "4000", "--phases", "5").status == 0)
    let terminal = try PseudoTerminal(program, words: ["load", "nation"])
    try terminal.expect("Reading phase-", seconds: 60)
    terminal.type("\u{03}")
    try terminal.expect("Stopped; the workspace is as it was.", seconds: 60)
    #expect(terminal.end() == 130)
    #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("phaseline.sqlite").path))
  }

  @Test("one command at a terminal shows its answer and ends")
  func single() throws {
    let program = try Program()
    let terminal = try PseudoTerminal(program, words: ["indicators"])
    try terminal.expect("senior-management")
    #expect(terminal.end() == 0)
  }
}
