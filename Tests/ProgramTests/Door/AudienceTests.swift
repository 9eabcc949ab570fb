import Foundation
import Testing

@testable import PhaselineProgram

@Suite("Audience") struct AudienceTests {
  /// A workspace with a small nation.
  private static func program() throws -> Program {
    let program = try Program()
    try #require(
      try program.run("generate", "--into", "n", "--seed", "5", "--authorities", "12", "--phases", "2").status == 0)
    try #require(try program.run("load", "n").status == 0)
    return program
  }

  @Test("what one command chose is not what the prompt says of the next")
  func label() async throws {
    let program = try Self.program()
    var workbench = CompleterTests.workbench(program)
    let shared = await answer(["national", "leaving", "--audience", "shared"], in: &workbench)
    #expect(shared.status == 0 && workbench.scopeAudience == .internal)
    let next = await answer(["national", "leaving"], in: &workbench)
    #expect(String(decoding: next.output, as: UTF8.self).contains("Internal use only."))
  }

  @Test("an owner that is one authority sees its own practices, and keeps sessions")
  func ownRecords() throws {
    let program = try Self.program()
    let lines = """
      use --owner Northbridge
      practice add Northbridge leaving --start 1 --title "Stay interviews" --text "With everybody."
      session add leaving --on 2024-05-12 --title "Who leaves"
      session attend 1 Northbridge
      """
    let kept = try program.run([], input: lines)
    #expect(kept.status == 0, "\(kept.error)")
    #expect(try program.run("practice", "list", "--format", "csv").text.contains("Stay interviews"))
    #expect(try program.run("practice", "show", "1").text.contains("With everybody."))
    #expect(try !program.run("practice", "list", "--audience", "shared").text.contains("Stay interviews"))
    #expect(try program.run("session", "show", "1").text.contains("1: Northbridge"))
  }

  @Test("option, then scope, then environment")
  func order() throws {
    let program = try Self.program()
    func footer(_ input: String, _ environment: [String: String] = [:]) throws -> String {
      let result = try program.run([], input: input, environment: environment)
      return result.text.components(separatedBy: "\n\n").last?.replacing("\n", with: " ").replacing(
        "Scope: leaving. ", with: ""
      )
      .trimmingCharacters(in: .whitespaces) ?? ""
    }
    let (shared, inside) = (
      "Shared (rules under-10): counts under 10 hidden, 0 included, and what would give them away.",
      "Internal use only."
    )
    let question = "national leaving"
    #expect(try footer(question) == inside)
    #expect(try footer(question + " --audience shared") == shared)
    #expect(try footer("use --audience shared\n\(question)") == shared)
    #expect(try footer("use --audience shared\n\(question) --audience internal") == inside)
    #expect(try footer(question, ["PHASELINE_AUDIENCE": "shared"]) == shared)
    #expect(try footer("use --audience internal\n\(question)", ["PHASELINE_AUDIENCE": "shared"]) == inside)
    #expect(try footer("use --audience shared\nuse --clear\n\(question)") == inside)
    #expect(
      try footer("use --rules under-5\n\(question) --audience shared")
        == "Shared (rules under-5): counts of 1 to 4 hidden, and what would give them away.")
  }

  @Test(
    "what is no audience, or two, is refused",
    arguments: [
      (["--audience", "public"], "The value 'public' is invalid for '--audience <audience>'", Int32(64)),
      (
        ["--audience", "shared", "--audience", "internal"],
        "The audience is set twice: shared and internal. Name one, the one that it is for.", 64
      ),
      (["--audience", "shared", "--rules", "none"], "No set of rules is called 'none'. Did you mean ", 1),
      (["--audience", "shared", "--rules", "mine.yaml"], "mine.yaml:2: unknown key 'hide'; is 'hide_below' meant?", 1),
    ])
  func refused(words: [String], message: String, status: Int32) throws {
    let program = try Self.program()
    try program.write("source: mine\nhide: 5\n", to: "mine.yaml")
    let result = try program.run(["national", "leaving"] + words)
    #expect(result.error.contains(message), "\(result.error)")
    #expect((result.status, result.text) == (status, ""))
    #expect(try program.run("shares").text.hasPrefix("Nothing has been shared yet."))
  }

  @Test("an environment that names none refuses, and shares nothing")
  func environment() throws {
    let program = try Self.program()
    let result = try program.run(["national"], environment: ["PHASELINE_AUDIENCE": "everyone"])
    #expect(
      result.error
        == "PHASELINE_AUDIENCE is 'everyone': expected internal or shared. Correct it, or unset it.\n")
    #expect(result.status == 1)
  }

  @Test("the owner's own figures are internal, all others shared: their counts are not the owner's to see")
  func owner() throws {
    let program = try Self.program()
    try #require(try program.run("use", "--owner", "Northbridge").status == 0)
    #expect(try program.run("compare", "Northbridge", "leaving").text.contains("Internal use only."))
    for question in [
      ["compare", "Quarrenwick", "leaving"], ["national", "leaving"], ["rank", "Northbridge", "leaving"],
      ["chart", "forest", "Northbridge", "leaving", "--terminal"],
    ] {
      #expect(try program.run(question).text.contains("Shared (rules under-10)"), "\(question)")
      let refused = try program.run(question + ["--audience", "internal"])
      #expect(refused.status == 1)
      #expect(refused.error.hasPrefix("This workspace belongs to Northbridge, and the figures of "))
      #expect(try program.run(question + ["--audience", "shared"]).text == program.run(question).text)
    }
    let sql = try program.run("sql", "SELECT count(*) FROM observation")
    #expect(sql.error.hasPrefix("`sql` can show any count, so it is not for a shared audience."))
    try #require(try program.run("use", "--owner", "programme").status == 0)
    #expect(try program.run("compare", "Quarrenwick", "leaving").text.contains("Internal use only."))
  }

  @Test("a chart says in the picture's words and in its file for whom it is", arguments: ["png", "svg", "pdf"])
  func metadata(format: String) throws {
    let program = try Self.program()
    for (audience, label) in [("shared", "shared (under-10)"), ("internal", "internal")] {
      let file = "\(audience).\(format)"
      let drawn = try program.run("chart", "trajectory", "Northbridge", "leaving", "--audience", audience, "-o", file)
      #expect(drawn.status == 0, "\(drawn.error)")
      let said = try program.run("describe", file, "--format", "json")
      #expect(said.text.contains("\"audience\" : \"\(label)\""))
      let redrawn = said.text.contains("--audience shared")
      #expect(redrawn == (audience == "shared"), "the command draws the same again")
    }
    let refused = try program.run("describe", "internal.\(format)", "--audience", "shared")
    #expect(refused.error.contains("was made for the internal audience"))
    #expect(try program.run("describe", "shared.\(format)", "--audience", "shared").status == 0)
  }

  @Test("a workspace that may not be written to shares nothing, and says why; to its owner it is open")
  func readOnly() throws {
    let program = try Self.program()
    try #require(try program.shell("chmod 755 . && chmod 444 phaseline.sqlite && chmod 555 .").status == 0)
    defer { _ = try? program.shell("chmod 755 .") }
    let nobody = ["/usr/bin/setpriv", "--reuid", "65534", "--clear-groups"]
    let runner = getuid() == 0 ? nobody : []
    let refused = try program.run(["national", "leaving", "--audience", "shared"], by: runner)
    #expect(
      refused.error.hasPrefix("phaseline.sqlite may not be written to, so nothing is shared from it: "),
      "\(refused.error)")
    #expect((refused.status, refused.text) == (1, ""))
    #expect(try program.run(["national", "leaving"], by: runner).status == 0)
  }
}
