import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite("The configuration") final class ConfigurationTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("phaseline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func configuration(_ text: String, _ environment: [String: String] = [:]) throws -> Configuration {
    let file = folder.appendingPathComponent("config.yaml")
    try Data(text.utf8).write(to: file)
    return Configuration(environment: environment.merging(["PHASELINE_CONFIG": file.path]) { said, _ in said })
  }

  @Test(
    "is sought where PHASELINE_CONFIG says, else in the folder of settings, else in the home folder",
    arguments: [
      (["PHASELINE_CONFIG": "mine.yaml", "HOME": "/h"], ConfigurationPlace.named("mine.yaml")),
      (["PHASELINE_CONFIG": "", "HOME": "/h"], .refused),
      (["XDG_CONFIG_HOME": "/x", "HOME": "/h"], .usual("/x/phaseline/config.yaml")),
      (["XDG_CONFIG_HOME": "x", "HOME": "/h"], .usual("/h/.config/phaseline/config.yaml")),
      (["XDG_CONFIG_HOME": "", "HOME": "/h"], .usual("/h/.config/phaseline/config.yaml")),
      (["HOME": ""], .homeless), ([:], .homeless),
    ])
  func place(environment: [String: String], expected: ConfigurationPlace) {
    #expect(ConfigurationPlace(environment) == expected)
  }

  @Test("none in the folder of settings is none; one that is named has to be there")
  func absence() {
    let home = Configuration(environment: ["HOME": folder.path])
    #expect(home.problem == nil && home.file == nil)
    let named = Configuration(environment: ["PHASELINE_CONFIG": "/nowhere/c.yaml"])
    #expect(
      named.problem?.description
        == "/nowhere/c.yaml:1:1: there is no such file; expected settings. Correct the file; `config` shows what holds "
        + "without it.")
  }

  @Test("the environment comes before the file, the file before what holds anyway; each says where it is from")
  func precedence() throws {
    let it = try configuration(
      "# mine\nworkspace: of-file.sqlite\naudience: shared\n", ["PHASELINE_WORKSPACE": "of-environment.sqlite"])
    #expect(it.problem == nil)
    #expect(it.value(of: .workspace) == ("of-environment.sqlite", .environment))
    #expect(it.value(of: .audience) == ("shared", .file(line: 3)))
    #expect(it.value(of: .format) == ("table", .usual))
    #expect(it.environment["PHASELINE_AUDIENCE"] == "shared")
  }

  @Test("a variable that is empty says nothing, but where nothing is a value")
  func empty() throws {
    let it = try configuration(
      "workspace: w.sqlite\nhistory: lines\n", ["PHASELINE_WORKSPACE": "", "PHASELINE_HISTORY": ""])
    #expect(it.value(of: .workspace) == ("w.sqlite", .file(line: 1)))
    #expect(it.value(of: .history) == ("", .environment))
    #expect(try configuration("history: \"\"\n").value(of: .history) == ("", .file(line: 1)))
  }

  @Test("a place in the home folder may be written with ~")
  func home() throws {
    let it = try configuration("workspace: ~/w.sqlite\nstandard: ~x\n", ["HOME": "/h"])
    #expect(it.value(of: .workspace).value == "/h/w.sqlite")
    #expect(it.value(of: .standard).value == "~x")
    #expect(
      try faults("workspace: ~/w.sqlite\n") == ["1:12: workspace is '~/w.sqlite', and there is no home folder"])
  }

  private func faults(_ text: String) throws -> [String] {
    try configuration(text).file?.faults.map { "\($0.line):\($0.column): \($0.what)" } ?? []
  }

  @Test(
    "what is wrong with a file is told with line and column",
    arguments: [
      ("workspce: w.sqlite\n", ["1:1: no setting is called 'workspce'; did you mean 'workspace'?"]),
      (
        "# one\nqqqqqq: 1\n",
        [
          "2:1: no setting is called 'qqqqqq'; there are workspace, standard, audience, rules, format, colour, pager, "
            + "history, catalogue, gnuplot_seconds, converter_seconds, chromium and pandoc"
        ]
      ),
      ("audience: everyone\n", ["1:11: audience is 'everyone': expected internal or shared"]),
      ("format: png\n", ["1:9: format is 'png': expected table, csv, json, jsonl or markdown"]),
      ("colour: always\n", ["1:9: colour is 'always': expected auto or never"]),
      (
        "gnuplot_seconds: soon\n",
        ["1:18: gnuplot_seconds is 'soon': expected a number of seconds, above 0 and up to 86400"]
      ),
      (
        "gnuplot_seconds: nan\nconverter_seconds: 0\n",
        [
          "1:18: gnuplot_seconds is 'nan': expected a number of seconds, above 0 and up to 86400",
          "2:20: converter_seconds is '0': expected a number of seconds, above 0 and up to 86400",
        ]
      ),
      ("workspace: [a, b]\n", ["1:12: workspace is a list or a mapping: expected the name of a file"]),
      ("workspace: \"a\\nb\"\n", ["1:12: workspace is 'a\nb': expected the name of a file, on one line"]),
      ("- workspace\n", ["1:1: expected settings, as 'workspace: FILE'"]),
      ("workspace w.sqlite\n", ["1:1: expected settings, as 'workspace: FILE'"]),
      ("workspace: 'w\n", ["2:1: not YAML (found unexpected end of stream)"]),
      ("workspace: a\n  standard: b\n", ["2:11: not YAML (mapping values are not allowed in this context)"]),
      ("a: 1\n---\nb: 2\n", ["2:1: not YAML (but found another document)"]),
      ("format: csv\nformat: json\n", ["1:1: 'format' is set twice; expected each once"]),
      ("format: csv\nrules: \u{7}\n", ["2:8: not YAML (control characters are not allowed)"]),
    ])
  func wrong(text: String, expected: [String]) throws {
    #expect(try faults(text) == expected)
  }

  @Test("a key without a value is unfinished, also where nothing is a value", arguments: ["workspace", "history"])
  func unfinished(key: String) throws {
    let expected = try #require(Setting.all.first { $0.key == key }?.values.words)
    #expect(
      try faults("\(key):\n").map { String($0.drop { $0 != " " }) } == [" \(key) is nothing: expected \(expected)"])
  }

  @Test("nothing but comments sets nothing", arguments: ["", "# a\n", "\u{FEFF}# a\n", "\r\n\r\n"])
  func nothing(text: String) throws {
    let it = try configuration(text)
    #expect(it.problem == nil && it.file?.entries.isEmpty == true)
  }

  @Test("what cannot be read at all is told")
  func unreadable() throws {
    func what(_ path: String) -> String? {
      Configuration(environment: ["PHASELINE_CONFIG": path]).file?.faults.map {
        "\($0.line):\($0.column): \($0.what)"
      }.joined()
    }
    #expect(what(folder.path) == "1:1: this is a folder; expected a file")
    #expect(what("/dev/null") == "1:1: this is no ordinary file; expected one")
    let file = folder.appendingPathComponent("c.yaml")
    try Data([UInt8]("format: csv\nrules: é".utf8) + [0xFF, 0x0A]).write(to: file)
    #expect(what(file.path) == "2:9: expected text in UTF-8")
    try Data(repeating: UInt8(ascii: "#"), count: 10_000_000).write(to: file)
    #expect(what(file.path) == "1:1: the file has 10,000,000 bytes; expected settings, a few lines")
    try Data(repeating: UInt8(ascii: "["), count: 60_000).write(to: file)
    #expect(what(file.path)?.contains(": not YAML (") == true)
    if getuid() != 0 {
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path)
      #expect(what(file.path) == "1:1: the file cannot be read; expected settings that you may read")
    }
  }

  @Test("a variable with a wrong value is told as a file's is, and all of both together")
  func variables() throws {
    let it = try configuration("format: png\n", ["PHASELINE_GNUPLOT_SECONDS": "-1", "PHASELINE_FORMAT": "csv"])
    #expect(
      it.problem?.description
        == """
        PHASELINE_GNUPLOT_SECONDS is '-1': expected a number of seconds, above 0 and up to 86400. Correct it, or unset it.
        \(folder.path)/config.yaml:1:9: format is 'png': expected table, csv, json, jsonl or markdown. Correct the file; \
        `config` shows what holds without it.
        """)
  }

  @Test("what cannot be understood is taken to be for a shared audience", arguments: ["audiense: shared\n", "["])
  func audience(text: String) throws {
    #expect(try configuration(text).environment["PHASELINE_AUDIENCE"] == "shared")
    let named = Configuration(environment: ["PHASELINE_AUDIENCE": "everyone"])
    #expect(named.environment["PHASELINE_AUDIENCE"] == "shared" && named.problem != nil)
  }

  @Test("the file that is written sets nothing; each of its settings, uncommented, is one, and has a meaning")
  func template() throws {
    let text = ConfigurationText.text
    #expect(try configuration(text).problem == nil)
    #expect(try configuration(text).file?.entries.isEmpty == true)
    let keys = Setting.all.map(\.key)
    let lines = text.split(separator: "\n").map { line in
      keys.contains { line.hasPrefix("# \($0): ") } ? String(line.dropFirst(2)) : String(line)
    }
    let all = try configuration(lines.joined(separator: "\n"), ["HOME": "/h"])
    #expect(all.problem == nil)
    #expect(all.file?.entries.map(\.setting.key) == keys)
    #expect(Setting.all.allSatisfy { $0.meaning.hasSuffix(".") && $0.variable.hasPrefix("PHASELINE_") })
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  @Test("no source reads a variable of Phaseline's that is no setting")
  func known() throws {
    let known = Set(Setting.all.map(\.variable) + [ConfigurationPlace.variable])
    let root = Program.root.appendingPathComponent("Sources")
    let names = FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []
    for name in names where name.hasSuffix(".swift") {
      let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
      for match in text.matches(of: /PHASELINE_[A-Z_]+/) { #expect(known.contains(String(match.output)), "\(name)") }
    }
  }
}
