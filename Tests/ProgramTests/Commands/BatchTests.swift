import Foundation
import Testing

/// `batch compare|trend|rank --every-authority`, by the real program.
@Suite("batch") struct BatchTests {
  private let program: Program

  /// A small nation of fictional authorities, which a shared audience may see by name.
  init() throws {
    program = try Program()
    try #require(
      program.run("generate", "--into", "n", "--seed", "5", "--authorities", "12", "--phases", "3").status == 0)
    try #require(program.run("load", "n").status == 0)
    let action = ["action", "add", try #require(names().first), "leaving", "--title", "a", "--term", "short"]
    try #require(program.run(action + ["--start", "2"]).status == 0)
  }

  /// Of the authorities that have figures.
  private func names() throws -> [String] {
    let found = try program.run("export", "observations", "--format", "csv").text.split(separator: "\n").dropFirst()
    return Set(found.map { String($0.split(separator: ",")[1]) }).sorted()
  }

  private func output(_ words: [String]) throws -> String {
    let result = try program.run(words)
    #expect(result.status == 0 && result.error.isEmpty, "\(words.joined(separator: " ")): \(result.error)")
    return result.text
  }

  @Test(
    "gives byte for byte what each authority's own command gives, one after another by name",
    arguments: [
      ["compare"], ["compare", "paybands", "--level", "0.998"], ["compare", "--with", "rest", "--method", "katz"],
      ["compare", "--with", "region"], ["compare", "--with", "type", "--phases", "2..3"],
      ["compare", "leaving", "--service", "adults"], ["compare", "--audience", "shared"],
      ["compare", "--with", "region", "--audience", "shared"], ["trend"], ["trend", "--since-phase", "2"],
      ["trend", "shortlisting", "--target-phase", "9", "--level", "0.998"], ["trend", "--audience", "shared"],
    ])
  func same(words: [String]) throws {
    let (command, rest) = (words[0], Array(words.dropFirst()) + ["--format", "jsonl"])
    let each = try names().map { try output([command, "--authority", $0] + rest) }
    #expect(each.count > 10 && each.contains { !$0.isEmpty })
    for jobs in ["1", "2", "7"] {
      #expect(
        try output(["batch", command, "--every-authority", "--jobs", jobs] + rest) == each.joined(), "\(jobs) jobs")
    }
  }

  @Test("whoever is compared with is not compared with itself")
  func other() throws {
    let names = try names()
    let rest = ["leaving", "--with", names[3], "--format", "jsonl"]
    let each = try names.filter { $0 != names[3] }.map { try output(["compare", "--authority", $0] + rest) }
    #expect(try output(["batch", "compare", "--every-authority"] + rest) == each.joined())
  }

  @Test("as CSV and as JSON, one heading and one array")
  func forms() throws {
    let csv = try output(["batch", "compare", "--every-authority", "--format", "csv"])
    let each = try names().map { try output(["compare", $0, "--format", "csv"]) }
    let heading = try #require(each.first?.split(separator: "\n").first)
    #expect(csv == "\(heading)\n" + each.map { $0.dropFirst(heading.count + 1) }.joined())
    let json = try output(["batch", "compare", "--every-authority", "leaving", "--format", "json"])
    let single = try names().map { try output(["compare", $0, "leaving", "--format", "json"]) }
    #expect(json == "[\n" + single.map { $0.dropFirst(2).dropLast(3) }.joined(separator: ",\n") + "\n]\n")
  }

  @Test(
    "ranks on each indicator on which anybody has counts", arguments: [[], ["--anonymous"], ["--audience", "shared"]])
  func rank(words: [String]) throws {
    let keys = try output(["indicators", "--format", "csv"]).split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: ",").dropFirst().first.map(String.init) }
    let each = try keys.map { try program.run(["rank", $0, "--format", "jsonl"] + words) }
    let batch = try program.run(["batch", "rank", "--every-authority", "--format", "jsonl"] + words)
    #expect(batch.text == each.map(\.text).joined() && !batch.text.isEmpty)
    let complaints = zip(keys, each).filter { $1.status != 0 && !$1.error.contains("has counts on") }
    #expect(batch.error == complaints.map { "\($0): \($1.error)" }.joined())
    #expect(batch.status == (complaints.isEmpty ? 0 : 1))
  }

  @Test("`export findings` has the same, every category of them, and the nation last")
  func export() throws {
    let exported = try output(["export", "findings", "leaving", "--format", "jsonl"]).split(separator: "\n")
    let batch = try output(["batch", "compare", "leaving", "--every-authority", "--format", "jsonl"]).split(
      separator: "\n")
    #expect(exported.dropLast(exported.count - batch.count).elementsEqual(batch))
    #expect(
      exported.count > batch.count && exported.last?.contains("\"subject\":{\"name\":\"Illustrative nation\"") == true)
  }

  @Test(
    "bad input says what to write",
    arguments: [
      (
        ["batch", "compare"], 64,
        "Error: `batch compare` is about all of them: write `batch compare --every-authority`, or `compare AUTHORITY` for one."
      ),
      (
        ["batch", "rank", "leaving"], 64,
        "Error: `batch rank` is about all of them: write `batch rank --every-authority`, or `rank INDICATOR` for one."
      ),
      (
        ["batch", "trend", "--every-authority", "leafing"], 1,
        "No indicator is called 'leafing'. Did you mean leaving?"
      ),
      (["batch", "compare", "--every-authority", "--jobs", "0"], 64, "Error: --jobs takes a number from 1 to 64."),
      (
        ["batch", "compare", "--every-authority", "leaving", "--indicator", "leaving"], 64,
        "Error: 'leaving' is one word too many beside --indicator."
      ),
      (
        ["batch", "compare", "--every-authority", "-o", "x.png"], 64,
        "Error: This command writes jsonl, json, csv and xlsx, not png."
      ),
      (
        ["batch", "trend", "--every-authority", "--target-phase", "1"], 1,
        "`--target-phase 1` is not later than phase 3, the last one with counts: name one to come."
      ),
      (
        ["batch", "trends"], 64, "`batch` has no command 'trends'. Did you mean trend? It has compare, trend and rank."
      ),
    ] as [([String], Int32, String)])
  func refused(words: [String], status: Int32, text: String) throws {
    let result = try program.run(words)
    #expect(result.status == status && result.output.isEmpty)
    #expect(result.error.split(separator: "\n").first.map(String.init) == text)
  }

  @Test("without any figures there is nothing to compare")
  func empty() throws {
    let program = try Program()
    try program.write("code,name,region,type\nX1,Ald,North,a\n", to: "register.csv")
    #expect(try program.run("load", "register.csv").status == 0)
    for command in ["compare", "trend"] {
      let result = try program.run("batch", command, "--every-authority")
      #expect(result.status == 1 && result.output.isEmpty)
      #expect(result.error == "There are no figures here yet. `load` brings some.\n")
    }
    let ranked = try program.run("batch", "rank", "--every-authority")
    #expect(ranked.status == 1)
    #expect(ranked.error == "No authority has counts on paybands. `phases` shows what is there.\n")
  }

  /// Three authorities, one of them in no region; nobody was asked whether it may be named, so that only fictional ones are.
  private func three(hidden: Bool = false, isReal: Bool = false) throws -> Program {
    let program = try Program()
    let (kind, letter) = isReal ? ("authority", "E") : ("illustrative", "X")
    let names = ["Ald,North", "Brook,North", "\"Clay, \"\"Old\"\"\","]
    let lines = zip(1..., names).map { "\(letter)\($0),\($1),a,\(kind)\n" }
    try program.write("code,name,region,type,kind\n" + lines.joined(), to: "register.csv")
    let rows = [1, 2, 3].map { "\(letter)\($0)" }.flatMap { code in
      [("bame", hidden ? "*" : "20", 200), ("white", hidden ? "*" : "30", 300)].map {
        "1,\(code),all,leaving,all,\($0.0),\($0.1),\($0.2)"
      }
    }
    let head = "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n"
    try program.write(head + rows.joined(separator: "\n") + "\n", to: "counts.csv")
    #expect(try program.run("load", "register.csv", "counts.csv").status == 0)
    return program
  }

  @Test("of whom nothing can be found standard error says why; the others are given all the same")
  func failing() throws {
    let program = try three()
    let result = try program.run("batch", "compare", "--every-authority", "--with", "region", "--format", "jsonl")
    let single = try program.run("compare", "X3", "--with", "region")
    #expect(result.status == 1 && single.status == 1)
    #expect(result.error == "Clay, \"Old\": \(single.error)")
    let others = try ["X1", "X2"].map {
      try program.run("compare", $0, "--with", "region", "--format", "jsonl").text
    }
    #expect(result.text == others.joined() && !result.text.isEmpty)
  }

  @Test("where every count is hidden there is a finding that says so")
  func hidden() throws {
    let result = try three(hidden: true).run("batch", "compare", "--every-authority", "--format", "csv")
    #expect(result.status == 0 && result.error.isEmpty)
    #expect(result.text.split(separator: "\n").count == 4)
    #expect(result.text.contains(",0,200,200,0,300,300,"))
  }

  @Test("a shared audience is shown those that agreed to be named, and nobody else")
  func shared() throws {
    let program = try three(isReal: true)
    let words = ["batch", "compare", "--every-authority", "--audience", "shared", "--format", "csv"]
    let refused = try program.run(words)
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(
      refused.error
        == "No authority here has agreed to be named to others, so none is shown by itself. `national` tells of all "
        + "together.\n")
    #expect(try program.run("cycle", "record", "E2", "may-be-named", "--phase", "1", "--on", "2024-04-01").status == 0)
    let shown = try program.run(words)
    #expect(shown.status == 0, "\(shown.error)")
    #expect(shown.text.split(separator: "\n").count == 2 && shown.text.contains(",Brook,"))
    let exported = try program.run("export", "findings", "--audience", "shared", "--format", "csv").text
    #expect(exported.hasPrefix(shown.text) && !exported.contains("Ald"))
    let shares = try program.run("shares", "--format", "csv").text
    #expect(shares.contains("batch compare --every-authority --format csv"))
  }

  @Test("whoever reads one line only is no error")
  func pipe() throws {
    let found = try program.shell(
      "{ $PHASELINE batch compare --every-authority; echo $? >status; } | head -1 | cut -c1-2; cat status")
    #expect(found.output == "{\"\n0\n" || found.output == "{\"\n141\n", "\(found.output)")
  }

  @Test("Ctrl-C ends it, and leaves no half of a file")
  func interrupted() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program, words: ["batch", "trend", "--every-authority", "-o", "trends.jsonl"])
    try terminal.expect("Comparing: ", seconds: 60)
    terminal.type("\u{03}")
    try terminal.expect("Stopped; the workspace is as it was.", seconds: 60)
    #expect(terminal.end(seconds: 60) == 130)
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/trends.jsonl"))
  }
}
