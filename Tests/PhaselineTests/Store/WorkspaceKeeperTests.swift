import Foundation
import GRDB
import Testing

@testable import Phaseline

@Suite("A workspace that is kept open") struct WorkspaceKeeperTests {
  private let fixture: Fixture
  private let keeper = WorkspaceKeeper()

  init() throws {
    fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
  }

  private func open(_ catalogue: Catalogue? = Catalogue(folder: Fixture.data)) throws -> Workspace {
    try keeper.open(
      fixture.path, standard: "sc-wres", catalogue: catalogue, cancellation: Cancellation())
  }

  @Test("is the same while nobody touches it, and opened anew once somebody has written to it")
  func others() throws {
    let first = try open()
    #expect(try open().queue === first.queue)
    let other = try DatabaseQueue(path: fixture.path)
    try other.write { try $0.execute(sql: "UPDATE organisation SET name = 'Somewhere' WHERE code = 'X0001'") }
    let second = try open()
    #expect(second.queue !== first.queue)
    #expect(try second.organisation(named: "X0001").name == "Somewhere")
    #expect(try open().queue === second.queue)
  }

  @Test("sees what another connection writes, also to a file in write-ahead mode, which stays as it is")
  func writeAhead() throws {
    let other = try DatabaseQueue(path: fixture.path)
    try other.inDatabase { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
    let first = try open()
    #expect(try first.dataVersion().change > 0)
    try other.write { try $0.execute(sql: "UPDATE organisation SET name = 'Somewhere' WHERE code = 'X0001'") }
    #expect(try open().organisation(named: "X0001").name == "Somewhere")
    #expect(try open().queue !== first.queue)
  }

  @Test("is another where another file has its name, and none where none has")
  func replaced() throws {
    let first = try open()
    let other = try Fixture()
    try other.load(Fixture.data.appendingPathComponent("sc-wres").path)
    try FileManager.default.removeItem(atPath: fixture.path)
    #expect(throws: UsageProblem.noWorkspace(path: fixture.path)) { try open() }
    try FileManager.default.copyItem(atPath: other.path, toPath: fixture.path)
    #expect(try first.isIllustrative())
    #expect(try !open().isIllustrative())
  }

  @Test("a file that is written over in place is read anew, not from what was read before")
  func writtenOver() throws {
    #expect(try open().isIllustrative())
    let other = try Fixture()
    try other.load(Fixture.data.appendingPathComponent("sc-wres").path)
    let handle = try #require(FileHandle(forWritingAtPath: fixture.path))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(contentsOf: URL(fileURLWithPath: other.path)))
    try handle.close()
    #expect(try !open().isIllustrative())
  }

  @Test("a catalogue that is edited is read again, and another one")
  func catalogue() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("sc-wres/standard.yaml")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text = try String(contentsOf: Fixture.data.appendingPathComponent("sc-wres/standard.yaml"), encoding: .utf8)
    try Data(text.utf8).write(to: file)
    let copy = Catalogue(folder: folder.url)
    #expect(try open(copy).standard.phases.last?.label == "Phase 5")
    try Data(text.replacing("label: Phase 5", with: "label: Phase V").utf8).write(to: file)
    #expect(try open(copy).standard.phases.last?.label == "Phase V")
    #expect(try open().standard.phases.last?.label == "Phase 5")
  }
}
