import Foundation
import Testing

@testable import Phaseline
@testable import PhaselineProgram

@Suite("Completion") struct CompleterTests {
  static func workbench(_ program: Program) -> Workbench {
    var workbench = Workbench(
      environment: ["PHASELINE_DATA": Program.root.appendingPathComponent("Data").path], executable: Program.executable)
    workbench.defaults.workspace = program.folder.appendingPathComponent("phaseline.sqlite").path
    return workbench
  }

  @Test("commands, options, values, authorities, indicators, phases and files")
  func candidates() throws {
    let program = try Program()
    try program.loadNation()
    let completer = Completer(workbench: Self.workbench(program))
    func candidates(_ line: String) -> [String] { completer.complete(line).candidates }
    #expect(candidates("comp") == ["compare"])
    #expect(candidates("").count == PhaselineCommand.names.count + 1)
    #expect(candidates("compare --ph") == ["--phases"])
    #expect(candidates("compare Northbridge sho") == ["shortlisting"])
    #expect(candidates("compare northb") == ["Northbridge"])
    #expect(candidates("compare north").count == 7)
    #expect(candidates("compare --phases 1..3 Northb") == ["Northbridge"])
    #expect(candidates("--format js") == ["json", "jsonl"])
    #expect(candidates("--format json comp") == ["compare"])
    #expect(candidates("national --phase ") == ["pilot", "1", "2", "3", "4", "5"])
    #expect(candidates("chart tr") == ["trajectory"])
    #expect(candidates("?short") == ["?shortlisting"])
    #expect(completer.complete("?leav").insertion == "?leaving ", "no quotation marks")
    #expect(candidates("?comp") == ["?compare"] && candidates("chart al") == ["all"])
    #expect(candidates("compare tarrant") == ["Bishop's Tarrant"], "a part of only one name")
    #expect(candidates("load \(Program.root.path)/Dat") == ["\(Program.root.path)/Data/"])
    #expect(candidates("compare Zebra").isEmpty)
    #expect(candidates("cycle rec") == ["record"])
    #expect(candidates("cycle northb") == ["Northbridge"])
    #expect(candidates("cycle record northb") == ["Northbridge"])
    #expect(candidates("cycle record Northbridge --phase 5 re") == ["registered", "reported"])
    #expect(candidates("cycle record Northbridge --phase ") == ["pilot", "1", "2", "3", "4", "5"])
    #expect(candidates("cycle --every") == ["--every-authority"])
    #expect(candidates("action sh") == ["show"] && candidates("action ").count > 5)
    #expect(candidates("action add northb") == ["Northbridge"])
    #expect(candidates("action add Northbridge discip") == ["disciplinary"])
    #expect(candidates("action add Northbridge disciplinary leav") == ["leaving"])
    #expect(candidates("action add Northbridge leaving --te") == ["--term"])
    #expect(candidates("action add Northbridge leaving --term ") == ["short", "medium", "long"])
    #expect(candidates("action close 1 --as ") == ["done", "stopped"])
    #expect(candidates("action plan Northbridge staff") == ["staff-networks"])
    #expect(candidates("session attend 1 northb") == ["Northbridge"])
    #expect(candidates("comp northb") == ["Northbridge"], "behind the beginning of a command")
    #expect(candidates("phases; compare northb") == ["Northbridge"], "the last of several commands")
    #expect(candidates("let x = trend northb") == ["Northbridge"])
    #expect(candidates("use --indicators leaving,tr") == ["leaving,training"])
    #expect(candidates("use --without ph") == ["phases"] && candidates("action update 1 --without me") == ["measure"])
    #expect(candidates("compare saint æ") == ["Saint Ælfwyn's"], "a name of two words without quotes")
    #expect(candidates("compare saint ").count > 5 && !candidates("compare saint ").contains("leaving"))
    #expect(candidates("compare Northbridge ").contains("leaving"))
    #expect(completer.complete("compare saint æ").insertion == "\"Saint Ælfwyn's\" ")
    #expect(completer.complete("compare saint æ").replaced == "saint æ")
    #expect(candidates("compare bridge").count > 1, "a part of several names")
    #expect(candidates("sql SELECT phas") == ["phase"], "a column and a table of one name are one word")
    #expect(candidates("sql SEL") == ["SELECT"] && candidates("sql sel") == ["select"])
    #expect(candidates("sql SELECT phase FROM obs") == ["observation"])
    #expect(candidates("sql \"SELECT phase FROM national_t") == ["national_total"])
    #expect(
      candidates("sql SELECT numerator_ FROM observation WHERE observation.numerator_l") == [
        "observation.numerator_low"
      ])
    #expect(completer.complete("sql SELECT 'a;b', nam").candidates.contains("name"))
    #expect(candidates("batch tr") == ["trend"] && candidates("batch rank discip") == ["disciplinary"])
    #expect(candidates("batch compare --every-authority --with reg") == ["region"])
    #expect(candidates("schema fi") == ["finding"])
  }

  @Test("one's own actions, sessions and practices by number, and none of them for a shared audience")
  func records() throws {
    let program = try Program()
    try program.loadNation()
    for line in [
      "action add Northbridge leaving --title a --term short --start 3",
      "action add Northbridge leaving --title b --term short --start 3", "action close 1 --on 2026-09-30",
      "session add leaving --on 2026-05-12 --title s", "practice add Northbridge --action 2 --title p --text p",
    ] {
      #expect(try program.run([], input: line + "\n").status == 0)
    }
    var workbench = Self.workbench(program)
    func candidates(_ line: String) -> [String] { Completer(workbench: workbench).complete(line).candidates }
    #expect(candidates("action update ") == ["2"], "a closed one is not changed")
    #expect(candidates("session show ") == ["1"] && candidates("practice show ") == ["1"])
    #expect(candidates("practice add Northbridge --action ") == ["2"])
    workbench.variables["place"] = "Northbridge"
    #expect(candidates("compare $") == ["$place"])
    workbench.defaults.audience = .shared
    #expect(candidates("sql SEL").isEmpty)
    #expect(candidates("action update ").isEmpty && candidates("session show ").isEmpty)
  }

  @Test(
    "what is inserted",
    arguments: [
      ("sa", ["Saint Ælfwyn's"], "\"Saint Ælfwyn's\" "), ("comp", ["compare"], "compare "), ("Da", ["Data/"], "Data/"),
      ("My", ["My folder/"], "\"My folder/"), ("N", ["Netterdale", "Nettermere"], "Netter"),
      ("\"Saint ", ["Saint A", "Saint B"], "\"Saint "),
    ] as [(String, [String], String)])
  func insertion(replaced: String, candidates: [String], inserted: String) {
    #expect(Completion(replaced: replaced, candidates: candidates).insertion == inserted)
  }

  @Test("what fits is listed in columns that fit the screen, no name broken")
  func listed() {
    let completion = Completion(replaced: "", candidates: ["a", "Llanfair Môr", "ccc", "北", "e"])
    #expect(completion.listed(40, width: 80) == "a              Llanfair Môr   ccc            北             e")
    #expect(completion.listed(40, width: 42) == "a              ccc            e\nLlanfair Môr   北")
    #expect(completion.listed(40, width: 20) == "a\nLlanfair Môr\nccc\n北\ne")
    #expect(completion.listed(2, width: 5) == "a\nLlanfair Môr\n… and 3 more")
    let many = Completion(replaced: "", candidates: (0...Completer.most).map(String.init))
    #expect(many.listed(2, width: 20) == "0   1\n… and many more")
  }

  @Test("the word at the cursor, in quotes or not")
  func word() {
    let word = WordAtCursor("compare \"Saint Al")
    #expect(word.before == ["compare"])
    #expect(word.raw == "\"Saint Al")
    #expect(word.text == "Saint Al")
  }
}
