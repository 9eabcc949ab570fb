import Foundation
import GRDB
import TestSupport
import Testing

@testable import Phaseline

@Suite("Workspace") struct WorkspaceTests {
  @Test("a file that is not there, is none of ours, or is newer, is refused by name")
  func refused() throws {
    let fixture = try Fixture()
    #expect(throws: UsageProblem.noWorkspace(path: fixture.path)) { try fixture.workspace() }

    try fixture.folder.write("name,score\nx,1\n" + String(repeating: "text ", count: 400), to: "w.sqlite")
    #expect(throws: UsageProblem.notAWorkspace(path: fixture.path, reason: "file is not a database")) {
      try fixture.workspace()
    }
    let text = try String(contentsOfFile: fixture.path, encoding: .utf8)
    #expect(text.hasPrefix("name,score"), "it was left as it was")

    let other = fixture.folder.path("other.sqlite")
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
    #expect(throws: UsageProblem.notAWorkspace(path: other, reason: "an SQLite file of another program")) {
      try Workspace.open(other, standard: "sc-wres", catalogue: fixture.catalogue)
    }
    let newer = try Fixture()
    try newer.loadCounts(LoaderTests.rows)
    try DatabaseQueue(path: newer.path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    #expect(throws: UsageProblem.newerWorkspace(path: newer.path)) { try newer.workspace() }
  }

  @Test("a catalogue that changed is copied into the workspace; without one its own copy serves")
  func synchronised() throws {
    var fixture = try Fixture()
    try FileManager.default.copyItem(at: Fixture.data, to: fixture.folder.url.appendingPathComponent("Data"))
    fixture.catalogue = Catalogue(folder: fixture.folder.url.appendingPathComponent("Data"))
    try fixture.loadCounts(LoaderTests.rows)
    let file = fixture.folder.url.appendingPathComponent("Data/sc-wres/standard.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("title: Funded training", with: "title: Paid-for training").write(
      to: file, atomically: true, encoding: .utf8)
    #expect(try fixture.workspace().standard.indicator("training")?.title == "Paid-for training")
    let alone = try Workspace.open(fixture.path, standard: "sc-wres", catalogue: nil)
    #expect(alone.standard.indicator("training")?.title == "Paid-for training")
    #expect(
      try fixture.rows("SELECT title FROM indicator WHERE key = 'training'") == [[.text("Paid-for training")]])
  }

  @Test("holds what it says it holds")
  func overviews() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows + "3,Northbridge,all,training,all,bame,1,10\n")
    let workspace = try fixture.workspace()
    #expect(try workspace.phasesWithFigures().map(\.key) == ["1", "3"])
    #expect(try workspace.overviewOfOrganisations().map(\.phases) == ["1 3", "1"])
    let phase = try #require(try workspace.overviewOfPhases().first { $0.phase.key == "1" })
    #expect((phase.organisations, phase.observations, phase.publishedFigures) == (2, 4, 0))
    let health = try workspace.health()
    #expect((health.integrity, health.brokenReferences, health.observations) == ("ok", 0, 5))
  }
}
