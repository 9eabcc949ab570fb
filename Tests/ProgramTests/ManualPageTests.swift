import Foundation
import Testing

@testable import PhaselineProgram

@Suite("Manual page") struct ManualPageTests {
  @Test("it names every command with its examples, every purpose, and has no line that mdoc would misread")
  func complete() throws {
    let page = ManualPage().text
    let plain = page.replacing("\\&", with: "").components(separatedBy: "\n")
    for purpose in PhaselineCommand.purposes { #expect(plain.contains(".Ss \(purpose.title)")) }
    for leaf in PhaselineCommand.leaves {
      #expect(plain.contains { $0 == ".It Cm \(leaf.path)" || $0.hasPrefix(".It Cm \(leaf.path) ") })
    }
    #expect(page.components(separatedBy: "\n").allSatisfy { $0.utf8.count < 100 && !$0.hasSuffix(" ") })
    #expect(!page.contains("\n\n"))
  }

  @Test("groff sets it without a warning", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")))
  func set() throws {
    let program = try Program()
    #expect(try program.run("manual", "-o", "phaseline.1").text == "phaseline.1\n")
    let result = try program.shell("groff -mandoc -Kutf8 -Tutf8 -ww phaseline.1 > page.txt")
    #expect(result.output.isEmpty && result.status == 0)
    let shown = String(decoding: try program.data("page.txt"), as: UTF8.self)
    #expect(shown.contains("phaseline compare Northbridge shortlisting --phases 1..3"))
  }
}
