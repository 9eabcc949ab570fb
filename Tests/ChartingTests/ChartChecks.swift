import Foundation
import Testing

@testable import Charting
@testable import Phaseline

/// What holds of every chart, whatever it shows.
enum ChartChecks {
  /// A slide, a page, a picture for social media, a small picture, and two terminals.
  static let canvases = [
    Canvas.slide, .page, .social, .pixels(width: 700, height: 420), .cells(columns: 79, lines: 30),
    .cells(columns: 140, lines: 40),
  ]

  /// A setting with the real font.
  static func setting(_ canvas: Canvas) throws -> ChartSetting {
    ChartSetting(canvas: canvas, measure: canvas.kind == .cells ? CellMeasure() : try PangoMeasure())
  }

  /// No label outside the canvas, no two over each other, none over a mark; every number is finite; alt text, data and
  /// headline are there.
  static func check(_ chart: ChartDescription, sourceLocation: SourceLocation = #_sourceLocation) {
    func fail(_ what: String) {
      Issue.record("\(what): \(chart.headline), \(chart.canvas)", sourceLocation: sourceLocation)
    }
    let frame = Box(left: 0, bottom: 0, right: chart.canvas.width, top: chart.canvas.height)
    for (index, text) in chart.texts.enumerated() {
      if !frame.contains(text.box) { fail("'\(text.text)' is outside") }
      for other in chart.texts[(index + 1)...] where text.box.shrunk.overlaps(other.box.shrunk) {
        fail("'\(text.text)' covers '\(other.text)'")
      }
      guard chart.canvas.kind == .pixels else { continue }
      for mark in chart.marks where mark.box.overlaps(text.box.shrunk) { fail("'\(text.text)' covers a mark") }
    }
    for mark in chart.marks {
      if !frame.contains(mark.box) { fail("a mark is outside") }
      if !mark.at.x.isFinite || !mark.at.y.isFinite { fail("a mark is nowhere") }
    }
    for point in chart.lines.flatMap(\.points) + chart.ribbons.flatMap({ $0.upper + $0.lower }) {
      if !point.x.isFinite || !point.y.isFinite { fail("a line leads nowhere") }
      if !frame.contains(Box(left: point.x, bottom: point.y, right: point.x, top: point.y)) { fail("a line leads out") }
    }
    if chart.headline.isEmpty || chart.altText.isEmpty || chart.data.rows.isEmpty { fail("words or data are missing") }
    if chart.data.rows.contains(where: { $0.count != chart.data.columns.count }) { fail("the data are ragged") }
  }
}

extension Box {
  /// Letters do not fill the height of their line.
  var shrunk: Box { Box(left: left + 0.5, bottom: bottom + 0.01, right: right - 0.5, top: top - 0.01) }
}
