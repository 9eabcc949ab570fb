import Foundation
import GRDB
import Testing

@testable import Phaseline

/// Each kind of damage is done to a real file, and must be found.
@Suite("Deep checks") struct DeepChecksTests {
  /// A register, counts, a correction with one row more, and a load that is taken back.
  private static func workspace() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.loadCounts(LoaderTests.rows)
    try fixture.loadCounts(
      LoaderTests.rows.replacing("26,250", with: "28,250") + "2,Northbridge,all,training,all,bame,1,10\n",
      named: "corrected.csv")
    try fixture.loadCounts("3,Northbridge,all,training,all,bame,1,10\n", named: "third.csv")
    _ = try fixture.workspace().undo(last: 1, command: "undo")
    return fixture
  }

  @Test("a sound workspace passes, each check saying what it looked at")
  func sound() throws {
    let checks = try Self.workspace().workspace().deepChecks()
    #expect(
      checks.map { "\($0.isGood) \($0.name): \($0.found)\($0.remedy)" } == [
        "true file: every page, index and constraint is sound", "true references: every row names what is there",
        "true national totals: 2 are the sums of the counts", "true journal: rows: 9 rows are what the loads brought",
        "true journal: replaced: what loads replaced is kept",
        "true journal: taken back: what undos took back is kept",
        "true journal: changes: every row is of a load that the journal has",
        "true register of shares: 0 entries are what was written",
      ])
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    var sql: String
    var found: [String: String]
    var testDescription: String { sql }
  }

  @Test(
    "damage is found",
    arguments: [
      Damage(
        sql: "UPDATE national_total SET numerator_high = numerator_high + 1 WHERE ethnicity = 'bame'",
        found: ["national totals": "phase 1, shortlisting, all, all, bame: not the sum of the counts"]),
      Damage(
        sql: "DELETE FROM national_total WHERE ethnicity = 'white'",
        found: ["national totals": "phase 1, shortlisting, all, all, white: not the sum of the counts"]),
      Damage(
        sql: "UPDATE national_total SET phase = '2'",
        found: [
          "national totals": "phase 1, shortlisting, all, all, bame: not the sum of the counts; "
            + "phase 2, shortlisting, all, all, bame: not the sum of the counts"
        ]),
      Damage(
        sql: "DELETE FROM observation WHERE phase = '2'",
        found: ["journal: rows": "rows that change 3 brought: 2 by the journal, 1 found"]),
      Damage(
        sql:
          "INSERT INTO observation SELECT standard, '2', indicator, organisation, category, service, 'white', 1, 1, 2, 2, "
          + "NULL, NULL, 3 FROM observation WHERE phase = '2'",
        found: [
          "journal: rows": "rows that change 3 brought: 2 by the journal, 3 found",
          "national totals": "phase 2, training, all, all, bame: not the sum of the counts",
        ]),
      Damage(
        sql: "DELETE FROM replaced_observation WHERE replaced_by = 3",
        found: [
          "journal: rows": "rows that change 2 brought: 4 by the journal, 3 found",
          "journal: replaced": "rows that change 3 replaced: 1 by the journal, 0 found",
        ]),
      Damage(
        sql: "UPDATE replaced_observation SET replaced_by = 4 WHERE replaced_by = 3",
        found: [
          "journal: replaced": "rows that change 3 replaced: 1 by the journal, 0 found; "
            + "rows that change 4 replaced: 0 by the journal, 1 found"
        ]),
      Damage(
        sql: "DELETE FROM replaced_observation WHERE replaced_by = 5",
        found: [
          "journal: rows": "rows that change 4 brought: 1 by the journal, 0 found",
          "journal: taken back": "rows that change 5 took back: 1 by the journal, 0 found",
        ]),
      Damage(
        sql: "UPDATE observation SET change = 99 WHERE phase = '2'",
        found: [
          "journal: rows": "rows that change 3 brought: 2 by the journal, 1 found",
          "journal: changes": "1 rows of observation are of change 99, no load of the journal; "
            + "1 counts of phase 2, training, are not noted of change 99",
        ]),
      Damage(
        sql: "DELETE FROM change_scope WHERE change = 3 AND phase = '2'",
        found: ["journal: changes": "1 counts of phase 2, training, are not noted of change 3"]),
      Damage(
        sql: "DELETE FROM organisation WHERE code = 'X0002'",
        found: [
          "references": "2 rows of observation name what is not in organisation",
          "journal: rows": "rows that change 1 brought: 2 by the journal, 1 found",
        ]),
      Damage(
        sql: "PRAGMA ignore_check_constraints = ON; UPDATE observation SET numerator_low = 9999 WHERE phase = '2'",
        found: ["file": "CHECK constraint failed in observation"]),
    ])
  func damaged(_ damage: Damage) throws {
    let fixture = try Self.workspace()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: fixture.path, configuration: configuration).writeWithoutTransaction {
      try $0.execute(sql: damage.sql)
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    let bad = try fixture.workspace().deepChecks().filter { !$0.isGood }
    #expect(Dictionary(uniqueKeysWithValues: bad.map { ($0.name, $0.found) }) == damage.found)
    #expect(bad.allSatisfy { !$0.remedy.isEmpty })
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before, "nothing is repaired")
  }

  @Test("a damaged page is found, and nothing that it says is believed")
  func page() throws {
    let fixture = try Self.workspace()
    try fixture.damagePage(of: "observation")
    let checks = try fixture.workspace().deepChecks()
    #expect(checks.map(\.name) == ["file"])
    #expect(checks.map(\.isGood) == [false])
    #expect(checks.first?.found.contains("btreeInitPage() returns error code 11") == true)
    #expect(checks.map(\.remedy) == ["restore a copy that `backup` made"])
    #expect(try Workspace.damage(at: fixture.path).isEmpty == false)
    let sound = try Self.workspace()
    #expect(try Workspace.damage(at: sound.path) == [])
  }
}
