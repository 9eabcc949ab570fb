import Charting
import Foundation
import Testing

/// Every printed block of the README, and of the article on the methods, is what is printed.
@Suite("README") struct ReadmeTests {
  static let file = Program.root.appendingPathComponent("README.md")
  static let article = Program.root.appendingPathComponent("Sources/Phaseline/Phaseline.docc/Methods.md")
  static let sharing = Program.root.appendingPathComponent("Sources/Phaseline/Phaseline.docc/Sharing.md")

  @Test("each block shows real output", arguments: [file, article, sharing])
  func blocks(file: URL) throws {
    let program = try Program()
    try FileManager.default.createSymbolicLink(
      at: program.folder.appendingPathComponent("Notebooks"), withDestinationURL: ShippedNotebooksTests.folder)
    let text = try String(contentsOf: file, encoding: .utf8)
    var renewed: [String] = []
    var isBlock = false
    var commands = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isBlock = line == "```console" }
      guard isBlock, !line.hasPrefix("```") else {
        renewed.append(String(line))
        continue
      }
      guard line.hasPrefix("$ ") else { continue }  // output is printed afresh
      commands += 1
      renewed.append(String(line))
      let printed = Program.timeless(try program.shell("export COLUMNS=100; " + line.dropFirst(2)).output)
      renewed += printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    #expect(commands >= 3)
    guard GoldenTests.isRecording else {
      #expect(renewed.joined(separator: "\n") == text)
      return
    }
    try Data(renewed.joined(separator: "\n").utf8).write(to: file)
    Issue.record("wrote \(file.lastPathComponent): read its diff")
  }

  @Test("each ratio, range and pair of counts in the article's prose is in one of its blocks")
  func prose() throws {
    let words = try String(contentsOf: Self.article, encoding: .utf8).split(whereSeparator: \.isWhitespace)
    // Prose and blocks take turns; what is in back-quotes is a limit, not a result.
    let parts = words.joined(separator: " ").components(separatedBy: "```").enumerated()
    let blocks = parts.filter { !$0.offset.isMultiple(of: 2) }.map(\.element).joined().replacing("–", with: " to ")
    let prose = parts.filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined().replacing(/`[^`]*`/, with: "")
    let figures = prose.matches(of: /[0-9]+\.[0-9]{2}( to [0-9]+\.[0-9]{2})?|[0-9,]+ of [0-9,]+/)
    #expect(figures.count > 10)
    for figure in figures { #expect(blocks.contains(figure.output.0), "\(figure.output.0) is in no block") }
  }

  @Test("the gallery's pictures, of which it shows one, are what the program draws today; `make docs` redraws them")
  func gallery() throws {
    let program = try Program()
    try program.loadNation()
    let folder = Program.root.appendingPathComponent("Sources/Charting/Charting.docc")
    let article = try String(contentsOf: folder.appendingPathComponent("Charts.md"), encoding: .utf8)
    let lines = article.split(separator: "\n").filter { $0.hasPrefix("    chart ") }
    let commands = lines.map { $0.split(separator: " ").map(String.init) }
    #expect(commands.map { $0[1] } == Gallery.charts.map { $0.name }, "each kind has a picture")
    for words in commands {
      #expect(try program.run(words, input: nil).status == 0)
      let name = try #require(words.last)
      let kept = try PNGMetadata.texts(of: Data(contentsOf: folder.appendingPathComponent("Resources/\(name)")))
      let fresh = try PNGMetadata.texts(of: program.data(name))
      #expect(kept == fresh, "\(name) is stale: `make docs`")
    }
    let image = "Sources/Charting/Charting.docc/Resources/trajectory.png"
    #expect(try String(contentsOf: Self.file, encoding: .utf8).contains("](\(image))"))
  }

  @Test("the first notebook runs")
  func notebook() throws {
    let program = try Program()
    let script = Program.root.appendingPathComponent("Notebooks/first-steps.phaseline").path
    let result = try program.run("run", script)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.text.contains("Northbridge is closing the gap"))
  }
}
