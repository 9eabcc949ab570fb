import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

@Suite("Heat map") struct HeatmapTests {
  static func describe(_ findings: [Finding], _ canvas: Canvas = .slide) throws -> ChartDescription {
    try HeatmapChart.describe(Overview(findings), ChartChecks.setting(canvas))
  }

  @Test("nothing is clipped, nothing covers anything", arguments: ChartChecks.canvases)
  func placed(canvas: Canvas) throws {
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for findings in RandomFindings.sets {
      guard let chart = try? HeatmapChart.describe(Overview(findings), setting) else { continue }
      drawn += 1
      ChartChecks.check(chart)
    }
    #expect(drawn > 300)
  }

  @Test("twelve indicators in twelve phases fit, or are refused", arguments: ChartChecks.canvases)
  func many(canvas: Canvas) throws {
    let plain = try RandomFindings.plain()
    let findings = try (plain + plain.prefix(3)).map { finding in
      var finding = finding
      finding.phases = try (0..<12).map { ordinal in
        var phase = try #require(finding.phases.first)
        (phase.phase, phase.ordinal, phase.label) = ("\(2010 + ordinal)", ordinal, "\(2010 + ordinal)")
        return phase
      }
      return finding
    }
    if canvas.kind == .cells, canvas.width < 100 {
      #expect(throws: ChartProblem.tooSmall) { try Self.describe(findings, canvas) }
    } else {
      let chart = try Self.describe(findings, canvas)
      ChartChecks.check(chart)
      #expect(chart.texts.filter { $0.text == "0.43" }.count == 144)
    }
  }

  @Test("every number of every finding is in its cell or listed, in the data and in the alt text")
  func data() throws {
    for findings in RandomFindings.sets {
      guard let chart = try? Self.describe(findings) else { continue }
      let values = findings.flatMap { IndicatorLine($0).drawn }
      #expect(chart.column("relative_likelihood") == values.map { ChartData.cell($0.ratio) })
      #expect(chart.column("shown_as") == values.map(\.words))
      let leftOut = chart.column("label_left_out")
      for (index, value) in values.enumerated() {
        #expect(chart.altText.contains(value.words))
        #expect(chart.texts.contains { $0.text == value.words } || leftOut[index] == value.words)
      }
    }
  }

  @Test("the headline counts the last phase, in at most 15 words")
  func headline() throws {
    var counted = 0
    for findings in RandomFindings.sets {
      guard let chart = try? Self.describe(findings) else { continue }
      #expect(Headline.words(in: chart.headline) <= 15, "\(chart.headline)")
      guard let match = chart.headline.firstMatch(of: /disadvantage on (?:all )?([0-9]+)/) else { continue }
      counted += 1
      let last = findings.compactMap { IndicatorLine($0).drawn.last?.ordinal }.max()
      let count = findings.filter { finding in
        guard let phase = finding.phases.first(where: { $0.ordinal == last }) else { return false }
        let bad: PhaseVerdict = finding.indicator.event == .wanted ? .lessLikely : .moreLikely
        return phase.comparison?.verdict == bad && IndicatorLine(finding).value(phase.ordinal) != nil
      }.count
      #expect(match.1 == "\(count)", "\(chart.headline)")
    }
    #expect(counted > 50)
  }

  @Test("a cell's colour says whom the ratio favours, its strength how far it lies from parity, and only if shown")
  func colours() throws {
    var findings = try RandomFindings.plain()
    // 0.25, 0.05 and 0.98 times as likely, of few and many.
    findings[0] = findings[0].with(25, of: 1000, 100, of: 1000, phase: 2)
    findings[1] = findings[1].with(5, of: 1000, 100, of: 1000, phase: 2)
    findings[1].indicator.event = .unwanted
    findings[2] = findings[2].with(1, of: 10, 2, of: 10, phase: 2)
    findings[3] = findings[3].with(5000, of: 10_000, 5000, of: 10_000, phase: 2)
    let cells = HeatGrid(Overview(findings)).cells.filter { $0.value.ordinal == 3 }
    #expect(cells.prefix(4).map(\.sign) == [.lessLikely, .lessLikely, .cannotTell, .closeToParity])
    #expect(cells.prefix(3).map(\.isDisadvantage) == [true, false, true])
    #expect(cells[0].strength > 0.5 && cells[1].strength == 0.55 && cells[2].strength == 0 && cells[3].strength == 0)
    let chart = try Self.describe(findings)
    #expect(
      chart.bands.contains { $0.colour.part == .authority } && chart.bands.contains { $0.colour.part == .national })
    #expect(chart.texts.contains { $0.text == "in their favour" })
  }

  @Test("no tint leaves text less than 4.5:1, nor a sign less than 3:1")
  func contrast() throws {
    for part in [Colour.Part.authority, .national] {
      let (ink, paper) = (Theme.standard[part], Theme.standard[.background])
      func mixed(_ one: UInt8, _ other: UInt8) -> UInt8 { UInt8(Double(one) * 0.55 + Double(other) * 0.45) }
      var tint = ink
      tint.red = mixed(ink.red, paper.red)
      tint.green = mixed(ink.green, paper.green)
      tint.blue = mixed(ink.blue, paper.blue)
      #expect(Theme.standard[.text].contrast(with: tint) >= 4.5)
      #expect(Theme.standard[.context].contrast(with: tint) >= 3)
    }
    for findings in RandomFindings.sets {
      #expect(HeatGrid(Overview(findings)).cells.allSatisfy { (0...0.55).contains($0.strength) })
    }
  }

  @Test("published figures stand as printed, with a sign of their own, and the headline says that they are not tested")
  func published() throws {
    let findings = try RandomFindings.plain().map { RandomFindings.published($0, values: ["0.56", "0.6", "0.70"]) }
    let chart = try Self.describe(findings)
    #expect(chart.headline == "Northbridge, phase 3: outside 0.8 to 1.25 on 9 of 9 indicators, not tested")
    #expect(chart.texts.filter { $0.text == "0.6" }.count == 9)
    #expect(chart.marks.allSatisfy { $0.shape == .diamond && $0.isHollow })
    let cells = HeatGrid(Overview(findings)).cells
    #expect(cells.allSatisfy { $0.strength > 0 && $0.strength <= 0.275 }, "half as strong as what is tested")
  }

  @Test("gaps, breaks, zero counts, one phase, the same value everywhere")
  func cases() throws {
    var findings = try RandomFindings.plain()
    findings[0] = findings[0].without(phase: 1)
    findings[1].phases[2].seriesBreak = "asked another way"
    findings[2] = findings[2].with(0, of: 150, 96, of: 612, phase: 2)
    let chart = try Self.describe(findings)
    #expect(chart.texts.filter { $0.text == "–" }.count == 1)
    #expect(chart.lines.filter { $0.dash == .dashed }.count == 1)
    #expect(chart.footer.contains("series break.") && chart.footer.contains("–: no figure."))
    #expect(chart.texts.contains { $0.text == "0.00" })
    let one = try RandomFindings.plain().map { $0.without(phase: 0).without(phase: 1) }
    for canvas in ChartChecks.canvases {
      let single = try Self.describe(one, canvas)
      ChartChecks.check(single)
      #expect(single.texts.filter { $0.text == "1.36" }.count == 9)
    }
  }

  @Test("where nothing can be told the headline says so")
  func cannotTell() throws {
    let findings = try RandomFindings.plain().map { $0.with(2, of: 10, 20, of: 100, phase: 2) }
    #expect(try Self.describe(findings).headline == "Northbridge, phase 3: cannot tell on all 9 indicators")
  }

  @Test("a canvas too small for its numbers is refused in words")
  func tooSmall() throws {
    let findings = try RandomFindings.plain()
    for canvas in [Canvas.cells(columns: 79, lines: 9), .cells(columns: 30, lines: 24)] {
      #expect(throws: ChartProblem.tooSmall) { try Self.describe(findings, canvas) }
    }
  }
}
