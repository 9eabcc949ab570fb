import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

/// Cases among minoritised staff and none among White staff: the widest of disparities, which may not read as "no figure".
@Suite("Infinite ratio") struct InfiniteRatioTests {
  private static func isInfinite(_ phase: PhaseFinding) -> Bool {
    guard let bame = phase.bame, let white = phase.white else { return false }
    return bame.numerator.low > 0 && white.numerator.high == 0 && white.denominator.low > 0
  }

  @Test("it is drawn at the edge, said, and in the data, in every chart of an authority")
  func drawn() throws {
    var (found, drawn) = (0, 0)
    for finding in RandomFindings.all where finding.subject.code != nil {
      let infinite = finding.phases.filter(Self.isInfinite)
      guard let last = finding.phases.last, infinite.contains(last) else { continue }
      found += 1
      let setting = try ChartChecks.setting(.slide)
      let overview = Overview([finding])
      let charts: [() throws -> ChartDescription] = [
        { try TrajectoryChart.describe(finding, setting) }, { try HeatmapChart.describe(overview, setting) },
        { try DashboardChart.describe(overview, setting) }, { try SlopeChart.describe(overview, setting) },
        { try DumbbellChart.describe([finding], setting) }, { try ProjectionChart.describe(finding, setting) },
      ]
      for describe in charts {
        let chart: ChartDescription
        do { chart = try describe() } catch ChartProblem.tooSmall { continue }
        drawn += 1
        let column = try #require(chart.data.columns.firstIndex(of: "relative_likelihood"))
        let phases = try #require(chart.data.columns.firstIndex(of: "phase"))
        let ratios = chart.data.rows.filter { $0[phases] == last.phase }.map { $0[column] }
        #expect(ratios.contains("inf"), "\(chart.headline): \(ratios)")
        #expect(chart.altText.contains("∞"), "\(chart.altText)")
        #expect(chart.texts.contains { $0.text.contains("∞") } || chart.data.columns.contains("label_left_out"))
        #expect(!chart.headline.contains("no figure"), "\(chart.headline)")
      }
    }
    #expect(found >= 5 && drawn >= found * 5, "\(drawn) of \(found)")
  }

  @Test("it is none where a count is hidden, or nobody has a case")
  func none() throws {
    for finding in RandomFindings.all {
      for phase in finding.phases where !Self.isInfinite(phase) { #expect(phase.ratioOfCounts != .infinity) }
    }
  }
}
