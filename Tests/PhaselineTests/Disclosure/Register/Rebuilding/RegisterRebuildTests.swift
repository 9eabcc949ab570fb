import Foundation
import GRDB
import IndicatorStatistics
import Testing

@testable import Phaseline

/// A register started anew from what files show.
@Suite("Register started anew") struct RegisterRebuildTests {
  /// What an export says, as if it had been read from a file.
  private static func evidence(_ rows: [ExportedCount], file: String, rules: String = "under-10") -> Evidence {
    var evidence = Evidence()
    for (line, row) in zip(2..., rows) {
      let place = row.authority.map(ToldSubject.Place.organisation) ?? .area(row.area ?? "")
      func told(_ range: CountRange) -> CountRange? { range.high >= Bounds.most / 2 ? nil : range }
      evidence.counts.append(
        ToldCount(
          subject: ToldSubject(
            phase: row.phase, indicator: row.indicator, category: row.category, place: place, service: row.service),
          ethnicity: row.ethnicity, numerator: told(row.counts.numerator), denominator: told(row.counts.denominator),
          organisations: row.organisations, rules: rules,
          whereabouts: Whereabouts(file: file, place: "line \(line)")))
    }
    return evidence
  }

  private static func rulebook(_ fixture: Fixture) throws -> AuditRulebook {
    let known = try ["under-10", "under-5", "nhs-england", "hesa"].map {
      try DisclosureRules(named: $0, in: fixture.catalogue)
    }
    return AuditRulebook(usual: known[0], known: known)
  }

  private static func observations(_ fixture: Fixture, rules: String = "under-10") throws -> [ExportedCount] {
    let view = try GateTests.shared(fixture, rules: rules)
    let found = try view.observations(
      of: view.exported(nil).value, indicators: view.standard.indicators, phases: view.standard.phases, sums: true)
    try found.register(bytes: Data("\(found.value)".utf8), scope: "export", figures: found.value.count)
    return found.value
  }

  private static func damage(_ fixture: Fixture) throws {
    try alter(fixture, "DELETE FROM share_name; DELETE FROM share")
  }

  private static func alter(_ fixture: Fixture, _ sql: String) throws {
    try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: sql) }
  }

  /// A workspace of which something was shared of another standard first.
  private static func twoStandards() throws -> (fixture: Fixture, other: Fixture) {
    let fixture = try GateTests.fixture()
    var other = fixture
    other.standard = "nhs-wres"
    try GateTests.shared(other).disclosed("one").register(bytes: Data("one".utf8), scope: "one", figures: 1)
    return (fixture, other)
  }

  @discardableResult
  private static func rebuild(_ fixture: Fixture, _ evidence: Evidence) throws -> RegisterRebuild {
    try fixture.workspace().rebuildRegister(
      from: evidence, by: rulebook(fixture), command: "audit --rebuild shared.csv")
  }

  private static func numerator(_ rows: [ExportedCount], _ place: String) -> CountRange? {
    rows.first { ($0.authority ?? $0.area) == place && $0.ethnicity == .bame }?.counts.numerator
  }

  @Test("sharing works again, what the files show is known, and the journal tells it")
  func again() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.observations(fixture)
    try Self.damage(fixture)
    #expect(throws: DisclosureRefused.self) { try GateTests.shared(fixture) }
    let rebuild = try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv"))
    #expect(rebuild.remarks == [] && rebuild.shares == 1 && rebuild.counts == before.count)
    #expect(
      rebuild.words
        == "The register of what was shared is started anew from 1 file, which tells \(before.count) counts (change 3). "
        + "Whatever else was shared is forgotten: later results may give it away.")
    let workspace = try fixture.workspace()
    #expect(try workspace.history().last?.kind == .register)
    #expect(try workspace.history().last?.command == "audit --rebuild shared.csv")
    #expect(try workspace.deepChecks().allSatisfy(\.isGood))
    let share = try #require(try workspace.shares().first)
    #expect(share.scope == "taken in from shared.csv" && share.rules == "under-10" && share.names.count == 5)
    #expect(try Self.observations(fixture) == before)
    #expect(throws: UsageProblem.self) { try workspace.undo(last: 3, command: "undo") }
  }

  private static func correct(_ fixture: Fixture) throws {
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + "1,Northbridge,adults,disciplinary,all,bame,8,120\n", to: "correction.csv"))
  }

  @Test("a correction after it is hidden with what the files show in mind")
  func corrected() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.observations(fixture)
    try Self.damage(fixture)
    #expect(try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv")).remarks == [])
    try Self.correct(fixture)
    let known = try #require(Self.numerator(Self.observations(fixture), "nation"))
    #expect(known.high - known.low >= 2, "92 before, 97 after would tell that it went up by 5: \(known)")
    #expect(known.low <= 97 && known.high >= 97)
  }

  @Test("after a correction before it, what the sum that was printed is of is known only as it was printed")
  func correctedBefore() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.observations(fixture)
    try Self.correct(fixture)
    try Self.damage(fixture)
    #expect(try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv")).remarks == [])
    let received = try fixture.workspace().queue.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT received_numerator_low, received_numerator_high FROM protected_count
          WHERE ethnicity = 'bame' AND service = 'adults' ORDER BY organisation
          """)
    }
    #expect(received.map { [$0[0], $0[1]] as [Int] } == [[0, 8], [0, 8], [25, 25], [31, 31], [28, 28]])
    let after = try Self.observations(fixture)
    for name in ["Northbridge", "Saint Aldermere"] {
      #expect(try #require(Self.numerator(after, name)).isExact == false)
    }
  }

  @Test("an authority that joined since is not given away, though the files do not say who was there")
  func joined() throws {
    let without = GateTests.counts.split(separator: "\n").filter { !$0.contains("Saint Aldermere") }
    let fixture = try GateTests.fixture(without.joined(separator: "\n") + "\n")
    let before = try Self.observations(fixture)
    let rows = GateTests.counts.split(separator: "\n").filter { $0.contains("Saint Aldermere") }
    try fixture.load(
      try fixture.folder.write(Fixture.header + rows.joined(separator: "\n") + "\n", to: "joined.csv"))
    try Self.damage(fixture)
    #expect(try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv")).remarks == [])
    #expect(try Self.numerator(Self.observations(fixture), "nation")?.isExact == false, "its 5 would be the difference")
  }

  @Test("a sum over some of which nobody can tell who they are is told of, and not kept")
  func others() throws {
    let fixture = try GateTests.fixture()
    let sums = try Self.observations(fixture).filter {
      $0.area == "nation" && $0.ethnicity == .bame && $0.service == .all
    }.map { row in
      var row = row
      row.organisations = 4
      return row
    }
    try Self.damage(fixture)
    #expect(
      try Self.rebuild(fixture, Self.evidence(sums, file: "sums.csv")).remarks == [
        "sums.csv, line 2: this sum is over other authorities, and nobody can tell which; it is not kept."
      ])
  }

  @Test("what was rounded is known as rounded")
  func rounded() throws {
    let fixture = try GateTests.fixture(GateTests.counts.replacing("bame,3,120", with: "bame,9,120"))
    let before = try Self.observations(fixture, rules: "hesa")
    try Self.damage(fixture)
    #expect(try Self.rebuild(fixture, Self.evidence(before, file: "h.csv", rules: "hesa")).remarks == [])
    let ranges = try fixture.workspace().queue.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT is_rounding, numerator_low, numerator_high, received_numerator_low FROM disclosure_plan
          JOIN protected_count ON plan = id WHERE organisation = 'X0001' AND ethnicity = 'bame'
          """)
    }
    #expect(ranges.map { [$0[0], $0[1], $0[2], $0[3]] as [Int] } == [[1, 10, 10, 9]])
    _ = try Self.observations(fixture)
  }

  @Test("files of two states are two plans, each of what it shows")
  func twoStates() throws {
    let fixture = try GateTests.fixture()
    let first = try Self.observations(fixture)
    try fixture.load(
      try fixture.folder.write(
        Fixture.header + "1,Westmoor,adults,disciplinary,all,bame,27,300\n", to: "correction.csv"))
    let second = try Self.observations(fixture)
    try Self.damage(fixture)
    var evidence = Self.evidence(first, file: "one.csv")
    evidence.add(Self.evidence(second, file: "two.csv"))
    evidence.add(Self.evidence(Array(second.prefix(2)), file: "three.csv"))
    let rebuild = try Self.rebuild(fixture, evidence)
    #expect(rebuild.remarks == [] && rebuild.shares == 3)
    #expect(try fixture.integer("SELECT count(DISTINCT plan) FROM share") == 2)
  }

  @Test("a register of which not even the tables are there is made anew")
  func tables() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.observations(fixture)
    try DatabaseQueue(path: fixture.path).write {
      try $0.execute(sql: "DROP TABLE share_name; DROP TABLE register_seal")
    }
    try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv"))
    #expect(try Self.observations(fixture) == before)
    #expect(try fixture.workspace().deepChecks().allSatisfy(\.isGood))
    #expect(try fixture.integer("SELECT min(id) FROM disclosure_plan") > 1, "no number of a plan is given twice")
  }

  @Test("a file that names its rules in a part only, and one with the same bytes, are one share")
  func sameBytes() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.observations(fixture)
    let paths = try ["one.svg", "two.svg"].map { try fixture.folder.write("the same", to: $0) }
    try Self.damage(fixture)
    var evidence = Self.evidence(before, file: paths[0])
    for index in evidence.counts.indices.suffix(2) { evidence.counts[index].rules = nil }
    evidence.add(Self.evidence(before, file: paths[1]))
    let rebuild = try Self.rebuild(fixture, evidence)
    #expect(rebuild.shares == 1 && rebuild.counts == before.count)
    #expect(try fixture.workspace().shares().map(\.scope) == ["taken in from \(paths[0])"])
    #expect(try fixture.workspace().deepChecks().allSatisfy(\.isGood))
  }

  @Test("a register that is whole is left alone")
  func whole() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.observations(fixture)
    let refused = #expect(throws: RebuildProblem.self) {
      try Self.rebuild(fixture, Self.evidence(Array(before.prefix(2)), file: "one.csv"))
    }
    #expect(
      refused?.description
        == "The register of what was shared is whole, so there is nothing to rebuild: whatever is not in the files "
        + "would be forgotten. Nothing was changed; `shares` lists what it keeps.")
    #expect(try fixture.workspace().shares().map(\.scope) == ["export"])
    #expect(try fixture.workspace().history().count == 2)
  }

  @Test("what is kept of another standard, and is whole, stays so")
  func otherStandard() throws {
    let (fixture, other) = try Self.twoStandards()
    let before = try Self.observations(fixture)
    try Self.alter(fixture, "UPDATE share SET scope = 'x' WHERE id = 2")
    #expect(try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv")).remarks == [])
    #expect(try other.workspace().shares().map(\.scope) == ["one"])
    #expect(try fixture.workspace().deepChecks().allSatisfy(\.isGood))
    #expect(try Self.observations(fixture) == before)
  }

  @Test(
    "another standard's damage, or what may be, stays until its files are read",
    arguments: [
      ("UPDATE share SET scope = 'x' WHERE id = 1", "entry 1 is not what was written"),
      ("DELETE FROM share_name; DELETE FROM share WHERE id = 2", "entry 1 is not what was written"),
      (
        "DELETE FROM share_name; DELETE FROM share",
        "the counts of plan 1, as they were shared, are not what was written"
      ),
    ])
  func otherDamaged(sql: String, damage: String) throws {
    let (fixture, _) = try Self.twoStandards()
    let before = try Self.observations(fixture)
    try Self.alter(fixture, sql)
    #expect(
      try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv")).remarks == [
        "What was shared of nhs-wres may be damaged too: nothing is shared from this workspace until `phaseline audit "
          + "--workspace \(fixture.path) --standard nhs-wres --rebuild PATH…` has read its files."
      ])
    #expect(try fixture.workspace().registerDamage() == [damage])
    #expect(throws: DisclosureRefused.self) { try GateTests.shared(fixture) }
    #expect(try fixture.workspace().shares().map(\.scope) == ["taken in from shared.csv"])
  }

  @Test("a register without its tables is not made anew over what it keeps of another standard")
  func otherTables() throws {
    let (fixture, other) = try Self.twoStandards()
    let before = try Self.observations(fixture)
    try Self.alter(fixture, "DROP TRIGGER protected_count_gone")
    #expect(throws: RebuildProblem.others(["nhs-wres"])) {
      try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv"))
    }
    #expect(try other.workspace().shares().map(\.scope) == ["one"])
  }

  @Test("changes since it can be taken back, and no more")
  func undone() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.observations(fixture)
    try Self.damage(fixture)
    try Self.rebuild(fixture, Self.evidence(before, file: "shared.csv"))
    try Self.correct(fixture)
    let workspace = try fixture.workspace()
    #expect(throws: UsageProblem.registerAnew(3, since: 1)) { try workspace.undo(last: 2, command: "undo 2") }
    #expect(try workspace.undo(last: 1, command: "undo").map(\.change.id) == [4])
    #expect(throws: UsageProblem.registerAnew(3, since: 0)) { try workspace.undo(last: 1, command: "undo") }
  }

  @Test("files of another workspace are refused with file and line, and nothing is changed")
  func refused() throws {
    let fixture = try GateTests.fixture()
    let before = try Self.observations(fixture)
    try Self.alter(fixture, "DELETE FROM share_name")
    func refusal(_ change: (inout ToldCount) -> Void) throws -> String? {
      var evidence = Self.evidence(before, file: "shared.csv")
      for index in evidence.counts.indices { change(&evidence.counts[index]) }
      return #expect(throws: RebuildProblem.self) { try Self.rebuild(fixture, evidence) }?.description
    }
    let rest = " The file was shared from another workspace: leave it out, and start again. Nothing was changed."
    #expect(
      try refusal {
        $0.subject.place = $0.subject.place == .organisation("Westmoor") ? .organisation("Eastmoor") : $0.subject.place
      }
        == "shared.csv, line 8: this workspace has no authority 'Eastmoor'." + rest)
    #expect(try refusal { $0.subject.phase = "99" } == "shared.csv, line 2: this workspace has no phase '99'." + rest)
    #expect(
      try refusal { $0.subject.indicator = "x" } == "shared.csv, line 2: this workspace has no indicator 'x'." + rest)
    #expect(
      try refusal { $0.subject.category = "x" }
        == "shared.csv, line 2: this workspace has no category of disciplinary 'x'." + rest)
    #expect(
      try refusal { if case .area = $0.subject.place { $0.subject.place = .area("region West") } }
        == "shared.csv, line 17: this workspace has no area 'region West'." + rest)
    #expect(
      try refusal { $0.denominator = CountRange(7777) }
        == "shared.csv: 15 of 15 counts, the first at shared.csv, line 2, are of no state of this workspace, so the file was "
        + "shared from another, or altered: leave it out, and start again. Nothing was changed.")
    let nothing = #expect(throws: RebuildProblem.self) { try Self.rebuild(fixture, Evidence()) }
    #expect(
      nothing?.description
        == "None of the files tells a count that the register could keep. Name those that were shared: exports, results as "
        + "JSON, charts with their data, reports. Nothing was changed.")
    #expect(try fixture.workspace().shares().map(\.scope) == ["export"])
    #expect(try fixture.workspace().history().count == 2)
  }

  @Test("a single count of no state is kept, with a remark")
  func stranger() throws {
    let fixture = try GateTests.fixture()
    var evidence = Self.evidence(try Self.observations(fixture), file: "shared.csv")
    let index = try #require(
      evidence.counts.firstIndex {
        $0.subject.place == .organisation("Westmoor") && $0.ethnicity == .bame
      })
    evidence.counts[index].numerator = CountRange(26)
    try Self.damage(fixture)
    let rebuild = try Self.rebuild(fixture, evidence)
    #expect(
      rebuild.remarks.first
        == "shared.csv, line \(index + 2): these counts are of no state of the workspace; they are kept as known to others."
    )
    _ = try Self.observations(fixture)
  }
}
