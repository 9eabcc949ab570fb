/// Every chart. A new one is a file in `Charts/` and a line here.
public enum Gallery {
  /// In the order in which help and gallery show them.
  public static let charts: [any Chart.Type] = [
    TrajectoryChart.self, DashboardChart.self, SlopeChart.self, ForestChart.self, FunnelChart.self, HeatmapChart.self,
    PayBandsChart.self, ProjectionChart.self, NationalChart.self, DumbbellChart.self,
  ]

  /// The chart of this name, or whose name alone begins with it.
  /// - Throws: `ChartProblem.unknownKind`.
  public static func chart(named name: String) throws -> any Chart.Type {
    let word = name.lowercased()
    let begun = charts.filter { !word.isEmpty && $0.name.hasPrefix(word) }
    guard let chart = charts.first(where: { $0.name == word }) ?? (begun.count == 1 ? begun[0] : nil) else {
      throw ChartProblem.unknownKind(name, known: charts.map { $0.name })
    }
    return chart
  }
}
