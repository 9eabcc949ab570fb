import Foundation
import Testing

@testable import PhaselineProgram

/// The same commands at the prompt, from a script, from standard input, by `-c`: the same bytes.
@Suite("The same bytes") struct SameBytesTests {
  static let lines = """
    authorities wick
    indicators
    phases
    explain training
    ?leaving
    use Northbridge --phases 3..5
    compare shortlisting
    compare --format csv
    trend
    trend leaving --format json
    use --indicators leaving,training --with rest
    compare
    national
    use --without indicators --without comparator
    national --format markdown
    rank leaving --phase 5 --format csv
    funnel leaving
    quality
    let place = "Silvercombe"
    compare $place disciplinary --audience shared
    let rest = compare $place leaving --with rest
    show rest
    show rest --format jsonl
    show _ --format markdown
    results
    save rest rest.csv
    save rest rest.xlsx
    chart rest -o rest.png
    chart trajectory Northbridge leaving --terminal
    sql SELECT phase, count(*) FROM observation GROUP BY 1; phases --format csv
    sql "SELECT count(*) AS n FROM observation" --format json
    action add leaving --title "Exit interviews" --term short --start 3
    action list
    action review --format csv
    cycle --as-of 2026-09-15
    history 2
    undo
    comp north lea
    nonsense
    show nothing
    batch compare --every-authority training --phases 5 --format jsonl
    rules
    schema
    help export
    """.split(separator: "\n").map(String.init)

  /// What each wrote is what the log keeps of it.
  private func log(of name: String, _ perform: (Program) throws -> Void) throws -> String {
    let program = try Program()
    try program.loadNation()
    try perform(program)
    let text = String(decoding: try program.data("\(name).log"), as: UTF8.self)
    return Program.timeless(text.split(separator: "\n").dropFirst(2).joined(separator: "\n"))
  }

  @Test("forty commands at the prompt, from a script, from standard input and by -c", .timeLimit(.minutes(5)))
  func same() throws {
    #expect(Self.lines.count >= 40)
    let all = { (name: String) in ["log \(name).log --results"] + Self.lines }
    let script = try log(of: "script") { program in
      try program.write(all("script").joined(separator: "\n"), to: "x.phaseline")
      _ = try program.run("run", "x.phaseline", "--keep-going")
    }
    let input = try log(of: "input") { program in
      _ = try program.run(["--keep-going"], input: all("input").joined(separator: "\n"))
    }
    let option = try log(of: "option") { program in
      _ = try program.run("--keep-going", "-c", all("option").joined(separator: "\n"))
    }
    let prompt = try log(of: "prompt") { program in
      let terminal = try PseudoTerminal(program, variables: ["COLUMNS": "80", "NO_COLOR": "1"])
      try terminal.expect(" › ")
      for line in all("prompt") {
        terminal.type(line + "\n")
        try terminal.expect(line.suffix(4) + "\n")
        try terminal.expect(" › ", seconds: 60)
      }
      terminal.type("quit\n")
      #expect(terminal.end() == 0)
    }
    #expect(script.contains("# 8 Leaving:") && script.contains("# failed (exit code 64): nonsense"))
    #expect(input == script)
    #expect(option == script)
    #expect(prompt == script)
  }

  @Test("a log is a script that writes the same again, whatever was in scope when it began")
  func replayed() throws {
    let program = try Program()
    try program.loadNation()
    let lines = [
      "compare", "compare training --format csv", "let x = trend leaving", "show x", "nonsense", "sql SELECT 1;",
      "compare \\",
      "leaving",
    ]
    let before = "use Northbridge --phases 3.. --with region\nlet a = 'it''s'\n"
    let first = try program.run(["--keep-going"], input: before + "log day.log\n" + lines.joined(separator: "\n"))
    let head = try program.run([], input: before + "log dog.log")
    let replay = try program.run("run", "day.log")
    #expect(replay.status == 0, "\(replay.error)")
    let set = try program.run([], input: before)
    #expect(
      Program.timeless(replay.text)
        == "$a is 'its'.\nScope: Northbridge · phases 3– · with region\n" + first.text.dropFirst(head.text.count))
    #expect(!set.text.isEmpty)
  }
}
