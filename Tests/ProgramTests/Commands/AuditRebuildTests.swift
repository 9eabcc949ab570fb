import Foundation
import GRDB
import Testing

/// A register that was damaged, as somebody meets it at the prompt.
@Suite("audit --rebuild") struct AuditRebuildTests {
  private static func damage(_ program: Program, _ workspace: String = "phaseline.sqlite") throws {
    try DatabaseQueue(path: program.folder.appendingPathComponent(workspace).path).write { db in
      try db.execute(sql: "DELETE FROM share_name; DELETE FROM share WHERE id = 1")
    }
  }

  private static func sharedNation() throws -> Program {
    let program = try Program()
    for words in [
      ["generate", "--into", "n", "--seed", "5", "--authorities", "12", "--phases", "1"], ["load", "n"],
      ["export", "observations", "--sums", "--audience", "shared", "--format", "csv", "-o", "shared.csv"],
    ] {
      try #require(try program.run(words).status == 0)
    }
    return program
  }

  @Test("nothing is shared until the files that were shared are taken in, and then it is again")
  func rebuilt() throws {
    let program = try Self.sharedNation()
    let question = ["national", "leaving", "--audience", "shared"]
    let before = try program.run(question).text
    try Self.damage(program)
    let refused = try program.run(question)
    #expect(refused.status == 1)
    #expect(refused.error.contains("the register of what was shared is damaged: entry 1 is gone"))
    #expect(refused.error.contains("`phaseline audit --rebuild PATH…`"))
    #expect(try program.run("national", "leaving").status == 0, "internal results go on")
    let doctor = try program.run("doctor", "--format", "csv")
    #expect(doctor.text.contains("register of shares: entry 1 is gone"))
    let shares = try program.run("shares").text
    #expect(shares.contains("The register is damaged: entry 1 is gone. Until `audit --rebuild` makes it anew"))
    let rebuilt = try program.run("audit", "--rebuild", "shared.csv", "--register", "n/authorities.csv")
    #expect(rebuilt.status == 0, "\(rebuilt.error)")
    #expect(rebuilt.text.hasPrefix("The register of what was shared is started anew from 1 file, which tells "))
    #expect(try program.run(question).text == before)
    #expect(try program.run("history", "--format", "csv").text.contains("audit --rebuild shared.csv"))
    #expect(try program.run("shares", "--format", "csv").text.contains("taken in from shared.csv"))
  }

  @Test("the program's own charts are taken in, the same file twice as one share")
  func charts() throws {
    let program = try Self.sharedNation()
    let drawn = ["chart", "all", "Northbridge", "--audience", "shared", "-o", "charts"]
    for format in ["svg", "png"] { try #require(try program.run(drawn + ["--format", format]).status == 0) }
    let folder = program.folder.appendingPathComponent("charts/northbridge")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.contains { $0.hasPrefix("forest-") && $0.hasSuffix(".svg") })
    for name in names {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(name), to: folder.appendingPathComponent("again-\(name)"))
    }
    try Self.damage(program)
    let rebuilt = try program.run("audit", "--rebuild", "charts", "--register", "n/authorities.csv")
    #expect(rebuilt.status == 0, "\(rebuilt.error)")
    #expect(!rebuilt.text.contains("together") && !rebuilt.text.contains("true ratio"))
    let shares = try program.run("shares", "--format", "csv").text
    #expect(shares.contains("again-dumbbell.svg") && !shares.contains("northbridge/dumbbell.svg"), "\(shares)")
    #expect(try program.run("doctor", "--deep").status == 0)
    let audit = try program.run("audit", "charts", "--register", "n/authorities.csv")
    #expect(!audit.text.contains("The register does not have these authorities"))
  }

  @Test("files that are left out are named: those that are not recognised, and internal ones")
  func leftOut() throws {
    let program = try Self.sharedNation()
    try Data("town,people\nNorthbridge,3\n".utf8).write(
      to: program.folder.appendingPathComponent("counts.csv"))
    let internalWords = ["compare", "Northbridge", "leaving", "--format", "csv", "-o", "internal.csv"]
    try #require(try program.run(internalWords).status == 0)
    try Self.damage(program)
    let rest = ["--register", "n/authorities.csv"]
    let nothing = try program.run(["audit", "--rebuild", "internal.csv"] + rest)
    #expect(nothing.status == 1)
    #expect(nothing.error.contains("internal.csv: internal, not shared: left out."), "\(nothing.error)")
    #expect(nothing.error.contains("None of the files tells a count that the register could keep."))
    let rebuilt = try program.run(["audit", "--rebuild", "shared.csv", "counts.csv", "internal.csv"] + rest)
    #expect(rebuilt.status == 0, "\(rebuilt.error)")
    let words = rebuilt.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("is started anew from 1 file"))
    #expect(words.contains("counts.csv: not recognised as a result that tells counts: left out."), "\(words)")
    #expect(words.contains("internal.csv: internal, not shared: left out."), "\(words)")
  }

  @Test(
    "internal files are known as such in every form",
    arguments: [
      "compare Northbridge leaving -o a.csv", "compare Northbridge leaving -o a.json",
      "chart dumbbell Northbridge -o a.svg",
      "compare Northbridge leaving --format markdown -o a.md", "compare Northbridge leaving --format table -o a.txt",
      "export observations Northbridge -o a.xlsx", "report authority Northbridge -o a.html",
    ])
  func internalForms(_ line: String) throws {
    let program = try Self.sharedNation()
    let words = line.split(separator: " ").map(String.init)
    try #require(try program.run(words + ["--audience", "internal"]).status == 0)
    try Self.damage(program)
    let file = try #require(words.last)
    let rebuilt = try program.run("audit", "--rebuild", file, "shared.csv", "--register", "n/authorities.csv")
    #expect(rebuilt.status == 0, "\(rebuilt.error)")
    #expect(rebuilt.text.contains("\(file): internal, not shared: left out."), "\(rebuilt.text)")
    #expect(rebuilt.text.contains("is started anew from 1 file"), "\(rebuilt.text)")
  }

  @Test("a file that names no rules is taken in, and named")
  func withoutRules() throws {
    let program = try Self.sharedNation()
    let rows = try String(contentsOf: program.folder.appendingPathComponent("shared.csv"), encoding: .utf8)
    try Data(rows.replacing("shared (under-10)", with: "").utf8).write(
      to: program.folder.appendingPathComponent("plain.csv"))
    try Self.damage(program)
    let rebuilt = try program.run("audit", "--rebuild", "plain.csv", "--register", "n/authorities.csv")
    #expect(rebuilt.text.contains("plain.csv: it names no rules: taken in as shared by under-10."), "\(rebuilt.text)")
  }

  @Test("the advice names the workspace that is meant, and a whole register is not rebuilt")
  func named() throws {
    let program = try Self.sharedNation()
    try FileManager.default.moveItem(
      at: program.folder.appendingPathComponent("phaseline.sqlite"),
      to: program.folder.appendingPathComponent("other.sqlite"))
    let other = ["--workspace", "other.sqlite"]
    let whole = try program.run(
      ["audit", "--rebuild", "shared.csv", "--register", "n/authorities.csv"] + other)
    #expect(whole.status == 1)
    #expect(whole.error.contains("The register of what was shared is whole, so there is nothing to rebuild"))
    #expect(try program.run(["shares", "--format", "csv"] + other).text.contains("export observations"))
    try Self.damage(program, "other.sqlite")
    let advice = "`phaseline audit --workspace other.sqlite --rebuild PATH…`"
    #expect(try program.run(["national", "leaving", "--audience", "shared"] + other).error.contains(advice))
    #expect(try program.run(["doctor", "--deep", "--format", "csv"] + other).text.contains(advice))
  }

  @Test("undo does not pass over it to the load before it")
  func undo() throws {
    let program = try Self.sharedNation()
    try Self.damage(program)
    try #require(try program.run("audit", "--rebuild", "shared.csv", "--register", "n/authorities.csv").status == 0)
    let before = try program.run("history", "--format", "csv").text
    let refused = try program.run("undo")
    #expect(refused.status == 1)
    #expect(
      refused.error.contains("Change 2 started the register of what was shared anew: it cannot be taken back"),
      "\(refused.error)")
    #expect(try program.run("history", "--format", "csv").text == before)
  }

  @Test("of rules that cannot be read an audit does not say that nothing was shared")
  func rules() throws {
    let program = try Self.sharedNation()
    let refused = try program.run(
      "audit", "shared.csv", "--register", "n/authorities.csv", "--rules", "bad.yaml")
    #expect(refused.status == 1)
    #expect(refused.error.contains("Correct the rules; nothing was audited."), "\(refused.error)")
  }

  @Test("a file that cannot be read is not forgotten: the register is as it was")
  func unread() throws {
    let program = try Self.sharedNation()
    try Self.damage(program)
    let refused = try program.run(
      "audit", "--rebuild", "shared.csv", "nowhere.csv", "--register", "n/authorities.csv")
    #expect(refused.status == 1)
    #expect(
      refused.error.hasSuffix(
        "\nWhat these files tell would be forgotten, so the register is as it was. See to them, or leave out the paths of those "
          + "that were never shared.\n"))
    #expect(try program.run("national", "leaving", "--audience", "shared").status == 1)
  }
}
