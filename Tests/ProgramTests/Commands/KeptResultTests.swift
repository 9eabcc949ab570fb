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

  @Test("what takes changes back is typed in full")
  func undone() throws {
    let program = try Program()
    try program.loadNation()
    let result = try program.run("un")
    #expect(result.status == 64 && result.error.contains("No command is called 'un'. Did you mean"), "\(result.error)")
  }
}
