import Foundation
import Testing

@testable import Charting
@testable import PhaselineProgram

/// A gnuplot that is too old, lacks what we need, dies or hangs: a sentence that says so, no file, no crash.
@Suite("Failing gnuplot") struct FailingGnuplotTests {
  private let program: Program
  /// The one that is not failing.
  private let real: String

  init() throws {
    program = try Program()
    try program.loadNation()
    real = try #require(Program.gnuplot)
  }

  /// Draws with a script in gnuplot's place.
  private func draw(_ script: String, _ words: [String] = ["-o", "y.png"], seconds: String = "60") throws
    -> Program.Result
  {
    let bin = program.folder.appendingPathComponent("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    try program.write("#!/bin/sh\n\(script)\n", to: "bin/gnuplot")
    chmod(bin.appendingPathComponent("gnuplot").path, 0o755)
    let path = "\(bin.path):\(Program.environment["PATH"] ?? "")"
    let result = try program.run(
      ["chart", "trajectory", "Northbridge", "leaving"] + words,
      environment: ["PATH": path, "PHASELINE_GNUPLOT_SECONDS": seconds])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(access(program.folder.appendingPathComponent("y.png").path, F_OK) != 0)
    return result
  }

  @Test("too old, for a file and at a terminal", arguments: [["-o", "y.png"], ["--terminal"]])
  func old(words: [String]) throws {
    let said = try draw("sed 's/GPVAL_VERSION/5.0/g' | \(real) \"$@\"", words).error
    #expect(said == ChartProblem.tooOld(version: "5.0").description + "\n")
    let path = "\(program.folder.path)/bin:\(Program.environment["PATH"] ?? "")"
    let doctor = try program.run(["doctor", "--format", "csv"], environment: ["PATH": path])
    #expect(doctor.status == 3)
    #expect(doctor.text.contains("too old") && doctor.text.contains("install gnuplot 5.2 or later"))
  }

  @Test("without a terminal that draws PNG")
  func terminal() throws {
    let said = try draw("sed 's/terminal pngcairo/terminal nocairo/' | \(real) \"$@\"").error
    #expect(said == ChartProblem.noTerminal(name: "nocairo").description + "\n")
  }

  @Test("killed before it reads, and in the middle", arguments: ["kill -9 $$", "head -c 100 > part; kill -9 $$"])
  func killed(script: String) throws {
    #expect(try draw(script).error == ChartProblem.gnuplotDied.description + "\n")
  }

  @Test("hanging, with or without reading", arguments: ["exec sleep 60", "cat > part; exec sleep 60"])
  func hanging(script: String) throws {
    let start = Date()
    #expect(try draw(script, seconds: "1").error == ChartProblem.timedOut(seconds: 1).description + "\n")
    #expect(Date().timeIntervalSince(start) < 30)
  }

  @Test("ending well without a picture")
  func silent() throws {
    #expect(try draw("cat > part; exit 0").error.hasPrefix("gnuplot could not draw the chart"))
  }

  @Test("a folder that is not there, or where nothing may be written, is told before anything is drawn")
  func folder() throws {
    let locked = program.folder.appendingPathComponent("locked")
    try FileManager.default.createDirectory(
      at: locked, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o555])
    for file in ["missing/y.png"] + (getuid() == 0 ? [] : ["locked/y.png"]) {
      let said = try draw("touch started; exit 1", ["-o", file]).error
      #expect(said == "'\(file)' cannot be written. Check that its folder exists and may be written to.\n")
    }
    #expect(access(program.folder.appendingPathComponent("started").path, F_OK) != 0)
  }
}

extension Program {
  /// The real one on the PATH.
  static var gnuplot: String? {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    return folders.map { folder -> String in "\(folder)/gnuplot" }.first { access($0, X_OK) == 0 }
  }
}

/// What `chart` takes besides whom and what it is about.
@Suite("Options of chart") struct ChartOptionTests {
  private let program: Program
  init() throws {
    program = try Program()
    try program.loadNation()
  }

  private func chart(_ words: String..., environment: [String: String] = [:]) throws -> Program.Result {
    try program.run(["chart", "trajectory", "Northbridge", "leaving"] + words, environment: environment)
  }

  @Test("title and subtitle are drawn, and belong to the command that draws it again")
  func title() throws {
    #expect(try chart("--title", "It's \"ours\" & more", "--subtitle", "For the board", "-o", "a.png").status == 0)
    let texts = try PNGMetadata.texts(of: program.data("a.png"))
    #expect(texts["Title"] == "It's \"ours\" & more")
    let software = try #require(texts["Software"]?.components(separatedBy: " # Phaseline").first)
    _ = try program.run(try Words.split(String(software.dropFirst("phaseline ".count))) + ["-o", "b.png"])
    #expect(try program.data("a.png") == program.data("b.png"))
    #expect(try chart("--title", " ", "-o", "a.png").error.contains("--title takes at least one word."))
    #expect(try chart("--title", "Ours at the terminal", "--terminal").text.contains("Ours at the terminal"))
  }

  @Test("its numbers and its words are written beside it, and what was written is listed")
  func data() throws {
    let result = try chart("--with-data", "-o", "a.svg")
    #expect(result.text == "a.svg\na.csv\na.txt\n")
    #expect(try program.data("a.csv") == program.run("describe", "a.svg", "--format", "csv").output)
    let words = String(decoding: try program.data("a.txt"), as: UTF8.self)
    #expect(words.contains("phaseline chart trajectory Northbridge leaving"))
    #expect(try chart("--with-data").text.split(separator: "\n").count == 3)
    #expect(try chart("--with-data", "--terminal").error.contains("leave out --terminal"))
    #expect(try chart("--with-data", "--format", "svg", "-o", "/dev/stdout").error.contains("beside a file"))
  }

  @Test("data are not written over a workspace")
  func overWorkspace() throws {
    let file = program.folder.appendingPathComponent("a.csv")
    try FileManager.default.copyItem(at: program.folder.appendingPathComponent("phaseline.sqlite"), to: file)
    #expect(try chart("--with-data", "-o", "a.svg").status == 1)
    #expect(try program.data("a.csv").prefix(6) == Data("SQLite".utf8))
    #expect(access(program.folder.appendingPathComponent("a.svg").path, F_OK) != 0)
  }

  @Test("--terminal before an authority does not take it for its value")
  func terminal() throws {
    let usual = try chart("--terminal")
    #expect(usual.status == 0)
    let before = try program.run("chart", "trajectory", "--terminal", "Northbridge", "leaving")
    #expect(before.output == usual.output)
    #expect(try program.run("chart", "--terminal", "trajectory", "Northbridge", "leaving").output == usual.output)
    #expect(try chart("--terminal", "characters").output == usual.output)
  }

  @Test("as sixels, for a terminal that shows pictures")
  func sixel() throws {
    let result = try chart("--terminal", "sixel")
    #expect(result.output.starts(with: Data("\u{1B}P".utf8)))
    #expect(result.text.hasSuffix("\u{1B}\\\n"))
    #expect(result.text.contains("\"1;1;640;336\n"), "80 by 24 cells of 8 by 16, less three lines")
    #expect(try chart("--terminal", "sixel", "-o", "a.txt").error.contains("leave out -o"))
  }

  @Test("opened where something opens files, and else said where it is")
  func open() throws {
    let bin = program.folder.appendingPathComponent("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let gnuplot = try #require(Program.gnuplot)
    try program.write("#!/bin/sh\nexec \(gnuplot) \"$@\"\n", to: "bin/gnuplot")
    chmod(bin.appendingPathComponent("gnuplot").path, 0o755)
    let alone = try chart("--open", "-o", "a.png", environment: ["PATH": bin.path])
    #expect(alone.status == 0)
    #expect(alone.error.contains("xdg-open is not installed") && alone.error.contains("/a.png"))
    try program.write("#!/bin/sh\necho \"$1\" > \"\(bin.path)/opened\"\n", to: "bin/xdg-open")
    chmod(bin.appendingPathComponent("xdg-open").path, 0o755)
    let opened = try chart("--open", "-o", "a.png", environment: ["PATH": bin.path])
    #expect(opened.status == 0 && opened.error.isEmpty)
    #expect(String(decoding: try program.data("bin/opened"), as: UTF8.self).hasSuffix("/a.png\n"))
    try program.write("#!/bin/sh\nexit 3\n", to: "bin/xdg-open")
    let failed = try chart("--open", "-o", "a.png", environment: ["PATH": bin.path])
    #expect(failed.status == 0 && failed.error.contains("could not open the chart"))
  }

  @Test("a theme's fault is told with its place; a font that is not there is told and made up for")
  func theme() throws {
    try program.write("colours:\n  authority: \"#BBBBBB\"\n", to: "pale.yaml")
    let refused = try chart("--theme", "pale.yaml", "-o", "a.png")
    #expect(refused.status == 1 && refused.error.hasPrefix("pale.yaml:2:14: 'authority' #BBBBBB on 'background'"))
    try program.write("font: No Such Font\ncolours:\n  authority: \"#4B0082\"\n", to: "ours.yaml")
    let drawn = try chart("--theme", "ours.yaml", "-o", "a.svg")
    #expect(drawn.status == 0 && drawn.text == "a.svg\n")
    #expect(drawn.error == "The font 'No Such Font' is not installed; 'Open Sans' stands in for it.\n")
    let svg = String(decoding: try program.data("a.svg"), as: UTF8.self).lowercased()
    #expect(svg.contains("75,   0, 130") || svg.contains("#4b0082"))
    #expect(!svg.contains("18,  67, 109") && !svg.contains("#12436d"))
    #expect(svg.contains("--theme ours.yaml"))
    #expect(try chart("--theme", "none.yaml", "-o", "a.png").error.hasPrefix("none.yaml:1:1: there is no such file"))
  }
}
