import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

@Suite("Dashboard") struct DashboardTests {
  static func describe(_ findings: [Finding], _ canvas: Canvas = .slide) throws -> ChartDescription {
    try DashboardChart.describe(Overview(findings), ChartChecks.setting(canvas))
  }

  @Test("nothing is clipped, nothing covers anything", arguments: ChartChecks.canvases)
  func placed(canvas: Canvas) throws {
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for findings in RandomFindings.sets {
      guard let chart = try? DashboardChart.describe(Overview(findings), setting) else { continue }
      drawn += 1
      ChartChecks.check(chart)
    }
    #expect(drawn > 300)
  }

  @Test("the headline counts the verdicts, in at most 15 words, and the panels say the same")
  func headline() throws {
    var counted = 0
    for findings in RandomFindings.sets {
      guard let chart = try? Self.describe(findings, .page) else { continue }
      #expect(Headline.words(in: chart.headline) <= 15, "\(chart.headline)")
      let drawn = findings.filter { !IndicatorLine($0).drawn.isEmpty }
      for kind in LineVerdict.Kind.allCases {
        let count = drawn.filter { $0.verdict.kind == kind }.count
        let words = VerdictWords.name(kind)
        #expect(chart.texts.filter { $0.text == words }.count == count)
        guard let said = Self.count(of: words, in: chart.headline) else { continue }
        counted += 1
        #expect(said == count, "\(chart.headline)")
      }
    }
    #expect(counted > 300)
  }

  /// The number after "improving on".
  private static func count(of words: String, in headline: String) -> Int? {
    headline.firstRange(of: "\(words) on ").flatMap { range in
      Int(headline[range.upperBound...].replacing("all ", with: "").prefix { $0.isNumber })
    }
  }

  @Test("the data hold every value of every finding")
  func data() throws {
    for findings in RandomFindings.sets.prefix(40) {
      guard let chart = try? Self.describe(findings) else { continue }
      let values = findings.flatMap { TrajectorySeries.all(of: $0).flatMap(\.points) }
      #expect(chart.column("relative_likelihood") == values.map { ChartData.cell($0.ratio) })
      for value in values where value.isDrawn { #expect(chart.altText.contains(value.words)) }
    }
  }

  @Test("all panels share one scale")
  func scale() throws {
    let chart = try Self.describe(RandomFindings.plain())
    let parity = chart.lines.filter { $0.colour == .context && $0.dash == .dotted && $0.points.count == 2 }.dropFirst()
    let bottoms = chart.lines.filter { $0.colour == .faint }.map { $0.points[0].y }
    let heights = zip(parity, bottoms).map { ($0.points[0].y - $1) }
    #expect(heights.count == 9)
    #expect(heights.allSatisfy { abs($0 - heights[0]) < 1e-6 })
  }

  @Test("where nothing can be told the headline says so")
  func cannotTell() throws {
    let plain = try RandomFindings.plain()
    #expect(
      try Self.describe(plain).headline == "Northbridge: cannot tell whether any indicator has changed")
    let published = plain.map { RandomFindings.published($0, values: ["0.56", "0.6", "0.70"]) }
    let chart = try Self.describe(published)
    #expect(chart.headline == "Published figures alone cannot show whether Northbridge has changed")
    #expect(chart.texts.filter { $0.text == "0.70" }.count == 9, "as printed")
    #expect(!chart.ribbons.contains { $0.colour.part == .authority })
  }

  @Test("an indicator without a figure has a panel that says so; where most have none, the footer names them")
  func missing() throws {
    let plain = try RandomFindings.plain()
    var items = plain.map { Overview.Item(title: $0.indicator.title, finding: $0) }
    items[4].finding = nil
    let setting = try ChartChecks.setting(.slide)
    let chart = try DashboardChart.describe(Overview(items), setting)
    #expect(chart.texts.contains { $0.text == "no figures" } && chart.texts.contains { $0.text == "Funded training" })
    #expect(chart.headline == "Northbridge: cannot tell on 8 of 9 indicators, no figures on 1")
    for index in 1..<9 { items[index].finding = nil }
    let one = try DashboardChart.describe(Overview(items), setting)
    #expect(one.headline == "Northbridge: cannot tell on 1 indicator")
    #expect(!one.texts.contains { $0.text == "no figures" })
    #expect(one.footer.contains("No relative likelihood: Appointment from shortlist; "))
    #expect(throws: ChartProblem.self) {
      try DashboardChart.describe(
        Overview(plain.map { $0.without(phase: 0).without(phase: 1).without(phase: 2) }), setting)
    }
  }

  @Test("a missing phase is a gap, a break an upright line; a ratio of 0 an arrow at the edge")
  func gaps() throws {
    let plain = try RandomFindings.plain()
    func lines(_ chart: ChartDescription) -> Int {
      chart.lines.filter { $0.colour == .authority && $0.dash == .solid && $0.points.count > 1 }.count
    }
    let whole = try Self.describe(plain)
    #expect(lines(whole) == 10, "nine and the key's")
    let gap = try Self.describe(plain.map { $0.without(phase: 1) })
    #expect(
      gap.lines.filter { $0.colour == .authority }.allSatisfy {
        $0.points[0].x == $0.points[1].x || $0.points[0].y == $0.points[1].y
      })
    var broken = plain
    broken[3].phases[2].seriesBreak = "asked another way"
    let chart = try Self.describe(broken)
    #expect(chart.lines.filter { $0.dash == .dashed && $0.colour == .context }.count == 1)
    #expect(chart.footer.contains("Upright dashes: series break."))
    let zero = try Self.describe(plain.map { $0.with(0, of: 150, 96, of: 612, phase: 2) })
    #expect(zero.marks.filter { $0.shape == .triangle(.down) }.count == 9)
    #expect(zero.footer.contains("Arrow at the edge"))
    #expect(zero.texts.filter { $0.text == "0.00" }.count == 9)
  }

  @Test("one phase alone, and the same value everywhere, are drawn")
  func single() throws {
    let plain = try RandomFindings.plain()
    let one = try Self.describe(plain.map { $0.without(phase: 0).without(phase: 1) })
    #expect(one.ribbons.isEmpty)
    #expect(one.headline == "Northbridge: one phase cannot show change")
    ChartChecks.check(one)
    let same = plain.map { finding in
      (0..<3).reduce(finding) { $0.with(20, of: 200, 100, of: 1000, phase: $1) }
    }
    for canvas in ChartChecks.canvases { ChartChecks.check(try Self.describe(same, canvas)) }
  }

  @Test("a canvas too small for its panels is refused in words")
  func tooSmall() throws {
    let findings = try RandomFindings.plain()
    for canvas in [
      Canvas.cells(columns: 40, lines: 24), .cells(columns: 79, lines: 10),
    ] {
      #expect(throws: ChartProblem.tooSmall) { try Self.describe(findings, canvas) }
    }
  }
}
