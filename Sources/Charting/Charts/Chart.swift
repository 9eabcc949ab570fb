import Phaseline

/// One kind of chart: a pure function from findings to a description.
public protocol Chart: Sendable {
  /// The word that chooses it.
  static var name: String { get }
  /// The question it answers: its help, and its place in the gallery.
  static var question: String { get }
  /// What it says of these findings, laid out on a canvas.
  /// - Throws: `ChartProblem.nothingToDraw`.
  static func describe(_ finding: Finding, on canvas: Canvas, measure: any TextMeasure) throws -> ChartDescription
}

/// Every chart. A new one is a file in `Charts/` and a line here.
public enum Gallery {
  /// In the order in which help and gallery show them.
  public static let charts: [any Chart.Type] = [TrajectoryChart.self]

  /// The chart of this name.
  /// - Throws: `ChartProblem.unknownKind`.
  public static func chart(named name: String) throws -> any Chart.Type {
    guard let chart = charts.first(where: { $0.name == name.lowercased() }) else {
      throw ChartProblem.unknownKind(name, known: charts.map { $0.name })
    }
    return chart
  }
}
