import Charting
import Foundation
import Testing

/// Every printed block of the README, and of the article on the methods, is what is printed.
@Suite("README") struct ReadmeTests {
  static let file = Program.root.appendingPathComponent("README.md")
  static let article = Program.root.appendingPathComponent("Sources/Phaseline/Phaseline.docc/Methods.md")

  @Test("each block shows real output", arguments: [file, article])
  func blocks(file: URL) throws {
    let program = try Program()
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
      let printed = Program.timeless(try program.shell(String(line.dropFirst(2))).output)
      renewed += printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    #expect(commands >= 8)
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

  @Test("its chart is of today's data; `make docs` redraws it")
  func chart() throws {
    let program = try Program()
    try program.loadNation()
    #expect(try program.run("chart", "trajectory", "Northbridge", "shortlisting", "-o", "x.png").status == 0)
    let image = "Sources/Phaseline/Phaseline.docc/Resources/northbridge-shortlisting.png"
    #expect(try String(contentsOf: Self.file, encoding: .utf8).contains("](\(image))"))
    let kept = try PNGMetadata.texts(of: try Data(contentsOf: Program.root.appendingPathComponent(image)))
    let fresh = try PNGMetadata.texts(of: try program.data("x.png"))
    for key in ["Title", "Description", "Data"] { #expect(kept[key] == fresh[key]) }
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
