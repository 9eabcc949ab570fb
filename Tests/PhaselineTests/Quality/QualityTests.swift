import Foundation
import GRDB
import Testing

@testable import Phaseline

/// What `quality` finds: each sort where it is, and not where it is not.
@Suite("Quality") struct QualityTests {
  /// Counts of one organisation and phase: numerator and denominator of each group.
  static func rows(
    _ phase: Int, _ name: String = "Northbridge", _ indicator: String = "leaving", service: String = "adults",
    bame: String? = "26,250", white: String? = "70,740", unknown: String? = nil
  ) -> String {
    [("bame", bame), ("white", white), ("unknown", unknown)].map { group, counts in
      counts.map { "\(phase),\(name),\(service),\(indicator),all,\(group),\($0)\n" } ?? ""
    }.joined()
  }

  static let other = "Saint Aldermere"

  static func report(_ fixture: Fixture, _ name: String? = nil, phases: String? = nil) throws -> QualityReport {
    let workspace = try fixture.workspace()
    return try Gate(audience: .internal).view(of: workspace).quality(
      QualityRequest(
        organisation: try name.map { try workspace.organisation(named: $0) },
        phases: try phases.map { try workspace.standard.phases(in: $0) })
    ).value
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var rows: String
    var expected: [String]
    var testDescription: String { what }
  }

  /// Both authorities give leaving, in two phases.
  private static let sound = rows(1) + rows(1, other) + rows(2) + rows(2, other)

  static let submissions = [
    Case(what: "nothing odd", rows: sound, expected: []),
    Case(
      what: "a missing submission", rows: rows(1) + rows(1, other) + rows(2, other),
      expected: [
        "problem missing-submission: Northbridge gave counts in phase 1 and none in phase 2; the national picture of "
          + "phase 2 is without its 990 staff, 50% of those of phase 1."
      ]),
    Case(
      what: "one that comes newly is not missed before", rows: rows(1, other) + rows(2, other) + rows(2), expected: []),
    Case(
      what: "an indicator that was there before",
      rows: sound + rows(1, "Northbridge", "training"),
      expected: [
        "check incomplete: Northbridge gives no counts on training for adults' services in phase 2, having given them in "
          + "phase 1; the national picture of phase 2 is without its 990 staff, 100% of those of phase 1."
      ]),
    Case(
      what: "one that others give", rows: sound + rows(2, other, "training"),
      expected: [
        "check incomplete: Northbridge gives no counts on training for adults' services in phase 2, though it gives "
          + "another; the national picture of phase 2 is without its 990 staff, 50% of those of phase 2."
      ]),
    Case(
      what: "one that no service has, once",
      rows: sound + rows(2, service: "children") + rows(2, other, "training") + rows(2, other, service: "children")
        + rows(2, other, "training", service: "children"),
      expected: [
        "check incomplete: Northbridge gives no counts on training in phase 2, though it gives another; the national picture "
          + "of phase 2 is without its 1,980 staff, 50% of those of phase 2."
      ]),
    Case(
      what: "a service that was there before",
      rows: sound + rows(1, service: "children", bame: "20,110", white: "20,190"),
      expected: [
        "check incomplete: Northbridge gave counts of children's services in phase 1 and none in phase 2; the national "
          + "picture of phase 2 is without its 300 staff there, 100% of those of phase 1."
      ]),
    Case(
      what: "all services in one row are every service",
      rows: rows(1) + rows(1, service: "children") + rows(1, other)
        + rows(2, service: "all", bame: "52,500", white: "140,1480")
        + rows(2, other), expected: []),
    Case(
      what: "one group only", rows: rows(1) + rows(1, other) + rows(2, white: nil) + rows(2, other),
      expected: [
        "check incomplete: Northbridge (phase 2, adults' services) gives counts of one group only on leaving, so that "
          + "nothing can be compared."
      ]),
    Case(
      what: "hidden counts", rows: rows(1) + rows(1, other) + rows(2, bame: "<30,250") + rows(2, other),
      expected: [
        "note hidden-counts: Northbridge (phase 2, adults' services) has 1 of 2 counts on leaving hidden, so that "
          + "comparisons are ranges."
      ]),
  ]

  static let swaps = [
    Case(
      what: "head-counts that fit the phase before when exchanged",
      rows: rows(1) + rows(1, other) + rows(2, bame: "70,740", white: "26,250") + rows(2, other),
      expected: [
        "problem swapped-groups: Northbridge (phase 2, adults' services) counts 740 Black, Asian and minoritised ethnic "
          + "staff and 250 White staff, after 250 and 740 in phase 1: they look exchanged."
      ]),
    Case(
      what: "groups that grow are not exchanged",
      rows: rows(1) + rows(1, other) + rows(2, bame: "60,500", white: "70,740") + rows(2, other), expected: []),
    Case(
      what: "head-counts that are another indicator's, exchanged",
      rows: sound + rows(2, "Northbridge", "training") + rows(2, other, "training")
        + rows(2, "Northbridge", "disciplinary", bame: "70,740", white: "26,250") + rows(2, other, "disciplinary"),
      expected: [
        "problem swapped-groups: Northbridge (phase 2, adults' services) counts 740 Black, Asian and minoritised ethnic "
          + "staff and 250 White staff on disciplinary, which are those of training exchanged."
      ]),
    Case(
      what: "an indicator against every other source",
      rows: ratios([true, true, false]),
      expected: [
        "check against-every-source: Northbridge (phase 3, adults' services) has a relative likelihood of 0.49 on "
          + "leaving, shown to lie below parity; the other authorities together have 2.11, and it had 1.97 in phase 1 and "
          + "1.97 in phase 2."
      ]),
    Case(what: "one that was there before is not against itself", rows: ratios([true, false, false]), expected: []),
    Case(
      what: "a phase of which nothing is known does not agree",
      rows: ratios([true, true, false]).replacing(
        "2,Northbridge,adults,leaving,all,bame,40,250", with: "2,Northbridge,adults,leaving,all,bame,<250,250"),
      expected: []),
    Case(what: "one without a past", rows: ratios([false]), expected: []),
    Case(
      what: "a past before a series break is none", rows: ratios([true, false], "harassment-colleagues"), expected: []),
    Case(
      what: "others on the same side",
      rows: ratios([true, true, false], others: ("400,2500", "1600,7400")), expected: []),
  ]

  /// Northbridge with a ratio of 1.97, or else of 0.49, phase after phase, among others with one of 2.11.
  private static func ratios(
    _ isAbove: [Bool], _ indicator: String = "leaving", others: (String, String) = ("500,2500", "700,7400")
  ) -> String {
    zip(1..., isAbove).map { phase, isAbove in
      rows(
        phase, "Northbridge", indicator, bame: isAbove ? "40,250" : "20,250", white: isAbove ? "60,740" : "120,740")
        + rows(phase, other, indicator, bame: others.0, white: others.1)
    }.joined()
  }

  static let counts = [
    Case(
      what: "head-counts that differ",
      rows: sound + rows(2, "Northbridge", "training", bame: "26,252") + rows(2, other, "training"),
      expected: [
        "problem head-counts: Northbridge (phase 2, adults' services) counts 250 Black, Asian and minoritised ethnic staff "
          + "on leaving and 252 on training, though both are of the same people."
      ]),
    Case(
      what: "adults and children are not all",
      rows: rows(1) + rows(1, service: "children") + rows(1, service: "all", bame: "53,500", white: "140,1480")
        + rows(1, other),
      expected: [
        "problem sum: Northbridge (phase 1) gives 53 of 500 Black, Asian and minoritised ethnic staff on leaving for all "
          + "services, but 52 of 500 for adults' and children's together."
      ]),
    Case(
      what: "a swing", rows: rows(1) + rows(1, other) + rows(2, white: "20,740") + rows(2, other),
      expected: [
        "check swing: Northbridge (phase 2, adults' services) gives 20 of 740 White staff on leaving, after 70 of 740 in "
          + "phase 1."
      ]),
    Case(
      what: "a group that swings", rows: rows(1) + rows(1, other) + rows(2, bame: "10,80") + rows(2, other),
      expected: [
        "check swing: Northbridge (phase 2, adults' services) counts 80 Black, Asian and minoritised ethnic staff, after "
          + "250 in phase 1."
      ]),
    Case(
      what: "many of unknown ethnicity, and more than before",
      rows: rows(1, unknown: "5,10") + rows(1, other) + rows(2, unknown: "40,410") + rows(2, other),
      expected: [
        "check unknown-change: Northbridge (phase 2, adults' services) does not know the ethnicity of 29% of its staff, "
          + "after 1.0% in phase 1.",
        "note unknown-share: Northbridge (phase 2, adults' services) does not know the ethnicity of 29% of its staff.",
      ]),
    Case(
      what: "a numerator of 0", rows: rows(1, bame: "0,250") + rows(1, other),
      expected: [
        "note zero: Northbridge (phase 1, adults' services) gives 0 of 250 Black, Asian and minoritised ethnic staff on "
          + "leaving."
      ]),
    Case(
      what: "a small group", rows: rows(1, bame: "2,9") + rows(1, other),
      expected: [
        "note small-group: Northbridge (phase 1, adults' services) has 9 Black, Asian and minoritised ethnic staff: too "
          + "few for a phase alone to tell anything."
      ]),
    Case(
      what: "bands that hold more people than there are",
      rows: [
        "under-30000": ("226,250", "400,740"), "30000-to-69999": ("20,250", "100,740"),
        "70000-and-over": ("5,250", "10,740"),
      ].sorted { $0.key < $1.key }
        .map { band, counts in
          rows(1, "Northbridge", "paybands", bame: counts.0, white: counts.1).replacing(
            "paybands,all", with: "paybands,\(band)")
        }.joined(),
      expected: [
        "problem bands: Northbridge (phase 1, adults' services) has 251 Black, Asian and minoritised ethnic staff in the "
          + "categories of paybands together, of 250 that there are."
      ]),
    Case(
      what: "a band that stands for all of them, and is not there",
      rows: rows(1, "Northbridge", "paybands").replacing("paybands,all", with: "paybands,under-30000"),
      expected: [
        "check incomplete: Northbridge (phase 1, adults' services) gives 1 of 3 categories on paybands, not the one that "
          + "stands for it; the national picture of phase 1 is without its 990 staff of phase 1."
      ]),
    Case(
      what: "one group's counts in the place of the other's",
      rows: ["leaving", "training", "disciplinary"].map { rows(1, "Northbridge", $0, white: "26,250") }.joined(),
      expected: [
        "problem same-groups: Northbridge (phase 1, adults' services) gives the same counts for Black, Asian and "
          + "minoritised ethnic and White staff on 3 of 3 indicators."
      ]),
  ]

  @Test("finds what is there, and no more", arguments: submissions + swaps + counts)
  func found(_ it: Case) throws {
    let fixture = try Fixture()
    try fixture.loadCounts(it.rows)
    let report = try Self.report(fixture)
    let found = report.findings.map { "\($0.severity) \($0.sort.rawValue): \($0.sentence)" }
    #expect(found == it.expected)
    #expect(report.findings.allSatisfy { $0.remedy.hasSuffix(".") || $0.remedy.hasSuffix(").") })
    let own = try Self.report(fixture, "Northbridge").findings.map {
      "\($0.severity) \($0.sort.rawValue): \($0.sentence)"
    }
    #expect(own == it.expected, "of one organisation what it is among all")
    #expect(report.needsAnswer == it.expected.contains { !$0.hasPrefix("note") })
  }

  // MARK: - Participation

  /// Records days of phase 1.
  private static func record(_ fixture: Fixture, _ code: String, _ days: [(CycleStep.Kind, String)]) throws {
    let workspace = try fixture.workspace()
    for (kind, day) in days {
      _ = try workspace.record(
        kind, of: workspace.organisation(named: code), phase: workspace.standard.phase(named: "1"), on: Day(day),
        command: "cycle record")
    }
  }

  @Test("who registered, took part or submitted and has no counts is missing; who submitted late is late")
  func participation() throws {
    let cases: [(String, [(CycleStep.Kind, String)], [String])] = [
      ("X0001", [(.registered, "2023-06-01")], ["Northbridge registered for phase 1 and has given no counts."]),
      (
        "X0001", [(.registered, "2023-06-01"), (.tookPart, "2023-09-01")],
        ["Northbridge took part in phase 1 and has given no counts."]
      ),
      (
        "X0001", [(.submitted, "2023-11-30")],
        ["Northbridge is recorded as having submitted in phase 1, but has no counts here."]
      ),
      (
        "X0002", [(.submitted, "2023-12-01")],
        [
          "Saint Aldermere submitted its counts of phase 1 on 1 December 2023, after the last day of collection, 30 "
            + "November 2023."
        ]
      ),
      ("X0002", [(.submitted, "2023-11-30")], []),
    ]
    for (code, days, expected) in cases {
      let fixture = try Fixture()
      try fixture.loadCounts(Self.rows(1, Self.other))
      try Self.record(fixture, code, days)
      #expect(try Self.report(fixture).findings.map(\.sentence) == expected)
    }
  }

  // MARK: - The report

  @Test("what matters most comes first: problems by the people that the nation loses, then checks, then notes")
  func order() throws {
    let fixture = try GateTests.fixture(
      [("Northbridge", "26,250"), ("Saint Aldermere", "60,500"), ("Westmoor", "0,400")].map { name, bame in
        Self.rows(1, name, bame: bame)
      }.joined() + Self.rows(2, "Westmoor", bame: "0,400", white: "20,740"))
    let found = try Self.report(fixture).findings
    #expect(found.map(\.sort) == [.missingSubmission, .missingSubmission, .swing, .zero])
    #expect(found.map(\.authority) == ["Saint Aldermere", "Northbridge", "Westmoor", "Westmoor"])
    #expect(found.compactMap { $0.loss?.people } == [1240, 990])
  }

  @Test("of one organisation it says what is there")
  func completeness() throws {
    let fixture = try Fixture()
    try fixture.loadCounts(
      Self.rows(1) + Self.rows(1, "Northbridge", "training", bame: "<5,250")
        + Self.rows(1, service: "children", white: nil))
    let cells = try Self.report(fixture, "Northbridge").completeness
    func state(_ indicator: String, _ service: Service) -> QualityReport.Completeness.State? {
      cells.first { $0.indicator == indicator && $0.service == service }?.state
    }
    #expect(state("leaving", .adults) == .given && state("leaving", .children) == .oneGroup)
    #expect(state("training", .adults) == .hidden && state("training", .children) == .missing)
    #expect(state("leaving", .all) == nil, "nobody gave all services in one")
    #expect(try Self.report(fixture).completeness.isEmpty)
  }

  @Test("phases without counts are refused, and so is an empty workspace")
  func refused() throws {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(Fixture.register, to: "register.csv"))
    #expect(throws: UsageProblem.refused("There are no counts yet. `load` brings them.")) { try Self.report(fixture) }
    try fixture.loadCounts(Self.rows(1))
    #expect(
      throws: UsageProblem.refused("There are no counts of phase 2 and phase 3. `phases` shows what is there.")
    ) { try Self.report(fixture, phases: "2..3") }
  }

  @Test("employers outside the nation take nothing from it")
  func employers() throws {
    let fixture = try Fixture()
    try fixture.load(
      try fixture.folder.write(
        "code,name,region,type,kind\nE1,Alpha,North,authority,authority\nE2,Beta,North,trust,employer\n", to: "r.csv"))
    try fixture.loadCounts(Self.rows(1, "Alpha") + Self.rows(1, "Beta") + Self.rows(2, "Alpha"))
    let found = try #require(try Self.report(fixture).findings.first)
    #expect(found.sentence == "Beta gave counts in phase 1 and none in phase 2." && found.loss == nil)
  }

  // MARK: - Shared

  @Test("a shared audience sees what protected counts show, and names only of those who agreed")
  func shared() throws {
    let fixture = try Fixture()
    let names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]
    let register = names.enumerated().map { "E\($0.offset),\($0.element),North,authority,authority\n" }.joined()
    try fixture.load(try fixture.folder.write("code,name,region,type,kind\n" + register, to: "r.csv"))
    try fixture.loadCounts(
      names.map { Self.rows(1, $0, bame: $0 == "Alpha" ? "0,250" : "26,250") }.joined()
        + names.map { Self.rows(2, $0, white: $0 == "Delta" ? "70,740" : "20,740") }.joined())
    let workspace = try fixture.workspace()
    for (code, mayBeNamed) in [("E1", true), ("E2", false)] {
      _ = try workspace.recordConsent(
        mayBeNamed, of: workspace.organisation(named: code), phase: workspace.standard.phase(named: "2"),
        on: Day("2024-06-01"), command: "cycle record")
    }
    let view = try GateTests.shared(fixture)
    let all = try view.quality(QualityRequest()).value
    #expect(all.disclosure.audience == .shared)
    #expect(Set(all.findings.map(\.authority)) == ["Beta"])
    let unnamed = try #require(all.unnamed.first { $0.sort == .swing })
    #expect((unnamed.findings, unnamed.organisations) == (4, 4))
    #expect(all.tallies.first { $0.sort == .swing }?.findings == 5)
    let gamma = try view.workspace.organisation(named: "Gamma")
    let one = try view.quality(QualityRequest(organisation: gamma)).value
    #expect(one.findings.map(\.authority) == ["Gamma"] && one.unnamed.isEmpty)
    let first = try view.quality(
      QualityRequest(
        organisation: try view.workspace.organisation(named: "Alpha"), phases: view.standard.phases(in: "1"))
    ).value
    #expect(first.findings.map(\.sort) == [.hidden], "a 0 that is hidden is not told")
  }

  @Test("rounded counts that do not add up, and a 0 that may be one or two, are nobody's mistake")
  func rounded() throws {
    let names = ["Northbridge", "Saint Aldermere", "Westmoor", "Eastcliff", "Southmere"]
    let rows = names.map { name in
      Self.rows(1, name, bame: "12,252", white: "1,302") + Self.rows(1, name, service: "children", bame: "12,252")
        + Self.rows(1, name, service: "all", bame: "24,504", white: "71,1042")
    }
    let fixture = try GateTests.fixture(rows.joined())
    for rules in ["hesa", "nhs-england"] {
      let told = try GateTests.shared(fixture, rules: rules).quality(QualityRequest()).value.findings
      #expect(!told.contains { [.sum, .zero].contains($0.sort) }, "\(rules): \(told.map(\.sentence))")
    }
  }

  @Test("the sums of a plan are no counts that somebody gave")
  func sums() throws {
    let rows = ["Northbridge", "Saint Aldermere", "Westmoor", "Eastcliff", "Southmere"].map { name in
      Self.rows(1, name, bame: "0,250") + Self.rows(1, name, service: "children")
    }
    let view = try GateTests.shared(GateTests.fixture(rows.joined()))
    let one = try view.quality(
      QualityRequest(organisation: try view.workspace.organisation(named: "Northbridge"))
    ).value
    #expect(Set(one.completeness.map(\.service)) == [.adults, .children])
    #expect(one.findings.map(\.service) == [.adults, .children], "the 0, and what would give it away")
  }
}
