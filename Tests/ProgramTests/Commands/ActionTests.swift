import Foundation
import Testing

@testable import PhaselineProgram

/// Actions through the real program: several people at once, and what people type.
@Suite("action") struct ActionTests {
  private static func program() throws -> Program {
    let program = try Program()
    try program.write(
      """
      code,name,region,type,kind
      X0001,Northbridge,North,a,illustrative
      X0002,Saint Aldermere,South,a,illustrative

      """, to: "register.csv")
    #expect(try program.run("load", "register.csv").status == 0)
    return program
  }

  private static func add(_ title: String, _ more: String..., to program: Program) throws -> Program.Result {
    try program.run(
      ["action", "add", "Northbridge", "disciplinary", "--title", title, "--term", "short", "--start", "3"] + more)
  }

  @Test("at the prompt and in a script an action is not changed by what it was before somebody else changed it")
  func remembered() throws {
    let program = try Self.program()
    #expect(try Self.add("Panel", to: program).status == 0)
    let script = try program.write("action update 1 --term long\n", to: "other.sh")
    let executable = Program.executable.path
    let process = program.process([])
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
    try process.run()
    func say(_ line: String) throws { try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8)) }
    try say("action list")
    var heard = ""
    while !heard.contains("Internal use only.") {
      heard += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    }
    #expect(try program.shell("'\(executable)' run \(script)").status == 0)
    try say("action update 1 --term medium")
    try input.fileHandleForWriting.close()
    let rest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(rest.contains("Action 1 has changed since you looked at it: change 3 (action update 1 --term long, "))
    #expect(rest.contains("\n  term: short → long\nNothing was changed."))
    // What was shown as to everybody, and what one takes back oneself, is no reason to refuse.
    let shared = try program.run(
      [],
      input:
        "action list Northbridge --audience shared\naction update 1 --owner A\nundo\naction update 1 --owner B\nundo\n")
    #expect(shared.status == 0, "\(shared.error)")
    // What was shown with the refusal was seen.
    let again = try program.run([], input: "action show 1\naction update 1 --term medium\n")
    #expect(again.status == 0 && again.text.contains("term: long → medium"))
  }

  @Test("of several writers at once who have seen the same, one changes it and all others are told", arguments: 1...3)
  func atOnce(turn: Int) throws {
    let program = try Self.program()
    #expect(try Self.add("Panel", to: program).status == 0)
    let writers = (1...4).map { program.process(["action", "update", "1", "--seen", "2", "--people", "\($0)"]) }
    let pipes = writers.map { writer in
      let pipe = Pipe()
      (writer.standardOutput, writer.standardError) = (pipe, pipe)
      return pipe
    }
    for writer in writers { try writer.run() }
    let said = pipes.map { String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
    for writer in writers { writer.waitUntilExit() }
    #expect(writers.map(\.terminationStatus).sorted() == [0, 1, 1, 1], "\(said)")
    #expect(said.count { $0.contains("Action 1 has changed since you looked at it: change 3") } == 3)
    #expect(try program.run("action", "list", "--format", "csv").text.split(separator: "\n").count == 2)
    #expect(try program.run("doctor", "--deep").status == 0)
  }

  @Test("what people type is shown as they typed it, and does nothing in a spreadsheet, a page or a terminal")
  func hostile() throws {
    let program = try Self.program()
    let titles = ["<script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "[a](javascript:alert(1))", "a|b `c` *d*"]
    for title in titles { #expect(try Self.add(title, to: program).status == 0) }
    let csv = try program.run("action", "list", "--format", "csv").text
    #expect(csv.contains(",<script>alert(1)</script>,") && csv.contains(",\"'=HYPERLINK(\"\"http://x\"\")\","))
    let markdown = try program.run("action", "list", "--format", "markdown").text
    #expect(markdown.contains("&lt;script>alert(1)&lt;/script>") && !markdown.contains("<script"))
    #expect(markdown.contains("[a]\\(javascript:alert(1))") && markdown.contains("a\\|b `c` *d*"))
    let json = try program.run("action", "show", "1", "--format", "json").text
    #expect(json.contains("\"title\" : \"<script>alert(1)</script>\""))
    #expect(try program.run("action", "show", "1", "--format", "markdown").text.hasPrefix("### Action 1: &lt;script>"))
    let refused = try Self.add("a\u{1B}[31mb", to: program)
    #expect(
      refused.status == 1
        && refused.error
          == "The title holds a control character or a line feed (a…). Type it again without; nothing was changed.\n"
    )
  }

  @Test(
    "usage that cannot be is refused before anything is done",
    arguments: [
      (
        ["add", "Northbridge", "leaving", "--title", "t", "--term", "short"], 64,
        "Missing expected argument '--start <time>'"
      ),
      (
        [
          "add", "Northbridge", "leaving", "--title", "t", "--term", "short", "--start", "3", "--ratio", "1",
          "--people", "2",
        ], 64,
        "Give --ratio or --people, not both: one measure."
      ),
      (
        ["add", "Northbridge", "leaving", "--title", "t", "--term", "short", "--start", "3", "--status", "done"], 64,
        "The value 'done' is invalid for '--status <status>'. Please provide one of 'planned' and 'under-way'."
      ),
      (["add", "--title", "t", "--term", "short", "--start", "3"], 1, "No authority is named and none is in scope."),
      (["update", "1"], 64, "Say what to change, as in `action update 3 --status under-way`."),
      (
        ["update", "1", "--owner", "x", "--without", "owner"], 64,
        "--without owner takes away what another option gives."
      ),
      (
        ["close", "1", "--as", "planned"], 64,
        "The value 'planned' is invalid for '--as <as>'. Please provide one of 'done' and 'stopped'."
      ),
      (["close", "1", "--on", "2026-02-30"], 1, "There is no day 2026-02-30: February 2026 has 28 days."),
      (["plan", "Northbridge", "agred"], 64, "'agred' is no state of a plan. Did you mean agreed?"),
      (["list", "Northbridge", "--every-authority"], 64, "Name an authority, or --every-authority, not both."),
      (
        ["add", "Northbridge", "dicsiplinary", "--title", "t", "--term", "short", "--start", "3"], 1,
        "No indicator is called"
      ),
      (["show", "9"], 1, "There is no action 9. `action list` lists them; nothing was changed."),
      (["revieww"], 64, "`action` has no command 'revieww'. Did you mean review?"),
    ] as [([String], Int32, String)])
  func usage(words: [String], status: Int32, message: String) throws {
    let program = try Self.program()
    #expect(try Self.add("Panel", to: program).status == 0)
    let before = try program.run("history", "--format", "csv").text
    let result = try program.run(["action"] + words)
    #expect(result.status == status && result.error.contains(message), "\(result.error)")
    #expect(result.error.contains("Usage: phaseline action \(words[0]) ") == (status == 64 && words[0] != "revieww"))
    #expect(try program.run("history", "--format", "csv").text == before)
  }

  @Test("the words of a group and its command may have options before, between and behind them")
  func order() throws {
    let program = try Self.program()
    #expect(try Self.add("Panel", to: program).status == 0)
    let answers = try [
      ["action", "list", "--format", "csv"], ["--format", "csv", "action", "list"],
      ["action", "--format", "csv", "list"],
    ].map { try program.run($0).text }
    #expect(Set(answers).count == 1 && answers[0].contains("Panel"))
  }
}
