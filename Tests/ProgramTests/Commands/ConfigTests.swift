import Foundation
import Testing

/// The configuration file through the whole program.
@Suite("config") struct ConfigTests {
  private let program: Program

  init() throws {
    program = try Program()
  }

  private func run(_ words: [String], _ environment: [String: String] = [:], input: String? = nil) throws
    -> Program.Result
  {
    try program.run(words, input: input, environment: ["PHASELINE_CONFIG": "config.yaml"].merging(environment) { $1 })
  }

  @Test("shows of each setting which of option, environment, file and default holds")
  func origins() throws {
    try program.write("# mine\nstandard: nhs-wres\naudience: internal\nformat: csv\n", to: "config.yaml")
    let shown = try run(
      ["config", "--audience", "shared"], ["PHASELINE_STANDARD": "sc-wres", "PHASELINE_PANDOC": "/bin/true"])
    #expect(
      shown.text == """
        setting,value,from
        workspace,phaseline.sqlite,default
        standard,sc-wres,environment PHASELINE_STANDARD
        audience,shared,option --audience
        rules,under-10,default
        format,csv,file config.yaml:4
        colour,auto,default
        pager,less,default
        history,none,environment PHASELINE_HISTORY
        catalogue,beside the program,default
        gnuplot_seconds,60,default
        converter_seconds,120,default
        chromium,chromium on the PATH,default
        pandoc,/bin/true,environment PHASELINE_PANDOC

        """)
    #expect((shown.error, shown.status) == ("", 0))
  }

  @Test("--init writes the file, and never over one that is there")
  func initialise() throws {
    let home = program.folder.path + "/home"
    let environment = ["HOME": home]
    func config(_ words: String...) throws -> Program.Result {
      var clean = Program.environment.merging(environment) { $1 }
      clean["PHASELINE_CONFIG"] = nil
      clean["XDG_CONFIG_HOME"] = nil
      let process = program.process(["config"] + words)
      process.environment = clean
      let output = Pipe()
      (process.standardOutput, process.standardError) = (output, output)
      try process.run()
      let printed = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return .init(output: printed, error: "", status: process.terminationStatus)
    }
    let path = home + "/.config/phaseline/config.yaml"
    func said() throws -> String { try config().text.replacing("\n", with: " ") }  // which the terminal's width breaks
    #expect(try said().contains("There is no configuration file: `config --init` writes \(path)."))
    let wrote = try config("--init")
    #expect(wrote.text == "Wrote \(path), with every setting explained and commented out.\n")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\n# workspace: phaseline.sqlite\n"))
    #expect(try said().contains("The configuration file is \(path)."))
    let again = try config("--init")
    #expect(again.text == "\(path) is there already. Nothing was written; `config` shows what it sets.\n")
    #expect(again.status == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/nowhere/else")
    #expect(try config("--init").text.contains("is there already."))
  }

  @Test("--init says where it cannot write")
  func unwritable() throws {
    let nowhere = try run(["config", "--init"], ["PHASELINE_CONFIG": ""])
    #expect(
      nowhere.error
        == "PHASELINE_CONFIG is empty, so there is no configuration file. Set PHASELINE_CONFIG to the file to write.\n")
    try program.write("", to: "file")
    let within = try run(["config", "--init"], ["PHASELINE_CONFIG": "file/c.yaml"])
    #expect(
      within.error == "file/c.yaml cannot be written. Check that its folder may be made and written to.\n")
    #expect((nowhere.status, within.status) == (1, 1))
  }

  @Test("a file with a fault stops every command but those that help to mend it")
  func broken() throws {
    try program.write("format: csv\nworkspace: [\n", to: "config.yaml")
    let fault = "config.yaml:3:1: not YAML (did not find expected node content)."
    let remedy = " Correct the file; `config` shows what holds without it."
    for words in [["indicators"], ["load", "Data/illustrative"], ["use", "--clear"]] {
      let result = try run(words)
      #expect((result.text, result.error, result.status) == ("", fault + remedy + "\n", 1), "\(words)")
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder.path + "/phaseline.sqlite"))
    let config = try run(["config"])
    #expect(config.text.contains(fault) && config.status == 3)
    let doctor = try run(["doctor", "--format", "csv"])
    #expect(doctor.text.contains("configuration,wrong,") && doctor.text.contains(fault) && doctor.status == 3)
    for words in [["help"], ["--version"], ["compare", "--help"]] { #expect(try run(words).status == 0, "\(words)") }
    let script = try run([], input: "config\nindicators\n")
    #expect(script.error.hasPrefix("standard input:1: stopped at: config"), "`config` says that something is wrong")
  }

  @Test("every reader of the environment sees what the file sets, gnuplot's limit of time too")
  func readers() throws {
    try program.loadNation()
    try program.write(
      "workspace: phaseline.sqlite\nformat: jsonl\naudience: shared\nrules: under-5\ngnuplot_seconds: 0.2\n",
      to: "config.yaml")
    let compared = try run(["compare", "Northbridge", "leaving"])
    #expect(compared.text.hasPrefix("{\"background\":"), "\(compared.error)")
    #expect(compared.text.contains("\"disclosure\":{\"audience\":\"shared\",\"rules\":\"under-5\""))
    let gnuplot = program.folder.appendingPathComponent("gnuplot")
    try Data("#!/bin/sh\nexec sleep 60\n".utf8).write(to: gnuplot)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: gnuplot.path)
    let drawn = try run(
      ["chart", "trajectory", "Northbridge", "leaving", "-o", "x.png"],
      ["PATH": "\(program.folder.path):\(Program.environment["PATH"] ?? "")"])
    #expect(
      drawn.error
        == "gnuplot had not drawn the chart after 0.2 seconds and was stopped. Try again, or set "
        + "PHASELINE_GNUPLOT_SECONDS to more.\n")
    #expect(try run(["compare", "Northbridge", "leaving"], ["PHASELINE_FORMAT": "csv"]).text.hasPrefix("standard,"))
    #expect(try run(["national", "leaving", "--format", "table"]).text.hasPrefix("8 Leaving"))
  }

  @Test("a file for the internal audience shows an owner no more than it sees without: what it refuses stays refused")
  func owner() throws {
    try program.loadNation()
    try #require(try program.run("use", "--owner", "Northbridge", "--rules", "under-10").status == 0)
    try program.write("audience: internal\nrules: under-5\n", to: "config.yaml")
    let others = try run(["compare", "Quarrenwick", "leaving"])
    #expect(others.status == 1 && others.text == "")
    #expect(others.error.hasPrefix("This workspace belongs to Northbridge, and the figures of Quarrenwick are not"))
    let own = try run(["compare", "Northbridge", "leaving", "--audience", "shared"])
    #expect(own.text.contains("Shared (rules under-10)"), "the workspace's own rules come before the file's")
    #expect(try run(["config"]).text.contains("workspace, by `use`"))
  }
}
