import Foundation
import GRDB
import TestSupport
import Testing

/// What the program says of a workspace that fails, and that it works where it can.
@Suite("Workspaces that fail, to the program") struct FailingWorkspaceTests {
  /// Permissions bind all but root; root runs the program as nobody.
  private static let unprivileged =
    geteuid() == 0
    ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : ["/usr/bin/env"]

  /// Whether nobody may run the program where it lies.
  static func canBeUnprivileged() -> Bool {
    guard let program = try? Program() else { return false }
    return (try? program.run(["--version"], by: unprivileged).status) == 0
  }

  struct Permissions: Sendable, CustomTestStringConvertible {
    var what: String
    var file: mode_t
    var folder: mode_t
    var isReadable = true
    /// What `undo` says.
    var message: String
    var testDescription: String { what }
  }

  @Test(
    "a file or folder that may not be written to is read all the same; what is in the way is named",
    .enabled(if: canBeUnprivileged(), "root, and the program lies where nobody may run it"),
    arguments: [
      Permissions(
        what: "file", file: 0o444, folder: 0o777,
        message: "w.sqlite may not be written to. Ask for the right to write to it, or work on a copy with "
          + "`--workspace FILE`; nothing was changed.\n"),
      Permissions(
        what: "folder", file: 0o666, folder: 0o555,
        message:
          "w.sqlite may not be written to, since its folder may not. Ask for the right to write to it, or work on a copy "
          + "with `--workspace FILE`; nothing was changed.\n"),
      Permissions(
        what: "not readable", file: 0, folder: 0o777, isReadable: false,
        message: "w.sqlite may not be read. Ask for the right to read it, or name another with `--workspace FILE`.\n"),
    ])
  func permissions(_ it: Permissions) throws {
    let program = try Program()
    #expect(try program.run("--workspace", "w.sqlite", "load", "Data/sc-wres").status == 0)
    let before = try program.data("w.sqlite")
    chmod(program.folder.appendingPathComponent("w.sqlite").path, it.file)
    chmod(program.folder.path, it.folder)
    defer { chmod(program.folder.path, 0o777) }
    let reading = try program.run(["--workspace", "w.sqlite", "authorities"], by: Self.unprivileged)
    #expect(reading.status == (it.isReadable ? 0 : 1))
    let writing = try program.run(["--workspace", "w.sqlite", "undo"], by: Self.unprivileged)
    #expect(writing.error == it.message)
    #expect(writing.status == 1)
    chmod(program.folder.appendingPathComponent("w.sqlite").path, 0o666)
    #expect(try program.data("w.sqlite") == before)
    if it.what == "folder" {
      let new = try program.run(["--workspace", "new.sqlite", "load", "Data/sc-wres"], by: Self.unprivileged)
      #expect(new.error == it.message.replacing("w.sqlite", with: "new.sqlite"))
    }
  }

  @Test(
    "a name that SQLite would read as something else is a name", arguments: ["file:w.sqlite?mode=memory", ":memory:"])
  func names(name: String) throws {
    let program = try Program()
    #expect(try program.run("--workspace", name, "load", "Data/sc-wres").status == 0)
    #expect(access(program.folder.appendingPathComponent(name).path, F_OK) == 0)
    #expect(
      try program.run("--workspace", name, "sql", "SELECT count(*) AS n FROM organisation", "--format", "csv").text
        == "n\n154\n")
    #expect(try program.run("--workspace", name, "backup", "file:copy").text.contains("1 change"))
    #expect(access(program.folder.appendingPathComponent("file:copy").path, F_OK) == 0)
    #expect(try program.run("--workspace", "file:copy", "history").status == 0)
  }

  static let readers = [
    "authorities", "phases", "compare Northbridge", "trend Northbridge", "national", "use Northbridge",
    "chart trajectory Northbridge shortlisting -o x.png", "sql \"SELECT * FROM observation\"", "history", "history 1",
    "undo",
    "redo", "backup x.sqlite", "load Data/illustrative",
  ]

  @Test("every command names the file that is none, and what to do", arguments: readers)
  func everyCommand(line: String) throws {
    let program = try Program()
    try program.write(String(repeating: "name,score\n", count: 400), to: "phaseline.sqlite")
    let result = try program.run([], input: line)
    #expect(
      result.error.hasPrefix(
        "phaseline.sqlite is not a workspace of Phaseline (file is not a database). Nothing was changed; name another with "
          + "`--workspace FILE`.\n"))
    #expect(result.status == 1)
  }

  @Test(
    "a damaged workspace is said to be one by what reads the damage; `doctor --deep` says where",
    arguments: [false, true])
  func damaged(isCutShort: Bool) throws {
    let program = try Program()
    try program.loadNation()
    let file = program.folder.appendingPathComponent("phaseline.sqlite")
    #expect(try program.run("doctor", "--deep").status == 0)
    var data = try Data(contentsOf: file)
    if isCutShort {
      data = data.prefix(8 * 4096)
    } else {
      data.replaceSubrange(
        20 * 4096..<(data.count / 8192) * 4096, with: repeatElement(0xAB, count: (data.count / 8192 - 20) * 4096))
    }
    try data.write(to: file)
    let message =
      "phaseline.sqlite is damaged (SQLite says: database disk image is malformed). Restore a copy that `backup` made; "
      + "`doctor --deep` says where the damage is.\n"
    for words in [["compare", "Northbridge"], ["undo"], ["load", "Data/illustrative"]] {
      let result = try program.run(words)
      #expect(result.error == message, "\(words)")
      #expect(result.status == 1)
    }
    let checked = try program.run("doctor", "--deep", "--format", "csv")
    #expect(checked.status == 3)
    let finding = checked.text.split(separator: "\n").first { $0.hasPrefix("file,wrong,") }
    #expect(finding?.contains("restore a copy that `backup` made") == true, "\(checked.text)")
  }

  @Test("programs that open an old workspace at the same moment all end well")
  func together() throws {
    let program = try Program()
    try program.loadNation()
    let path = program.folder.appendingPathComponent("phaseline.sqlite").path
    try OldWorkspace.make(of: path, version: 1)
    let processes = (0..<4).map { _ in program.process(["history", "--format", "csv"]) }
    for process in processes {
      process.standardOutput = FileHandle.nullDevice
      try process.run()
    }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let doctor = try program.run("doctor", "--deep", "--format", "csv")
    #expect(doctor.status == 0)
    #expect(doctor.text.contains("1 changes; kept before an update: phaseline.before-v7.sqlite"))
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
    #expect(names.filter { $0.contains("before-v") } == ["phaseline.before-v7.sqlite"])
  }
}
