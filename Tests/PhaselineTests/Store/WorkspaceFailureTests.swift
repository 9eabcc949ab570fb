import Foundation
import GRDB
import Testing

@testable import Phaseline

/// What is said of a workspace that cannot be used, and what survives.
@Suite("Workspaces that fail") struct WorkspaceFailureTests {
  /// The whole message of what the work throws.
  private static func message(_ path: String, _ work: () throws -> Void) -> String? {
    do { try work() } catch {
      return (UsageProblem(ofStore: error, at: path) ?? error as? UsageProblem)?.description
    }
    return nil
  }

  private static func open(_ fixture: Fixture, _ path: String? = nil, limits: Workspace.Limits = .init()) throws
    -> Workspace
  {
    try Workspace.open(path ?? fixture.path, standard: fixture.standard, catalogue: fixture.catalogue, limits: limits)
  }

  @Test(
    "a path that is no workspace is named, and what to do",
    arguments: [
      (
        "text",
        "PATH is not a workspace of Phaseline (file is not a database). Nothing was changed; name another with "
          + "`--workspace FILE`."
      ),
      (
        "empty",
        "PATH is not a workspace of Phaseline (the file is empty). Nothing was changed; name another with "
          + "`--workspace FILE`."
      ),
      (
        "other",
        "PATH is not a workspace of Phaseline (an SQLite file of another program). Nothing was changed; name another "
          + "with `--workspace FILE`."
      ),
      (
        "folder",
        "PATH is not a workspace of Phaseline (it is a folder). Nothing was changed; name another with "
          + "`--workspace FILE`."
      ),
      (
        "pipe",
        "PATH is not a workspace of Phaseline (it is no file). Nothing was changed; name another with "
          + "`--workspace FILE`."
      ),
      ("newer", "PATH was made by a newer version of Phaseline. Use that version; nothing was changed."),
      (
        "missing",
        "There is no workspace at PATH. `load FOLDER` makes one (`generate --into FOLDER` writes a nation to try); "
          + "`--workspace FILE` names another."
      ),
      (
        "dangling",
        "PATH is a link to nowhere.sqlite, which is not there. Bring that file back, or remove the link; "
          + "`--workspace FILE` names another."
      ),
    ])
  func noWorkspace(what: String, expected: String) throws {
    let fixture = try Fixture()
    switch what {
    case "text": try fixture.folder.write(String(repeating: "name,score\n", count: 400), to: "w.sqlite")
    case "empty": try fixture.folder.write("", to: "w.sqlite")
    case "other": try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
    case "folder": try FileManager.default.createDirectory(atPath: fixture.path, withIntermediateDirectories: false)
    case "pipe": mkfifo(fixture.path, 0o600)
    case "newer":
      try fixture.loadCounts(LoaderTests.rows)
      try DatabaseQueue(path: fixture.path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    case "dangling": symlink("nowhere.sqlite", fixture.path)
    default: break
    }
    func content() -> Data? { what == "pipe" ? nil : try? Data(contentsOf: URL(fileURLWithPath: fixture.path)) }
    let before = content()
    let message = Self.message(fixture.path) { _ = try fixture.workspace() }
    #expect(message?.replacing(fixture.path, with: "PATH") == expected)
    #expect(content() == before, "it is left as it was")
    // A load says the same, but where it makes the file.
    guard what != "missing", what != "empty" else { return }
    let file = try fixture.folder.write(Fixture.register, to: "register.csv")
    let loading = Self.message(fixture.path) { try fixture.load(file) }
    #expect(loading?.replacing(fixture.path, with: "PATH") == expected)
    var link = stat()
    #expect(lstat(fixture.path, &link) == 0, "a load that fails removes nothing")
  }

  @Test("a folder that is not there is named")
  func noFolder() throws {
    let fixture = try Fixture()
    let path = fixture.folder.path("nowhere/w.sqlite")
    let file = try fixture.folder.write(Fixture.register, to: "register.csv")
    let loader = Loader(path: path, standardKey: fixture.standard, catalogue: fixture.catalogue)
    #expect(
      Self.message(path) { _ = try loader.load([file], command: "load") }
        == "There is no folder for \(path). Make the folder first, or name another file with `--workspace FILE`.")
  }

  @Test("a damaged page is said to be one, with what to do")
  func damaged() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    try fixture.damagePage(of: "observation")
    let workspace = try fixture.workspace()
    #expect(
      Self.message(fixture.path) { _ = try workspace.overviewOfPhases() }
        == "\(fixture.path) is damaged (SQLite says: database disk image is malformed). Restore a copy that `backup` made; "
        + "`doctor --deep` says where the damage is.")
  }

  @Test("whoever holds a locked workspace is named")
  func locked() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    #expect(Workspace.Limits().patience == 5)
    let holder = try Fixture.transactor(fixture.path)
    try holder.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    defer { try? holder.inDatabase { try $0.execute(sql: "ROLLBACK") } }
    let start = ContinuousClock.now
    #expect(
      Self.message(fixture.path) { _ = try Self.open(fixture, limits: .init(patience: 0.3)) }
        == "\(fixture.path) is locked by another program. Close what works on it (another prompt, a load) and try again; "
        + "nothing was changed.")
    #expect(ContinuousClock.now - start >= .milliseconds(250), "it waits before it gives up")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec 9< \"$0\"; echo open; read nothing", fixture.path]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    #expect(output.fileHandleForReading.availableData == Data("open\n".utf8))
    #expect(
      Self.message(fixture.path) { _ = try Self.open(fixture, limits: .init(patience: 0.1)) }
        == "\(fixture.path) is locked by sh (process \(process.processIdentifier)). Close what works on it (another prompt, a "
        + "load) and try again; nothing was changed.")
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  @Test("a full disk changes nothing")
  func full() throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    let before = try fixture.dump()
    let pages = try fixture.workspace().queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    let workspace = try Self.open(fixture, limits: .init(pages: pages + 4))
    #expect(
      Self.message(fixture.path) { _ = try workspace.undo(last: 1, command: "undo") }
        == "The disk is full, so \(fixture.path) cannot grow. Make room on it and try again; nothing was changed.")
    #expect(try fixture.dump() == before)
    #expect(try fixture.workspace().deepChecks().allSatisfy(\.isGood))
  }

  @Test("what a killed program left behind is recovered by the next that opens it", arguments: ["DELETE", "WAL"])
  func left(journal: String) throws {
    let fixture = try Fixture()
    try fixture.load(Fixture.data.appendingPathComponent("illustrative").path)
    try DatabaseQueue(path: fixture.path).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA journal_mode = \(journal)")
    }
    let before = try fixture.dump()
    let killed = try Fixture()
    let queue = try Fixture.transactor(fixture.path)
    try queue.inDatabase { db in
      // Few pages stay in memory, so that the file itself is half written.
      try db.execute(sql: "PRAGMA cache_size = 5; PRAGMA wal_autocheckpoint = 0; BEGIN")
      try db.execute(sql: "UPDATE observation SET source = 'half written'")
      for suffix in journal == "WAL" ? ["", "-wal"] : ["", "-journal"] {
        try FileManager.default.copyItem(atPath: fixture.path + suffix, toPath: killed.path + suffix)
      }
      if journal == "DELETE" {
        let half = try Data(contentsOf: URL(fileURLWithPath: killed.path))
        #expect(half.range(of: Data("half written".utf8)) != nil, "the copy is of a file in the midst of a change")
      }
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try killed.dump() == before)
    #expect(try killed.workspace().deepChecks().allSatisfy(\.isGood))
    #expect(access(killed.path + "-journal", F_OK) != 0)
  }

  @Test("a symbolic link to a workspace works, and stays one")
  func link() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    let link = fixture.folder.path("link.sqlite")
    symlink("w.sqlite", link)
    _ = try Self.open(fixture, link).undo(last: 1, command: "undo")
    let loader = Loader(path: link, standardKey: fixture.standard, catalogue: fixture.catalogue)
    #expect(try loader.load([fixture.folder.path("counts.csv")], command: "load").tally.added == 4)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "w.sqlite")
    #expect(try fixture.workspace().history().count == 4)
  }

  @Test(
    "any name of a file will do", arguments: ["a b.sqlite", "it's \"x\".sqlite", "Übersicht ☂.sqlite", "100%25?a=b#c"])
  func names(name: String) throws {
    let fixture = try Fixture()
    let path = fixture.folder.path(name)
    let loader = Loader(path: path, standardKey: fixture.standard, catalogue: fixture.catalogue)
    _ = try loader.load([try fixture.folder.write(Fixture.register, to: "register.csv")], command: "load")
    #expect(access(path, F_OK) == 0)
    let workspace = try Self.open(fixture, path)
    #expect(try workspace.query("SELECT count(*) FROM organisation").rows == [[.integer(2)]])
    #expect(try workspace.backup(to: path + " copy").changes == 1)
    #expect(access(path + " copy", F_OK) == 0)
  }
}
