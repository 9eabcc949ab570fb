import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

/// The schemas that are shipped are those of what is written.
@Suite("Schemas") struct SchemaTests {
  private static let folder = Program.root.appendingPathComponent("Data/schema")

  private static func file(_ name: String) -> URL { folder.appendingPathComponent(SchemaFolder.file(of: name)) }

  @Test("are made of the types that are encoded; `make golden` writes them", arguments: SchemaName.all)
  func made(name: String) throws {
    let made = try SchemaMaker().text(of: name)
    if GoldenTests.isRecording {
      try made.write(to: Self.file(name))
      Issue.record("wrote \(Self.file(name).lastPathComponent): read its diff")
    } else {
      #expect(try Data(contentsOf: Self.file(name)) == made)
    }
  }

  @Test("the folder holds no other")
  func files() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(SchemaName.all.map(SchemaFolder.file)).union(["README.md"]))
    let read = try String(contentsOf: Self.folder.appendingPathComponent("README.md"), encoding: .utf8)
    for name in SchemaName.all { #expect(read.contains("`\(name)`"), "\(name)") }
  }

  @Test("`schema` lists them, and prints one by each of its names")
  func command() throws {
    let program = try Program()
    let list = try program.run("schema", "--format", "csv").text
    #expect(list.split(separator: "\n").count == SchemaName.all.count + 1)
    for name in ["finding", "finding/1", "phaseline/finding/1", "Finding"] {
      #expect(try program.run("schema", name).output == Data(contentsOf: Self.file(SchemaName.finding)))
    }
    let wrong = try program.run("schema", "findings")
    #expect(wrong.status == 1 && wrong.error == "No schema is called 'findings'. Did you mean finding?\n")
  }

  /// A nation with actions, a session, hidden counts and a break; the published figures of the real one; and a pair of which
  /// one is at zero.
  private static func everything() throws -> [String: [Any]] {
    let program = try Program()
    try program.loadNation()
    for line in [
      "action add Northbridge leaving --title a --term short --start 3 --due 4",
      "cycle record Northbridge registered --phase 5 --on 2026-05-01",
      "session add leaving --on 2026-05-12 --title s", "session attend 1 Northbridge",
    ] {
      #expect(try program.run([], input: line + "\n").status == 0)
    }
    var found: [String: [Any]] = [:]
    func add(_ words: [String], in program: Program) throws {
      let result = try program.run(words + ["--format", "json"])
      let parsed = try JSONSerialization.jsonObject(with: result.output)
      for value in parsed as? [Any] ?? [parsed] {
        guard let name = (value as? [String: Any])?["schema"] as? String else { continue }
        found[name, default: []].append(value)
      }
    }
    for words in [
      ["batch", "compare", "--every-authority"], ["batch", "trend", "--every-authority"], ["national"],
      ["batch", "compare", "--every-authority", "disciplinary", "--audience", "shared"],
      ["export", "findings", "Northbridge", "paybands"], ["compare", "Northbridge", "--with", "rest"],
      ["batch", "rank", "--every-authority"], ["rank", "Northbridge", "leaving", "--anonymous"],
      ["funnel", "Northbridge", "leaving"], ["rank", "leaving", "--audience", "shared"],
      ["funnel", "leaving", "--audience", "shared"],
    ] { try add(words, in: program) }
    let real = try Program()
    #expect(try real.run("load", "Data/sc-wres").status == 0)
    try add(["national"], in: real)
    try add(["batch", "compare", "--every-authority"], in: real)
    return found
  }

  @Test("describe every key that is written, with what is under it, and no key that never is")
  func complete() throws {
    let found = try Self.everything()
    for name in SchemaName.all where name != SchemaName.row {
      let schema = try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: Self.file(name))) as? [String: Any])
      var check = SchemaCheck(schema)
      let values = try #require(found[name])
      #expect(values.count > (name == SchemaName.finding ? 500 : 0))
      for value in values { check.look(at: value) }
      #expect(check.problems == [], "\(name)")
      #expect(check.unseen == [], "\(name): never written")
    }
  }

  @Test("a row of a table is texts, numbers and nulls")
  func rows() throws {
    let program = try Program()
    try program.loadNation()
    for words in [["rank", "leaving"], ["phases"], ["export", "observations", "leaving"]] {
      for line in try program.run(words + ["--format", "jsonl"]).text.split(separator: "\n") {
        let row = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(!row.isEmpty && row.values.allSatisfy { $0 is String || $0 is NSNumber || $0 is NSNull })
      }
    }
  }
}
