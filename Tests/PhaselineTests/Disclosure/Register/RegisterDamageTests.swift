import Foundation
import GRDB
import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// A register from which somebody has taken something, or altered it, with a program of their own.
@Suite("A damaged register") struct RegisterDamageTests {
  /// Three entries: two of the counts as they came, one of them corrected.
  private static func fixture() throws -> Fixture {
    let fixture = try GateTests.fixture()
    try share(fixture, "one")
    try share(fixture, "two")
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + "1,Westmoor,adults,disciplinary,all,bame,27,300\n", to: "correction.csv"))
    try share(fixture, "three")
    return fixture
  }

  private static func share(_ fixture: Fixture, _ words: String) throws {
    try GateTests.shared(fixture).disclosed(words).register(
      bytes: Data("\(words) of Westmoor".utf8), scope: words, figures: 1)
  }

  /// As `sqlite3` would: it does not look after references.
  private static func alter(_ fixture: Fixture, _ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: fixture.path, configuration: configuration).write { try $0.execute(sql: sql) }
  }

  private static func refusal(_ fixture: Fixture, _ damage: String) -> String {
    "\(fixture.path): the register of what was shared is damaged: \(damage). Until it is whole nothing is shared from this "
      + "workspace, since nobody can tell what others know already; internal results go on. Restore a copy that `backup` made "
      + "after the last share, or start the register anew from the files that were shared: `phaseline audit --workspace "
      + "\(fixture.path) --rebuild PATH…`."
  }

  static let cases: [(sql: String, damage: String)] = [
    ("DELETE FROM share", "entries 1 to 3 are gone"), ("DELETE FROM share WHERE id = 2", "entry 2 is gone"),
    ("DELETE FROM share WHERE id = 3", "entry 3 is gone"),
    ("UPDATE share SET scope = 'x' WHERE id = 2", "entry 2 is not what was written"),
    ("UPDATE share SET id = 9 WHERE id = 3", "entries 3 to 8 are gone"),
    ("UPDATE share SET plan = 1 WHERE id = 3", "entry 3 is not what was written"),
    (
      "INSERT INTO share SELECT 4, at, standard, 'x', rules, plan, figures, sha256, seal FROM share WHERE id = 3",
      "entry 4 is not what was written"
    ), ("DELETE FROM share_name WHERE share = 1", "entry 1 is not what was written"),
    ("DELETE FROM disclosure_plan WHERE id = 2", "entry 3 was shared of plan 2, which is gone"),
    ("UPDATE disclosure_plan SET register = '[]' WHERE id = 2", "entry 3 is not what was written"),
    (
      "DELETE FROM protected_count WHERE plan = 1 AND ethnicity = 'bame'",
      "the counts of plan 1, as they were shared, are not what was written"
    ),
    (
      "UPDATE protected_total SET numerator_low = 0 WHERE plan = 2",
      "the counts of plan 2, as they were shared, are not what was written"
    ), ("DELETE FROM register_seal", "the seal over its entries is gone"),
    ("DELETE FROM share; UPDATE register_seal SET shares = 0", "the seal over its entries is gone"),
    ("UPDATE disclosure_plan SET digest = NULL WHERE id = 2", "entry 3 is not what was written"),
    ("UPDATE share SET seal = NULL WHERE id = 3", "entry 3 is not what was written"),
    ("DROP TABLE share_name", "share_name is not there"),
    ("DROP TRIGGER protected_count_gone", "protected_count_gone is not there"),
  ]

  @Test("nothing is shared, and it says what is wrong and what to do; internal results go on", arguments: cases)
  func refused(sql: String, damage: String) throws {
    let fixture = try Self.fixture()
    try Self.alter(fixture, sql)
    let refused = #expect(throws: DisclosureRefused.self) { try GateTests.shared(fixture) }
    #expect(refused?.description == Self.refusal(fixture, damage))
    #expect(
      try GateTests.compare(Gate(audience: .internal).view(of: fixture.workspace()), "Westmoor").phases.count == 1)
    let check = try #require(try fixture.workspace().deepChecks().first { $0.name == "register of shares" })
    #expect(!check.isGood)
    #expect(check.found.contains(damage))
    #expect(try fixture.workspace().registerDamage() == [damage])
  }

  @Test("what was shared is listed as far as it is there, and not at all without the tables that keep it")
  func listed() throws {
    let fixture = try Self.fixture()
    try Self.alter(fixture, "DELETE FROM share WHERE id = 2")
    #expect(try fixture.workspace().shares().map(\.scope) == ["one", "three"])
    try Self.alter(fixture, "DROP TABLE share_name")
    let refused = #expect(throws: DisclosureRefused.self) { try fixture.workspace().shares() }
    #expect(refused?.description == Self.refusal(fixture, "share_name is not there"))
  }

  @Test("what to do names the workspace and the standard where they are not the usual ones")
  func command() {
    #expect(
      RegisterRebuild.command(in: "phaseline.sqlite", standard: "sc-wres") == "phaseline audit --rebuild PATH…")
    #expect(
      RegisterRebuild.command(in: "my files/w.sqlite", standard: "nhs-wres")
        == "phaseline audit --workspace \"my files/w.sqlite\" --standard nhs-wres --rebuild PATH…")
  }

  @Test("a workspace that is open notices it too, once another program has written")
  func open() throws {
    let fixture = try Self.fixture()
    let workspace = try fixture.workspace()
    let gate = Gate(audience: .shared, rules: try DisclosureRules(named: "under-10", in: fixture.catalogue))
    let view = try gate.view(of: workspace)
    try Self.alter(fixture, "DELETE FROM share WHERE id = 1")
    let damaged = DisclosureRefused(
      .damagedRegister(path: fixture.path, standard: Standard.defaultKey, damage: ["entry 1 is gone"]))
    #expect(throws: damaged) {
      try gate.view(of: workspace)
    }
    #expect(throws: DisclosureRefused.self) {
      try view.disclosed("four").register(bytes: Data("four".utf8), scope: "four", figures: 1)
    }
  }

  @Test("rows altered behind the workspace's back show where a plan is made of them, and in a deep check")
  func behind() throws {
    let fixture = try Self.fixture()
    try Self.alter(
      fixture,
      "UPDATE protected_count SET received_numerator_low = 0 WHERE plan = 1; UPDATE register_seal SET altered_plan = NULL"
    )
    _ = try GateTests.shared(fixture)
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + "1,Westmoor,adults,disciplinary,all,bame,29,300\n", to: "correction.csv"))
    let damage = "the counts of plan 1, as they were shared, are not what was written"
    let refused = #expect(throws: DisclosureRefused.self) { try GateTests.shared(fixture) }
    #expect(refused?.description == Self.refusal(fixture, damage))
    #expect(try fixture.workspace().deepChecks().contains { $0.found == damage && !$0.isGood })
  }

  @Test("plans that nothing was shared of may go, and a whole register is told as such")
  func whole() throws {
    let fixture = try Self.fixture()
    _ = try GateTests.shared(fixture, rules: "under-5")
    try Self.alter(fixture, "DELETE FROM disclosure_plan WHERE rules = 'under-5'")
    _ = try GateTests.shared(fixture)
    let check = try #require(try fixture.workspace().deepChecks().first { $0.name == "register of shares" })
    #expect(check.isGood && check.found == "3 entries are what was written" && check.remedy.isEmpty)
  }

  @Test("a workspace of an older version gets its seals where it is opened, and shares on", arguments: [3, 5])
  func old(version: Int) throws {
    let fixture = try Self.fixture()
    try OldWorkspace.make(of: fixture.path, version: version)
    #expect(try fixture.workspace().registerDamage() == [])
    try Self.share(fixture, "four")
    #expect(try fixture.workspace().deepChecks().allSatisfy(\.isGood))
    try Self.alter(fixture, "DELETE FROM share WHERE id = 2")
    #expect(try fixture.workspace().registerDamage() == ["entry 2 is gone"])
  }
}
