import Foundation
import Testing

@testable import PhaselineProgram

/// Tab in the shell, by the script that is installed.
@Suite("Completion in the shell") struct ShellCompletionTests {
  private static let script = Program.root.appendingPathComponent("Completions/phaseline.bash").path

  @Test(
    "bash puts in one word for a name with a blank or an apostrophe",
    arguments: [
      ("phaseline comp", "<compare>"), ("phaseline compare northb", "<compare><Northbridge>"),
      ("phaseline compare bish", "<compare><Bishop's Tarrant>"),
      ("phaseline compare \"Bish", "<compare><Bishop's Tarrant>"),
      ("phaseline compare Bishop\\'s\\ Ta", "<compare><Bishop's Tarrant>"),
      ("phaseline compare Northbridge short", "<compare><Northbridge><shortlisting>"),
      ("phaseline action clo", "<action><close>"), ("phaseline compare --with re", "<compare><--with><re>"),
      ("phaseline --workspace other.sqlite compare northb", "<--workspace><other.sqlite><compare><northb>"),
    ])
  func bash(line: String, words: String) throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program, shell: "bash --norc --noprofile -i")
    terminal.type("PS1='$ '; source '\(Self.script)'; echo ready\n")
    try terminal.expect("\nready\n$ ")
    // Before the line, which shows its words as bash would pass them on.
    terminal.type("\(line)\t\u{01}printf '<%s>' \n")
    try terminal.expect("<phaseline>\(words)$ ")
  }

  @Test("PHASELINE_WORKSPACE and --workspace say where names come from; quit and ? are the prompt's")
  func workspace() throws {
    let program = try Program()
    #expect(try program.run("--workspace", "own.sqlite", "load", "Data/illustrative").status == 0)
    func offered(_ words: String..., environment: [String: String] = [:]) throws -> [String] {
      let result = try program.run(["---complete", "words"] + words, environment: environment)
      return result.text.split(separator: "\n").map(String.init)
    }
    #expect(try offered("compare", "northb").isEmpty)
    #expect(try offered("compare", "northb", environment: ["PHASELINE_WORKSPACE": "own.sqlite"]) == ["Northbridge"])
    #expect(try offered("--workspace", "own.sqlite", "compare", "northb") == ["Northbridge"])
    #expect(try offered("--work") == ["--workspace"])
    #expect(try offered("") == PhaselineCommand.names)
    #expect(try offered("compare", "--with", "region", "--lev") == ["--level"])
  }
}
