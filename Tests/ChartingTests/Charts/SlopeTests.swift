import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

@Suite("Slope") struct SlopeTests {
  static func describe(_ findings: [Finding], _ canvas: Canvas = .slide) throws -> ChartDescription {
    try SlopeChart.describe(Overview(findings), ChartChecks.setting(canvas))
  }

  @Test("nothing is clipped, nothing covers anything", arguments: ChartChecks.canvases)
  func placed(canvas: Canvas) throws {
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for findings in RandomFindings.sets {
      guard let chart = try? SlopeChart.describe(Overview(findings), setting) else { continue }
      drawn += 1
      ChartChecks.check(chart)
    }
    #expect(drawn > 300)
  }

  @Test("a movement never says more than its verdict, nor than its two ends show")
  func movements() throws {
    var met: [Slope.Movement: Int] = [:]
    for findings in RandomFindings.sets {
      guard let slopes = Slopes(Overview(findings)) else { continue }
      for slope in slopes.slopes {
        met[slope.movement, default: 0] += 1
        let kind = slope.line.finding.verdict.kind
        if slope.movement == .untold { continue }
        let first = try #require(slope.first.map(Self.logs))
        let last = Self.logs(slope.last)
        switch slope.movement {
        case .towards: #expect(kind == .improving && last.allSatisfy { abs($0) < first.map(abs).min() ?? 0 })
        case .away: #expect(kind == .worsening && last.allSatisfy { abs($0) > first.map(abs).max() ?? 0 })
        case .crossed: #expect(kind == .crossedParity)
        case .untold: break
        }
      }
    }
    for movement in Slope.Movement.allCases { #expect(met[movement] ?? 0 > 20, "\(movement)") }
  }

  /// Of the ratio, or of the ends of what it may be.
  private static func logs(_ value: TrajectorySeries.Value) -> [Double] { value.estimates.map { Double.log($0) } }

  @Test("the headline counts what is drawn, in at most 15 words; the data hold both ends")
  func words() throws {
    var counted = 0
    for findings in RandomFindings.sets {
      guard let slopes = Slopes(Overview(findings)), let chart = try? Self.describe(findings, .page) else { continue }
      #expect(Headline.words(in: chart.headline) <= 15, "\(chart.headline)")
      if let match = chart.headline.firstMatch(of: /([0-9]+) of ([0-9]+) indicators moved towards parity/) {
        counted += 1
        #expect(match.1 == "\(slopes.slopes.filter { $0.movement == .towards }.count)")
        #expect(match.2 == "\(slopes.slopes.count)")
      }
      let ends = slopes.slopes.flatMap { slope in [slope.first, slope.last].compactMap { $0 } }
      #expect(chart.column("relative_likelihood") == ends.map { ChartData.cell($0.ratio) })
      for end in ends {
        #expect(chart.altText.contains(end.words))
        #expect(chart.texts.contains { $0.text == end.words })
      }
    }
    #expect(counted > 30)
  }

  @Test("one towards parity, one away: colour, dash and mark differ, and the rest is grey")
  func told() throws {
    var findings = try RandomFindings.plain()  // from 0.42 to 1.36
    findings[0].verdict = LineVerdict(kind: .improving, reason: .towardsParity)
    findings[1] = findings[1].with(6, of: 150, 96, of: 612, phase: 2)  // to 0.25
    findings[1].verdict = LineVerdict(kind: .worsening, reason: .awayFromParity)
    let chart = try Self.describe(findings)
    #expect(chart.headline == "Northbridge: 1 of 9 indicators moved towards parity, 1 away, 7 unclear")
    func marks(_ colour: Colour, _ shape: ChartDescription.Mark.Shape) -> Int {
      chart.marks.filter { $0.colour == colour && $0.shape == shape && $0.radius == 7 * Canvas.slide.unit }.count
    }
    #expect(marks(.authority, .circle) == 2 && marks(.national, .diamond) == 2 && marks(.context, .circle) == 14)
    #expect(chart.lines.contains { $0.colour == .national && $0.dash == .dashed })
    #expect(chart.subtitle.hasSuffix(", phase 1 and phase 3"))
    #expect(try Self.describe([findings[0]]).headline == "Northbridge: 1 indicator moved towards parity")
    #expect(chart.footer.contains("tested over all phases asked for"))
    findings[0] = findings[0].with(1, of: 150, 96, of: 612, phase: 2)
    let contrary = try Self.describe(findings)
    findings[1].verdict = LineVerdict(kind: .cannotTell, reason: .tooFewCases)
    #expect(
      try Self.describe(findings).headline
        == "Northbridge: no indicator is shown to have moved towards parity or away")
    #expect(contrary.headline.hasPrefix("Northbridge: 1 of 9 indicators moved away from parity, 8 unclear"))
  }

  @Test("neither a break nor a missing end is joined, and stands named; a ratio of 0 is at the edge")
  func unjoined() throws {
    let plain = try RandomFindings.plain().map { finding in
      var finding = finding
      finding.verdict = LineVerdict(kind: .improving, reason: .towardsParity)
      return finding
    }
    func joined(_ findings: [Finding]) throws -> Int {
      try #require(Slopes(Overview(findings))).slopes.filter(\.isJoined).count
    }
    #expect(try joined(plain) == 9)
    var findings = plain
    findings[0].phases[2].seriesBreak = "asked another way"
    findings[1] = findings[1].with(0, of: 150, 96, of: 612, phase: 2)
    findings[2] = findings[2].without(phase: 0)
    findings[3] = findings[3].without(phase: 2)
    #expect(try joined(findings) == 6)
    let chart = try Self.describe(findings)
    #expect(chart.headline == "Northbridge: 5 of 8 indicators moved towards parity, 3 unclear")
    #expect(chart.footer.contains("No figure in phase 3: Fitness to practise."))
    #expect(!chart.texts.contains { $0.text == "Fitness to practise" })
    #expect(chart.marks.contains { $0.shape == .triangle(.down) })
    #expect(chart.texts.filter { $0.text == "Pay bands" }.count == 2, "on both sides, since no line leads across")
  }

  @Test("where nothing can be told, and of one phase, the headline says so")
  func cannotTell() throws {
    let plain = try RandomFindings.plain()
    #expect(
      try Self.describe(plain).headline
        == "Northbridge: cannot tell whether any indicator moved towards parity or away")
    let one = plain.map { $0.without(phase: 0).without(phase: 1) }
    for canvas in ChartChecks.canvases {
      let chart = try Self.describe(one, canvas)
      ChartChecks.check(chart)
      #expect(chart.headline == "Northbridge: one phase cannot show movement")
      #expect(chart.data.rows.count == 9)
    }
    let published = plain.map { RandomFindings.published($0, values: ["0.56", "0.6", "0.70"]) }
    let chart = try Self.describe(published)
    #expect(chart.texts.filter { $0.text == "0.70" }.count == 9 && chart.texts.filter { $0.text == "0.56" }.count == 9)
    #expect(chart.marks.allSatisfy { $0.colour == .context })
  }

  @Test("the two phases lie as far apart as may be, unless few indicators have both")
  func phases() throws {
    let plain = try RandomFindings.plain()
    var findings = plain
    findings[0] = findings[0].without(phase: 0)
    #expect(Slopes(Overview(findings))?.first?.ordinal == 1)
    for index in 0..<8 { findings[index] = findings[index].without(phase: 0) }
    #expect(Slopes(Overview(findings))?.first?.ordinal == 2)
    #expect(Slopes(Overview(findings))?.last.ordinal == 3)
  }

  @Test("a canvas too small for its labels is refused in words")
  func tooSmall() throws {
    let findings = try RandomFindings.plain()
    for canvas in [Canvas.cells(columns: 79, lines: 9), .cells(columns: 40, lines: 24)] {
      #expect(throws: ChartProblem.tooSmall) { try Self.describe(findings, canvas) }
    }
  }
}
