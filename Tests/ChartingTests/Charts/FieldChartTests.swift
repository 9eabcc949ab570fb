import TestSupport
import Testing

@testable import Charting
@testable import Phaseline

/// The charts of all authorities, and of the nation.
@Suite("Charts of all authorities") struct FieldChartTests {
  static let charts: [any Chart.Type] = [ForestChart.self, FunnelChart.self, NationalChart.self]

  /// Every indicator in every phase, about nobody and about ten authorities: some have counts, some do not.
  static func requests(_ chart: any Chart.Type, in workspace: Workspace) throws -> [ChartRequest] {
    try RandomField.indicators.flatMap { key in
      try workspace.standard.phases.suffix(5).flatMap { phase in
        let names: [String?] = chart.scope == .nation ? [nil] : [nil] + (0..<9).map { RandomField.names[$0 * 7 % 60] }
        return try names.map { name in
          ChartRequest(
            organisation: try name.map { try workspace.organisation(named: $0) },
            indicator: try workspace.standard.indicator(named: key),
            phases: chart.scope == .nation ? workspace.standard.phases.filter { $0.ordinal <= phase.ordinal } : [phase],
            phase: phase)
        }
      }
    }
  }

  @Test(
    "nothing is clipped, nothing covers anything, nobody else is named", arguments: ChartChecks.canvases,
    charts.map { $0.name })
  func placed(canvas: Canvas, name: String) throws {
    let (chart, workspace) = (try Gallery.chart(named: name), try #require(RandomField.shared).workspace)
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for request in try Self.requests(chart, in: workspace) {
      let description: ChartDescription
      do {
        description = try chart.ask(request, in: workspace.view)(setting).value
      } catch ChartProblem.nothingToDraw { continue } catch is UsageProblem { continue } catch ChartProblem.tooSmall {
        #expect(canvas.width < 1000)
        continue
      }
      drawn += 1
      ChartChecks.check(description)
      #expect(description.headline.split(separator: " ").count <= 15, "\(description.headline)")
      let said =
        ([description.headline, description.altText, description.data.csv] + description.texts.map(\.text))
        .joined(separator: "\n")
      for other in RandomField.names where other != request.organisation?.name {
        // "Woldaster 1" is part of "Woldaster 10".
        guard request.organisation?.name.hasPrefix(other) != true else { continue }
        let isNamed = said.ranges(of: other).contains { said[$0.upperBound...].first?.isNumber != true }
        #expect(!isNamed, "\(chart.name) names \(other)")
      }
    }
    #expect(drawn > (chart.scope == .nation ? 30 : 300), "\(drawn)")
  }

  @Test("the headline of a forest says a difference only where the interval excludes all together")
  func forest() throws {
    let workspace = try #require(RandomField.shared).workspace
    var told = 0
    for request in try Self.requests(ForestChart.self, in: workspace) {
      guard let name = request.organisation?.name,
        let finding = try? ForestChart.findings(request, in: workspace.view).value,
        let own = finding.rows.first(where: \.identity.isOwn), let interval = own.interval,
        let pooled = finding.pooled.relativeLikelihood
      else { continue }
      let chart = try ForestChart.describe(finding, ChartChecks.setting(.slide))
      let claims = chart.headline.contains("further from parity") || chart.headline.contains("closer to parity")
      if claims {
        told += 1
        #expect(!interval.contains(pooled), "\(chart.headline)")
      }
      #expect(chart.headline.hasPrefix(name))
    }
    #expect(told > 3)
  }

  @Test("the headline of a funnel is what its limits say")
  func funnel() throws {
    let workspace = try #require(RandomField.shared).workspace
    var met: Set<Bool> = []
    for request in try Self.requests(FunnelChart.self, in: workspace) {
      guard request.organisation != nil, let drawing = try? FunnelChart.findings(request, in: workspace.view).value,
        let own = drawing.finding.rows.first(where: \.identity.isOwn)
      else { continue }
      let chart = try FunnelChart.describe(drawing, ChartChecks.setting(.slide))
      let isInside = !own.outside.ninetyFive && !own.outside.ninetyFiveOverDispersed
      #expect(chart.headline.contains("not unusual for its size") == isInside, "\(chart.headline)")
      met.insert(isInside)
    }
    #expect(met.count == 2)
  }

  @Test("the national series says what is drawn, and how many took part")
  func national() throws {
    let workspace = try #require(RandomField.shared).workspace
    let request = try #require(try Self.requests(NationalChart.self, in: workspace).last)
    let findings = try NationalChart.findings(request, in: workspace.view).value
    let chart = try NationalChart.describe(findings, ChartChecks.setting(.slide))
    let ratios = findings.phases.compactMap { $0.comparator?.pooled?.relativeLikelihood }
    #expect(!ratios.isEmpty)
    for ratio in ratios {
      #expect(chart.altText.contains(Wordings.ratio(ratio)))
      #expect(chart.data.rows.contains { $0.contains(Wordings.fixed(ratio, 4)) })
    }
  }
}
