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
    let result = try program.run(
      [],
      input: """
        let x = compare Northbridge disciplinary --phases 2..3 --with rest --level 0.998
        use Silvercombe leaving --phases 5
        char x -o x.png --with-data
        cycle record Northbridge --phase 1 registered --on 2023-05-01
        let c=chart x --quiet
        RESULTS --format csv
        use
        """)
    #expect(result.status == 0, "\(result.error)")
    let aside =
      "Charts compare with the nation, by 95% intervals; left aside: the comparator 'rest' and the level 0.998."
    #expect(result.error.contains(aside), "\(result.error)")
    #expect(result.error.contains("'x' was worked out before the workspace changed. What it would give now: compare "))
    #expect(result.text.contains("c,a chart,chart trajectory --authority Northbridge"), "\(result.text)")
    #expect(result.text.hasSuffix("Scope: Silvercombe · leaving · phase 5\n"))
    let data = try String(contentsOf: program.folder.appendingPathComponent("x.csv"), encoding: .utf8)
    #expect(data.contains("\nNorthbridge,3,") && !data.contains("\nNorthbridge,5,"), "\(data)")
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
