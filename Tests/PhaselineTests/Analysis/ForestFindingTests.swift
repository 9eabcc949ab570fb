import Foundation
import IndicatorStatistics
import TestSupport
import Testing

@testable import Phaseline

/// Forest and funnel as they are drawn, against what `compare` says of each authority.
@Suite("Forest and funnel") struct ForestFindingTests {
  static func workspace(_ rows: String = NationFindingTests.rows()) throws -> Workspace {
    try NationFindingTests.fixture(rows).workspace()
  }

  @Test("every authority has the ratio and interval that compare gives it, the lowest first")
  func rows() throws {
    let workspace = try Self.workspace()
    let forest = try workspace.forest(NationFindingTests.request(workspace))
    #expect(forest.rows.count == 3)
    #expect(forest.rows.compactMap(\.ratio) == forest.rows.compactMap(\.ratio).sorted())
    let indicator = try workspace.standard.indicator(named: "shortlisting")
    for row in forest.rows {
      let compared = try #require(
        try workspace.compare(
          ComparisonRequest(
            organisation: workspace.organisation(named: row.identity.name), indicators: [indicator],
            phases: workspace.standard.phases)
        ).first?.phases.last { $0.comparison != nil }?.comparison)
      #expect(row.ratio == compared.relativeLikelihood)
      #expect(row.interval == compared.interval)
      #expect(row.verdict == compared.verdict)
    }
    #expect(forest.differing == forest.rows.count { $0.verdict == .lessLikely || $0.verdict == .moreLikely })
    #expect(forest.standing == nil)
  }

  @Test("all together and the model are those of the authorities' counts")
  func pooled() throws {
    let workspace = try Self.workspace()
    let forest = try workspace.forest(NationFindingTests.request(workspace))
    let tables = try NationFindingTests.tables(1)
    #expect(forest.pooled.relativeLikelihood == tables.pooled.relativeLikelihood)
    #expect(forest.pooled.interval == tables.pooled.koopmanInterval())
    #expect(forest.pooledCounts.bame.numerator.low == tables.reduce(0) { $0 + $1.bame.count })
    let effects = try #require(RandomEffects(tables))
    #expect(abs((forest.effects?.meanLog ?? 0) - effects.meanLog) < 1e-9)
    #expect(forest.effects?.predictionInterval != nil)
  }

  @Test("without names the others have figures to two decimals and nothing else, ours all of its own")
  func anonymous() throws {
    let workspace = try Self.workspace()
    let request = try NationFindingTests.request(workspace, own: "Northbridge", anonymous: true)
    let (forest, funnel) = (try workspace.forest(request), try workspace.funnelDrawing(request))
    for row in forest.rows where !row.identity.isOwn {
      #expect(row.identity.code == nil && row.identity.bame == nil && row.identity.ratio == nil)
      let figures = [row.ratio, row.interval?.lower, row.interval?.upper].compactMap { $0 }
      for figure in figures { #expect(figure == (figure * 100).rounded() / 100) }
    }
    for (row, place) in zip(funnel.finding.rows, funnel.places) where !row.identity.isOwn {
      for figure in [place.height, place.precision] { #expect(figure == (figure * 100).rounded() / 100) }
    }
    #expect(forest.rows.first { $0.identity.isOwn }?.identity.bame?.numerator.low == 30)
    for json in [try JSONEncoder().encode(forest), try JSONEncoder().encode(funnel)] {
      let text = String(decoding: json, as: UTF8.self)
      #expect(text.contains("Northbridge") && !text.contains("Lonely") && !text.contains("Aldermere"))
    }
  }

  @Test("ours is further from parity or closer only where its interval excludes the figure of all")
  func standing() throws {
    // Pooled close to 1; ours far below, far above, in between, without a case, hidden, and not there.
    let cases: [([Int]?, ForestFinding.Standing)] = [
      ([5, 200, 90, 600], .further), ([190, 200, 90, 600], .further), ([30, 200, 90, 600], .cannotTell),
      ([0, 200, 0, 600], .noCase), (nil, .noCounts),
    ]
    for (counts, expected) in cases {
      let others = [[2000, 20_000, 2000, 20_000], [10, 100, 10, 100]]
      let rows = NationFindingTests.rows([[counts] + others.map { $0 } + [nil]])
      let fixture = try Fixture()
      try fixture.load(try fixture.folder.write(ComparatorTests.register, to: "register.csv"))
      try fixture.loadCounts(rows)
      let workspace = try fixture.workspace()
      let forest = try workspace.forest(NationFindingTests.request(workspace, own: "Northbridge"))
      #expect(forest.standing == expected, "\(counts ?? [])")
      if let own = forest.rows.first(where: \.identity.isOwn), let pooled = forest.pooled.relativeLikelihood {
        #expect(own.interval?.contains(pooled) == (expected == .cannotTell))
      }
    }
    let hidden = try Self.workspace(
      NationFindingTests.rows().replacing(
        "2,Northbridge,all,shortlisting,all,bame,30", with: "2,Northbridge,all,shortlisting,all,bame,<30"))
    let forest = try hidden.forest(NationFindingTests.request(hidden, own: "Northbridge"))
    #expect(forest.standing == .hidden)
    #expect(forest.setting.hidden == 1 && forest.notes == ["1 authority left out: a count is hidden."])
  }

  @Test("nearer parity than a nation that is far from it")
  func closer() throws {
    let rows = NationFindingTests.rows([
      [[100, 500, 100, 500], [1000, 20_000, 3000, 20_000], [10, 100, 30, 100], nil]
    ])
    let workspace = try Self.workspace(rows)
    #expect(try workspace.forest(NationFindingTests.request(workspace, own: "Northbridge")).standing == .closer)
  }

  @Test("neither nearer nor further where its interval reaches as far on the other side of parity")
  func other() throws {
    // 0.80 (0.50 to 1.27) beside about 1.5: surely lower, but 0.50 is further from parity than 1.5.
    let rows = NationFindingTests.rows([
      [[20, 200, 100, 800], [3000, 20_000, 2000, 20_000], [30, 100, 20, 100], nil]
    ])
    let workspace = try Self.workspace(rows)
    let forest = try workspace.forest(NationFindingTests.request(workspace, own: "Northbridge"))
    #expect(forest.standing == .lower)
  }

  @Test("an infinite ratio has no number, and no case at all no row")
  func zeros() throws {
    let workspace = try Self.workspace(
      NationFindingTests.rows([[[4, 100, 0, 100], [0, 100, 9, 100], [0, 40, 0, 70], [60, 90, 30, 80]]]))
    let forest = try workspace.forest(NationFindingTests.request(workspace))
    #expect(forest.rows.map { $0.ratio.map { $0.rounded() } } == [0, 2, nil])
    #expect(forest.withoutRatio == 1 && forest.notes == ["1 authority left out: no case in either group."])
  }

  @Test("the curves of a funnel are its limits at every precision, from below the fewest cases to beyond the most")
  func curves() throws {
    let workspace = try Self.workspace()
    let drawing = try workspace.funnelDrawing(NationFindingTests.request(workspace))
    let funnel = try #require(Funnel(try NationFindingTests.tables(1)))
    #expect(drawing.finding == (try workspace.funnel(NationFindingTests.request(workspace))))
    let precisions = drawing.limits.map(\.precision)
    #expect(precisions == precisions.sorted() && precisions.count > 50)
    for place in drawing.places {
      #expect(place.precision > (precisions.first ?? 0) && place.precision < (precisions.last ?? 0))
    }
    for limits in drawing.limits {
      let error = 1 / limits.precision
      #expect(limits.inner == funnel.limits(at: error))
      #expect(limits.outer == funnel.limits(at: error, .ninetyNineEight))
      #expect(limits.wideInner == funnel.limits(at: error, isOverDispersed: true))
      #expect(limits.wideOuter == funnel.limits(at: error, .ninetyNineEight, isOverDispersed: true))
    }
    for (row, place) in zip(drawing.finding.rows, drawing.places) {
      let limits = funnel.limits(at: 1 / place.precision)
      #expect(limits.contains(place.height) != row.outside.ninetyFive)
      #expect(place.precision == row.drawing?.precision && place.height == row.drawing?.height)
    }
  }
}
