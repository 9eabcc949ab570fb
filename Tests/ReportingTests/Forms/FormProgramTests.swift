import Foundation
import Testing

@testable import Reporting

@Suite("Programs that forms need") struct FormProgramTests {
  @Test("each is found with its version, or is not there")
  func found() async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    #expect(await FormProgram.all(environment: standIns.environment()).map(\.isOfUse) == [false, false])
    try standIns.add("google-chrome", "echo 'Chromium 156.0.8078.108 built on Debian GNU/Linux 12 (bookworm)'")
    try standIns.add("pandoc", "echo 'pandoc 2.17.1.1'; echo 'Compiled with pandoc-types 1.22.2'")
    let bin = standIns.folder.appendingPathComponent("bin").path
    #expect(
      await FormProgram.all(environment: standIns.environment()) == [
        FormProgram(
          name: "Chromium", form: "PDF", package: "chromium", path: "\(bin)/google-chrome", version: "156.0.8078.108"),
        FormProgram(
          name: "pandoc", form: "DOCX", package: "pandoc", path: "\(bin)/pandoc", version: "2.17.1.1", oldest: "2.17"),
      ])
  }

  @Test(
    "an old pandoc is of no use", arguments: [("2.9.2.1", false), ("2.16.2", false), ("2.17", true), ("3.1", true)])
  func old(version: String, isOfUse: Bool) async throws {
    let standIns = try StandIns()
    defer { standIns.remove() }
    try standIns.add("pandoc", "echo 'pandoc \(version)'")
    #expect(await FormProgram.all(environment: standIns.environment()).last?.isOfUse == isOfUse)
  }
}
