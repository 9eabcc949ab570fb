import Foundation
import Testing

@testable import PhaselineProgram

@Suite("Tour", .serialized) struct TourTests {
  @Test("every step's command runs, one after the other")
  func steps() throws {
    let program = try Program()
    try program.loadNation()
    #expect(TourStep.all.count >= 10)
    let input = TourStep.all.map { $0.command + "\n" }.joined()
    let result = try program.run([], input: input)
    #expect(result.status == 0, "\(result.error)")
    for step in TourStep.all {  // whoever jumps to it finds it working
      let alone = try program.run([], input: step.command + "\n")
      #expect(alone.status == 0, "\(step.command): \(alone.error)")
    }
    // What steps say of the answers is there.
    for said in ["Northbridge", "worsening", "Pooled", "One more", "0–9 of 730", "→ `action add", "Action 1 of"] {
      #expect(result.text.contains(said), "\(said)")
    }
  }

  @Test("outside the prompt it is printed whole, or a step of it")
  func printed() throws {
    let program = try Program()
    let whole = try program.run("tour")
    #expect(whole.status == 0 && !FileManager.default.fileExists(atPath: program.folder.path + "/phaseline.sqlite"))
    for step in TourStep.all { #expect(whole.text.contains("    \(step.command)\n")) }
    let second = try program.run("tour", "2").text
    #expect(second.hasPrefix("Tour, 2 of \(TourStep.all.count): ") && whole.text.contains(second))
    for line in whole.text.split(separator: "\n") where !line.hasPrefix("    ") { #expect(line.count <= 80) }
    #expect(
      try program.run("tour", "--end").error
        == "--back and --end are of use at the prompt, where `tour` goes step by step.\n")
    #expect(try program.run("tour", "99").error.hasPrefix("Error: The tour has the steps 1 to "))
  }

  @Test("what may be typed is what leads somewhere from there")
  func ways() {
    let text = TourText(
      layout: TerminalLayout(Surroundings(isTerminal: false, width: 200, height: 24, isColoured: false)))
    let last = TourStep.all.count - 1
    #expect(text.ways(from: 0) == "Then `tour` for the next step. `tour 5` is the fifth; `tour --end` ends it.")
    #expect(
      text.ways(from: 1)
        == "Then `tour` for the next step. `tour --back` is the one before, `tour 5` the fifth; `tour --end` ends it.")
    #expect(
      text.ways(from: last)
        == "This is the last step. `tour --back` is the one before, `tour 5` the fifth; `tour` or `tour --end` ends it."
    )
  }

  @Test("a log of the tour says that its workspace is gone, and one from before that the tour is not in it")
  func logs() throws {
    let program = try Program()
    try program.loadNation()
    let terminal = try PseudoTerminal(program, columns: 400)
    for (line, answer) in [
      ("log own.phaseline", "Commands go to own.phaseline."), ("tour", "Tour, 1 of"),
      ("log tour.phaseline", "Commands go to tour.phaseline."), ("phases", "pilot"),
      ("tour --end", "own.phaseline again; the tour's are not in it."), ("indicators", "paybands"),
    ] {
      try terminal.expect(" › ")
      terminal.type(line + "\n")
      try terminal.expect(answer)
    }
    try terminal.expect(" › ")
    terminal.type("quit\n")
    #expect(terminal.end() == 0)
    func lines(_ name: String) throws -> [Substring] {
      String(decoding: try program.data(name), as: UTF8.self).split(separator: "\n")
    }
    #expect(try lines("own.phaseline").dropFirst(2) == ["indicators"])
    let log = try lines("tour.phaseline")
    #expect(log[0].hasSuffix("The tour's workspace is gone at its end. To do them again, load its data first:"))
    #expect(log[1].hasPrefix("# phaseline --workspace illustrative.sqlite load /") && log[1].hasSuffix("/illustrative"))
    #expect(log[2...] == ["# phaseline --workspace illustrative.sqlite run tour.phaseline", "phases"])
    for line in log[1...2] {  // and so it is
      #expect(try program.run(Words.split(String(line.dropFirst("# phaseline ".count)))).status == 0)
    }
  }

  @Test("at the prompt it goes there and back in a workspace of its own, and gives the analyst's back")
  func conversation() throws {
    let program = try Program()
    try program.loadNation()
    let before = try program.data("phaseline.sqlite")
    let temporary = program.folder.appendingPathComponent("temporary")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    let terminal = try PseudoTerminal(program, variables: ["TMPDIR": temporary.path])
    try terminal.expect(" › ")
    terminal.type("tour --end\n")
    try terminal.expect("No tour is under way. `tour` begins one.")
    terminal.type("use Kelderthorpe\n")
    try terminal.expect("Kelderthorpe · internal › ")
    terminal.type("tour\n")
    try terminal.expect("yours (phaseline.sqlite) stays as it is", seconds: 60)
    try terminal.expect("tour 1/\(TourStep.all.count) · phaseline · internal › ")
    terminal.type("tour\n")
    try terminal.expect("Tour, 2 of")
    terminal.type("\(TourStep.all[1].command)\n")
    try terminal.expect("2 Appointment from shortlist: improving")
    terminal.type("tour --back\n")
    try terminal.expect("Tour, 1 of")
    terminal.type("tour 10\n")
    try terminal.expect("Tour, 10 of")
    terminal.type("\(TourStep.all[9].command)\n")
    try terminal.expect("Action 1 of Northbridge")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).count == 1)
    terminal.type("tour --end\n")
    try terminal.expect("This is yours again: phaseline.sqlite.")
    try terminal.expect("\nKelderthorpe · internal › ")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
    terminal.type("tour \(TourStep.all.count)\n")
    try terminal.expect("Tour, \(TourStep.all.count) of", seconds: 60)
    terminal.type("tour\n")
    try terminal.expect("The tour is over")
    terminal.type("tour\n")
    try terminal.expect("tour 1/", seconds: 60)
    terminal.type("quit\n")  // in the midst of it
    #expect(terminal.end() == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path).isEmpty)
    #expect(try program.data("phaseline.sqlite") == before)
  }
}
