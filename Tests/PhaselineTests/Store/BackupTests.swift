import Foundation
import GRDB
import Testing

@testable import Phaseline

@Suite("Backup") struct BackupTests {
  @Test("a copy holds all that was committed, while another writes")
  func copies() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    let copy = try Fixture()
    let writer = try Fixture.transactor(fixture.path)
    try writer.inDatabase { try $0.execute(sql: "BEGIN; DELETE FROM observation") }
    let report = try fixture.workspace().backup(to: copy.path)
    try writer.inDatabase { try $0.execute(sql: "ROLLBACK") }
    #expect(report == BackupReport(path: copy.path, changes: 2, observations: 4))
    #expect(try copy.dump() == fixture.dump())
    #expect(try copy.workspace().deepChecks().allSatisfy(\.isGood))
    #expect(try FileManager.default.contentsOfDirectory(atPath: copy.folder.url.path) == ["w.sqlite"])
  }

  @Test("nothing is overwritten, not even by a link to the workspace itself")
  func refuses() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    let workspace = try fixture.workspace()
    let there = try fixture.folder.write("mine", to: "there.txt")
    symlink(fixture.path, fixture.folder.path("link"))
    symlink("nowhere", fixture.folder.path("dangling"))
    let cases = [
      (fixture.path, "is the workspace itself. Name another file for the backup."),
      (fixture.folder.path("link"), "is the workspace itself. Name another file for the backup."),
      (there, "is there already, and a backup replaces nothing. Name another file."),
      (fixture.folder.path("dangling"), "is there already, and a backup replaces nothing. Name another file."),
    ]
    for (path, words) in cases {
      #expect(throws: UsageProblem.refused("\(path) \(words)")) { try workspace.backup(to: path) }
    }
    let nowhere = fixture.folder.path("nowhere/copy.sqlite")
    #expect(
      throws: UsageProblem.refused(
        "There is no folder for \(nowhere). Make the folder first, or name another file.")
    ) { try workspace.backup(to: nowhere) }
    #expect(try String(contentsOfFile: there, encoding: .utf8) == "mine")
  }

  @Test("stopped, it leaves nothing; it tells how far it is")
  func stopped() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    let cancellation = Cancellation()
    let workspace = try Workspace.open(
      fixture.path, standard: fixture.standard, catalogue: fixture.catalogue, cancellation: cancellation)
    let before = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.url.path)
    let progress = WorkProgress { what, done, total in
      #expect(what == "Copying" && done <= total)
      cancellation.cancel()
    }
    #expect(throws: CancellationError.self) {
      try workspace.backup(to: fixture.folder.path("copy.sqlite"), progress: progress)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.url.path) == before)
  }

  @Test("a damaged workspace gives no copy")
  func damaged() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    try fixture.damagePage(of: "observation")
    let problem = #expect(throws: UsageProblem.self) {
      try fixture.workspace().backup(to: fixture.folder.path("copy.sqlite"))
    }
    #expect(problem?.description.hasPrefix("The copy does not pass SQLite's check (") == true)
    #expect(access(fixture.folder.path("copy.sqlite"), F_OK) != 0)
  }

  @Test("a copy may be read by those who may read the workspace, and by nobody else")
  func mode() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    for mode in [mode_t(0o600), 0o444, 0o640] {
      chmod(fixture.path, mode)
      let copy = fixture.folder.path("copy-\(mode).sqlite")
      _ = try fixture.workspace().backup(to: copy)
      var status = stat()
      #expect(stat(copy, &status) == 0 && status.st_mode & 0o777 == mode)
    }
  }
}
