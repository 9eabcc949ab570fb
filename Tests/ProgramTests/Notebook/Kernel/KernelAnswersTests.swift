import Foundation
import Phaseline
import Testing

@testable import PhaselineProgram

@Suite("What a kernel answers") struct KernelAnswersTests {
  private static func answers(_ program: Program) throws -> KernelAnswers {
    let environment = Program.environment.merging(["PHASELINE_DATA": Program.root.appendingPathComponent("Data").path])
    { $1 }
    let bench = Workbench(environment: environment, executable: Program.executable)
    let workspace = program.folder.appendingPathComponent("phaseline.sqlite").path
    return KernelAnswers(try CellSession(bench, workspace: workspace) { _ in })
  }

  private static func message(_ type: String, _ content: JSONValue) -> Message {
    Message(header: ["msg_type": .string(type)], content: content)
  }

  @Test("Tab offers what the prompt offers, in the statement that the cursor is in, counted in scalars")
  func complete() throws {
    let program = try Program()
    try program.loadNation()
    let answers = try Self.answers(program)
    let code = "# 𝄞 é\ncompare Saint Underc leaving"
    let cursor = "# 𝄞 é\ncompare Saint Underc".unicodeScalars.count
    let reply = try #require(
      answers.answer(Self.message("complete_request", ["code": .string(code), "cursor_pos": .integer(cursor)])))
    #expect(reply["matches"] == ["\"Saint Undercombe\""] && reply["status"] == "ok")
    #expect(reply["cursor_start"] == .integer(cursor - 12) && reply["cursor_end"] == .integer(cursor))
    let sql = answers.answer(Self.message("complete_request", ["code": "sql SELECT *\nFROM obs", "cursor_pos": 21]))
    #expect(sql?["matches"] == ["observation"])
  }

  @Test("Shift-Tab explains indicators and commands, and nothing else")
  func inspect() throws {
    let answers = try Self.answers(Program())
    func text(_ code: String, at cursor: Int) -> String? {
      let reply = answers.answer(
        Self.message("inspect_request", ["code": .string(code), "cursor_pos": .integer(cursor), "detail_level": 0]))
      #expect(reply?["found"]?.bool == (reply?["data"]?["text/plain"] != nil))
      return reply?["data"]?["text/plain"]?.string
    }
    #expect(text("compare North leaving", at: 16)?.hasPrefix("SC-WRES indicator 8: Leaving") == true)
    #expect(text("compare North leaving", at: 2)?.contains("USAGE: phaseline compare") == true)
    #expect(text("compare North leaving", at: 10) == nil && text("", at: 5) == nil)
  }

  @Test(
    "lines are whole, to be gone on with, or wrong",
    arguments: [
      ("compare", "complete"), ("", "complete"), ("sql SELECT 1", "incomplete"), ("sql SELECT 1;", "complete"),
      ("compare \\", "incomplete"), ("compare 'x", "invalid"), ("phases\nsql SELECT ';\n", "incomplete"),
    ])
  func completeness(code: String, status: String) throws {
    let reply = try Self.answers(Program()).answer(Self.message("is_complete_request", ["code": .string(code)]))
    #expect(reply?["status"]?.string == status)
  }

  @Test("history has what was done and kept, by tail, range and search")
  func history() async throws {
    var answers = try Self.answers(Program())
    for code in ["rules", "let a = b", "rules"] {
      let cell = KernelAnswers.Cell(Self.message("execute_request", ["code": .string(code)]))
      _ = answers.begin(cell)
      _ = await answers.run(cell)
    }
    let silent = KernelAnswers.Cell(Self.message("execute_request", ["code": "phases", "silent": true]))
    #expect(answers.begin(silent) == 3, "a silent cell has no number of its own")
    func found(_ content: JSONValue) -> [JSONValue] {
      answers.answer(Self.message("history_request", content))?["history"]?.array ?? []
    }
    #expect(found(["hist_access_type": "tail", "n": 2]) == [[0, 2, "let a = b"], [0, 3, "rules"]])
    #expect(found(["hist_access_type": "range", "session": 0, "start": 1, "stop": 2]) == [[0, 1, "rules"]])
    #expect(found(["hist_access_type": "search", "pattern": "ru*"]).count == 2)
    #expect(found(["hist_access_type": "search", "pattern": "ru*", "unique": true]) == [[0, 3, "rules"]])
    #expect(found(["hist_access_type": "tail", "n": 1, "output": true]) == [[0, 3, ["rules", .null]]])
  }

  @Test("an unknown request has no answer")
  func unknown() throws {
    #expect(try Self.answers(Program()).answer(Self.message("dream_request", [:])) == nil)
  }
}
