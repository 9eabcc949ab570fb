import Foundation
import Testing

/// The prompt goes on whatever is typed, and wherever it runs.
@Suite("The prompt keeps working", .serialized) struct EnduranceTests {
  @Test("Ctrl-C clears lines that are no whole statement yet; the end of input in one is told")
  func continuation() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program)
    try terminal.expect(" › ")
    terminal.type("sql SELECT 1\n")
    try terminal.expect("  … ")
    usleep(300_000)
    terminal.type("\u{03}")
    try terminal.expect("^C\n")
    try terminal.expect(" › ")
    terminal.type("sql SELECT count(*) AS\n")
    try terminal.expect("  … ")
    terminal.type("counts FROM observation;\n")
    try terminal.expect("counts\n")
    try terminal.expect(" › ")
    terminal.type("indicators \\\n")
    try terminal.expect("  … ")
    usleep(300_000)
    terminal.type("\u{04}")
    try terminal.expect("Nothing follows the backslash at the end of this line.")
    #expect(terminal.end() == 0)
    let kept = String(decoding: try program.data("lines"), as: UTF8.self)
    #expect(
      kept.contains("count(*)") && kept.contains("counts"), "a statement of several lines is one line of the history")
  }

  @Test("many lines that are pasted at once are done one after the other")
  func paste() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program)
    try terminal.expect(" › ")
    terminal.type("let a = one\nlet b = two\nsql SELECT\n1 AS x;\nresults\n")
    for text in ["$a is 'one'.", "$b is 'two'.", "x\n", "$a", "$b"] { try terminal.expect(text) }
  }

  @Test("bytes that are no UTF-8, and a line of a megabyte, are an error like others")
  func bytes() throws {
    let program = try Program()
    try program.loadNation()
    var input = Data("phases; ".utf8) + Data([0xFF, 0xFE, 0x0A])
    input += Data(String(repeating: "x", count: 1_000_000).utf8) + Data("\nindicators\n".utf8)
    try input.write(to: program.folder.appendingPathComponent("odd.phaseline"))
    let result = try program.run("run", "odd.phaseline", "--keep-going")
    #expect(result.status == 64 && result.text.contains("disciplinary"))
    #expect(result.error.count < 5_000, "an error does not say a megabyte again")
    let terminal = try PseudoTerminal(program, variables: ["TERM": "dumb"])
    try terminal.expect(" › ")
    terminal.type(bytes: [0xFF, 0xC3, 0x28, 0x0A])
    terminal.type("\u{03}\n?training\n")
    try terminal.expect("Funded training")
  }

  @Test(
    "without a home, with lines that cannot be kept, in 20 columns, at a dumb terminal",
    arguments: [
      ["HOME": nil, "XDG_STATE_HOME": nil, "PHASELINE_HISTORY": nil], ["PHASELINE_HISTORY": "/proc/no/such/file"],
      ["HOME": "/no/such/home", "PHASELINE_HISTORY": nil], ["TERM": "dumb"], ["TERM": nil], ["LC_ALL": "C"],
    ] as [[String: String?]])
  func poor(variables: [String: String?]) throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program, variables: variables, columns: 20)
    try terminal.expect("›")
    terminal.type("?training\n")
    try terminal.expect("Funded training")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
  }

  @Test("two prompts on one workspace: one loads and takes back while the other compares, and sees it")
  func two() throws {
    let program = try Program()
    try program.loadNation()
    #expect(
      try program.run("generate", "--into", "more", "--authorities", "130", "--phases", "5", "--seed", "7").status == 0)
    let (writer, reader) = (try PseudoTerminal(program), try PseudoTerminal(program))
    try writer.expect(" › ")
    try reader.expect(" › ")
    writer.type("load more\n")
    for _ in 1...3 {
      reader.type("compare Northbridge leaving --phases 5\n")
      try reader.expect("8 Leaving:")
      try reader.expect(" › ")
    }
    try writer.expect(" › ", seconds: 60)
    writer.type("undo\n")
    try writer.expect("Took back")
    reader.type("history --format csv\n")
    try reader.expect("undo")
    let kept = String(decoding: try program.data("lines"), as: UTF8.self)
    #expect(
      kept.contains("load") && kept.contains("compare") && kept.contains("undo"), "each adds to the lines of both")
  }

  @Test("a failure in a script in a script says through which lines it came; of one that runs itself that it does")
  func nested() throws {
    let program = try Program()
    try program.write("indicators --quiet\n\nrun b.phaseline\nnever\n", to: "a.phaseline")
    try program.write("# b\nrun c.phaseline --set x=nowhere\n", to: "b.phaseline")
    try program.write("let y = $x\nexplain $y\n", to: "c.phaseline")
    let result = try program.run("run", "a.phaseline")
    #expect(result.status == 1)
    #expect(
      result.error.hasSuffix(
        "c.phaseline:2: stopped at: explain $y\nb.phaseline:2: stopped at: run c.phaseline --set x=nowhere\n"
          + "a.phaseline:3: stopped at: run b.phaseline\n"), "\(result.error)")
    try program.write("run d.phaseline\n", to: "d.phaseline")
    let itself = try program.run([], input: "run d.phaseline\n")
    #expect(itself.status == 1 && itself.error.contains("The script 'd.phaseline' runs itself."))
    #expect(try program.run("-c", "run a.phaseline", "--keep-going").status == 1)
  }

  @Test("a script of ten thousand lines is done to its end, and its last line is the one that is named")
  func long() throws {
    let program = try Program()
    let lines = (1..<10_000).map { $0 % 25 == 0 ? "let line = \($0)" : $0 % 3 == 0 ? "" : "# \($0)" }
    try program.write((lines + ["explain $line.5"]).joined(separator: "\n"), to: "long.phaseline")
    let result = try program.run("run", "long.phaseline")
    #expect(result.text.split(separator: "\n").count == 399 && result.text.hasSuffix("$line is '9975'.\n"))
    #expect(result.status == 1 && result.error.hasSuffix("long.phaseline:10000: stopped at: explain $line.5\n"))
  }

  @Test("a window of another size is another width for the next answer")
  func resize() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program, columns: 120)
    try terminal.expect(" › ")
    terminal.type("compare Northbridge leaving\n")
    try terminal.expect("40 of 297 (13%)  104 of 790 (13%)")
    try terminal.expect(" › ")
    terminal.resize(columns: 60)
    terminal.type("compare Northbridge leaving\n")
    try terminal.expect("40 of 297      104 of 790")
  }
}
