import Foundation
import IndicatorStatistics
import Testing

@testable import Charting
@testable import Phaseline

/// Actions and sessions on the charts across phases.
@Suite("Actions and sessions on charts") struct EventMarkerTests {
  static func action(_ number: Int, _ title: String, at time: Double?, _ status: Action.Status = .underWay)
    -> ProgrammeEvent
  {
    ProgrammeEvent(
      kind: .action, number: number, title: title, term: .short, status: status, start: "phase 2",
      end: status.isClosed ? "1 May 2026" : nil, startTime: time)
  }

  static func session(_ number: Int, _ title: String, at time: Double) -> ProgrammeEvent {
    ProgrammeEvent(kind: .session, number: number, title: title, start: "12 May 2026", startTime: time)
  }

  /// Phases 1 to 3, by their ordinals.
  static func example(_ events: [ProgrammeEvent]) throws -> Finding {
    var finding = try TrajectoryTests.example()
    finding.events = events
    return finding
  }

  static func describe(_ events: [ProgrammeEvent], _ canvas: Canvas = .slide) throws -> ChartDescription {
    try TrajectoryChart.describe(example(events), ChartChecks.setting(canvas))
  }

  static let few = [
    action(7, "Structured interviews", at: 1.4), session(2, "Shortlisting", at: 2.1),
    action(9, "Mixed panels", at: 3.4, .planned),
  ]

  /// The marks of markers: nothing else on these charts is drawn in the colour of text.
  static func marks(_ chart: ChartDescription) -> [ChartDescription.Mark] { chart.marks.filter { $0.colour == .text } }

  /// The dotted lines up from the axis.
  static func stems(_ chart: ChartDescription) -> [ChartDescription.Polyline] {
    chart.lines.filter { $0.colour == .context && $0.dash == .dotted && $0.points[0].x == $0.points[1].x }
  }

  @Test(
    "each stands at its time under its number, an action and a session by shape, and is explained below",
    arguments: ChartChecks.canvases)
  func places(canvas: Canvas) throws {
    let chart = try Self.describe(Self.few, canvas)
    ChartChecks.check(chart)
    // The phases stand at their circles.
    let circles = Set(chart.marks.filter { $0.shape == .circle && $0.colour == .authority }.map(\.at.x)).sorted()
    let step = circles[1] - circles[0]
    let first = Double(try TrajectoryTests.example().phases[0].ordinal)
    let wanted = Self.few.compactMap(\.startTime).map { circles[0] + step * ($0 - first) }
    for (found, wanted) in zip(Self.stems(chart).map(\.points[0].x), wanted) { #expect(abs(found - wanted) < 1e-6) }
    #expect(Self.stems(chart).count == 3)
    // Three above the plot, three in the explanation.
    let marks = Self.marks(chart)
    #expect(marks.count == 6)
    #expect(marks.count { $0.shape == .circle && $0.isHollow } == 2 && marks.count { $0.shape == .diamond } == 4)
    for number in ["7", "2", "9"] {
      #expect(chart.texts.contains { $0.text == number && $0.at.y > Self.stems(chart)[0].points[1].y })
    }
    // A terminal has each entry as one text.
    guard canvas.kind == .pixels else {
      #expect(chart.texts.contains { $0.text == "7 Structured interviews (from phase 2)" })
      return
    }
    for title in ["Structured interviews", "Session: Shortlisting", "Mixed panels"] {
      #expect(
        chart.texts.contains { $0.text == title || $0.text.hasSuffix("…") && title.hasPrefix($0.text.dropLast()) })
    }
    for when in ["(from phase 2)", "(12 May 2026)", "(planned from phase 2)"] {
      #expect(chart.texts.contains { $0.text == when })
    }
  }

  @Test("alt text, data and footer have them in full, and none of them says that one thing led to the other")
  func words() throws {
    let long = String(repeating: "Interviews by structured questions ", count: 6) + "end"
    let chart = try Self.describe([Self.action(7, long, at: 1.4), Self.session(2, "Shortlisting", at: 2.1)])
    ChartChecks.check(chart)
    #expect(
      chart.altText.hasSuffix(
        " Marked in time: 7 \(long) (from phase 2); 2 Session: Shortlisting (12 May 2026)."))
    #expect(chart.data.columns.last == "events")
    #expect(
      chart.data.rows.map { $0.last ?? "" }.filter { !$0.isEmpty } == [
        "7 \(long) (from phase 2)", "2 Session: Shortlisting (12 May 2026)",
      ])
    #expect(
      chart.footer.contains(
        "Above the plot: when an action (diamond) begins or a session (ring) is held, by number; not what came of it."))
    #expect(!chart.texts.contains { $0.text.contains("end") }, "a long title is shortened in the drawing")
    for word in ["because", "due to", "caused", "led to", "thanks"] { #expect(!chart.altText.contains(word)) }
  }

  @Test("without any, a chart is what it was: no note, no column, the same headline and places")
  func none() throws {
    let (without, with) = (try Self.describe([]), try Self.describe(Self.few))
    #expect(!without.footer.contains("Numbers") && !without.altText.contains("Marked"))
    #expect(!without.data.columns.contains("events") && Self.marks(without).isEmpty)
    #expect(with.headline == without.headline && with.subtitle == without.subtitle)
    #expect(with.altText.hasPrefix(without.altText))
  }

  @Test("of more than six the latest actions are drawn; the others are counted, and in alt text and data")
  func many() throws {
    let events =
      (1...7).map { Self.action($0, "Action number \($0)", at: 0.6 + Double($0) * 0.4) }
      + [Self.session(1, "Shortlisting", at: 3.45)]
    for canvas in ChartChecks.canvases {
      let chart = try Self.describe(events, canvas)
      ChartChecks.check(chart)
      #expect(Self.stems(chart).count == 6)
      #expect(chart.texts.contains { $0.text == "and 2 more" })
      #expect(!chart.texts.contains { $0.text.contains("number 1") || $0.text.contains("Session") })
      for event in events {
        #expect(chart.altText.contains(event.name) && chart.data.csv.contains(event.name))
      }
    }
  }

  @Test("several at one time or near it stand apart, in their order", arguments: ChartChecks.canvases)
  func crowds(canvas: Canvas) throws {
    for events in [
      (1...6).map { Self.action($0, "Action \($0)", at: 2) },
      (1...6).map { Self.action($0, "Action \($0)", at: 3.4 + Double($0) * 0.01) },
      (1...6).map { Self.action($0, "Action \($0)", at: 0.5 + Double($0) * 0.02) },
      (1...6).map { Self.action($0, "Action \($0)", at: 9) }, (1...6).map { Self.action($0, "Action \($0)", at: -9) },
    ] {
      let chart = try Self.describe(events, canvas)
      ChartChecks.check(chart)
      let top = Self.marks(chart).filter { $0.shape == .diamond }.prefix(6).map(\.at.x)
      let drawn = Self.marks(chart).filter { $0.shape == .diamond }.suffix(6).map(\.at.x)
      #expect(top.count == 6 && drawn == drawn.sorted() && Set(drawn).count == 6)
    }
  }

  @Test("what lies before the first phase or after the last stands at the edge, with an arrow and no line to a time")
  func outside() throws {
    let chart = try Self.describe([
      Self.action(1, "Before", at: -3), Self.action(2, "In", at: 2.5), Self.action(3, "After", at: 9),
      Self.action(4, "Nowhere", at: nil),
    ])
    ChartChecks.check(chart)
    #expect(Self.stems(chart).count == 1)
    let arrows = Self.marks(chart).compactMap { if case .triangle(let way) = $0.shape { way } else { nil } }
    #expect(arrows == [.left, .right])
    #expect(chart.footer.contains("not what came of it. With an arrow: before or after these phases."))
    #expect(chart.texts.count { $0.text == "4" } == 1, "what has no time is explained only")
    for title in ["Before", "In", "After", "Nowhere"] { #expect(chart.altText.contains(title)) }
  }

  @Test("nothing is clipped, nothing covers anything, on any finding", arguments: ChartChecks.canvases)
  func placed(canvas: Canvas) throws {
    let setting = try ChartChecks.setting(canvas)
    var drawn = 0
    for (index, finding) in RandomFindings.all.enumerated() {
      var finding = finding
      finding.events = (0...index % 7).map { number in
        let time = Double((index * 7 + number * 13) % 50) / 10
        return number % 3 == 1
          ? Self.session(number, "Session on \(number) \(String(repeating: "things ", count: index % 9))", at: time)
          : Self.action(number, "Action \(number) \(String(repeating: "more ", count: index % 20))", at: time)
      }
      guard let chart = try? TrajectoryChart.describe(finding, setting) else { continue }
      drawn += 1
      ChartChecks.check(chart)
    }
    #expect(drawn > 250)
  }

  @Test("a projection has them too, those to come among its phases to come", arguments: ChartChecks.canvases)
  func projection(canvas: Canvas) throws {
    var finding = try ProjectionChartTests.finding(.fast) { $0.subject.name == "Northbridge" && $0.phases.count > 3 }
    let (first, last) = (finding.phases[0].ordinal, finding.phases[finding.phases.count - 1].ordinal)
    finding.events = [
      Self.action(1, "Structured interviews", at: Double(first) + 0.4),
      Self.session(1, "Shortlisting", at: Double(first) + 1.75),
      Self.action(2, "Mixed panels", at: Double(last) + 1.4, .planned),
    ]
    let chart = try ProjectionChart.describe(finding, ChartChecks.setting(canvas))
    ChartChecks.check(chart)
    #expect(Self.stems(chart).count == 3)
    let arrows = Self.marks(chart).compactMap { if case .triangle(let way) = $0.shape { way } else { nil } }
    #expect(arrows.isEmpty)
    #expect(chart.altText.hasSuffix("1 Session: Shortlisting (12 May 2026); 2 Mixed panels (planned from phase 2)."))
    #expect(chart.data.columns.last == "events" || chart.data.columns.contains("label_left_out"))
  }

  @Test("a title is drawn as it is written, and nothing of it is run", arguments: HostileNames.all)
  func hostile(name: String) async throws {
    let canary = HostileNames.canary()
    let title = name.replacing("CANARY", with: canary)
    let chart = try Self.describe([Self.action(1, title, at: 1.4), Self.session(2, title, at: 2.4)])
    if !title.contains("\n") { ChartChecks.check(chart) }
    let lines = try SVGTexts(String(decoding: try await GnuplotTests.draw(chart, .svg), as: UTF8.self)).texts
    #expect(HostileNames.isDrawn(title, in: lines), "drew \(lines)")
    #expect(lines.contains("(from phase 2)"), "its time stands beside it")
    if name.count % 9 == 0 {
      let cells = try Self.describe([Self.action(1, title, at: 1.4)], .cells(columns: 100, lines: 30))
      _ = try await ChartFile.characters(Gate.passed(cells))
    }
    #expect(access(canary, F_OK) != 0, "it was run")
  }

  @Test("a chart is drawn again when what is marked on it changes")
  func fingerprint() throws {
    func fingerprint(_ events: [ProgrammeEvent]) throws -> String {
      let drawing = ChartFile.Drawing(
        Gate.passed(try Self.describe(events)), family: "Open Sans", command: "phaseline chart trajectory", name: "x")
      return ChartFingerprint.make(script: ChartFile.script(of: drawing, as: .svg, scale: 1), drawing)
    }
    var changed = Self.few
    changed[1].title = "Shortlisting again"
    var closed = Self.few
    closed[0].status = .done
    let all = try [fingerprint([]), fingerprint(Self.few), fingerprint(changed), fingerprint(closed)]
    #expect(Set(all).count == 4)
    #expect(try fingerprint(Self.few) == all[1])
  }
}
