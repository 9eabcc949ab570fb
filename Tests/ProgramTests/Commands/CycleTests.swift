import CICal
import Foundation
import GRDB
import Testing

@testable import Phaseline
@testable import PhaselineProgram

/// The cycle through the real program: calendars that libical reads back, and the same in every way of saying it.
@Suite("cycle") struct CycleTests {
  private static let register = """
    code,name,region,type,kind
    X0001,Northbridge,North,a,illustrative
    X0002,"Saint Ælfwyn's with Llanfair Môr, Ærøskøbing; and a Name that is Long beyond all Need",South,a,illustrative
    X0003,Carefield,South,a,illustrative

    """

  private func program() throws -> Program {
    let program = try Program()
    try program.write(Self.register, to: "register.csv")
    #expect(try program.run("load", "register.csv").status == 0)
    // No register of fictional authorities may name an employer, which would be a real one: it is made one afterwards.
    try DatabaseQueue(path: program.folder.appendingPathComponent("phaseline.sqlite").path).write { db in
      try db.execute(sql: "UPDATE organisation SET kind = 'employer' WHERE code = 'X0003'")
    }
    return program
  }

  /// What libical reads of an event.
  private struct Event: Equatable {
    var uid, summary, description, day, stamp: String
  }

  private static func events(_ calendar: String) throws -> [Event] {
    let root = try #require(icalparser_parse_string(calendar))
    defer { icalcomponent_free(root) }
    #expect(icalcomponent_count_errors(root) == 0)
    #expect(icalrestriction_check(root) == 1)
    var events: [Event] = []
    var next = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT)
    while let event = next {
      let day = icalcomponent_get_dtstart(event)
      #expect(day.is_date == 1)
      func text(_ value: UnsafePointer<CChar>?) -> String { value.map { String(cString: $0) } ?? "" }
      events.append(
        Event(
          uid: text(icalcomponent_get_uid(event)), summary: text(icalcomponent_get_summary(event)),
          description: text(icalcomponent_get_description(event)), day: text(icaltime_as_ical_string(day)),
          stamp: text(icaltime_as_ical_string(icalcomponent_get_dtstamp(event)))))
      next = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT)
    }
    return events
  }

  @Test("a calendar is what RFC 5545 wants: CR LF, 75 octets, whole characters; libical reads the same back")
  func calendar() throws {
    let program = try program()
    let own = try program.run("cycle", "X0002", "--phase", "4", "--as-of", "2026-09-15", "-o", "own.ics")
    #expect(own.status == 0 && own.text == "own.ics\n", "\(own.error)")
    let bytes = try program.data("own.ics")
    let text = try #require(String(data: bytes, encoding: .utf8))
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    #expect(lines.count > 30 && lines.allSatisfy { $0.last == UInt8(ascii: "\r") && $0.count <= 76 })
    #expect(lines.allSatisfy { String(data: Data($0), encoding: .utf8) != nil }, "no character is cut in two")
    #expect(lines.contains { $0.first == UInt8(ascii: " ") }, "long lines are folded")
    let events = try Self.events(text)
    #expect(events.map(\.day) == ["20260630", "20260831", "20261031", "20270131", "20270331"])
    #expect(events.allSatisfy { $0.stamp == "20260915T000000Z" })
    #expect(
      events[0].summary
        == "Saint Ælfwyn's with Llanfair Môr, Ærøskøbing; and a Name that is Long beyond all Need, SC-WRES phase 4: last day "
        + "for 'Registered'")
    #expect(events[0].description.hasSuffix("Illustrative data: no real authority."))
    #expect(Set(events.map(\.uid)).count == 5)
    let again = try program.run("cycle", "X0002", "--phase", "4", "--as-of", "2026-09-15", "--format", "ics")
    #expect(again.output == bytes)
    let later = try program.run("cycle", "X0002", "--phase", "4", "--as-of", "2026-09-16", "--format", "ics")
    #expect(try Self.events(later.text).map(\.uid) == events.map(\.uid), "a newer calendar replaces its days")
  }

  @Test("an authority's has when its actions are due and the phase's sessions, whatever is in their words")
  func programme() throws {
    let program = try program()
    let title = "Interviews, structured; \\n \"scored\" \\ <b>always</b>: END:VEVENT Ærøskøbing"
    for words in [
      ["action", "add", "X0001", "shortlisting", "--title", title, "--term", "short", "--start", "3", "--due", "4"],
      ["session", "add", "--on", "2026-05-12", "--title", title],
    ] {
      let result = try program.run(words)
      #expect(result.status == 0, "\(result.error)")
    }
    let own = try program.run("cycle", "X0001", "--phase", "4", "--as-of", "2026-09-15", "--format", "ics")
    let events = try Self.events(own.text)
    #expect(events.count == 7)
    #expect(events.map(\.day) == events.map(\.day).sorted())
    let due = try #require(events.first { $0.uid == "sc-wres-X0001-action-1@phaseline" })
    #expect(due.day == "20261031" && due.summary == "Northbridge, action 1 is due: \(title)")
    let session = try #require(events.first { $0.uid == "sc-wres-session-1@phaseline" })
    #expect(session.day == "20260512" && session.summary == "Community of Practice, session 1: \(title)")
    let programme = try program.run("cycle", "--phase", "4", "--as-of", "2026-09-15", "--format", "ics")
    #expect(try Self.events(programme.text).filter { !$0.uid.contains("-phase-") } == [session])
  }

  @Test("a line feed in a text does not end it")
  func lineFeeds() throws {
    let text = "One, two; three\nfour\\five\nEND:VEVENT"
    let day = try Day("2026-05-12")
    let calendar = ProgrammeCalendar(
      [ProgrammeCalendar.Event(uid: "x@phaseline", day: day, summary: text, description: text)], made: day)
    let events = try Self.events(CalendarText.text(calendar))
    #expect(events.map(\.summary) == [text] && events.map(\.description) == [text])
  }

  @Test("prompt's standard input, script and separate calls record, show and take back the same")
  func everyWay() throws {
    let lines = [
      "cycle record Northbridge --phase 4 registered --on 2026-05-12",
      "cycle record Carefield --phase 4 registered --on 2026-05-13",
      "cycle record Northbridge --phase 4 may-be-named --on 2026-05-12",
      "cycle Northbridge --as-of 2026-09-15 --format json", "cycle --every-authority --as-of 2026-09-15",
      "undo", "cycle Northbridge --as-of 2026-09-15 --format csv", "redo", "cycle --as-of 2026-09-15 --format jsonl",
      "history --format jsonl",
    ]
    let input = try program().run([], input: lines.joined(separator: "\n") + "\n")
    let scripted = try program()
    try scripted.write(lines.joined(separator: "\n"), to: "x.phaseline")
    let script = try scripted.run("run", "x.phaseline")
    let separate = try program()
    let answers = try lines.map { try separate.run($0.split(separator: " ").map(String.init)).text }.joined()
    #expect(input.status == 0 && script.status == 0, "\(input.error)\(script.error)")
    #expect(Program.timeless(input.text) == Program.timeless(answers))
    #expect(Program.timeless(script.text) == Program.timeless(answers))
    #expect(
      answers.contains("\"may_be_named\" : \"yes\"") && answers.contains("Carefield") && answers.contains("(employer)"))
  }

  @Test("no text in CSV is a formula to a spreadsheet, and what is exported loads again")
  func formulas() throws {
    let program = try Program()
    try program.write(
      "code,name,region,type,kind\nX0001,=cmd|' /C calc'!A0,North,a,illustrative\nX0002,Northbridge,+East,a,illustrative\n",
      to: "register.csv")
    let header = "phase,authority,service,indicator,category,ethnicity,numerator,denominator,source\n"
    try program.write(
      header + "1,X0001,all,training,all,bame,26,250,@SUM(A1)\n1,X0001,all,training,all,white,70,740,-1\n"
        + "1,X0002,all,training,all,bame,6-9,250,\n1,X0002,all,training,all,white,70,740,\n", to: "counts.csv")
    #expect(try program.run("load", "register.csv", "counts.csv").status == 0)
    let listed = try program.run("authorities", "--format", "csv").text
    #expect(listed.contains("X0001,'=cmd|' /C calc'!A0,") && listed.contains("X0002,Northbridge,illustrative,'+East,"))
    let exported = try program.run("export", "observations", "--format", "csv").text
    #expect(exported.contains(",'@SUM(A1),") && exported.contains(",-1,"))
    #expect(try program.run("cycle", "--every-authority", "--format", "csv").text.contains("X0001,'=cmd|'"))
    #expect(try program.run("export", "observations", "Northbridge", "-o", "own.csv").status == 0)
    let again = try program.run("load", "own.csv", "--ignore-unknown-columns")
    #expect(again.status == 0, "\(again.error)")
    #expect(try program.run("history", "--format", "csv").text.split(separator: "\n").count == 2, "it changed nothing")
  }
}
