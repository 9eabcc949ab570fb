import Foundation
import Phaseline
import Subprocess
import TestSupport
import Testing

@testable import Charting

/// The charts of one document.
@Suite("Chart sets", .serialized) struct ChartSetTests {
  private let workspace: Workspace
  private let request: ChartRequest

  init() throws {
    workspace = try #require(RandomField.shared).workspace
    request = ChartRequest(
      organisation: try workspace.organisation(named: RandomField.names[0]),
      indicator: try workspace.standard.indicator(named: "shortlisting"), phases: workspace.standard.phases)
  }

  private func set() throws -> ChartSet { try ChartSet(of: workspace.view) }

  private static func markup(_ svg: Data) throws -> String { try InlineSVG.markup(of: svg, identifier: "c") }

  private func item(_ chart: any Chart.Type, on indicator: String = "shortlisting") throws -> ChartSet.Item {
    var request = request
    request.indicator = try workspace.standard.indicator(named: indicator)
    return ChartSet.Item(chart, request, on: .social, command: "phaseline chart \(chart.name) \(indicator)")
  }

  @Test(
    "each picture is the one that is drawn alone, in the order asked, also behind one that cannot be drawn",
    arguments: [ChartFile.Format.svg, .png], [1, 2, 40])
  func drawn(format: ChartFile.Format, jobs: Int) async throws {
    let drawable = try [
      item(TrajectoryChart.self), item(ProjectionChart.self), item(TrajectoryChart.self, on: "leaving"),
      item(DashboardChart.self), item(TrajectoryChart.self, on: "training"),
    ]
    var items = drawable
    items.insert(try item(Refusing.self), at: 1)
    items += try [item(Empty.self), item(Cramped.self)]
    let outcomes = try await set().draw(items, as: format, scale: 1.5, jobs: jobs).value
    #expect(
      outcomes.compactMap(\.undrawn) == [
        .nothingToDraw("Fewer than 3 authorities have counts."), .nothingToDraw("Hedgehogs have no figures."),
        .nothingToDraw("\(ChartProblem.tooSmall)"),
      ])
    #expect(outcomes[1].undrawn != nil && outcomes[6].undrawn != nil)
    let pictures = outcomes.compactMap(\.picture)
    #expect(pictures.count == drawable.count)
    for (picture, item) in zip(pictures, drawable) {
      let measure = try PangoMeasure()
      let chart = try item.chart.ask(item.request, in: workspace.view)(ChartSetting(canvas: .social, measure: measure))
      let alone = try await ChartFile.draw(as: format, scale: 1.5) {
        ChartFile.Drawing(chart, family: measure.family, command: item.command, name: "x")
      }
      // An SVG begins with the colour that gnuplot used last, and draws nothing in it: in a page that is left out.
      let same =
        format == .svg
        ? try Self.markup(picture.data) == Self.markup(alone.data) : picture.data == alone.data
      #expect(same, "\(item.command)")
      #expect(picture.record == alone.drawing.record)
    }
  }

  @Test("no chart at all needs no gnuplot")
  func none() async throws {
    var set = try set()
    set.session.executable = .name("no-such-gnuplot")
    #expect(try await set.draw([], as: .svg, jobs: 2).value.isEmpty)
  }

  @Test("a machine that cannot draw, a refusal of the gate and a wish to stop end all")
  func ended() async throws {
    var set = try set()
    let items = try [item(TrajectoryChart.self), item(DashboardChart.self)]
    set.session.executable = .name("no-such-gnuplot")
    await #expect(throws: ChartProblem.noGnuplot) { _ = try await set.draw(items, as: .svg, jobs: 2) }
    set.session.executable = Gnuplot.executable
    let forbidden = try items + [item(Forbidden.self)]
    await #expect(throws: DisclosureRefused.self) { _ = try await set.draw(forbidden, as: .svg, jobs: 2) }
    let cancellation = Cancellation()
    cancellation.cancel()
    await #expect(throws: CancellationError.self) {
      _ = try await set.draw(items, as: .svg, jobs: 2, cancellation: cancellation)
    }
  }

  @Test("what gnuplot fails at is told of each chart")
  func failed() async throws {
    var set = try set()
    set.session.limit = .milliseconds(1)
    set.session.executable = .name("cat")
    let outcomes = try await set.draw([item(TrajectoryChart.self)], as: .svg, jobs: 1).value
    #expect(outcomes.map(\.undrawn) == [.failed("\(ChartProblem.gnuplotDied)")])
  }
}

extension ChartSet.Outcome {
  fileprivate var picture: ChartSet.Picture? { if case .drawn(let picture) = self { picture } else { nil } }
  fileprivate var undrawn: Undrawn? { if case .undrawn(let reason) = self { reason } else { nil } }
}

/// Charts that are never drawn.
private protocol Undrawable: Chart where Findings == Int {
  static var reason: any Error { get }
}

extension Undrawable {
  static var question: String { "" }
  static var scope: ChartScope { .organisation }
  static func findings(_ request: ChartRequest, in view: WorkspaceView) throws -> Disclosed<Int> { throw reason }
  static func describe(_ findings: Int, _ setting: ChartSetting) throws -> ChartDescription { throw reason }
}

private enum Refusing: Undrawable {
  static let name = "refusing"
  static var reason: any Error { UsageProblem.refused("Fewer than 3 authorities have counts.") }
}

private enum Empty: Undrawable {
  static let name = "empty"
  static var reason: any Error { ChartProblem.nothingToDraw("Hedgehogs have no figures") }
}

private enum Forbidden: Undrawable {
  static let name = "forbidden"
  static var reason: any Error { DisclosureRefused(internalFile: "x.sqlite") }
}

private enum Cramped: Undrawable {
  static let name = "cramped"
  static var reason: any Error { ChartProblem.tooSmall }
}
