import Foundation
import Testing

@testable import PhaselineProgram

@Suite("Kept results") struct KeptResultTests {
  @Test(
    "one is not shown where what it was worked out under is no longer so",
    arguments: [
      ("use --owner Silvermere", "was worked out while the workspace belonged to somebody else"),
      ("use --audience shared", "was worked out for internal use, and this is for a shared audience"),
    ])
  func stale(change: String, reason: String) throws {
    let program = try Program()
    try program.loadNation()
    let keep = "let x = compare Northbridge disciplinary --phases 5\n"
    let result = try program.run([], input: keep + change + "\nshow x\n")
    #expect(result.status == 1 && result.error.contains("'x' \(reason)"), "\(result.error)")
    #expect(!result.text.contains("7 of 730"))
    let other = try program.run([], input: keep + "show x --workspace other.sqlite\n")
    #expect(other.status == 1 && other.error.contains("was worked out in another workspace, phaseline.sqlite."))
  }

  @Test(
    "nothing that was asked for internal use is shown or saved for a shared audience, whatever it is",
    arguments: ["sql \"SELECT 7 AS numerator\"", "history", "history 1", "shares", "cycle"])
  func forOwner(question: String) throws {
    let program = try Program()
    try program.loadNation()
    let keep = "let x = \(question)\n"
    #expect(try program.run([], input: keep + "show x\n").status == 0)
    for shown in ["show x", "show _", "save x x.csv"] {
      let result = try program.run([], input: keep + "use --audience shared\n\(shown)\n")
      #expect(
        result.status == 1 && result.error.contains("was worked out for internal use")
          && result.error.contains("Ask again, where it may be shown: \(question)."), "\(result.error)")
    }
    let listed = try program.run([], input: keep + "use --audience shared\nresults\n")
    #expect(listed.text.contains("for internal use"), "\(listed.text)")
  }

  @Test(
    "a shared one is not shown by other rules, nor once the workspace has changed; options before `let` are its own")
  func shared() throws {
    let program = try Program()
    try program.loadNation()
    let keep = "--audience shared --rules under-5 let x = compare Northbridge disciplinary --phases 5\n"
    let rules = try program.run([], input: keep + "show x --audience shared\n")
    #expect(rules.status == 1 && rules.error.contains("'x' was worked out by other rules than those of now."))
    let same = try program.run([], input: keep + "show x --audience shared --rules under-5\n")
    #expect(same.status == 0 && same.text.contains("Shared (rules under-5)"), "\(same.error)")
    let changed = try program.run(
      [],
      input: keep
        + "cycle record Northbridge --phase 1 registered --on 2023-05-01\nshow x --audience shared --rules under-5\n")
    #expect(changed.status == 1 && changed.error.contains("before the workspace changed"), "\(changed.error)")
  }

  @Test("a check that found something fails under a name too; no chart is drawn of several authorities' findings")
  func checks() throws {
    let program = try Program()
    try program.loadNation()
    #expect(try program.run("-c", "let q = quality --strict").status == 3)
    let several = try program.run(
      "-c", "let b = batch compare --every-authority leaving --phases 5; chart b -o b.png")
    #expect(
      several.status == 1 && several.error.contains("'b' is about several: name whom to draw"), "\(several.error)")
  }

  @Test(
    "a chart of a kept result has its scope and not that of now, says what it leaves aside and that data have changed")
  func drawn() throws {
    let program = try Program()
    try program.loadNation()
    try program.write(
      "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n1,Northbridge,adults,leaving,all,bame,9,99\n",
      to: "more.csv")
    let result = try program.run(
      [],
      input: """
        let x = compare Northbridge disciplinary --phases 2..3 --with rest --level 0.998
        use Silvercombe leaving --phases 5
        char x -o x.png --with-data
        load more.csv
        let c=chart x --quiet
        RESULTS --format csv
        use
        """)
    #expect(result.status == 0, "\(result.error)")
    let aside =
      "Charts compare with the nation, by 95% intervals; left aside: the comparator 'rest' and the level 0.998."
    #expect(result.error.contains(aside), "\(result.error)")
    #expect(result.error.contains("'x' was worked out before the counts changed. What it would give now: compare "))
    #expect(result.text.contains("c,a chart,chart trajectory --authority Northbridge"), "\(result.text)")
    #expect(result.text.hasSuffix("Scope: Silvercombe · leaving · phase 5\n"))
    let data = try String(contentsOf: program.folder.appendingPathComponent("x.csv"), encoding: .utf8)
    #expect(data.contains("\nNorthbridge,3,") && !data.contains("\nNorthbridge,5,"), "\(data)")
  }

  @Test("a chart drawn in characters is saved as text only; `chart` of it draws it again as a file, with its own scope")
  func characters() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program)
    for line in [
      "use Northbridge --phases 2..3", "chart trajectory disciplinary", "let c = chart trajectory leaving",
      "use Silvercombe --phases 5", "save _ _.txt", "chart c -o c.png --with-data", "chart _ -o d.svg",
      "chart trajectory leaving", "save _ \"a pic.png\"",
    ] {
      try terminal.expect(" › ")
      terminal.type(line + "\n")
    }
    let again =
      "`chart _ -o \"a pic.png\"` draws it again, by its own words: chart trajectory leaving -o \"a pic.png\"."
    let words = "'_' was drawn in characters: `save _ FILE.txt` writes them. \(again)".split(separator: " ")
    for word in words { try terminal.expect(String(word)) }
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
    #expect(String(decoding: try program.data("_.txt"), as: UTF8.self).contains("Equal likelihood"))
    #expect(try program.data("c.png").prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    let data = String(decoding: try program.data("c.csv"), as: UTF8.self)
    #expect(data.contains("\nNorthbridge,3,") && !data.contains("\nSilvercombe,"), "\(data)")
    #expect(String(decoding: try program.data("d.svg"), as: UTF8.self).contains("<svg"))
    #expect(access(program.folder.appendingPathComponent("a pic.png").path, F_OK) != 0)
  }

  @Test("a chart that is a file is that file, and `chart` of it draws it in another form")
  func otherForm() throws {
    let program = try Program()
    try program.loadNation()
    let draw = "--audience shared chart trajectory Northbridge leaving --size page -o a.png\n"
    let saved = try program.run([], input: draw + "save _ x.svg\n")
    #expect(
      saved.error
        == "'_' is a file of the kind png: `save _ FILE.png` writes it. `chart _ -o x.svg` draws it again, by its own words: "
        + "chart --audience shared trajectory Northbridge leaving --size page -o x.svg.\n"
        + "standard input:2: stopped at: save _ x.svg\n")
    let drawn = try program.run([], input: draw + "chart _ -o b.png\n")
    #expect(drawn.status == 0, "\(drawn.error)")
    #expect(try program.data("a.png") == program.data("b.png"))
  }

  @Test("what a result can be saved as is said, a workbook too")
  func unsavable() throws {
    let program = try Program()
    let result = try program.run([], input: "indicators\nsave _ a.docx\n")
    #expect(result.error.hasPrefix("'_' can be table, csv, json, jsonl, markdown or xlsx, and not docx.\n"))
    #expect(try program.run([], input: "explain leaving\nsave _ a.xlsx\n").status == 0)
  }

  @Test("the register says of a saved result what was asked, and under which scope")
  func registered() throws {
    let program = try Program()
    try program.loadNation()
    let result = try program.run(
      [],
      input: """
        use Northbridge --audience shared
        let x = compare leaving --phases 5
        use --clear
        --audience shared save x x.csv
        shares --format csv
        """)
    #expect(
      result.text.contains(",compare leaving --phases 5 (scope: Northbridge · shared),"),
      "\(result.text)\(result.error)")
  }

  @Test("--set goes before the script's own `let`, and is over with the script")
  func given() throws {
    let program = try Program()
    try program.write("let a = leaving\nexplain $a --format csv\n", to: "a.phaseline")
    let result = try program.run([], input: "run a.phaseline --set a=training\nrun a.phaseline\n")
    #expect(result.status == 0 && result.text.contains("$a is 'training', as --set says."), "\(result.error)")
    #expect(result.text.contains("$a is 'leaving'."))
  }

  @Test("what takes changes back is typed in full")
  func undone() throws {
    let program = try Program()
    try program.loadNation()
    let result = try program.run("un")
    #expect(result.status == 64 && result.error.contains("No command is called 'un'. Did you mean"), "\(result.error)")
  }
}
