import Foundation
import Testing

@testable import PhaselineProgram

@Suite("learn, agenda and action suggest") struct LearnCommandTests {
  /// - Parameter name: What one of the three authorities is called.
  private static func program(_ name: String = "Northbridge") throws -> Program {
    let program = try Program()
    try program.write(
      "code,name,region,type,kind\n"
        + [name, "Westmoor", "Eastcliff"].enumerated().map {
          "X000\($0.offset + 1),\($0.element),North,county,illustrative\n"
        }.joined(), to: "register.csv")
    let leavers = [name: [57, 57, 57], "Westmoor": [70, 50, 33], "Eastcliff": [57, 56, 55]]
    let rows = leavers.sorted { $0.key < $1.key }.flatMap { name, counts in
      zip(1..., counts).map {
        "\($0),\(name),all,leaving,all,bame,\($1),300\n\($0),\(name),all,leaving,all,white,100,1000\n"
      }
    }
    try program.write(
      "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n" + rows.joined(), to: "counts.csv")
    try #require(try program.run("load", "register.csv", "counts.csv").status == 0)
    return program
  }

  @Test("where nobody qualifies it says so, and that is no failure")
  func nobody() throws {
    let program = try Self.program()
    for words in [
      ["learn", "training"], ["learn", "leaving", "--like", "Westmoor"], ["learn", "training", "--format", "csv"],
    ] {
      let found = try program.run(words)
      #expect(found.status == 0 && found.error.isEmpty && !found.output.isEmpty)
    }
    let unknown = try program.run("learn", "nonsense")
    #expect(unknown.status == 64 || unknown.status == 1)
    #expect(unknown.error.contains("No indicator is called 'nonsense'."))
    #expect(
      try program.run("learn").error
        == "`learn` needs one indicator. Name it, as in `learn shortlisting`; `indicators` lists them.\n")
  }

  @Test("one row each for programs, all of it as JSON, the scope's indicator and authority where none is named")
  func programs() throws {
    let program = try Self.program()
    let csv = try program.run("learn", "leaving", "--format", "csv").text.split(separator: "\n")
    #expect(csv.count == 2 && csv[1].hasPrefix("leaving,\"an authority of 1,000–2,000 staff\",,1 2 3,"))
    let json = try program.run("learn", "leaving", "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    #expect((object["rows"] as? [[String: Any]])?.count == 1 && object["looked_at"] as? Int == 3)
    let scoped = try program.run(
      [], input: "use Northbridge leaving\nlearn --format csv\naction suggest --as-of 2027-12-01 --format csv\n")
    #expect(scoped.text.contains(csv.joined(separator: "\n")))
    #expect(scoped.text.contains("Northbridge,X0001,1,leaving,disadvantage"))
    let every = try program.run("action", "suggest", "--every-authority", "--as-of", "2027-12-01", "--format", "csv")
    #expect(every.text.split(separator: "\n").count == 4)
  }

  @Test(
    "the command that a suggestion prints adds an action, once it has a title",
    arguments: ["Northbridge", "O'Hara", "Tarn & Mere", "Lower $mith's"])
  func command(name: String) throws {
    let program = try Self.program(name)
    let json = try program.run("action", "suggest", name, "--as-of", "2027-12-01", "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    let first = try #require((object["suggestions"] as? [[String: Any]])?.first)
    let command = try #require(first["command"] as? String)
    let added = try program.run([], input: command.replacing("…", with: "Exit interviews") + "\n")
    #expect(added.status == 0 && added.error.isEmpty)
    let again = try program.run("action", "suggest", name, "--as-of", "2027-12-01")
    #expect(again.text.replacing("\n", with: " ").contains("Action 1 is planned"))
  }

  @Test("nothing is written: the journal is as it was")
  func unwritten() throws {
    let program = try Self.program()
    let before = try program.run("history").output
    for words in [
      ["action", "suggest", "Northbridge"], ["action", "suggest", "--every-authority"], ["learn", "leaving"],
    ] {
      #expect(try program.run(words).status == 0)
    }
    #expect(try program.run("history").output == before)
  }

  @Test("one authority or all, not both; a shared audience not all of them by name")
  func refusals() throws {
    let program = try Self.program()
    let both = try program.run("action", "suggest", "Northbridge", "--every-authority")
    #expect(both.status == 64 && both.error.contains("Name one authority, or --every-authority."))
    let shared = try program.run("action", "suggest", "--every-authority", "--audience", "shared")
    #expect(
      shared.status == 1
        && shared.error
          == "`action suggest --every-authority` can show any count, so it is not for a shared audience. `--audience internal` "
          + "shows it to you; do not pass it on.\n"
    )
    #expect(
      try program.run("agenda", "--session", "1").error
        == "There is no session 1. `session list` lists them; nothing was changed.\n")
  }
}
