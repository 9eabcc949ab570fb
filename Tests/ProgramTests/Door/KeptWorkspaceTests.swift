import Foundation
import Testing

/// Two programs on one workspace: neither shows what the other has changed as it was.
@Suite("A workspace that another program changes") struct KeptWorkspaceTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.loadNation()
  }

  /// A program that is told line by line, and answers each.
  private final class Conversation {
    private let process: Process
    private let (input, output) = (Pipe(), Pipe())

    init(with program: Program) throws {
      process = program.process(["--format", "csv"])
      (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
      try process.run()
    }

    /// What comes of a line, up to the answer to `rules`, which follows each.
    func ask(_ line: String) throws -> String {
      try input.fileHandleForWriting.write(contentsOf: Data("\(line)\nrules\n".utf8))
      var text = ""
      while !text.contains("rules,title,used,source\n") || !text.hasSuffix("\n") {
        let data = output.fileHandleForReading.availableData
        if data.isEmpty { break }
        text += String(decoding: data, as: UTF8.self)
      }
      return String(text.split(separator: "rules,title,used,source\n", omittingEmptySubsequences: false)[0])
    }

    func end() throws {
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
  }

  @Test("a load, its undo, and another file of the same name are seen at the next line")
  func changes() throws {
    let conversation = try Conversation(with: program)
    let question = "compare Northbridge leaving"
    let before = try conversation.ask(question)
    #expect(before.contains(",81,81,287,99,99,"))
    try program.write(
      """
      phase,authority,service,indicator,category,ethnicity,numerator,denominator
      5,Northbridge,all,leaving,all,bame,7,200
      5,Northbridge,all,leaving,all,white,30,600

      """, to: "corrected.csv")
    try #require(try program.run("load", "corrected.csv").status == 0)
    let after = try conversation.ask(question)
    #expect(after.contains(",7,7,200,30,30,"))
    #expect(!after.contains(",81,81,287,99,99,"))
    try #require(try program.run("undo").status == 0)
    #expect(try conversation.ask(question) == before)
    try FileManager.default.removeItem(atPath: program.folder.path + "/phaseline.sqlite")
    #expect(try conversation.ask("phases").contains("There is no workspace at phaseline.sqlite."))
    try conversation.end()
  }

  @Test("while one waits for its next line, the other is not kept from writing")
  func locks() throws {
    let conversation = try Conversation(with: program)
    _ = try conversation.ask("compare Northbridge leaving")
    for _ in 1...3 {
      #expect(try program.run("use", "--owner", "Northbridge").status == 0)
      #expect(try conversation.ask("use --owner programme").contains("Owner: the programme"))
    }
    try conversation.end()
  }
}
