import Foundation
import Testing

@testable import PhaselineProgram

/// Scripts in Phaseline's own language and what they print. `make golden` records; read the diff.
@Suite("Golden scripts") struct GoldenTests {
  static let folder = Program.root.appendingPathComponent("Tests/ProgramTests/Golden")
  static let isRecording = ProcessInfo.processInfo.environment["PHASELINE_RECORD"] == "1"
  static let scripts = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
    $0.hasSuffix(".phaseline")
  }.sorted()

  @Test("there are scripts") func some() { #expect(Self.scripts.count > 10) }

  @Test("print what they printed", arguments: scripts)
  func golden(name: String) throws {
    let script = Self.folder.appendingPathComponent(name)
    let program = try Program()
    try FileManager.default.copyItem(at: script, to: program.folder.appendingPathComponent(name))
    let lines = try String(contentsOf: script, encoding: .utf8).split(separator: "\n")
    var printed = ""
    var scope = ""
    for line in lines where !line.hasPrefix("#") {
      // One line a run, so that each has its exit code; what `use` and `let` have set is set again before it.
      let before = try program.run([], input: scope)
      let result = try program.run([], input: scope + line, isMerged: true)
      let answer = String(result.text.dropFirst(before.text.count))
      printed += "› \(line)\n" + answer.replacing(/standard input:[0-9]+: stopped at: .*\n/, with: "")
      if result.status != 0 { printed += "[\(result.status)]\n" }
      if line.hasPrefix("use") || line.hasPrefix("let "), result.status == 0 { scope += line + "\n" }
    }
    printed = Program.timeless(printed).replacing(program.folder.path, with: "FOLDER")
      .replacing(Program.root.path, with: "ROOT")
    let file = script.deletingPathExtension().appendingPathExtension("txt")
    guard Self.isRecording else {
      #expect(try printed == String(contentsOf: file, encoding: .utf8))
      return
    }
    try Data(printed.utf8).write(to: file)
    Issue.record("wrote \(file.lastPathComponent): read its diff")
  }

  @Test("every command has an abstract, an example and a script", arguments: PhaselineCommand.leaves.map(\.path))
  func complete(name: String) throws {
    let command = try #require(PhaselineCommand.leaves.first { $0.path == name })
    let words = command.type.configuration
    #expect(words.abstract.hasSuffix(".") && words.abstract.count > 20)
    #expect(words.discussion.contains("Example: "), "\(name) has no example")
    let all = try Self.scripts.map { try String(contentsOf: Self.folder.appendingPathComponent($0), encoding: .utf8) }
    let lines = all.joined(separator: "\n").split(separator: "\n")
    #expect(lines.contains { $0 == name || $0.hasPrefix(name + " ") }, "no golden script runs \(name)")
  }
}
