import Foundation
import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

/// Where everything stands: over hundreds of findings nothing is clipped, nothing covers anything.
@Suite("Trajectory") struct TrajectoryTests {
  static func describe(_ finding: Finding, _ canvas: Canvas) throws -> ChartDescription? {
    do { return try TrajectoryChart.describe(finding, ChartChecks.setting(canvas)) } catch ChartProblem.nothingToDraw {
      return nil
    }
  }

  @Test("nothing is clipped, nothing covers anything", arguments: ChartChecks.canvases)
  func placed(canvas: Canvas) throws {
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for finding in RandomFindings.all {
      guard let chart = try? TrajectoryChart.describe(finding, setting) else { continue }
      drawn += 1
      ChartChecks.check(chart)
    }
    #expect(drawn > 250)
  }

  @Test("numbers are never cut: a row of counts is whole or not there")
  func counts() throws {
    for finding in RandomFindings.all {
      for canvas in ChartChecks.canvases {
        guard let chart = try? Self.describe(finding, canvas) else { continue }
        #expect(!chart.texts.contains { $0.text.wholeMatch(of: /[0-9,]+( of [0-9,]*)?…/) != nil })
        for line in TrajectorySeries.all(of: finding) {
          guard let last = line.points.last(where: { $0.ratio != nil || $0.range != nil }) else { continue }
          #expect(chart.texts.contains { $0.text.contains(" \(last.words)") }, "\(last.words)")
        }
        let parity = try #require(chart.texts.first { $0.text.hasSuffix("ikelihood") || $0.text.hasSuffix("…") })
        #expect(parity.at.y.isFinite)
      }
    }
  }

  @Test("what goes on beyond the edge is said, before the sources, which may be cut short")
  func edges() throws {
    var met = 0
    for finding in RandomFindings.all {
      guard TrajectorySeries.all(of: finding).contains(where: { $0.points.contains { $0.ratio == 0 } }),
        let chart = try? Self.describe(finding, .slide)
      else { continue }
      met += 1
      let note = try #require(chart.footer.range(of: "goes on beyond it."))
      if let sources = chart.footer.range(of: "Source:") { #expect(note.upperBound < sources.lowerBound) }
      #expect(chart.footer.ranges(of: "beyond it").count == 1)
    }
    #expect(met > 0)
  }

  @Test("a canvas too small for its words is refused in words, not with a crash")
  func tooSmall() throws {
    let finding = try #require(RandomFindings.all.first { $0.phases.count > 6 })
    #expect(throws: ChartProblem.tooSmall) {
      try TrajectoryChart.describe(
        finding, ChartSetting(canvas: .cells(columns: 24, lines: 12), measure: CellMeasure()))
    }
  }

  @Test("headline, alt text and data hold what is drawn, counts included")
  func words() throws {
    let finding = try Self.example()
    let chart = try #require(try Self.describe(finding, .slide))
    #expect(chart.headline == finding.headline)
    for phase in finding.phases {
      let ratio = Wordings.ratio(phase.comparison?.relativeLikelihood)
      #expect(chart.altText.contains(ratio))
      #expect(chart.altText.contains(try #require(phase.bame).words))
      #expect(chart.texts.contains { $0.text.hasSuffix(ratio) })
    }
    #expect(
      chart.data.rows.map { $0[0] } == Array(repeating: "Illustrative nation", count: 3)
        + Array(repeating: "Northbridge", count: 3))
    #expect(chart.data.rows.last?.suffix(4).map { $0 } == ["32", "150", "96", "612"])
    #expect(chart.footer.hasPrefix("Internal use only. Illustrative data: no real authority."))
  }

  @Test("neither a missing phase nor a break is bridged; a ribbon does not cross a phase without an interval")
  func gaps() throws {
    var finding = try Self.example()
    finding.phases[1].comparison = nil
    finding.phases[1].published = []
    finding.phases[1].bame = nil
    finding.phases[1].comparator = nil
    let missing = try #require(try Self.describe(finding, .slide))
    #expect(missing.ribbons.isEmpty)
    #expect(missing.lines.filter { $0.colour == .authority }.allSatisfy { $0.width < 3 }, "only bars, no line")

    var broken = try Self.example()
    broken.phases[2].seriesBreak = "asked another way"
    let chart = try #require(try Self.describe(broken, .slide))
    let lines = chart.lines.filter { $0.colour == .authority && $0.points.count > 1 && $0.width > 3 }
    #expect(lines.count == 1 && lines[0].points.count == 2)
    #expect(chart.lines.contains { $0.dash == .dashed && $0.colour == .context })
  }

  /// `<5 of 100` against `<5 of 200` may be anything; `1–4 of 100` against `<5 of 200` has no upper end.
  @Test("a range without an end leaves every other label in its place")
  func endless() throws {
    for low in [0, 1] {
      var finding = try Self.example()
      let counts = try #require(
        RangedCounts(bame: CountRange(low: low, high: 4), of: 100, white: CountRange(low: 0, high: 4), of: 200))
      finding.phases[2].comparison = RatioFinding(counts)
      let chart = try #require(try Self.describe(finding, .slide))
      let label = try #require(chart.texts.first { $0.text == "Equal likelihood" })
      let line = try #require(chart.lines.first { $0.dash == .dotted })
      #expect(abs(label.at.y - line.points[0].y) < 60)
      #expect(chart.texts.allSatisfy { $0.at.y.isFinite })
      if low == 1 { #expect(chart.texts.contains { $0.text == "Northbridge 0.50 or more" }) }
    }
  }

  @Test("the published figure is the nation's line; the pooled one gives its interval only where it is the same figure")
  func nation() throws {
    var finding = try Self.example()
    #expect(TrajectorySeries.all(of: finding)[0].points.allSatisfy { $0.interval != nil })
    for index in finding.phases.indices { finding.phases[index].comparator?.figures[0].value = "0.9" }
    let published = TrajectorySeries.all(of: finding)[0]
    #expect(published.points.map(\.words) == ["0.9", "0.9", "0.9"])
    #expect(published.points.allSatisfy { $0.interval == nil })
    for index in finding.phases.indices {
      finding.phases[index].comparator?.figures = []
      finding.phases[index].comparator?.name = "The 2 authorities here together"
    }
    #expect(TrajectorySeries.all(of: finding)[0].name == "The 2 authorities here together")
  }

  @Test("on a log axis 0.5 and 2 lie equally far from parity")
  func axis() {
    let axis = LogAxis(values: [0.4, 2.5], limits: []).placed(from: 0, to: 100)
    #expect(abs((axis.position(2) - axis.position(1)) - (axis.position(1) - axis.position(0.5))) < 1e-9)
    #expect(axis.ticks(apart: 1).contains { $0.value == 1 && $0.label == "1.0" })
    #expect(axis.position(0) == 0 && axis.position(.infinity) == 100)
  }

  /// Northbridge in three phases with a nation whose published figure is its pooled one.
  static func example() throws -> Finding {
    let counts = [(14, 210, 96, 612), (15, 160, 98, 605), (32, 150, 96, 612)]
    let nation = try #require(
      RangedCounts(bame: CountRange(low: 500), of: 4000, white: CountRange(low: 2000), of: 9000))
    var template = try #require(RandomFindings.all.first)
    template.headline = "Northbridge is closing the gap on appointments from shortlist"
    template.subject.name = "Northbridge"
    template.isIllustrative = true
    template.notes = []
    template.phases = try counts.enumerated().map { index, it in
      let ranged = try #require(
        RangedCounts(bame: CountRange(low: it.0), of: it.1, white: CountRange(low: it.2), of: it.3))
      func group(_ x: Int, _ n: Int) -> GroupFinding {
        GroupFinding(
          numerator: CountRange(low: x), denominator: CountRange(low: n), rate: nil, rateInterval: nil,
          shareOfNumerator: nil, shareOfDenominator: nil)
      }
      let figure = PublishedFigure(
        phase: "\(index + 1)", area: "Illustrative nation", organisation: nil, service: .all, indicator: "k",
        category: "all", measure: .relativeLikelihood, value: "0.56", printedAs: "0.56", source: "s")
      return PhaseFinding(
        phase: "\(index + 1)", ordinal: index + 1, label: "Phase \(index + 1)", period: "", service: .all,
        bame: group(it.0, it.1), white: group(it.2, it.3), unknown: nil, comparison: RatioFinding(ranged),
        published: [],
        publishedWords: [],
        comparator: ComparatorFinding(
          figures: [figure], publishedWords: [], pooled: RatioFinding(nation), pooledCounts: nil, kind: .nation,
          name: "Illustrative nation", differsFromPublished: nil), position: nil, seriesBreak: nil)
    }
    return template
  }
}
