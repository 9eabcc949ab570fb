/// Every chart. A new one is a file in `Charts/` and a line here.
public enum Gallery {
  /// In the order in which help and gallery show them.
  public static let charts: [any Chart.Type] = [
    TrajectoryChart.self, DashboardChart.self, SlopeChart.self, ForestChart.self, FunnelChart.self, HeatmapChart.self,
    PayBandsChart.self, ProjectionChart.self, NationalChart.self, DumbbellChart.self,
  ]

  /// The chart of this name.
  /// - Throws: `ChartProblem.unknownKind`.
  public static func chart(named name: String) throws -> any Chart.Type {
    guard let chart = charts.first(where: { $0.name == name.lowercased() }) else {
      throw ChartProblem.unknownKind(name, known: charts.map { $0.name })
    }
    return chart
  }
}
