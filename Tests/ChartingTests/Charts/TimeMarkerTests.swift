import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

/// Actions and sessions on the time axis, wherever there is one.
@Suite("Time markers") struct TimeMarkerTests {
  static let markers = [
    TimeMarker(time: 1.5, label: "Session 1"), TimeMarker(time: 2, label: "Recruitment panels trained"),
    TimeMarker(
      time: 2.25, label: "An action with a name that is a good deal longer than there is room for, as some are"),
  ]

  static func setting(_ canvas: Canvas, _ markers: [TimeMarker] = markers) throws -> ChartSetting {
    var setting = try ChartChecks.setting(canvas)
    setting.markers = markers
    return setting
  }

  @Test(
    "each stands at its time, between the phases it lies between, with its label or listed",
    arguments: ChartChecks.canvases)
  func places(canvas: Canvas) throws {
    let chart = try TrajectoryChart.describe(TrajectoryTests.example(), Self.setting(canvas))
    ChartChecks.check(chart)
    #expect(chart.markers == Self.markers)
    let diamonds = chart.marks.filter { $0.shape == .diamond }
    #expect(diamonds.count == 3)
    // The phases stand at their circles.
    let circles = Set(chart.marks.filter { $0.shape == .circle }.map(\.at.x)).sorted()
    #expect(circles.count == 3)
    let step = circles[1] - circles[0]
    for (diamond, marker) in zip(diamonds, Self.markers) {
      #expect(abs(diamond.at.x - (circles[0] + step * (marker.time - 1))) < 1e-6)
      #expect(chart.lines.contains { $0.colour == .secondComparator && $0.points[0].x == diamond.at.x })
      let start = marker.label.prefix(4)
      #expect(chart.texts.contains { $0.text.hasPrefix(start) } || chart.data.csv.contains(marker.label))
      #expect(chart.altText.contains(marker.label))
    }
    #expect(chart.altText.contains("Session 1 (between phase 1 and phase 2)"))
    #expect(chart.altText.contains("Recruitment panels trained (in phase 2)"))
  }

  @Test("no flag is crossed by the line of another", arguments: ChartChecks.canvases)
  func crossings(canvas: Canvas) throws {
    for count in 1...6 {
      let markers = (0..<count).map { TimeMarker(time: 0.8 + 2.4 * Double($0) / 6, label: "Session number \($0)") }
      let chart = try TrajectoryChart.describe(TrajectoryTests.example(), Self.setting(canvas, markers))
      ChartChecks.check(chart)
      let lines = chart.lines.filter { $0.colour == .secondComparator }
      let labels = chart.texts.filter { $0.colour == .secondComparator }
      let listed = markers.filter { chart.data.csv.contains($0.label) }
      #expect(lines.count == count && labels.count + listed.count == count)
      for label in labels { #expect(!lines.contains { $0.crosses(label.box) }, "\(label.text) of \(count)") }
    }
  }

  @Test("what lies before or after the plot is not drawn, and is no marker of the chart")
  func outside() throws {
    let markers = [
      TimeMarker(time: -3, label: "Before"), TimeMarker(time: 2.5, label: "In"), TimeMarker(time: 9, label: "After"),
    ]
    let chart = try TrajectoryChart.describe(TrajectoryTests.example(), Self.setting(.slide, markers))
    #expect(chart.markers == [markers[1]])
    #expect(chart.marks.filter { $0.shape == .diamond }.count == 1)
    #expect(!chart.altText.contains("Before"))
  }

  @Test("a projection has them too", arguments: ChartChecks.canvases)
  func projection(canvas: Canvas) throws {
    let finding = try ProjectionChartTests.finding(.fast) { $0.subject.name == "Northbridge" && $0.phases.count > 3 }
    let first = Double(try #require(finding.phases.first).ordinal)
    let markers = [
      TimeMarker(time: first + 0.5, label: "Session 1"), TimeMarker(time: first + 1.75, label: "Action plan"),
    ]
    let chart = try ProjectionChart.describe(finding, Self.setting(canvas, markers))
    ChartChecks.check(chart)
    #expect(chart.markers == markers)
    #expect(chart.marks.filter { $0.shape == .diamond && !$0.isHollow }.count == 2)
    for marker in markers {
      #expect(chart.texts.contains { $0.text == marker.label } || chart.data.csv.contains(marker.label))
    }
  }
}
