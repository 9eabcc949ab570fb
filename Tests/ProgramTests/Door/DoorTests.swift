import Charting
import Foundation
import Testing

@testable import PhaselineProgram

/// One door: however words come, the same bytes and codes go out.
@Suite("Door") struct DoorTests {
  static let lines = [
    "compare Northbridge shortlisting", "trend Northbridge", "national --phase 3 --format json",
    "explain training --format markdown", "sql \"SELECT count(*) FROM observation\" --format csv",
    "chart trajectory \"Bishop's Tarrant\" leaving --terminal", "authorities wick",
    "phases --format markdown", "rules", "schema", "help export", "funnel leaving", "quality Northbridge --format csv",
    "rank leaving --phase 5 --format csv", "compare Northbridge --with rest --format jsonl",
    "batch compare --every-authority training --phases 5 --format jsonl", "cycle --as-of 2026-09-15",
    "comp northb leav",
  ]

  @Test("script, standard input and separate calls give the same bytes")
  func same() throws {
    let program = try Program()
    try program.loadNation()
    let separate = try Self.lines.map { try program.run(try Words.split($0)).output }.reduce(Data(), +)
    try program.write("# a comment\n\n" + Self.lines.joined(separator: "\n"), to: "x.phaseline")
    let script = try program.run("run", "x.phaseline")
    let input = try program.run([], input: Self.lines.joined(separator: "\n") + "\n")
    #expect(script.status == 0 && input.status == 0)
    #expect(!separate.isEmpty)
    #expect(script.output == separate)
    #expect(input.output == separate)
  }

  @Test("scope as options is scope as state")
  func scope() throws {
    let program = try Program()
    try program.loadNation()
    let state = try program.run(
      [], input: "use Northbridge shortlisting --phases 1..3 --service adults\ncompare\ntrend\n")
    let options = try ["compare", "trend"].map {
      try program.run($0, "Northbridge", "shortlisting", "--phases", "1..3", "--service", "adults").text
    }
    #expect(state.text == "Scope: Northbridge · shortlisting · phases 1–3 · adults\n" + options.joined())
  }

  @Test(
    "what of the scope a command does not heed is told",
    arguments: [
      ("action suggest", "leaving · phases 1–3 · adults"), ("learn", "Northbridge · phases 1–3 · adults"),
      ("quality", "leaving"), ("chart dashboard -o x.svg", "leaving"), ("chart trajectory -o y.svg", nil),
      ("chart national -o z.svg", nil), ("report authority --phase 3 -o x.html", "leaving"), ("compare", nil),
    ])
  func leftAside(line: String, aside: String?) throws {
    let program = try Program()
    try program.loadNation()
    let scope = "use Northbridge leaving --phases 1..3 --service adults --with rest\n"
    let result = try program.run([], input: scope + line + "\n")
    #expect(result.status == 0 && result.error == (aside.map { "Left aside of the scope: \($0).\n" } ?? ""))
    #expect(try program.run([], input: scope + "--quiet " + line + "\n").error.isEmpty)
  }

  @Test("--quiet says nothing of what was set, and answers what was asked")
  func quiet() throws {
    let program = try Program()
    try program.loadNation()
    let set = "use Northbridge\nlet a = leaving\nlet x = compare $a --phases 5\nlog day.log\nlog --end\nuse --clear\n"
    try program.write(set + "use\nlog\nresults\n", to: "a.phaseline")
    let result = try program.run("run", "a.phaseline", "--quiet")
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    #expect(result.text.hasPrefix("Scope: everything\nCommands are not logged. `log FILE` begins.\nName"))
    #expect(result.text.contains("compare leaving --phases 5"))
    try program.write("let x = compare Nobody\n", to: "b.phaseline")
    let failed = try program.run("run", "b.phaseline", "--quiet")
    #expect(failed.status == 1 && failed.error.hasPrefix("No authority is called 'Nobody'."))
  }

  @Test("at a terminal a message is broken between words, and is one line elsewhere")
  func messages() throws {
    let program = try Program()
    try program.loadNation()
    let words = ["-c", "use \"Bishop's Tarrant\" leaving --phases 1..3 --service adults"]
    let message = "Scope: Bishop's Tarrant · leaving · phases 1–3 · adults\n"
    #expect(try program.run(words).text == message)
    let terminal = try PseudoTerminal(program, words: words, columns: 25)
    #expect(terminal.end() == 0)
    let lines = terminal.raw.replacing("\r\n", with: "\n").split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { DisplayWidth.of($0) <= 25 })
    #expect(lines.joined(separator: " ") + "\n" == message)
  }

  @Test("an export of observations heeds the service in scope")
  func exported() throws {
    let program = try Program()
    try program.loadNation()
    let line = "export observations Northbridge leaving --phases 3"
    let scoped = try program.run([], input: "use --service adults\n\(line)\n")
    #expect(scoped.text == "Scope: adults\n" + (try program.run([], input: "\(line) --service adults\n").text))
    let all = try program.run([], input: "use --service all\n\(line)\n")
    #expect(all.text == "Scope: everything\n" + (try program.run([], input: line + "\n").text))
  }

  @Test(
    "every answer that is no file is a workbook too, with what CSV has; it is made only where it was asked for",
    arguments: ["compare Northbridge leaving", "phases", "explain training", "action suggest Northbridge", "undo"])
  func workbooks(command: String) throws {
    let program = try Program()
    try program.loadNation()
    let written = try program.run(Words.split(command) + ["-o", "x.xlsx"])
    #expect(written.status == 0 && written.text == "x.xlsx\n", "\(written.error)")
    #expect(try program.data("x.xlsx").prefix(2) == Data("PK".utf8))
    let shown = try program.run(["--format", "xlsx", "-c", "indicators"])
    #expect(shown.status == 0 && shown.text.contains("senior-management"))
  }

  @Test(
    "a script stops at its first failure, or goes on; the first failure is the exit code; CRLF and a BOM are nothing")
  func failures() throws {
    let program = try Program()
    try program.write("\u{FEFF}indicators\r\nexplain nothing\r\nnonsense\r\nindicators\r\n", to: "x.phaseline")
    let stopped = try program.run("run", "x.phaseline")
    #expect(stopped.status == 1)
    #expect(stopped.error.hasSuffix("x.phaseline:2: stopped at: explain nothing\n"))
    let whole = try program.run("run", "x.phaseline", "--keep-going")
    #expect(whole.status == 1)
    #expect(whole.output == stopped.output + stopped.output)
    #expect(whole.error.contains("No command is called 'nonsense'."))
    try program.write("indicators\nquit\nnonsense\n", to: "quit.phaseline")
    #expect(try program.run("run", "quit.phaseline").status == 0)
    try program.write("run self.phaseline\n", to: "self.phaseline")
    let itself = try program.run("run", "self.phaseline")
    #expect(itself.status == 1 && itself.error.contains("runs itself"))
  }

  @Test("an answer that cannot be written is a failure, said in words; nobody reading is not")
  func unwritable() throws {
    let program = try Program()
    let full = try program.shell("$PHASELINE indicators > /dev/full")
    #expect(full.status == 1)
    #expect(full.output == "The answer cannot be written (No space left on device).\n")
    let gone = try program.shell("set -o pipefail; $PHASELINE explain training | true; sleep 0.2", by: "/bin/bash")
    #expect(gone.output.isEmpty)
  }

  @Test("the options that all commands take are those that are known to take a value")
  func valued() {
    let own: Set = ["--help", "--version", "--quiet"]
    #expect(Globals.valued == Set(PhaselineCommand.options(of: ["phases"])).subtracting(own).union(["-o"]))
  }

  @Test("options of `run` are its own: they do not stay")
  func runOptions() throws {
    let program = try Program()
    try program.loadNation()
    try program.write("phases --format csv\n", to: "x.phaseline")
    let after = try program.run([], input: "run x.phaseline --workspace other.sqlite\nuse Northbridge\n")
    #expect(after.status == 1 && after.error.contains("There is no workspace at other.sqlite."))
    let kept = try program.run([], input: "use Northbridge\n")
    #expect(kept.text == "Scope: Northbridge\n")
  }

  struct Code: Sendable, CustomTestStringConvertible {
    var words: [String]
    var status: Int32
    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(
    "exit codes",
    arguments: [
      Code(words: ["indicators"], status: 0), Code(words: ["--version"], status: 0), Code(words: ["--help"], status: 0),
      Code(words: ["help", "compare"], status: 0), Code(words: ["compare", "--help"], status: 0),
      Code(words: ["--format", "json", "indicators"], status: 0), Code(words: ["selftest"], status: 0),
      Code(words: ["doctor"], status: 0), Code(words: ["explain", "nothing"], status: 1),
      Code(words: ["phases"], status: 1), Code(words: ["comprae"], status: 64),
      Code(words: ["compare", "--x"], status: 64),
      Code(words: ["indicators", "--format", "png"], status: 64), Code(words: ["load"], status: 64),
    ])
  func codes(_ it: Code) throws {
    let result = try Program().run(it.words)
    #expect(result.status == it.status, "\(result.error)")
    #expect(result.output.isEmpty == (it.status != 0))
    #expect(result.error.isEmpty == (it.status == 0))
  }

  @Test("--help and -h alone say what `help` says, from a shell and at the prompt", arguments: ["--help", "-h"])
  func overview(word: String) throws {
    let program = try Program()
    let overview = try program.run("help").output
    #expect(try program.run(word).output == overview && !overview.isEmpty)
    #expect(try program.run([], input: word + "\n").output == overview)
    #expect(try program.run("--format", "csv", word).output == program.run("help", "--format", "csv").output)
  }

  @Test("a check that found something exits with 3 and shows it all the same")
  func found() throws {
    let program = try Program()
    let result = try program.run(["doctor"], environment: ["PHASELINE_DATA": "/nowhere"])
    #expect(result.status == 3)
    #expect(result.text.contains("wrong"))
    let without = try program.run(["doctor"], environment: ["PATH": "/nowhere"])
    #expect(without.status == 3)
    #expect(without.text.contains("apt install gnuplot-nox"))
  }

  @Test("every format of every answer is what it says")
  func formats() throws {
    let program = try Program()
    try program.loadNation()
    for command in ["compare Northbridge shortlisting", "phases", "explain training", "undo"] {
      let words = try Words.split(command)
      let json = try program.run(words + ["--format", "json"])
      #expect(json.status == 0)
      _ = try JSONSerialization.jsonObject(with: json.output)
      guard command != "undo" else { continue }
      for line in try program.run(words + ["--format", "jsonl"]).text.split(separator: "\n") {
        _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
      }
      #expect(try program.run(words + ["--format", "csv"]).text.split(separator: "\n").count > 1)
      #expect(try program.run(words + ["--format", "markdown"]).text.contains(command.hasPrefix("e") ? "**" : "|"))
    }
  }

  @Test("the ending of a file chooses the format; a file appears whole")
  func files() throws {
    let program = try Program()
    try program.loadNation()
    #expect(try program.run("compare", "Northbridge", "-o", "x.csv").text == "x.csv\n")
    #expect(String(decoding: try program.data("x.csv"), as: UTF8.self).hasPrefix("standard,authority_code,"))
    #expect(
      try program.run("chart", "trajectory", "Northbridge", "leaving").text == "northbridge-leaving-trajectory.png\n")
    #expect(try program.data("northbridge-leaving-trajectory.png").prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    for ending in ["svg", "pdf"] {
      #expect(try program.run("chart", "trajectory", "Northbridge", "leaving", "-o", "x.\(ending)").status == 0)
    }
    let failed = try program.run(
      ["chart", "trajectory", "Northbridge", "leaving", "-o", "y.png"], environment: ["PATH": "/nowhere"])
    #expect(failed.status == 1)
    #expect(
      failed.error == "gnuplot is not installed. Install it (Debian: `apt install gnuplot-nox`); `doctor` checks it.\n")
    #expect(access(program.folder.appendingPathComponent("y.png").path, F_OK) != 0)
  }

  @Test("a gnuplot that ends early ends nothing else")
  func dying() throws {
    let program = try Program()
    try program.loadNation()
    try program.write("#!/bin/sh\nexit 1\n", to: "gnuplot")
    chmod(program.folder.appendingPathComponent("gnuplot").path, 0o755)
    for _ in 0..<5 {
      let result = try program.run(
        ["chart", "trajectory", "Northbridge", "leaving", "-o", "y.png"], environment: ["PATH": program.folder.path])
      #expect(result.status == 1)
      #expect(result.error.hasPrefix("gnuplot could not draw the chart"))
    }
  }

  @Test("the command in a chart's metadata draws the same chart")
  func again() throws {
    let program = try Program()
    try program.loadNation()
    _ = try program.run(
      [], input: "use Northbridge leaving --phases 2..4\nchart trajectory --size social --service adults -o a.png\n")
    let software = try #require(try PNGMetadata.texts(of: program.data("a.png"))["Software"])
    let command = try #require(software.split(separator: " # Phaseline").first).dropFirst("phaseline ".count)
    _ = try program.run(try Words.split(String(command)) + ["-o", "b.png"])
    #expect(try program.data("a.png") == program.data("b.png"))
  }

  @Test("installed elsewhere, it finds its catalogues beside it")
  func installed() throws {
    let program = try Program()
    let prefix = program.folder.appendingPathComponent("prefix")
    let share = prefix.appendingPathComponent("share/phaseline")
    try FileManager.default.createDirectory(
      at: prefix.appendingPathComponent("bin"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      at: prefix.appendingPathComponent("share"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Program.root.appendingPathComponent("Data"), to: share)
    let binary = prefix.appendingPathComponent("bin/phaseline")
    try FileManager.default.copyItem(at: Program.executable, to: binary)
    let process = Process()
    let pipe = Pipe()
    process.executableURL = binary
    process.arguments = ["doctor", "--format", "csv"]
    process.environment = Program.environment
    process.currentDirectoryURL = program.folder
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.contains("catalogue,good,\"\(share.resolvingSymlinksInPath().path): nhs-wres, sc-wres\""))
  }
}
