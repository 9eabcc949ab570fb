import Foundation
import GRDB
import TestSupport
import Testing

@testable import Phaseline

/// Steps of the cycle, in and out of a real workspace.
@Suite("Recording the cycle") struct RecordingTests {
  static let today = "2027-06-01"

  /// Two authorities and an employer, all fictional; counts of one in phase 1. No register of fictional authorities may name
  /// an employer, which would be a real one: it is made one afterwards.
  /// - Parameter more: Rows of counts besides.
  static func fixture(more: String = "") throws -> Fixture {
    let fixture = try Fixture()
    try fixture.load(
      try fixture.folder.write(
        Fixture.register + "X0003,Carefield,South,illustrative,illustrative\n", to: "register.csv"))
    try fixture.load(
      try fixture.folder.write(
        Fixture.header
          + "1,Northbridge,all,training,all,bame,26,250\n1,Northbridge,all,training,all,white,70,740\n" + more,
        to: "counts.csv"))
    try DatabaseQueue(path: fixture.path).write { db in
      try db.execute(sql: "UPDATE organisation SET kind = 'employer' WHERE code = 'X0003'")
    }
    return fixture
  }

  @discardableResult
  static func record(
    _ kind: CycleStep.Kind, _ phase: String, _ day: String, of name: String = "Northbridge", in workspace: Workspace,
    today: String = RecordingTests.today
  ) throws -> Recorded {
    try workspace.record(
      kind, of: workspace.organisation(named: name), phase: workspace.standard.phase(named: phase), on: Day(day),
      today: Day(today), command: "cycle record")
  }

  private static func participation(_ fixture: Fixture) throws -> [String] {
    try fixture.dump().filter { $0.contains("participation ") }
  }

  @Test("a day is recorded, replaced, and the same again changes nothing; undo and redo bring each back")
  func reversible() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    #expect(
      try Self.record(.registered, "4", "2026-05-12", in: workspace).words
        == "Northbridge, phase 4: registered on 12 May 2026 (change 3).")
    let first = try fixture.current()
    #expect(
      try Self.record(.registered, "4", "2026-05-13", in: workspace).words
        == "Northbridge, phase 4: registered on 13 May 2026, in place of: registered on 12 May 2026 (change 4). `undo` "
        + "takes it back.")
    let second = try fixture.dump()
    #expect(
      try Self.record(.registered, "4", "2026-05-13", in: workspace).words
        == "Northbridge, phase 4: registered on 13 May 2026: recorded already; nothing changed.")
    #expect(try fixture.dump() == second)
    #expect(try workspace.history().map(\.kind) == [.load, .load, .record, .record])
    #expect(try workspace.undo(last: 1, command: "undo").map(\.tally) == [LoadTally(added: 1, removed: 1)])
    #expect(try fixture.current() == first)
    _ = try workspace.undo(last: 1, command: "undo")
    #expect(try fixture.current().filter { $0.hasPrefix("participation") }.isEmpty)
    _ = try workspace.redo(last: 2, command: "redo 2")
    #expect(try fixture.dump() == second)
    #expect(try workspace.deepChecks().allSatisfy(\.isGood))
  }

  @Test("the journal tells what a record changed")
  func told() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    try Self.record(.registered, "4", "2026-05-12", in: workspace)
    _ = try workspace.recordConsent(
      true, of: workspace.organisation(named: "Northbridge"), phase: workspace.standard.phase(named: "4"),
      on: Day("2026-05-14"), today: Day(Self.today), command: "cycle record")
    let detail = try workspace.detail(of: 4)
    #expect(detail.parts.map(\.table) == [.participation] && detail.parts.map(\.phase) == ["4"])
    #expect(detail.rows.map(\.was) == ["registered 2026-05-12"])
    #expect(detail.rows.map(\.now) == ["registered 2026-05-12, may be named (asked 2026-05-14)"])
    #expect(detail.rows.map(\.authority) == ["Northbridge"])
    #expect(try workspace.detail(of: 3).parts.map(\.added) == [1])
  }

  @Test("a load taken back, whose organisation a record names, goes once the record has gone")
  func references() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    try Self.record(.registered, "4", "2026-05-12", in: workspace)
    _ = try workspace.undo(last: 3, command: "undo 3")
    #expect(try fixture.current().isEmpty)
    _ = try workspace.redo(last: 3, command: "redo 3")
    #expect(try Self.participation(fixture).count == 1)
    #expect(try workspace.deepChecks().allSatisfy(\.isGood))
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var kind = CycleStep.Kind.submitted
    var phase = "4"
    var day: String
    var message: String
    var testDescription: String { "\(kind.rawValue) \(phase) \(day)" }
  }

  @Test(
    "what cannot be is refused, and nothing is changed",
    arguments: [
      Wrong(
        day: "2027-06-02",
        message:
          "2 June 2027 is still to come: today is 1 June 2027, and what is recorded has been done. Record it then, "
          + "or correct the day; nothing was changed."),
      Wrong(
        phase: "5", day: "2026-03-31",
        message:
          "31 March 2026 is far from phase 5, which runs from April 2027 to March 2028 (assumed): a day from 1 April "
          + "2026 to 1 April 2029 is expected. Correct the day or the phase; nothing was changed."),
      Wrong(
        phase: "1", day: "2025-04-02",
        message:
          "2 April 2025 is far from phase 1, which runs from April 2023 to March 2024: a day from 1 April 2022 to 1 "
          + "April 2025 is expected. Correct the day or the phase; nothing was changed."),
      Wrong(
        day: "2026-05-11",
        message:
          "Northbridge, phase 4: submitted on 11 May 2026 is out of order: registered, an earlier step, was on 12 May "
          + "2026. Correct the day that is wrong, or the phase; nothing was changed."),
      Wrong(
        kind: .tookPart, day: "2027-01-11",
        message:
          "Northbridge, phase 4: took part on 11 January 2027 is out of order: reported, a later step, was on 10 "
          + "January 2027. Correct the day that is wrong, or the phase; nothing was changed."),
      Wrong(
        kind: .registered, phase: "3", day: "2026-05-13",
        message:
          "Northbridge, phase 3: registered on 13 May 2026 is out of order: that of phase 4, a later phase, was on 12 "
          + "May 2026. Correct the day that is wrong, or the phase; nothing was changed."),
      Wrong(
        kind: .reported, phase: "5", day: "2027-01-09",
        message:
          "Northbridge, phase 5: reported on 9 January 2027 is out of order: that of phase 4, an earlier phase, was on "
          + "10 January 2027. Correct the day that is wrong, or the phase; nothing was changed."),
    ])
  func refused(_ it: Wrong) throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    try Self.record(.registered, "4", "2026-05-12", in: workspace)
    try Self.record(.reported, "4", "2027-01-10", in: workspace)
    let before = try fixture.dump()
    let problem = #expect(throws: UsageProblem.self) {
      try Self.record(it.kind, it.phase, it.day, in: workspace)
    }
    #expect(problem?.description == it.message)
    #expect(try fixture.dump() == before)
    #expect(try workspace.history().count == 4)
  }

  @Test("a standard without a cycle has nothing to record")
  func noCycle() throws {
    var fixture = try Fixture()
    fixture.standard = "nhs-wres"
    try fixture.load(Fixture.data.appendingPathComponent("nhs-wres").path)
    let workspace = try fixture.workspace()
    let (organisation, phase) = (try workspace.organisations()[0], workspace.standard.phases[0])
    let message =
      "NHS WRES has no cycle: its catalogue has no list of steps. Name a standard that has with `--standard`."
    for attempt in [
      { _ = try workspace.record(.registered, of: organisation, phase: phase, on: Day("2016-05-01"), command: "") },
      { _ = try workspace.recordConsent(true, of: organisation, phase: phase, on: Day("2016-05-01"), command: "") },
      { _ = try workspace.cycle(in: phase, today: Day("2016-05-01")) },
    ] {
      let problem = #expect(throws: UsageProblem.self) { try attempt() }
      #expect(problem?.description == message)
    }
  }

  @Test("who may be named in a workspace of an older version still may, and its journal agrees")
  func migrated() throws {
    let fixture = try Self.fixture()
    try OldWorkspace.make(of: fixture.path, version: 3)
    try DatabaseQueue(path: fixture.path).write { db in
      try db.execute(
        sql: """
          INSERT INTO participation (standard, organisation, phase, may_be_named) VALUES
            ('sc-wres', 'X0001', '1', 1), ('sc-wres', 'X0002', '1', 0), ('nhs-wres', 'X0001', '1', 1)
          """)
    }
    let workspace = try fixture.workspace()
    let named = try workspace.queue.read { try Organisation.whoMayBeNamed(of: "sc-wres", in: nil, $0) }
    #expect(named == ["X0001"])
    #expect(try Self.participation(fixture).count == 2)
    #expect(try workspace.deepChecks().allSatisfy(\.isGood))
    // They are a change of their own, which goes before the register that it rests on.
    for _ in try workspace.journal().standing { _ = try workspace.undo(last: 1, command: "undo") }
    #expect(try Self.participation(fixture).isEmpty)
    #expect(try workspace.deepChecks().allSatisfy(\.isGood))
  }
}
