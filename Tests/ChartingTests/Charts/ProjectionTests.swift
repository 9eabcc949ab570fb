import Foundation
import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

/// Where lines lead, over hundreds of real ones.
@Suite("Projection chart") struct ProjectionChartTests {
  static func describe(_ finding: Finding, _ canvas: Canvas = .slide) throws -> ChartDescription {
    try ProjectionChart.describe(finding, ChartChecks.setting(canvas))
  }

  /// The first finding of a sort that has something to it.
  static func finding(_ sort: RandomLines.Sort, where isWanted: (Finding) -> Bool = { _ in true }) throws -> Finding {
    try #require(RandomLines.all.first { $0.sort == sort && isWanted($0.finding) }?.finding)
  }

  static func outcome(_ finding: Finding) -> Projection.Outcome? { finding.line?.projection?.projection?.outcome }

  @Test("nothing is clipped, nothing covers anything", arguments: ChartChecks.canvases)
  func placed(canvas: Canvas) throws {
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for (sort, finding) in RandomLines.all {
      do {
        ChartChecks.check(try ProjectionChart.describe(finding, setting))
        drawn += 1
      } catch ChartProblem.nothingToDraw {
        #expect([.zeros, .hidden, .few].contains(sort))
      } catch ChartProblem.tooSmall {
        #expect(canvas.width < 800, "\(finding.subject.name) on \(canvas)")
      }
    }
    #expect(drawn > 310, "\(drawn)")
  }

  @Test("the lines are of every kind")
  func kinds() {
    let outcomes = Dictionary(grouping: RandomLines.all) { Self.outcome($0.finding) }.mapValues(\.count)
    for outcome in Projection.Outcome.allCases {
      #expect(outcomes[outcome, default: 0] >= 5, "\(outcome): \(outcomes[outcome, default: 0])")
    }
    #expect(outcomes[nil, default: 0] >= 40, "without a line, or with hidden counts")
    #expect(RandomLines.all.filter { $0.finding.line?.projection?.noPace != nil }.count >= 20)
  }

  @Test("the headline gives the date that the projection has, or says that there is none, and why")
  func headlines() throws {
    var dates = 0
    for (_, finding) in RandomLines.all {
      guard let chart = try? Self.describe(finding) else { continue }
      #expect(chart.headline.split(separator: " ").count <= 15, "\(chart.headline)")
      let isBent = finding.line?.fit?.bends == true
      guard let date = finding.line?.projection?.date, !isBent else {
        #expect(chart.headline.hasPrefix("No date for parity"))
        #expect(chart.headline.split(separator: ": ").count >= 2, "\(chart.headline)")
        #expect(chart.footer.contains("No date"))
        #expect(!chart.lines.contains { $0.colour == .authority && $0.dash == .dashed })
        continue
      }
      dates += 1
      #expect(chart.headline.contains(date.earliest == nil ? "by \(date.latest)" : "in \(date.phase)"))
      #expect(chart.headline.hasPrefix("At this pace "), "\(chart.headline)")
      #expect(chart.lines.contains { $0.colour == .authority && $0.dash == .dashed })
      #expect(chart.footer.contains("Nobody can promise"))
    }
    #expect(dates > 40, "\(dates)")
  }

  @Test("every number drawn is in the alt text and in the data")
  func numbers() throws {
    var met = 0
    for (_, finding) in RandomLines.all {
      guard let chart = try? Self.describe(finding) else { continue }
      for phase in finding.phases {
        guard let bame = phase.bame, let white = phase.white, phase.comparison != nil,
          chart.altText.contains("\(phase.words): ")
        else { continue }
        met += 1
        #expect(chart.altText.contains("\(bame.words) against \(white.words)"))
      }
      for stop in ProjectionContent(finding).fitted {
        #expect(chart.altText.contains("\(stop.label): \(Wordings.ratio(stop.ratio)) ("))
        #expect(
          chart.data.rows.contains {
            $0[0] == "fitted line" && $0[1] == stop.phase && $0[2] == ChartData.cell(stop.ratio)
          })
      }
      if let pace = ProjectionContent(finding).pace {
        #expect(chart.altText.contains(pace.words) && chart.footer.contains(pace.words))
        #expect(chart.data.rows.contains { $0[0] == "needed for parity" })
        let isPlaced = chart.texts.contains { $0.text == "needed: \(pace.words)" }
        #expect(isPlaced || chart.data.csv.contains("needed: \(pace.words)"))
      }
    }
    #expect(met > 500)
  }

  @Test("values stand at their marks, or are listed")
  func values() throws {
    for (_, finding) in RandomLines.all {
      guard let chart = try? Self.describe(finding) else { continue }
      for value in ProjectionContent(finding).points {
        #expect(chart.texts.contains { $0.text == value.words } || chart.data.csv.contains(value.words))
      }
    }
  }

  @Test("the way goes to parity at the projected time, its fan closes at the last one, the pace ends at the target")
  func geometry() throws {
    let finding = try Self.finding(.fast) { finding in
      let content = ProjectionContent(finding)
      guard let meeting = content.meeting, let end = content.columns.last else { return false }
      return content.pace != nil && meeting.places.upper <= Double(end)
    }
    let content = ProjectionContent(finding)
    let (meeting, pace) = (try #require(content.meeting), try #require(content.pace))
    let projection = try #require(finding.line?.projection?.projection)
    // Here the times of the line are the ordinals of its phases.
    let (parityTime, times) = (try #require(projection.parity), try #require(projection.interval))
    #expect(abs(meeting.place - parityTime) < 1e-9)
    #expect(abs(meeting.places.upper - times.upper) < 1e-9)
    let last = try #require(content.fan.last?.interval)
    #expect(last.lower == 1 && last.upper == 1)
    let isBelow = try #require(content.fitted.last?.ratio) < 1
    for reach in content.fan {
      let line = try #require(finding.line?.fit?.last)
      let middle = exp(line.log + (try #require(finding.line?.fit?.slope)) * (reach.time - line.t))
      let nearest = isBelow ? min(middle, 1) : max(middle, 1)
      #expect(reach.interval.lower <= nearest + 0.02 && nearest <= reach.interval.upper + 0.02)
    }
    let chart = try Self.describe(finding)
    let parity = try #require(chart.lines.first { $0.dash == .dotted && $0.colour == .context }).points[0].y
    let way = try #require(chart.lines.first { $0.dash == .dashed && $0.colour == .authority }).points
    #expect(abs(way[1].y - parity) < 1e-6)
    let needed = try #require(chart.lines.first { $0.colour == .secondComparator }).points
    #expect(abs(needed[1].y - parity) < 1e-6)
    // The pace, step by step, leads to parity.
    let end = try #require(content.fitted.last?.ratio)
    let steps = pace.place - Double(try #require(content.fitted.last).ordinal)
    #expect(abs(end * pow(1 + pace.percent / 100, steps) - 1) < 1e-9)
  }

  @Test("whoever reads it is told why there is no line, and still sees what there is")
  func withoutLine() throws {
    var met: [RandomLines.Sort: Int] = [:]
    for (sort, finding) in RandomLines.all where finding.line?.fit?.last == nil {
      guard !ProjectionContent(finding).points.isEmpty else { continue }
      met[sort, default: 0] += 1
      let chart = try Self.describe(finding)
      #expect(chart.footer.contains("No date and no line: "))
      #expect(!chart.marks.isEmpty)
      #expect(!chart.lines.contains { $0.colour == .authority && $0.width > 4 })
    }
    for sort in [RandomLines.Sort.onePhase, .hidden, .publishedOnly, .zeros, .services] {
      #expect(met[sort, default: 0] > 3, "\(sort)")
    }
    let why = try [RandomLines.Sort.onePhase, .hidden, .publishedOnly].map { sort in
      let finding = try Self.finding(sort) { $0.line?.fit?.last == nil && !ProjectionContent($0).points.isEmpty }
      return try #require(ProjectionContent(finding).reason)
    }
    #expect(Set(why).count == 3 && why[0] == "there is one phase only")
  }

  @Test("where no pace is to be asked for none is drawn, and it is said why")
  func noPace() throws {
    var met = 0
    for (_, finding) in RandomLines.all {
      guard let why = finding.line?.projection?.noPace, let chart = try? Self.describe(finding) else { continue }
      met += 1
      #expect(!chart.lines.contains { $0.colour == .secondComparator })
      #expect(chart.footer.contains(why))
    }
    #expect(met > 20)
  }

  @Test("a phase before a break is no part of the line, and is seen not to be")
  func broken() throws {
    let finding = try Self.finding(.broken) { ($0.line?.phases.count ?? 0) < 5 && $0.line?.fit?.last != nil }
    let chart = try Self.describe(finding)
    #expect(chart.marks.contains { $0.isHollow && $0.shape == .circle })
    #expect(chart.footer.contains("Hollow: not part of the line."))
    #expect(chart.lines.contains { $0.dash == .dashed && $0.colour == .context })
    #expect(chart.texts.contains { $0.text == "Series break" } || chart.data.csv.contains("Series break"))
  }

  @Test("what goes on beyond the frame has an arrow there, and the footer says so")
  func beyond() throws {
    var met = 0
    for (_, finding) in RandomLines.all {
      let values = ProjectionContent(finding).points
      guard values.contains(where: { $0.ratio == 0 || $0.interval?.upper == .infinity }),
        let chart = try? Self.describe(finding)
      else { continue }
      met += 1
      #expect(chart.footer.contains("goes on beyond it"))
      #expect(chart.marks.contains { if case .triangle = $0.shape { true } else { false } })
    }
    #expect(met > 5)
  }

  @Test("the nation's figures are drawn without a line, and it is said that there is none")
  func nation() throws {
    let phases = try [("1", "0.5"), ("2", "0.62"), ("3", "0.8")].map { key, value in
      let phase = try #require(RandomLines.standard.phase(key))
      var finding = RandomLines.phase(phase, nil)
      let figure = PublishedFigure(
        phase: key, area: "England", organisation: nil, service: .all, indicator: "leaving", category: Category.all,
        measure: .relativeLikelihood, value: value, printedAs: value, source: "s")
      finding.comparator = ComparatorFinding(
        figures: [figure], publishedWords: [], pooled: nil, pooledCounts: nil, kind: .nation, name: "England",
        differsFromPublished: nil)
      return finding
    }
    let indicator = try #require(RandomLines.standard.indicator("leaving"))
    let nobody = Organisation(code: "", name: "", kind: .authority, region: "", type: "")
    let chart = try Self.describe(RandomLines.made(indicator, nobody, phases, isNation: true))
    #expect(chart.headline == "No date for parity for Illustrative nation on leaving: published figures only")
    #expect(chart.marks.count == 3 && chart.marks.allSatisfy { $0.colour == .national })
  }
}
