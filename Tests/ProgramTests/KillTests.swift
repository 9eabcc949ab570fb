import Foundation
import GRDB
import IndicatorStatistics
import TestSupport
import Testing

/// The real program, killed in the midst of a change: the workspace holds all of the change or nothing of it.
///
/// `make test` kills a few times, `make kill-test` many; `PHASELINE_KILLS` says how often.
@Suite("Killed") struct KillTests {
  static let kills = ProcessInfo.processInfo.environment["PHASELINE_KILLS"].flatMap(Int.init) ?? 20
  private static let name = "w.sqlite"

  /// Something that changes a workspace.
  private struct Work {
    var name: String
    var words: [String]
    /// The workspace before it.
    var base: String
    /// What the workspace holds before it and after it.
    var before = [String]()
    var after = [String]()
    var duration = 0.0
    /// How many ended as before, and how many as after.
    var ended = (before: 0, after: 0)
    /// How many were killed within their transaction: they left a journal, from which the next to open recovers.
    var within = 0
  }

  @Test("a load, an undo or an update that is killed leaves all or nothing")
  func killed() throws {
    let program = try Program()
    var works = try Self.works(program)
    for index in works.indices { try Self.measure(&works[index], program) }
    var random = SplitMix(seed: 2026)
    for number in 0..<Self.kills {
      let index = number % works.count
      // Beside other tests the machine is now faster and now slower.
      if number / works.count % 2 == 1 { works[index].duration = try Self.duration(of: works[index], program) }
      // A little beyond its end, so that it is killed at its end too.
      try Self.kill(&works[index], at: Double.random(in: 0..<1.1, using: &random), program)
    }
    for work in works {
      print(
        "Killed \(work.name): \(work.ended.before) ended as before, \(work.ended.after) as after; "
          + "\(work.within) left a journal to recover from")
    }
    guard Self.kills >= 100 else { return }
    for work in works {
      #expect(work.ended.before > 0 && work.ended.after > 0, "\(work.name): both must happen")
      #expect(work.within > 0, "\(work.name): none was killed within its transaction")
    }
  }

  /// A corrected file over an existing one, the undo of that, and the update of a workspace of version 1.
  private static func works(_ program: Program) throws -> [Work] {
    let folder = Program.root.appendingPathComponent("Data/illustrative")
    var rows: [String] = []
    for phase in 1...5 {
      let text = try String(contentsOf: folder.appendingPathComponent("phase-\(phase).csv"), encoding: .utf8)
      let lines = text.split(separator: "\n").map(String.init)
      if rows.isEmpty { rows = [lines[0]] }
      rows += lines.dropFirst().map(corrected)
    }
    try program.write(rows.joined(separator: "\n") + "\n", to: "corrected.csv")
    let workspace = ["--workspace", name]
    // The first phase is replaced, the others come: to replace a row takes many times as long as to add one.
    let first = ["authorities", "phase-1"].map { "Data/illustrative/\($0).csv" }
    #expect(try program.run(workspace + ["load"] + first).status == 0)
    try copy(program, from: name, to: "loaded")
    #expect(try program.run(workspace + ["load", "corrected.csv"]).status == 0)
    try copy(program, from: name, to: "corrected")
    try copy(program, from: name, to: "old")
    try OldWorkspace.make(of: program.folder.appendingPathComponent("old").path, version: 1)
    return [
      Work(name: "load", words: workspace + ["load", "corrected.csv"], base: "loaded"),
      Work(name: "undo", words: workspace + ["undo"], base: "corrected"),
      Work(name: "update", words: workspace + ["history"], base: "old"),
    ]
  }

  /// The row with another count.
  private static func corrected(_ row: String) -> String {
    var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let numerator = Int(fields[6]), let denominator = Int(fields[7]) else { return row }
    fields[6] = "\(numerator < denominator ? numerator + 1 : max(0, numerator - 1))"
    return fields.joined(separator: ",")
  }

  private static func copy(_ program: Program, from: String, to: String) throws {
    let target = program.folder.appendingPathComponent(to)
    try? FileManager.default.removeItem(at: target)
    try FileManager.default.copyItem(at: program.folder.appendingPathComponent(from), to: target)
  }

  /// Puts the workspace back to what it was before the work, and nothing beside it.
  private static func prepare(_ work: Work, _ program: Program) throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: program.folder.path) where file.hasPrefix("w.") {
      try FileManager.default.removeItem(at: program.folder.appendingPathComponent(file))
    }
    try copy(program, from: work.base, to: name)
  }

  /// Does the work undisturbed: what comes of it, and how long it takes.
  private static func measure(_ work: inout Work, _ program: Program) throws {
    _ = try duration(of: work, program)  // the second time is the one to go by: all is in the caches of the system then
    work.duration = try duration(of: work, program)
    work.before = try content(of: program.folder.appendingPathComponent(work.base).path)
    work.after = try content(of: program.folder.appendingPathComponent(name).path)
    #expect(work.before != work.after)
  }

  private static func duration(of work: Work, _ program: Program) throws -> Double {
    try prepare(work, program)
    let start = ContinuousClock.now
    #expect(try program.run(work.words).status == 0)
    let taken = (ContinuousClock.now - start).components
    return Double(taken.seconds) + Double(taken.attoseconds) / 1e18
  }

  /// Kills the work at a part of its duration, and looks at what it leaves.
  private static func kill(_ work: inout Work, at part: Double, _ program: Program) throws {
    try prepare(work, program)
    let process = program.process(work.words)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: part * work.duration)
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let journal = program.folder.appendingPathComponent(name + "-journal").path
    if access(journal, F_OK) == 0 { work.within += 1 }
    let state = try state(after: work, program)
    #expect(state == work.before || state == work.after, "\(work.name), killed at \(part), left half a change")
    if state == work.before { work.ended.before += 1 }
    if state == work.after { work.ended.after += 1 }
  }

  /// - Returns: What the workspace holds once the work was killed.
  private static func state(after work: Work, _ program: Program) throws -> [String] {
    // What is left is looked at apart, so that it is the program that opens, and recovers, the workspace itself.
    let apart = try Program()
    for file in try FileManager.default.contentsOfDirectory(atPath: program.folder.path) where file.hasPrefix("w.") {
      try FileManager.default.copyItem(
        at: program.folder.appendingPathComponent(file), to: apart.folder.appendingPathComponent(file))
      // A copy kept before an update is whole, or is not there under its name.
      guard file.contains(".before-"), file.hasSuffix(".sqlite") else { continue }
      #expect(try content(of: apart.folder.appendingPathComponent(file).path) == work.before)
    }
    let checked = try program.run(["--workspace", name, "doctor", "--deep", "--format", "csv"])
    #expect(checked.status == 0, "\(work.name): \(checked.text)")
    return try content(of: apart.folder.appendingPathComponent(name).path)
  }

  /// The schema and every row of every table, but for when changes were made.
  private static func content(of path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { db in
      let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      let schema = try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql")
      return try schema
        + tables.map { table in
          let columns = try String.fetchAll(
            db, sql: "SELECT name FROM pragma_table_info(?) WHERE name <> 'at'", arguments: [table])
          let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
          return try String.fetchOne(
            db, sql: "SELECT group_concat(row, char(10)) FROM (SELECT \(row) AS row FROM \"\(table)\" ORDER BY row)")
            ?? ""
        }
    }
  }
}
