import Foundation
import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// The national figure in its several ways, rankings and funnels, from loaded counts.
@Suite("The nation") struct NationFindingTests {
  static let names = ["Northbridge", "Saint Aldermere", "Eastwick", "Lonely"]
  /// By phase and authority: x1, n1, x0, n0. Lonely joins in phase 2, Eastwick leaves before it.
  static let counts: [[[Int]?]] = [
    [[24, 120, 90, 600], [200, 2000, 900, 5000], [3, 40, 9, 70], nil],
    [[30, 130, 95, 610], [230, 2100, 880, 5100], nil, [60, 90, 30, 80]],
  ]

  static func rows(_ counts: [[[Int]?]] = counts) -> String {
    counts.enumerated().flatMap { phase, tables in
      zip(names, tables).compactMap { name, n in
        n.map {
          """
          \(phase + 1),\(name),all,shortlisting,all,bame,\($0[0]),\($0[1])
          \(phase + 1),\(name),all,shortlisting,all,white,\($0[2]),\($0[3])

          """
        }
      }
    }.joined()
  }

  static func tables(_ phase: Int) throws -> [GroupCounts] {
    try counts[phase].compactMap { $0 }.map { try #require(GroupCounts(x1: $0[0], n1: $0[1], x0: $0[2], n0: $0[3])) }
  }

  static func fixture(_ rows: String = rows()) throws -> Fixture {
    let fixture = try Fixture()
    try fixture.load(try fixture.folder.write(ComparatorTests.register, to: "register.csv"))
    try fixture.loadCounts(rows)
    return fixture
  }

  static func finding(_ rows: String = rows()) throws -> Finding {
    let workspace = try fixture(rows).workspace()
    let indicator = try workspace.standard.indicator(named: "shortlisting")
    return try #require(
      try workspace.national([indicator], phases: try workspace.standard.phases(in: "1..2")).first)
  }

  @Test("all four ways are those of the authorities' counts")
  func ways() throws {
    let finding = try Self.finding()
    let nation = try #require(finding.nation)
    for phase in 0...1 {
      let tables = try Self.tables(phase)
      let found = nation.phases[phase]
      #expect(found.organisations == 3 && found.hidden == 0)
      #expect(finding.phases[phase].comparator?.pooled?.relativeLikelihood == tables.pooled.relativeLikelihood)
      #expect(found.mantelHaenszel?.ratio.rounded(6) == MantelHaenszel(tables)?.ratio.rounded(6))
      #expect(found.randomEffects?.meanLog.rounded(6) == RandomEffects(tables)?.meanLog.rounded(6))
    }
    #expect(nation.panel?.organisations == 2)
    #expect(nation.panel?.ratios.first?.relativeLikelihood == (224.0 / 2120) / (990.0 / 5600))
  }

  @Test("how much is change among the same authorities is said with parts that add up")
  func panel() throws {
    let finding = try Self.finding()
    let change = try #require(finding.nation?.changes.first)
    let (effect, parts) = (try #require(change.effect), try #require(change.rounded))
    #expect(effect.inBoth == 2 && effect.entered == 1 && effect.left == 1)
    #expect(((parts.panel + parts.mix) * 100).rounded() == (parts.total * 100).rounded())
    let sentence = try #require(finding.outlook.last)
    #expect(sentence.hasPrefix("Of the pooled ratio's rise from "))
    #expect(sentence.hasSuffix("is who joined (1) or left (1)."))
    #expect(sentence.contains("the same 2 authorities"))
  }

  @Test("an empty constant panel has no panel effect, and says so")
  func noPanel() throws {
    let finding = try Self.finding(
      Self.rows([[[24, 120, 90, 600], nil, nil, nil], [nil, [230, 2100, 880, 5100], nil, nil]]))
    #expect(finding.nation?.panel == nil)
    #expect(finding.nation?.changes.first?.effect == nil)
    #expect(finding.outlook.last == "From phase 1 to phase 2: no authority has counts of the same services in both.")
  }

  @Test("one authority is its own average, and nobody differs")
  func alone() throws {
    let finding = try Self.finding(
      Self.rows([[[24, 120, 90, 600], nil, nil, nil], [[30, 130, 95, 610], nil, nil, nil]]))
    #expect(finding.nation?.phases.last?.randomEffects?.authorities == 1)
    #expect(finding.nation?.phases.last?.randomEffects?.heterogeneity == nil)
    #expect(finding.outlook.first == "In phase 2 one authority has counts.")
    #expect(finding.outlook.last?.contains("with the one authority in both") == true)
  }

  @Test("hidden counts are part of the pooled figure, not of those that need exact ones")
  func hidden() throws {
    let finding = try Self.finding(Self.rows().replacing("bame,3,40", with: "bame,<5,40"))
    let found = try #require(finding.nation?.phases.first)
    #expect(found.organisations == 2 && found.hidden == 1)
    #expect(finding.phases.first?.comparator?.pooledCounts?.organisations == 3)
    let change = try #require(finding.nation?.changes.first)
    #expect(change.hidden == 1 && change.effect?.left == 0, "it did not leave: its count is hidden")
  }

  static func request(_ workspace: Workspace, own: String? = nil, anonymous: Bool = false) throws -> FieldRequest {
    FieldRequest(
      indicator: try workspace.standard.indicator(named: "shortlisting"),
      own: try own.map { try workspace.organisation(named: $0) }, isAnonymous: anonymous)
  }

  @Test("a ranking takes the last phase with counts, and finds one's own")
  func rank() throws {
    let workspace = try Self.fixture().workspace()
    let rank = try workspace.rank(Self.request(workspace, own: "Northbridge"))
    let direct = try #require(ShrunkRanking(try Self.tables(1)))
    #expect(rank.setting.phase == "2")
    #expect(rank.outcome == direct.outcome)
    #expect(rank.rows.map(\.expectedRank) == direct.entries.map(\.expectedRank))
    #expect(rank.rows.map(\.identity.isOwn).filter { $0 }.count == 1)
    #expect(rank.sentence.contains("Northbridge: place "))
    #expect(rank.rows.allSatisfy { $0.worstQuarter == nil }, "of three there is no quarter")
  }

  @Test("without names the others have no codes, names, counts or figures of their own")
  func anonymous() throws {
    let workspace = try Self.fixture().workspace()
    let rank = try workspace.rank(Self.request(workspace, own: "Northbridge", anonymous: true))
    let funnel = try workspace.funnel(Self.request(workspace, own: "Northbridge", anonymous: true))
    for identity in rank.rows.map(\.identity) + funnel.rows.map(\.identity) {
      let isBare = identity.code == nil && identity.bame == nil && identity.white == nil && identity.ratio == nil
      #expect(isBare != identity.isOwn)
      #expect(identity.isOwn == (identity.name == "Northbridge"))
    }
    for row in rank.rows where !row.identity.isOwn { #expect(row.shrunk == row.shrunk.rounded(2)) }
    for row in funnel.rows where !row.identity.isOwn { #expect(row.z == row.z.rounded(1) && row.drawing == nil) }
    let text = String(decoding: try JSONEncoder().encode(funnel), as: UTF8.self)
    #expect(!text.contains("index") && !text.contains("Lonely"))
    #expect(rank.setting.sources.isEmpty)
  }

  @Test("authorities that are all alike are not ranked")
  func alike() throws {
    let same = [10, 100, 20, 100]
    let workspace = try Self.fixture(Self.rows([[same, same, same, same]])).workspace()
    let rank = try workspace.rank(Self.request(workspace))
    #expect(rank.outcome == .cannotBeToldApart)
    #expect(rank.rows.isEmpty)
    #expect(rank.sentence.contains("cannot be told apart"))
  }

  @Test("an authority that adds a service is not the same in both phases")
  func services() throws {
    let rows = Self.rows().replacing("1,Saint Aldermere,all", with: "1,Saint Aldermere,adults")
    let change = try #require(try Self.finding(rows).nation?.changes.first)
    #expect(change.inBoth == 1 && change.changedServices == 1)
    #expect(try Self.finding(rows).outlook.last?.contains("changed services (1)") == true)
  }

  @Test("a funnel is about the pooled ratio, the most unusual first")
  func funnel() throws {
    let workspace = try Self.fixture().workspace()
    let funnel = try workspace.funnel(Self.request(workspace))
    #expect(funnel.pooled == (try Self.tables(1)).pooled.relativeLikelihood)
    #expect(funnel.rows.map { abs($0.z) } == funnel.rows.map { abs($0.z) }.sorted(by: >))
    #expect(funnel.rows.first?.identity.name == "Lonely")
  }

  @Test("nobody to rank is said; an indicator that nobody answered too")
  func nobody() throws {
    let workspace = try Self.fixture(Self.rows([[[24, 120, 90, 600], nil, nil, nil]])).workspace()
    #expect(throws: UsageProblem.self) { try workspace.rank(Self.request(workspace)) }
    let indicator = try workspace.standard.indicator(named: "training")
    #expect(throws: UsageProblem.self) { try workspace.rank(FieldRequest(indicator: indicator)) }
    #expect(throws: UsageProblem.self) { try workspace.funnel(FieldRequest(indicator: indicator)) }
    #expect(try workspace.national([indicator], phases: workspace.standard.phases).isEmpty)
  }
}

extension Double {
  fileprivate func rounded(_ decimals: Int) -> Double {
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    return (self * unit).rounded() / unit
  }
}
