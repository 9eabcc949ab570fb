import Charting
import Foundation
import Phaseline

/// The charts of one report, drawn together.
struct ReportCharts {
  let request: ReportRequest
  let phases: [Phase]

  /// Which chart, and of which indicator if it is of one.
  struct Place: Hashable {
    var kind: String
    var indicator: String?
  }

  /// As wide as a page between its margins, and low enough to leave room for sentence and tables.
  private static let canvas = Canvas.pixels(width: 1200, height: 680)
  /// Of what shows all indicators.
  private static let large = Canvas.pixels(width: 1200, height: 820)
  /// Pixels of a picture for each of the canvas: sharp in print.
  private static let scale = 1.5

  /// Draws them.
  /// - Parameters:
  ///   - places: Which.
  ///   - view: Where the figures are.
  ///   - jobs: How many gnuplots draw at once.
  ///   - cancellation: Asks to stop.
  /// - Throws: What `ChartSet.draw` throws; `ChartProblem.unknownKind`.
  func draw(
    _ places: [Place], in view: WorkspaceView, jobs: Int, cancellation: Cancellation
  ) async throws -> [Place: ChartContents] {
    let items = try places.map { try item($0, view.standard) }
    let drawn = try await ChartSet(of: view, theme: request.theme).draw(
      items, as: request.isForEditing ? .png : .svg, scale: request.isForEditing ? Self.scale : 1, jobs: jobs,
      cancellation: cancellation)
    return try Dictionary(
      zip(places, drawn.value).enumerated().map { ($1.0, try contents(of: $1.1, number: $0 + 1)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func item(_ place: Place, _ standard: Standard) throws -> ChartSet.Item {
    let chart = try Gallery.chart(named: place.kind)
    let indicator = place.indicator.flatMap { standard.indicator($0) }
    let organisation = chart.scope == .nation ? nil : request.organisation
    let area =
      organisation == nil && [.organisation, .indicator].contains(chart.scope)
      ? standard.areas.first { $0.key == standard.nation(illustrative: isIllustrative) } : nil
    return ChartSet.Item(
      chart,
      ChartRequest(
        organisation: organisation, area: area, indicator: indicator, phases: phases, phase: request.phase,
        service: request.service),
      on: chart.scope == .organisation ? Self.large : Self.canvas,
      command: command(place, organisation, area))
  }

  /// Whether the nation is a made-up one.
  var isIllustrative = false

  private func command(_ place: Place, _ organisation: Organisation?, _ area: Area?) -> String {
    var words = ["chart", place.kind]
    words += organisation.map { [$0.name] } ?? []
    words += area.map { ["--area", $0.key] } ?? []
    words += place.indicator.map { [$0] } ?? []
    return "phaseline \(ShellWords.joined(words + request.chartWords)) # \(request.program)"
  }

  private func contents(of outcome: ChartSet.Outcome, number: Int) throws -> ChartContents {
    switch outcome {
    case .drawn(let picture):
      ChartContents(
        title: picture.record.title, description: picture.record.description,
        svg: request.isForEditing
          ? nil : TrustedMarkup(try InlineSVG.markup(of: picture.data, identifier: "chart-\(number)")),
        picture: request.isForEditing ? TrustedPicture(png: picture.data) : nil)
    case .undrawn(.nothingToDraw(let reason)), .undrawn(.failed(let reason)):
      ChartContents(title: "", description: "", missing: reason.withoutSentencesOnCommands)
    }
  }
}
