import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

@Suite("Dumbbell") struct DumbbellTests {
  @Test("nothing is clipped, nothing covers anything", arguments: ChartChecks.canvases)
  func placed(canvas: Canvas) throws {
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for start in RandomFindings.all.indices {
      // Nine in a row are one authority's, as far as this chart can tell.
      let findings = (0..<9).map { RandomFindings.all[(start + $0) % RandomFindings.all.count] }
      guard let chart = try? DumbbellChart.describe(findings, setting) else { continue }
      drawn += 1
      ChartChecks.check(chart)
    }
    #expect(drawn > 300)
  }

  @Test("the headline counts what the positions say, and claims nothing without one")
  func headline() throws {
    var finding = try TrajectoryTests.example()
    func headline(_ kinds: [Position.Kind?]) throws -> String {
      let findings = try kinds.map { kind in
        let position = try kind.flatMap(Self.position)
        #expect(position?.kind == kind)
        finding.phases[finding.phases.count - 1].position = position
        return finding
      }
      let chart = try DumbbellChart.describe(findings, ChartChecks.setting(.slide))
      #expect(chart.headline.split(separator: " ").count <= 15)
      return chart.headline
    }
    #expect(try headline([nil, nil]) == "Northbridge: no counts to test a difference from the rest")
    #expect(
      try headline([.worse, nil]) == "Northbridge: 1 of 2 further from parity than the rest, 1 not tested")
    #expect(try headline([.better, .better]) == "Northbridge: closer to parity than the rest on all 2 indicators")
    #expect(
      try headline([.better, .worse, .better])
        == "Northbridge: further from parity than the rest on 1 of 3 indicators, closer on 2")
    #expect(
      try headline([.better, .worse, .cannotTell, .cannotTell])
        == "Northbridge: 1 of 4 further from parity than the rest, 1 closer, 2 cannot tell")
    #expect(
      try headline([.cannotTell, nil]) == "Northbridge: cannot tell whether any indicator differs from the rest")
    finding.subject.name = (1...13).map { "Word\($0)" }.joined(separator: " ")
    #expect(try headline([.better, .worse]).hasSuffix("…: 1 of 2 further from parity than the rest, 1 closer"))
  }

  @Test("data and alt text hold every figure that is drawn")
  func words() throws {
    let finding = try TrajectoryTests.example()
    let chart = try DumbbellChart.describe([finding], ChartChecks.setting(.slide))
    let last = try #require(finding.phases.last)
    let ratio = try #require(last.comparison?.relativeLikelihood)
    #expect(chart.data.rows[0][2] == Wordings.fixed(ratio, 4))
    #expect(chart.data.rows[0].suffix(4).map { $0 } == ["32", "150", "96", "612"])
    #expect(chart.altText.contains(Wordings.ratio(ratio)) && chart.altText.contains("32 of 150 against 96 of 612"))
    #expect(chart.texts.contains { $0.text == Wordings.ratio(ratio) })
  }

  @Test("the nation alone has nobody to compare")
  func nation() throws {
    var finding = try TrajectoryTests.example()
    finding.subject.code = nil
    #expect(throws: ChartProblem.self) { try DumbbellChart.describe([finding], ChartChecks.setting(.slide)) }
  }

  /// A position of real counts.
  private static func position(_ kind: Position.Kind) throws -> Position? {
    let (own, rest) =
      switch kind {
      case .better:
        (GroupCounts(x1: 100, n1: 200, x0: 300, n0: 600), GroupCounts(x1: 100, n1: 4000, x0: 2000, n0: 9000))
      case .worse: (GroupCounts(x1: 10, n1: 210, x0: 300, n0: 600), GroupCounts(x1: 500, n1: 4000, x0: 1100, n0: 9000))
      default: (GroupCounts(x1: 1, n1: 9, x0: 3, n0: 20), GroupCounts(x1: 500, n1: 4000, x0: 1100, n0: 9000))
      }
    return try #require(own).position(against: #require(rest))
  }
}
