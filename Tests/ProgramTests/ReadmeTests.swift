import Charting
import Foundation
import Testing

/// Every printed block of the README is what is printed.
@Suite("README") struct ReadmeTests {
  static let file = Program.root.appendingPathComponent("README.md")

  @Test("each block shows real output")
  func blocks() throws {
    let program = try Program()
    let text = try String(contentsOf: Self.file, encoding: .utf8)
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
    try Data(renewed.joined(separator: "\n").utf8).write(to: Self.file)
    Issue.record("wrote README.md: read its diff")
  }

  @Test("its chart is of today's data; `make docs` redraws it")
  func chart() throws {
    let program = try Program()
    try program.loadNation()
    #expect(try program.run("chart", "trajectory", "Northbridge", "shortlisting", "-o", "x.png").status == 0)
    let image = "Sources/Phaseline/Phaseline.docc/Resources/northbridge-shortlisting.png"
    #expect(try String(contentsOf: Self.file, encoding: .utf8).contains("](\(image))"))
    let kept = PNGMetadata.texts(of: try Data(contentsOf: Program.root.appendingPathComponent(image)))
    let fresh = PNGMetadata.texts(of: try program.data("x.png"))
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
