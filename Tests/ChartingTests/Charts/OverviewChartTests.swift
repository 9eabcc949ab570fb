import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

/// The charts of all indicators: dashboard, slope and heat map.
@Suite("Charts of all indicators") struct OverviewChartTests {
  static let charts: [(name: String, describe: @Sendable (Overview, ChartSetting) throws -> ChartDescription)] = [
    ("dashboard", DashboardChart.describe), ("slope", SlopeChart.describe), ("heatmap", HeatmapChart.describe),
  ]

  /// Nine findings of one subject, and now and then an indicator without any.
  static let overviews: [Overview] = RandomFindings.all.indices.map { start in
    let subject = RandomFindings.all[start].subject
    let items = (0..<9).map { step -> Overview.Item in
      var finding = RandomFindings.all[(start + step * 7) % RandomFindings.all.count]
      finding.subject = subject
      finding.indicator.event = step.isMultiple(of: 2) ? .wanted : .unwanted
      let kinds = LineVerdict.Kind.allCases
      finding.verdict = LineVerdict(kind: kinds[(start + step) % kinds.count], reason: .tooFewToBeSure)
      return Overview.Item(title: "Indicator \(step)", finding: (start + step) % 11 == 0 ? nil : finding)
    }
    return Overview(items)
  }

  @Test("nothing is clipped, nothing covers anything", arguments: ChartChecks.canvases, charts.map(\.name))
  func placed(canvas: Canvas, name: String) throws {
    let chart = try #require(Self.charts.first { $0.name == name })
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for overview in Self.overviews {
      do {
        let description = try chart.describe(overview, setting)
        drawn += 1
        ChartChecks.check(description)
        #expect(description.headline.split(separator: " ").count <= 15, "\(description.headline)")
      } catch ChartProblem.tooSmall {}
    }
    // Nine phases of a heat map are too many for a terminal of 79 columns.
    #expect(drawn > (canvas.width < 80 && name == "heatmap" ? -1 : canvas.width < 1000 ? 50 : 300), "\(drawn)")
  }

  static func overview(_ kinds: [LineVerdict.Kind]) throws -> Overview {
    Overview(
      try kinds.enumerated().map { index, kind in
        var finding = try TrajectoryTests.example()
        finding.indicator.key = "k\(index)"
        finding.indicator.title = "Indicator \(index)"
        finding.verdict = LineVerdict(kind: kind, reason: .tooFewToBeSure)
        return finding
      })
  }

  @Test("the dashboard's headline counts the verdicts")
  func dashboard() throws {
    let setting = try ChartChecks.setting(.slide)
    func headline(_ kinds: [LineVerdict.Kind]) throws -> String {
      try DashboardChart.describe(Self.overview(kinds), setting).headline
    }
    #expect(
      try headline([.improving, .worsening, .improving, .cannotTell])
        == "Northbridge: improving on 2 of 4 indicators, worsening on 1, cannot tell on 1")
    #expect(
      try headline([.cannotTell, .cannotTell]) == "Northbridge: cannot tell of any indicator whether it has changed")
  }

  @Test("the slope claims a movement only where the verdict does")
  func slope() throws {
    let chart = try SlopeChart.describe(
      Self.overview([.improving, .cannotTell, .worsening, .cannotTell]), ChartChecks.setting(.slide))
    #expect(chart.headline.contains("1 of 4") && chart.headline.contains("towards parity"), "\(chart.headline)")
    #expect(chart.lines.filter { $0.colour == .authority && $0.dash == .solid && $0.points.count == 2 }.count >= 1)
    let none = try SlopeChart.describe(Self.overview([.cannotTell, .cannotTell]), ChartChecks.setting(.slide))
    #expect(!none.lines.contains { $0.colour == .authority && $0.points.count == 2 && $0.width > 3 })
  }

  @Test("the heat map's headline counts what the last phase's intervals show; noise is not coloured strongly")
  func heatmap() throws {
    let overview = try Self.overview([.cannotTell, .cannotTell])
    let chart = try HeatmapChart.describe(overview, ChartChecks.setting(.slide))
    // 32 of 150 against 96 of 612: 1.36 (0.95–1.94), so nothing is shown of phase 3; phases 1 and 2 show a disadvantage.
    #expect(chart.headline == "Northbridge, phase 3: cannot tell on 2 indicators")
    #expect(chart.data.rows.map { $0[6] }.filter { $0 == "disadvantage shown" }.count == 4)
    let strong = chart.bands.filter { $0.colour.part == .national && $0.colour.transparency < 0.85 }
    #expect(strong.count == 4 + 1, "four cells and the key")
    for band in chart.bands { #expect(band.colour.part == .band || band.colour.transparency >= 0.45) }
  }

  @Test("every chart's data hold the findings' own numbers")
  func numbers() throws {
    let overview = try Self.overview([.improving, .cannotTell])
    for chart in Self.charts {
      let description = try chart.describe(overview, ChartChecks.setting(.slide))
      for phase in [0, 2] {
        let ratio = try #require(overview.findings[0].phases[phase].comparison?.relativeLikelihood)
        let rows = description.data.rows.filter { $0.contains(Wordings.fixed(ratio, 4)) }
        #expect(rows.count == 2, "\(chart.name)")
        #expect(description.altText.contains(Wordings.ratio(ratio)), "\(chart.name)")
      }
    }
  }

  @Test("without any figure there is nothing to draw, and that is said")
  func nothing() throws {
    let empty = Overview([Overview.Item(title: "Leaving", finding: nil)])
    for chart in Self.charts {
      #expect(throws: ChartProblem.self) { try chart.describe(empty, ChartChecks.setting(.slide)) }
    }
  }
}
