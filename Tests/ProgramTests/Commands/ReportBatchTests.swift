import Foundation
import Testing

/// `report authority --every-authority`, by the real program and real gnuplot.
@Suite("report --every-authority") struct ReportBatchTests {
  private let program: Program

  /// Three authorities, two whose names make one file's name; one indicator.
  init() throws {
    program = try Program()
    try program.write(
      "code,name,region,type\nX1,Ald Moor,North,a\nX2,Ald-Moor,South,a\nX3,Brook,North,a\n", to: "register.csv")
    try program.write(Self.counts(["X1", "X2", "X3"], phase: 1), to: "one.csv")
    try program.write(Self.counts(["X1", "X2"], phase: 2), to: "two.csv")
    #expect(try program.run("load", "register.csv", "one.csv", "two.csv").status == 0)
  }

  private static func counts(_ codes: [String], phase: Int) -> String {
    "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n"
      + codes.flatMap { code in
        ["\(phase),\(code),all,leaving,all,bame,\(20 + phase),200", "\(phase),\(code),all,leaving,all,white,30,300"]
      }.joined(separator: "\n") + "\n"
  }

  private func write(_ words: [String] = [], status: Int32 = 0) throws -> String {
    let result = try program.run(
      ["report", "--every-authority", "--phase", "2", "-o", "out", "--as-of", "2026-11-29"] + words)
    #expect(result.status == status, "\(result.error)")
    return result.text + result.error
  }

  private func files() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: program.folder.path + "/out")) ?? []).sorted()
  }

  @Test("a report of each that has figures, also of two whose names make one file's; a second run writes none")
  func twice() throws {
    let first = try write()
    #expect(first.hasPrefix("2 reports written into out.\nThere is nothing of this phase to report of 1: Brook.\n"))
    #expect(files() == ["ald-moor-x1-phase-2.html", "ald-moor-x2-phase-2.html", "reports.json"])
    let before = try files().map { try program.data("out/\($0)") }
    #expect(
      try write().hasPrefix(
        "0 reports written into out.\n2 reports skipped: their files are there, made from the same by this version.\n"))
    #expect(try files().map { try program.data("out/\($0)") } == before)
  }

  @Test("one at a time or two at once are the same, and the same as alone")
  func jobs() throws {
    _ = try write(["--jobs", "1"])
    let one = try files().map { try program.data("out/\($0)") }
    try FileManager.default.removeItem(atPath: program.folder.path + "/out")
    _ = try write(["--jobs", "2"])
    #expect(try files().map { try program.data("out/\($0)") } == one)
    let alone = try program.run("report", "authority", "X1", "--phase", "2", "--as-of", "2026-11-29", "-o", "x.html")
    #expect(alone.status == 0)
    #expect(try program.data("x.html") == program.data("out/ald-moor-x1-phase-2.html"))
  }

  @Test("what has changed is written again; a file that somebody changed, or wrote, is left and told")
  func changed() throws {
    _ = try write()
    try program.write("mine", to: "out/ald-moor-x2-phase-2.html")
    #expect(
      try program.run("action", "add", "X1", "leaving", "--title", "A", "--term", "short", "--start", "1").status == 0)
    let said = try write(status: 1)
    #expect(said.contains("1 report written into out.") && said.contains("1 report failed:"))
    #expect(said.contains("ald-moor-x2-phase-2.html' is there already and Phaseline did not draw it"))
    #expect(try program.data("out/ald-moor-x2-phase-2.html") == Data("mine".utf8))
    try FileManager.default.removeItem(atPath: program.folder.path + "/out")
    try FileManager.default.createDirectory(atPath: program.folder.path + "/out", withIntermediateDirectories: false)
    try program.write("[1]", to: "out/reports.json")
    #expect(try write(status: 1).contains("reports.json' is there already"))
    #expect(files() == ["reports.json"])
  }

  @Test("a report of figures that were taken back is taken away")
  func undone() throws {
    try program.write(Self.counts(["X3"], phase: 2), to: "three.csv")
    #expect(try program.run("load", "three.csv").status == 0)
    _ = try write()
    #expect(files().contains("brook-phase-2.html"))
    #expect(try program.run("undo").status == 0)
    #expect(try write().contains("1 report taken away: the figures that it had are not there any more."))
    #expect(!files().contains("brook-phase-2.html"))
  }

  @Test("without the program that makes a form nothing is drawn for it; HTML needs none", arguments: ["pdf", "docx"])
  func noConverter(form: String) throws {
    let named = ["PHASELINE_CHROMIUM": "/no/program", "PHASELINE_PANDOC": "/no/program"]
    let nowhere = named.merging(["PATH": "/no"]) { $1 }  // nor is there a gnuplot, of which it would tell first
    let many = ["report", "--every-authority", "--phase", "2", "-o", "out", "--format"]
    for words in [many + [form], ["report", "authority", "X1", "--phase", "2", "-o", "x.\(form)"]] {
      let result = try program.run(words, environment: nowhere)
      #expect(
        result.status == 1 && result.error.contains("names '/no/program', which is no program"), "\(result.error)")
    }
    #expect(files().isEmpty && !FileManager.default.fileExists(atPath: program.folder.path + "/x.\(form)"))
    #expect(try program.run(many + ["html"], environment: named).status == 0)
  }

  @Test("a folder that cannot be made, a name beside it, a file's name, too many jobs")
  func refused() throws {
    try program.write("", to: "file")
    let made = try program.run("report", "--every-authority", "--phase", "2", "-o", "file/out")
    #expect(made.status == 1 && made.error.contains("/file/out' cannot be written ("), "\(made.error)")
    for (words, text) in [
      (["report", "authority", "X1", "--every-authority", "-o", "out"], "name none beside it"),
      (["report", "--every-authority"], "name one with -o"),
      (["report", "--every-authority", "-o", "x.html"], "is named like a file"),
      (["report", "--every-authority", "-o", "out", "--jobs", "0"], "--jobs takes a number from 1 to 64"),
      (["report", "authority", "X1", "--jobs", "2"], "--jobs belongs to --every-authority"),
    ] {
      let result = try program.run(words)
      #expect(result.status == 64 && result.error.contains(text), "\(result.error)")
    }
  }
}
