import Charting
import Foundation
import Testing

/// `chart all`, by the real program and real gnuplot.
@Suite("chart all") struct ChartAllTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.loadNation()
  }

  private static let northbridge = ["chart", "all", "Northbridge", "--kinds", "trajectory", "-o", "out"]

  private func file(_ name: String) -> URL { program.folder.appendingPathComponent(name) }
  private func charts(_ folder: String = "out/northbridge") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: file(folder).path)) ?? []).sorted()
  }
  /// How often each outcome is in an answer as CSV.
  private static func outcomes(_ csv: String) -> [String: Int] {
    csv.split(separator: "\n").dropFirst().reduce(into: [:]) { counts, line in
      for word in ["drawn", "unchanged", "nothing to draw", "failed"] where line.contains(",\(word),") {
        counts[word, default: 0] += 1
      }
    }
  }
  private func outcomes(_ words: [String] = northbridge, status: Int32 = 0) throws -> [String: Int] {
    let result = try program.run(words + ["--format", "csv"])
    #expect(result.status == status, "\(result.error)")
    return Self.outcomes(result.text)
  }

  @Test("it draws each indicator; a second run draws nothing, and touches nothing")
  func twice() throws {
    #expect(try outcomes() == ["drawn": 9])
    #expect(charts().count == 9)
    let before = try charts().map { try program.data("out/northbridge/\($0)") }
    #expect(before.allSatisfy { $0.suffix(12) == Data([0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130]) }, "whole PNGs")
    let date = Date(timeIntervalSince1970: 1_000_000)
    for name in charts() {
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: file("out/northbridge/\(name)").path)
    }
    let page = try program.data("out/index.html")
    let second = try program.run(Self.northbridge)
    #expect(second.status == 0)
    #expect(
      second.text == """
        0 charts drawn into out.
        9 charts skipped: their files are there, drawn from the same figures by this version.
        out/index.html lists 9 charts.

        Internal use only.

        """)
    for name in charts() {
      let found = try FileManager.default.attributesOfItem(atPath: file("out/northbridge/\(name)").path)
      #expect(found[.modificationDate] as? Date == date)
    }
    #expect(try program.data("out/index.html") == page)
  }

  @Test("a chart is what it is alone, but for its fingerprint")
  func alone() throws {
    #expect(try outcomes() == ["drawn": 9])
    let result = try program.run("chart", "trajectory", "Northbridge", "leaving", "-o", "x.png")
    #expect(result.status == 0)
    var texts = try PNGMetadata.texts(of: program.data("out/northbridge/trajectory-leaving.png"))
    #expect(texts["Fingerprint"]?.count == 64)
    texts["Fingerprint"] = nil
    #expect(try texts == PNGMetadata.texts(of: program.data("x.png")))
    let page = try String(contentsOf: file("out/index.html"), encoding: .utf8)
    let title = try #require(texts["Title"])
    #expect(page.contains(title))
  }

  @Test("changed figures, a file cut short and one that is gone are drawn again, and nothing else")
  func changed() throws {
    #expect(try outcomes() == ["drawn": 9])
    let leaving = file("out/northbridge/trajectory-leaving.png")
    let whole = try Data(contentsOf: leaving)
    try whole.prefix(whole.count / 2).write(to: leaving)
    try FileManager.default.removeItem(at: file("out/northbridge/trajectory-training.png"))
    #expect(try outcomes() == ["drawn": 2, "unchanged": 7])
    #expect(try Data(contentsOf: leaving) == whole)
    // A count of Northbridge's own changes one chart of its own; the nation's line hardly moves, but it moves.
    try program.write(
      """
      phase,authority,service,indicator,category,ethnicity,numerator,denominator
      5,Northbridge,all,shortlisting,all,bame,60,259
      5,Northbridge,all,shortlisting,all,white,170,646

      """, to: "new.csv")
    #expect(try program.run("load", "new.csv").status == 0)
    #expect(try outcomes() == ["drawn": 1, "unchanged": 8])
  }

  @Test("another format, size or scale is another picture")
  func look() throws {
    let words = ["chart", "all", "Northbridge", "leaving", "--kinds", "trajectory", "-o", "out"]
    for more in [
      ["--format", "png"], ["--format", "svg"], ["--format", "pdf"], ["--size", "social"], ["--scale", "2"],
    ] {
      let first = try program.run(words + more)
      #expect(first.text.hasPrefix("1 chart drawn into out.\n"), "\(more) \(first.text) \(first.error)")
      let second = try program.run(words + more)
      #expect(second.text.hasPrefix("0 charts drawn into out.\n1 chart skipped: "), "\(more)")
    }
    #expect(charts() == ["pdf", "png", "svg"].map { "trajectory-leaving.\($0)" })
  }

  @Test("a file that Phaseline did not draw stays, and is reported; so does a page")
  func foreign() throws {
    try FileManager.default.createDirectory(at: file("out/northbridge"), withIntermediateDirectories: true)
    try program.write("Minutes", to: "out/northbridge/trajectory-leaving.png")
    try program.write("<title>Ours</title>", to: "out/index.html")
    let result = try program.run(Self.northbridge)
    #expect(result.status == 3)
    #expect(result.text.contains("8 charts drawn into out.\n1 chart failed:\n  northbridge/trajectory-leaving.png: '"))
    #expect(result.text.contains("is there already and Phaseline did not draw it"))
    #expect(result.text.contains("The index is not written. '"))
    #expect(try program.data("out/northbridge/trajectory-leaving.png") == Data("Minutes".utf8))
    #expect(try program.data("out/index.html") == Data("<title>Ours</title>".utf8))
  }

  @Test("a chart that gnuplot dies of is reported, and the others are drawn")
  func killed() throws {
    // A gnuplot that is killed when it has drawn its third picture.
    let bin = file("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let path = try #require(Program.environment["PATH"])
    try program.write(
      """
      #!/bin/bash
      PATH='\(path)'
      exec gnuplot "$@" < <(exec sed -u "s/^print 'phaseline-.*-3[.]'.*/system('kill -9 \\$PPID')/" 2>/dev/null)

      """, to: "bin/gnuplot")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bin.path + "/gnuplot")
    let result = try program.run(
      Self.northbridge + ["--jobs", "1"], environment: ["PATH": "\(bin.path):\(path)"])
    #expect(result.status == 3, "\(result.error)")
    #expect(result.text.contains("8 charts drawn into out.\n1 chart failed:\n"), "\(result.text)")
    #expect(result.text.contains("gnuplot was ended from outside while it drew."))
    #expect(charts().count == 8)
    #expect(try outcomes() == ["drawn": 1, "unchanged": 8])
  }

  @Test("where there is nothing to draw the reason is said, once for all that have it")
  func nothing() throws {
    let result = try program.run(
      "chart", "all", "--every-authority", "paybands", "--kinds", "trajectory", "--phases", "1", "-o", "out")
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.text.contains(/Nothing to draw for [0-9]+ charts:\n  [0-9]+ × The authority has no/), "\(result.text)")
    #expect(result.text.contains(/\ and [0-9]+ more\)\n/))
  }

  @Test("a folder that cannot be made, or written into, is said")
  func unwritable() throws {
    try program.write("", to: "file")
    let result = try program.run("chart", "all", "Northbridge", "-o", "file/out")
    #expect(result.status == 1)
    #expect(result.error.contains("cannot be written"))
    // A folder that nobody may write into, root neither.
    let kernel = try program.run("chart", "all", "Northbridge", "-o", "/proc/charts")
    #expect(kernel.status == 1)
    #expect(kernel.error.hasPrefix("'/proc/charts' cannot be written ("), "\(kernel.error)")
    // One authority's is none.
    try FileManager.default.createDirectory(at: file("out"), withIntermediateDirectories: true)
    try program.write("", to: "out/northbridge")
    #expect(try outcomes(status: 3)["failed"] == 9)
  }

  @Test(
    "what belongs to one chart is refused for all, and the other way round",
    arguments: [
      (["all", "Northbridge"], "`chart all` draws into a folder: name one with -o."),
      (["all", "Northbridge", "-o", "out", "--terminal"], "--terminal belongs to one chart, not to `chart all`."),
      (["all", "-o", "out", "--area", "London"], "--area belongs to one chart, not to `chart all`."),
      (["all", "Northbridge", "-o", "out", "--jobs", "0"], "--jobs takes a number from 1 to 64."),
      (["all", "Northbridge", "-o", "out", "--kinds", ","], "--kinds takes names of charts, as in trajectory,slope."),
      (
        ["all", "Northbridge", "--every-authority", "-o", "out"],
        "--every-authority draws them all: name none beside it."
      ),
      (["trajectory", "Northbridge", "leaving", "--jobs", "2"], "--jobs belongs to `chart all`; this draws one chart"),
      (["trajectory", "--every-authority"], "--every-authority belongs to `chart all`; this draws one chart"),
      (["all", "-o", "out"], "An authority is needed"),
      (["all", "Northbridge", "-o", "out", "--kinds", "pie"], "No chart"),
    ])
  func refused(words: [String], message: String) throws {
    let result = try program.run(["chart"] + words)
    #expect(result.status != 0)
    #expect(result.error.contains(message) || message.hasPrefix("An authority") && result.error.contains("authority"))
    #expect(!FileManager.default.fileExists(atPath: file("out").path))
  }

  @Test("one drawn alone is drawn again with its fingerprint, and what is drawn by a batch can be described")
  func described() throws {
    try FileManager.default.createDirectory(at: file("out/northbridge"), withIntermediateDirectories: true)
    for format in ["png", "svg", "pdf"] {
      let path = "out/northbridge/trajectory-leaving.\(format)"
      #expect(try program.run("chart", "trajectory", "Northbridge", "leaving", "-o", path).status == 0)
      let alone = try program.run("describe", path)
      #expect(alone.status == 0)
      let words = ["chart", "all", "Northbridge", "leaving", "--kinds", "trajectory", "-o", "out"]
      #expect(try program.run(words + ["--format", format]).text.hasPrefix("1 chart drawn into out.\n"), "\(format)")
      #expect(try program.run("describe", path).text == alone.text, "\(format)")
    }
  }

  @Test(
    "on a full disk what has no room is reported, and no half file is left",
    .enabled(if: canMount(), "only root may mount a small disk"), arguments: ["out", "tmp"])
  func full(place: String) throws {
    for name in ["out", "tmp"] {
      try FileManager.default.createDirectory(at: file(name), withIntermediateDirectories: true)
    }
    // A disk of its own, which nobody else sees, and which ends with the program.
    let script = """
      mount -t tmpfs -o size=\(place == "out" ? 256 : 64)k none \(place) && TMPDIR=$PWD/tmp/ "$@"; status=$?
      find out -type f -exec sh -c 'tail -c 8 "$1" | head -c 4; echo " $1"' sh {} \\; > listing; exit $status
      """
    let result = try program.run(
      Self.northbridge, by: ["/usr/bin/unshare", "-m", "/bin/sh", "-c", script, "sh"])
    #expect(result.status == 3, "\(result.error)")
    let pictures = try String(contentsOf: file("listing"), encoding: .utf8).split(separator: "\n").filter {
      !$0.hasSuffix("index.html")
    }
    #expect(pictures.allSatisfy { $0.hasPrefix("IEND ") && $0.hasSuffix(".png") }, "\(pictures)")
    let reason = place == "out" ? "cannot be written (No space left on device)" : "gnuplot did not finish the picture."
    #expect(result.text.contains(reason), "\(result.text)")
    #expect(result.text.contains("\(9 - pictures.count) charts failed:\n"), "\(result.text)")
    #expect(pictures.count < 9)
  }

  private static func canMount() -> Bool {
    geteuid() == 0
      && (try? Program().run(["--version"], by: ["/usr/bin/unshare", "-m", "/usr/bin/env"]).status) == 0
  }

  @Test("a name leads to no other folder, to no mark-up, and no two names to one folder")
  func hostile() throws {
    let names = [
      "../../up", "/etc/x", "<script>alert(1)</script>", "say \"hello\" & 'bye'", "Ashby", "Ashby!", "Nation", "con",
      "אבג", "😀", ".", "$(touch canary) `touch canary`",
    ]
    func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
    let register = names.enumerated().map { "X\(100 + $0),\(quoted($1)),North,illustrative\n" }
    try program.write("code,name,region,type\n" + register.joined(), to: "register.csv")
    let counts = names.indices.map { "1,X\(100 + $0),all,shortlisting,all,\(20 + $0),200,250,700\n" }
    try program.write(
      "phase,authority,service,indicator,category,bame_numerator,bame_denominator,white_numerator,white_denominator\n"
        + counts.joined(), to: "counts.csv")
    let workspace = ["--workspace", "hostile.sqlite"]
    #expect(try program.run(workspace + ["load", "register.csv", "counts.csv"]).status == 0)
    let before = try FileManager.default.contentsOfDirectory(atPath: program.folder.path).count
    let result = try program.run(
      workspace + [
        "chart", "all", "--every-authority", "shortlisting", "--kinds", "trajectory", "--size", "social", "-o", "out",
      ])
    #expect(result.status == 0, "\(result.error)")
    #expect(result.text.hasPrefix("12 charts drawn into out.\n"), "\(result.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.folder.path).count == before + 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: file("out").path).sorted() == [
        "ashby-x104", "ashby-x105", "con-x107", "etc-x", "index.html", "nation-x106", "say-hello-bye",
        "script-alert-1-script", "touch-canary-touch-canary", "up", "x108", "x109", "x110",
      ])
    let page = try String(contentsOf: file("out/index.html"), encoding: .utf8)
    #expect(page.contains("<h2 dir=\"auto\">&lt;script&gt;alert(1)&lt;/script&gt;</h2>"))
    #expect(page.ranges(of: "<script>").count == 1)
    #expect(page.contains(">אבג</h2>"))
  }

  @Test("Ctrl-C leaves whole files only, no gnuplot, nothing temporary; the next run goes on from there")
  func interrupted() throws {
    let temporary = file("tmp")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    let process = program.process(["chart", "all", "--every-authority", "--kinds", "trajectory", "-o", "out"])
    process.environment?["TMPDIR"] = temporary.path + "/"
    let error = Pipe()
    (process.standardError, process.standardOutput) = (error, FileHandle.nullDevice)
    try process.run()
    let deadline = Date.now + 60
    while drawn.count < 5, Date.now < deadline, process.isRunning { usleep(10_000) }
    kill(process.processIdentifier, SIGINT)
    let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(said == "Stopped; the workspace is as it was.\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
    let count = drawn.count
    #expect((5..<1000).contains(count))
    for name in drawn {
      #expect(name.hasSuffix(".png"), "\(name)")
      #expect(try program.data("out/\(name)").suffix(8).prefix(4) == Data("IEND".utf8), "\(name)")
    }
    #expect(try Self.working(in: temporary).isEmpty, "a gnuplot is left")
    #expect(try outcomes(["chart", "all", "Ashenbridge", "--kinds", "trajectory", "-o", "out"])["unchanged"] ?? 0 > 0)
  }

  private var drawn: [String] {
    (FileManager.default.subpaths(atPath: file("out").path) ?? []).filter { $0.contains("/") }
  }

  /// The processes that have their working folder in another.
  private static func working(in folder: URL) throws -> [String] {
    let place = folder.resolvingSymlinksInPath().path
    return try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { process in
      guard Int(process) != nil else { return false }
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")
      return link?.hasPrefix(place) ?? false
    }
  }
}
