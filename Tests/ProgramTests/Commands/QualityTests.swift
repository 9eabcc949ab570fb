import Foundation
import Testing

@testable import PhaselineProgram

@Suite("quality") struct QualityCommandTests {
  private static func program(_ rows: [String]) throws -> Program {
    let program = try Program()
    try program.write(
      "code,name,region,type,kind\nX0001,Northbridge,North,county,illustrative\nX0002,Westmoor,North,county,illustrative\n",
      to: "register.csv")
    try program.write(
      "phase,authority,service,indicator,category,ethnicity,numerator,denominator\n" + rows.joined(separator: "\n")
        + "\n",
      to: "counts.csv")
    try #require(try program.run("load", "register.csv", "counts.csv").status == 0)
    return program
  }

  private static func rows(_ phase: Int, _ name: String, bame: String = "26,250") -> [String] {
    ["\(phase),\(name),adults,leaving,all,bame,\(bame)", "\(phase),\(name),adults,leaving,all,white,70,740"]
  }

  @Test("exits with 3 only if asked to, and only where an answer is needed")
  func strict() throws {
    let sound = try Self.program(Self.rows(1, "Northbridge") + Self.rows(1, "Westmoor"))
    for words in [["quality"], ["quality", "Northbridge"], ["quality", "--every-authority"]] {
      let result = try sound.run(words + ["--strict"])
      // Of one authority the table below says what nobody gave.
      let words =
        words.contains("Northbridge")
        ? "Nothing is odd in what is there; what is missing is shown below." : "Nothing is missing, and nothing is odd."
      #expect(result.status == 0 && result.text.contains(words))
    }
    let noted = try Self.program(Self.rows(1, "Northbridge", bame: "0,250"))
    #expect(try noted.run("quality", "--strict").status == 0, "a note needs no answer")
    let missing = try Self.program(Self.rows(1, "Northbridge") + Self.rows(1, "Westmoor") + Self.rows(2, "Westmoor"))
    let strict = try missing.run("quality", "--strict")
    #expect(strict.status == 3 && strict.error.isEmpty)
    let usual = try missing.run("quality")
    #expect(usual.status == 0 && usual.output == strict.output)
    #expect(try missing.run("quality", "Westmoor", "--strict").status == 0)
    #expect(try missing.run("quality", "--phases", "1", "--strict").status == 0)
  }

  @Test("one finding a row for programs, all of it as JSON, and the same from script and standard input")
  func programs() throws {
    let program = try Self.program(Self.rows(1, "Northbridge") + Self.rows(1, "Westmoor") + Self.rows(2, "Westmoor"))
    let csv = try program.run("quality", "--format", "csv")
    #expect(
      csv.text == """
        severity,sort,authority,authority_code,phase,indicator,service,sentence,remedy,staff_lost,share_lost,audience,illustrative
        problem,missing-submission,Northbridge,X0001,2,,,"Northbridge gave counts in phase 1 and none in phase 2; the national \
        picture of phase 2 is without its 990 staff, 50% of those of phase 1.",Ask for its submission and load it; until then \
        compare national figures over the same authorities (`national`).,990,0.5,internal,illustrative

        """)
    let json = try program.run("quality", "--format", "json")
    let object = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    let findings = try #require(object["findings"] as? [[String: Any]])
    #expect(findings.first?["sort"] as? String == "missing-submission")
    #expect((findings.first?["loss"] as? [String: Any])?["people"] as? Int == 990)
    try program.write("use Northbridge --phases 2\nquality\nquality --format json\n", to: "x.phaseline")
    let script = try program.run("run", "x.phaseline")
    let input = try program.run([], input: "use Northbridge --phases 2\nquality\nquality --format json\n")
    #expect(script.output == input.output && script.status == 0)
    let apart = try program.run("quality", "Northbridge", "--phases", "2").text
    #expect(script.text.contains(apart))
  }
}
