import Foundation
import GRDB
import TestSupport
import Testing

@testable import Phaseline

/// Workspaces of older versions, brought up to date.
@Suite("Update") struct UpdateTests {
  private static func pragma(_ name: String, _ path: String) throws -> String? {
    try DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "PRAGMA \(name)") }
  }

  private static func schema(_ path: String) throws -> [String] {
    try DatabaseQueue(path: path).read {
      try String.fetchAll($0, sql: "SELECT type || name || tbl_name || ifnull(sql, '') FROM sqlite_schema ORDER BY 1")
    }
  }

  @Test(
    "from every older version, with a copy kept that is of the old version and holds the same",
    arguments: 1..<Migrations.all.count)
  func updates(version: Int) throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    try fixture.loadCounts(LoaderTests.rows.replacing("26,250", with: "28,250"), named: "corrected.csv")
    let fresh = try Self.schema(fixture.path)
    let rows = try fixture.dump()
    try OldWorkspace.make(of: fixture.path, version: version)
    #expect(try Self.schema(fixture.path) != fresh)
    #expect(try fixture.dump() == rows)
    let workspace = try fixture.workspace()
    #expect(try Self.pragma("user_version", fixture.path) == "\(Migrations.all.count)")
    #expect(try Self.schema(fixture.path) == fresh)
    #expect(try fixture.dump() == rows)
    #expect(try workspace.deepChecks().allSatisfy(\.isGood))

    let copy = fixture.folder.path("w.before-v\(Migrations.all.count).sqlite")
    #expect(workspace.keptCopies == [URL(fileURLWithPath: copy).lastPathComponent])
    #expect(try Self.pragma("user_version", copy) == "\(version)")
    let old = try Fixture()
    try FileManager.default.copyItem(atPath: copy, toPath: old.path)
    #expect(try old.dump() == rows)
    #expect(try Workspace.damage(at: copy) == [])
  }

  @Test("a new workspace is made at once and no copy of nothing is kept")
  func new() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    #expect(try Self.pragma("user_version", fixture.path) == "\(Migrations.all.count)")
    #expect(try Self.pragma("application_id", fixture.path) == "\(Migrations.applicationID)")
    #expect(try fixture.workspace().keptCopies.isEmpty)
  }

  @Test("a copy that is there is left; the next has a number")
  func numbered() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    let first = try fixture.folder.write("mine", to: "w.before-v\(Migrations.all.count).sqlite")
    try OldWorkspace.make(of: fixture.path, version: 1)
    let workspace = try fixture.workspace()
    #expect(try String(contentsOfFile: first, encoding: .utf8) == "mine")
    #expect(
      workspace.keptCopies.sorted() == [
        "w.before-v\(Migrations.all.count)-2.sqlite", "w.before-v\(Migrations.all.count).sqlite",
      ])
  }

  @Test("without a copy there is no update, and it says why")
  func withoutCopy() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    try OldWorkspace.make(of: fixture.path, version: 1)
    // The copy's draft has a longer name than there can be.
    let name = String(repeating: "w", count: 235)
    let (path, copy) = (
      fixture.folder.path(name + ".sqlite"), fixture.folder.path(name + ".before-v\(Migrations.all.count).sqlite")
    )
    try FileManager.default.moveItem(atPath: fixture.path, toPath: path)
    let problem = #expect(throws: UsageProblem.self) {
      try Workspace.open(path, standard: fixture.standard, catalogue: fixture.catalogue)
    }
    #expect(
      problem?.description
        == "\(path) was made by an older version of Phaseline and must be brought up to date, but no backup of it can "
        + "be kept at \(copy) (File name too long). See to that folder, then try again; nothing was changed.")
    #expect(try Self.pragma("user_version", path) == "1")
    #expect(access(copy, F_OK) != 0)
  }

  @Test("two that open an old workspace at the same moment both end well, and one copy is kept")
  func together() async throws {
    for _ in 0..<5 {
      let fixture = try Fixture()
      try fixture.loadCounts(LoaderTests.rows)
      try OldWorkspace.make(of: fixture.path, version: 1)
      let (path, catalogue) = (fixture.path, fixture.catalogue)
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<2 {
          group.addTask { try Workspace.open(path, standard: "sc-wres", catalogue: catalogue).history().count }
        }
        for try await changes in group { #expect(changes == 2) }
      }
      #expect(try fixture.workspace().keptCopies == ["w.before-v\(Migrations.all.count).sqlite"])
    }
  }

  @Test("the last load of a file that stands is found by its hash, through the index")
  func earlier() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    try fixture.loadCounts(LoaderTests.rows.replacing("26,250", with: "27,250"), named: "corrected.csv")
    let counts = fixture.folder.path("counts.csv")
    try fixture.load(counts)
    let workspace = try fixture.workspace()
    let hash = try #require(try workspace.history().last?.files.first?.sha256)
    func earlier(_ standard: String = "sc-wres") throws -> Int? {
      try workspace.queue.read { try Change.earlier(sha256: hash, standard: standard, in: $0)?.id }
    }
    #expect(try earlier() == 4)
    _ = try workspace.undo(last: 1, command: "undo")
    #expect(try earlier() == 2)
    _ = try workspace.redo(last: 1, command: "redo")
    #expect(try earlier() == 4)
    #expect(try earlier("nhs-wres") == nil)
    _ = try workspace.undo(last: 3, command: "undo 3")
    #expect(try earlier() == nil)
    let plan = try workspace.queue.read {
      try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN SELECT change FROM change_file WHERE sha256 = 'x'")
    }
    #expect(
      plan.map { $0["detail"] as String } == ["SEARCH change_file USING COVERING INDEX change_file_sha256 (sha256=?)"])
  }
}
