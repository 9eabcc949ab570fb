import Foundation
import Phaseline

/// A chart as the bytes of a file, with its words and numbers in the file's metadata.
public enum ChartFile {
  /// The formats of a file: PNG for slides and documents, SVG for the web, PDF for print.
  public enum Format: String, Sendable, CaseIterable { case png, svg, pdf }

  /// A chart to be drawn.
  public struct Drawing: Sendable {
    var chart: ChartDescription { disclosed.value }
    /// The chart as the gate let it pass.
    public let disclosed: Disclosed<ChartDescription>
    /// The font family that it was measured with.
    public var family: String
    var theme: Theme
    var command: String
    /// What to call its file, without an ending.
    public let name: String
    /// What its file says of itself.
    public var record: ChartRecord { ChartRecord(disclosed, command: command) }

    /// - Parameters:
    ///   - chart: What to draw.
    ///   - family: The font family that it was measured with.
    ///   - theme: Its colours.
    ///   - command: The command that made it.
    ///   - name: What to call its file, without an ending.
    public init(
      _ chart: Disclosed<ChartDescription>, family: String, theme: Theme = .standard, command: String, name: String
    ) {
      (disclosed, self.family, self.theme, self.command, self.name) = (chart, family, theme, command, name)
    }
  }

  /// Draws a chart.
  /// - Parameters:
  ///   - format: What to write.
  ///   - scale: Pixels per canvas unit, for high-density screens.
  ///   - making: Works out what to draw, while gnuplot starts.
  /// - Throws: `ChartProblem`; what `making` throws.
  public static func draw(
    as format: Format, scale: Double = 1, _ making: () async throws -> Drawing
  ) async throws -> (data: Data, drawing: Drawing) {
    let (drawn, drawing) = try await Gnuplot.run {
      let drawing = try await making()
      return (script(of: drawing, as: format, scale: scale), drawing)
    }
    return (annotated(drawn, drawing, format), drawing)
  }

  /// What gnuplot is told, to draw it.
  static func script(of drawing: Drawing, as format: Format, scale: Double) -> String {
    let terminal: GnuplotScript.Terminal =
      switch format {
      case .png: .png(scale: scale)
      case .svg: .svg
      case .pdf: .pdf
      }
    return GnuplotScript(drawing.chart, terminal: terminal, family: drawing.family, theme: drawing.theme).text
  }

  /// With the chart's words, data and command in the file.
  static func annotated(_ drawn: Data, _ drawing: Drawing, _ format: Format) -> Data {
    let record = drawing.record
    switch format {
    case .png: return PNGMetadata.insert(record.texts.map { ($0.name.inPNG, $0.text) }, into: drawn)
    case .svg: return SVGMetadata.insert(record, into: drawn)
    case .pdf: return PDFMetadata.insert(record.texts.map { ($0.name.inPDF, $0.text) }, into: drawn)
    }
  }

  /// Draws a chart for a terminal that shows pictures (DEC's sixels).
  /// - Parameter making: Works out what to draw, while gnuplot starts.
  /// - Throws: `ChartProblem`; what `making` throws.
  public static func sixels(_ making: () async throws -> Drawing) async throws -> (data: Data, drawing: Drawing) {
    let (data, drawing) = try await Gnuplot.run {
      let drawing = try await making()
      return (
        GnuplotScript(drawing.chart, terminal: .sixel, family: drawing.family, theme: drawing.theme).text, drawing
      )
    }
    return (data, drawing)
  }

  /// Draws a chart in characters.
  /// - Throws: `ChartProblem`.
  public static func characters(_ chart: Disclosed<ChartDescription>) async throws -> String {
    let script = GnuplotScript(chart.value, terminal: .characters, family: "", theme: .standard)
    let (drawn, _) = try await Gnuplot.run { (script.text, ()) }
    let lines = String(decoding: drawn, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let trimmed = lines.map { $0.replacing(/[ \f]+$/, with: "").replacing("\u{0C}", with: "") }
    return trimmed.drop { $0.isEmpty }.joined(separator: "\n").trimmingSuffix { $0.isNewline } + "\n"
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
    return String(self[startIndex..<end])
  }
}
