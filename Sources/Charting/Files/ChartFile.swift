import Foundation

/// A chart as the bytes of a file, with its words and numbers in the file's metadata.
public enum ChartFile {
  public enum Format: String, Sendable, CaseIterable { case png, svg, pdf }

  /// Draws a chart.
  /// - Parameters:
  ///   - scale: Pixels per canvas unit, for high-density screens.
  ///   - command: The command that made it.
  ///   - family: The font family that it was measured with.
  /// - Throws: `ChartProblem`.
  public static func draw(
    _ chart: ChartDescription, format: Format, scale: Double = 1, command: String, family: String
  ) async throws -> Data {
    let terminal: GnuplotScript.Terminal =
      switch format {
      case .png: .png(scale: scale)
      case .svg: .svg
      case .pdf: .pdf
      }
    let drawn = try await Gnuplot.run(GnuplotScript(chart, terminal: terminal, family: family).text)
    switch format {
    case .png:
      return PNGMetadata.insert(
        [
          ("Title", chart.headline), ("Description", chart.altText), ("Data", chart.data.csv), ("Software", command),
        ], into: drawn)
    case .svg:
      return SVGMetadata.insert(
        title: chart.headline, description: chart.altText, metadata: "Software: \(command)\nData:\n\(chart.data.csv)",
        into: drawn)
    case .pdf: return drawn
    }
  }

  /// Draws a chart in characters.
  /// - Throws: `ChartProblem`.
  public static func characters(_ chart: ChartDescription) async throws -> String {
    let drawn = try await Gnuplot.run(GnuplotScript(chart, terminal: .characters, family: "").text)
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
