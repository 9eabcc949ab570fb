import Foundation
import IndicatorStatistics

/// Times all statistics of a nation, in one process on one core: `StatisticsBenchmark FOLDER`, after
/// `StatisticsBenchmark --write FOLDER` has made its files. Prints a line for each part, in milliseconds, the median of
/// several turns; `all` is their sum, `ranks` the 10,000 draws of one indicator's authorities.
@main enum StatisticsBenchmark {
  private static let turns = 5

  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard let path = words.last else { throw CocoaError(.fileNoSuchFile) }
    let folder = URL(fileURLWithPath: path, isDirectory: true)
    if words.first == "--write" { return try Nation.write(into: folder) }
    let nation = try Nation(from: folder)
    let times = (0..<turns).map { _ in time(nation) }
    for (index, name) in (["lines"] + Work.all.map(\.name)).enumerated() {
      print(name, milliseconds(times.map { $0[index] }))
    }
    print("all", milliseconds(times.map { $0.reduce(.zero, +) }))
    print("ranks", milliseconds((0..<turns).map { _ in ranks(nation) }))
  }

  private static func time(_ nation: Nation) -> [Duration] {
    var cases: [Case] = []
    let lines = clock { cases = Case.all(nation) }
    return [lines]
      + Work.all.map { work in
        var found = 0.0
        let time = clock { found = work.compute(cases) }
        precondition(found != 0, "nothing was computed")
        return time
      }
  }

  private static func ranks(_ nation: Nation) -> Duration {
    let tables = nation.counts[1].map { $0[Nation.phases - 1] }
    return clock { precondition(ShrunkRanking(tables)?.outcome == .ranked, "nothing was ranked") }
  }

  private static func clock(_ work: () -> Void) -> Duration { ContinuousClock().measure(work) }

  private static func milliseconds(_ times: [Duration]) -> String {
    let middle = times.sorted()[times.count / 2] / .microseconds(1)
    return String(format: "%.2f", middle / 1000)
  }
}
