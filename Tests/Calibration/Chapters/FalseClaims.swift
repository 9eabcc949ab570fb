import IndicatorStatistics
import Phaseline

/// Verdicts of change where nothing changed.
enum FalseClaims: Chapter {
  /// By number of phases: how often a change was claimed, and how often the interval alone would have.
  struct Claims: Sendable {
    var phases: Int
    var verdicts = 0.0
    var intervals = 0.0
  }
  static let title = "False claims of change"
  static let turns = 20_000
  static let most = 0.06
  private static let phases = [2, 3, 4, 5]
  static let introduction = """
    The relative likelihood is the same in every phase. In percent, how often the verdict is improving, worsening or
    crossed parity; in brackets how often the profile interval of the slope alone excludes 0. The bound is
    \(percent(most, 0))% in every cell. \(Wordings.grouped(turns)) lines of each design; the standard error of 5% is
    0.15.
    """
  static let header = Design.header + phases.map { "\($0) phases" }
  static let rows = Design.grid(ratios: [0.5, 1, 2])

  static func label(_ row: Design) -> [String] { row.label }

  static func measure(_ row: Design, _ random: inout SplitMix) -> [Claims] {
    phases.map { count in
      let drawn = DrawnLine(row, phases: count)
      var claims = Claims(phases: count)
      for _ in 0..<turns {
        let line = drawn.draw(&random)
        let fit = line.fit(hasEnds: false)
        if fit.slopeInterval?.contains(0) == false { claims.intervals += 1 / Double(turns) }
        // A change that is not shown is not claimed, whatever the ends are.
        guard fit.isShown else { continue }
        if [.improving, .worsening, .crossedParity].contains(line.fit().verdict.kind) {
          claims.verdicts += 1 / Double(turns)
        }
      }
      return claims
    }
  }

  static func cells(_ found: [Claims]) -> [String] {
    found.map { "\(percent($0.verdicts)) (\(percent($0.intervals)))" }
  }

  static func remarks(_ found: [(row: Design, found: [Claims])]) -> [String] {
    let cells = found.flatMap { row, claims in claims.map { (row: row, claims: $0) } }
    guard let worst = cells.max(by: { $0.claims.verdicts < $1.claims.verdicts }),
      let alone = cells.max(by: { $0.claims.intervals < $1.claims.intervals })
    else { return [] }
    let missed = cells.count { $0.claims.verdicts > most }
    let place = { (cell: (row: Design, claims: Claims)) in
      "\(cell.row.label[0]) staff, \(cell.row.label[1]), ratio \(cell.row.label[2]), \(cell.claims.phases) phases"
    }
    return [
      (missed == 0
        ? "Bound met in all \(cells.count) cells" : "**Bound missed** in \(missed) of \(cells.count) cells")
        + ": the most is \(percent(worst.claims.verdicts))% (\(place(worst))). "
        + "The interval alone would have claimed up to \(percent(alone.claims.intervals))% (\(place(alone))), and more than \(percent(most, 0))% in "
        + "\(cells.count { $0.claims.intervals > most }) cells."
    ]
  }
}
