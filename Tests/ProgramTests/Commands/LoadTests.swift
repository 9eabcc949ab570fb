import Foundation
import Testing

@testable import PhaselineProgram

/// What `load` does that only a real program shows: standard input, pipes, memory, tables of problems, the line that says
/// how far it is.
@Suite("load") struct LoadTests {
  private static let register = "code,name,region,type,kind\nX0001,Northbridge,North,a,illustrative\n"
  private static let header = "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n"
  private static let rows = """
    1,Northbridge,all,training,all,bame,26,250
    1,Northbridge,all,training,all,white,70,740

    """

  private func program() throws -> Program {
    let program = try Program()
    try program.write(Self.register, to: "register.csv")
    #expect(try program.run("load", "register.csv").status == 0)
    return program
  }

  @Test("standard input, a pipe and a file load the same")
  func streams() throws {
    let text = Self.header + Self.rows
    var digests: Set<String> = []
    for line in [
      "$PHASELINE load counts.csv", "$PHASELINE load - < counts.csv", "cat counts.csv | $PHASELINE load -",
      "cat counts.csv | $PHASELINE load /dev/stdin", "mkfifo p; cat counts.csv > p & $PHASELINE load p",
      "(head -c 100 counts.csv; sleep 0.3; tail -c +101 counts.csv) | $PHASELINE load -",
    ] {
      let program = try program()
      try program.write(text, to: "counts.csv")
      let result = try program.shell(line)
      #expect(result.status == 0 && result.output.contains("2 rows added"), "\(line): \(result.output)")
      let journal = try program.run("history", "2", "--format", "json").text
      #expect(journal.contains("\"rows\" : 2"))
      digests.formUnion(journal.split(separator: "\n").filter { $0.contains("sha256") }.map(String.init))
    }
    #expect(digests.count == 1)
  }

  @Test("a pipe that closes in the middle of a row loads nothing")
  func closed() throws {
    let program = try program()
    let result = try program.run(["load", "-"], input: String((Self.header + Self.rows).dropLast(20)))
    #expect(result.status == 1)
    #expect(
      result.error == """
        standard input:3: the row has 4 fields, its header 8. The file ends in the middle of it: get the whole file again.
        Nothing was loaded.

        """)
    #expect(try program.run("history", "--format", "csv").text.split(separator: "\n").count == 2)
  }

  @Test("of two first loads at once into one workspace each is whole or refused, and none destroys the other's")
  func race() throws {
    for round in 0..<4 {
      let program = try Program()
      try program.write(Self.register, to: "register.csv")
      try program.write(Self.header + "1,Nowhere,all,training,all,bame,1,2\n", to: "wrong.csv")
      let second = round % 2 == 0 ? "wrong.csv" : "register.csv"
      let result = try program.shell(
        "$PHASELINE load Data/illustrative >a.txt 2>&1 & a=$!; $PHASELINE load \(second) >b.txt 2>&1;"
          + "echo second $?; wait $a; echo first $?; ls; cat a.txt b.txt")
      #expect(!result.output.contains(".part"), "\(result.output)")
      let isFirst = result.output.contains("first 0")
      #expect(isFirst || result.output.contains("second 0"), "\(result.output)")
      #expect(isFirst || result.output.contains("was made by another program meanwhile"), "\(result.output)")
      let health = try program.run("doctor", "--deep", "--format", "csv")
      #expect(health.status == 0)
      #expect(health.text.contains(isFirst ? "25,800 counts" : "0 counts"))
    }
  }

  @Test("-o destroys neither the workspace nor what is read nor another database, and is tried before anything is done")
  func output() throws {
    let program = try program()
    try program.write(Self.header + Self.rows, to: "counts.csv")
    #expect(try program.run("backup", "copy.sqlite").status == 0)
    symlink("phaseline.sqlite", program.folder.appendingPathComponent("link.csv").path)
    let before = try program.data("phaseline.sqlite")
    for (words, what) in [
      (["history", "-o", "phaseline.sqlite"], "'phaseline.sqlite' is the workspace itself."),
      (["history", "-o", "link.csv"], "'link.csv' is the workspace itself."),
      (["history", "-o", "copy.sqlite"], "'copy.sqlite' is a database, perhaps a workspace or its backup."),
      (["load", "counts.csv", "-o", "counts.csv"], "'counts.csv' is what the command works on."),
      (["load", ".", "--dry-run", "--output", "./counts.csv"], "'./counts.csv' is what the command works on."),
      (["backup", "new.sqlite", "-o", "new.sqlite"], "'new.sqlite' is what the command works on."),
      (
        ["--workspace", "w.sqlite", "load", "register.csv", "-o", "./w.sqlite"], "'./w.sqlite' is the workspace itself."
      ),
      (["load", "counts.csv", "-o", "nowhere/x.txt"], "'nowhere/x.txt' cannot be written."),
      (["undo", "-o", "nowhere/x.txt"], "'nowhere/x.txt' cannot be written."),
    ] {
      let result = try program.run(words)
      #expect(result.status == 1)
      #expect(result.error.hasPrefix(what), "\(words): \(result.error)")
    }
    #expect(try program.data("phaseline.sqlite") == before)
    #expect(try program.data("counts.csv") == Data((Self.header + Self.rows).utf8))
    let streams = try program.shell(
      "$PHASELINE load - -o counts.csv < counts.csv; mkfifo pipe; cat pipe > got.txt & $PHASELINE history -o pipe; wait;"
        + "cat got.txt; test -p pipe && echo still a pipe;"
        + "$PHASELINE history -o history; $PHASELINE history -o history")
    #expect(streams.output.contains("'counts.csv' is what the command works on."))
    #expect(streams.output.contains("Change  When (UTC)") && streams.output.contains("still a pipe"))
    #expect(streams.output.hasSuffix("history\nhistory\n"), "\(streams.output)")
    #expect(try program.data("counts.csv") == Data((Self.header + Self.rows).utf8))
    #expect(try program.run("load", "counts.csv", "-o", "said.txt").text == "said.txt\n")
    #expect(try String(decoding: program.data("said.txt"), as: UTF8.self).contains("2 rows added"))
    let way = program.folder.appendingPathComponent("way.txt").path
    symlink("said.txt", way)
    #expect(try program.run("indicators", "-o", "way.txt").status == 0)
    #expect(try String(decoding: program.data("said.txt"), as: UTF8.self).contains("shortlisting"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: way) == "said.txt", "a link stays one")
  }

  @Test("a nation is never written over somebody's own files")
  func generated() throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.folder.appendingPathComponent("mine"), withIntermediateDirectories: true)
    try program.write("my own", to: "mine/phase-1.csv")
    let result = try program.run("generate", "--into", "mine", "--authorities", "12", "--phases", "2")
    #expect(result.status == 1 && result.error.contains("holds phase-1.csv, which is no part of this nation."))
    #expect(try program.data("mine/phase-1.csv") == Data("my own".utf8))
    #expect(try program.run("generate", "--into", "mine/phase-1.csv").error.contains("is no folder"))
  }

  @Test("where standard input gives the commands, it cannot give a file too")
  func commands() throws {
    let program = try program()
    let result = try program.run([], input: "load -\n")
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("Standard input gives the commands here, so `load -` has nothing to read."))
  }

  @Test("2 GB without an end of line, and 2 GB of zeros, are refused at once and in little memory")
  func large() throws {
    let program = try program()
    let limit = "ulimit -v 1500000;"
    let line = try program.shell(
      "(printf '\(Self.header.dropLast())\\n'; head -c 3000000 /dev/zero | tr '\\0' x) > l.csv;"
        + "truncate -s 2G l.csv; \(limit) $PHASELINE load l.csv")
    #expect(line.status == 1)
    #expect(line.output.hasPrefix("l.csv:2: the line is longer than 1 MiB."))
    let zeros = try program.shell("truncate -s 2G z.csv; \(limit) $PHASELINE load z.csv")
    #expect(zeros.status == 1)
    #expect(zeros.output.hasPrefix("z.csv: the file is not text: byte 0 is 0."))
  }

  @Test("problems as CSV and JSON have all of them in parts, on standard output")
  func tables() throws {
    let program = try program()
    let wrong = (0..<60).map { "1,Northbrigde,all,training,all,bame,\($0)x,250\n" }.joined()
    try program.write(Self.header + wrong, to: "wrong.csv")
    let csv = try program.run("load", "wrong.csv", "--format", "csv")
    #expect(csv.status == 1)
    #expect(csv.error.isEmpty)
    let lines = csv.text.split(separator: "\n")
    #expect(lines.count == 62)
    #expect(lines[0] == "file,line,column,cell,kind,found,expected,nearest,remedy,more_rows,message")
    #expect(
      lines[1] == """
        wrong.csv,2,2,,unknown-name,Northbrigde,a known authority,Northbridge,"If 'Northbridge' is meant, write that",59,\
        "wrong.csv:2:2: no authority is called 'Northbrigde' (here and in 59 more rows). If 'Northbridge' is meant, write that."
        """)
    let json = try program.run("load", "wrong.csv", "--format", "json")
    #expect(json.status == 1)
    let objects = try #require(try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
    #expect(objects.count == 61)
    #expect(objects[1]["found"] as? String == "0x")
    #expect(objects[1]["column"] as? Int == 7)
    let people = try program.run("load", "wrong.csv", "--all-problems")
    #expect(people.error.split(separator: "\n").count == 63)
    #expect(try program.run("load", "wrong.csv").error.split(separator: "\n").count == 53)
  }

  @Test("a report as JSON has what was loaded, moved and odd")
  func report() throws {
    let program = try program()
    try program.write(Self.header + Self.rows, to: "counts.csv")
    #expect(try program.run("load", "counts.csv").status == 0)
    try program.write(Self.header + Self.rows.replacing("26,250", with: "0,250"), to: "counts.csv")
    let result = try program.run("load", "counts.csv", "--format", "json")
    let report = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(report["change"] as? Int == 3)
    #expect((report["tally"] as? [String: Any])?["replaced"] as? Int == 1)
    let movement = try #require(report["movement"] as? [String: Any])
    #expect((movement["numerators"] as? [String: Any])?["sum"] as? Int == -26)
    let sorts = try #require((report["warnings"] as? [String: Any])?["sorts"] as? [[String: Any]])
    let rows = try program.run("load", "counts.csv", "--format", "csv").text
    #expect(rows.contains("load,,,,Nothing changed: phaseline.sqlite already holds all of it."))
    #expect(
      sorts.map { $0["sort"] as? String } == ["a numerator of 0"])
  }
}
