import Foundation
import IndicatorStatistics
import Phaseline

/// What `action review` says of actions whose effect is known.
enum Reviews: Chapter {
  /// Of some actions.
  struct Row: Sendable {
    var truth: SimulatedAction.Truth
    var size: Size
  }
  /// Authorities by their staff.
  enum Size: String, CaseIterable, Sendable {
    case small = "under 300"
    case middle = "300–999"
    case large = "1,000 and over"

    func holds(_ staff: Int) -> Bool {
      switch self {
      case .small: staff < 300
      case .middle: (300..<1000).contains(staff)
      case .large: staff >= 1000
      }
    }
  }
  struct Found: Sendable {
    /// How often each action was said to have improved, of all turns.
    var improved: [Proportion] = []
    /// Turns in which that did not rest on the last phase before the start.
    var firmly = 0
    /// Turns by verdict.
    var verdicts: [LineVerdict.Kind: Int] = [:]
    /// Turns in which it moved more than the others, of those that were compared.
    var (closer, compared) = (0, 0)
  }
  static let title = "What is said of actions"
  /// "Improved" may be said of no action without effect more often than this.
  static let most = 0.06
  static let turns = 4000
  private static let comparisons = 300
  static let introduction = """
    \(SimulatedAction.count) actions from phases 2, 3 and 4 on, of authorities of the illustrative nation on indicators on
    which they stay as they are by its truth: staff, White rates, log ratios and the phases in which they take part are
    the nation's own. Counts are drawn anew \(Wordings.grouped(turns)) times for each action
    (\(Wordings.grouped(turns / 4)) where something changes), and for the comparison with the others, who are drawn too,
    \(comparisons) times. In percent, how often each verdict is given; "highest" is that of one action, with the lower end
    of its 99.8% interval: of many shares that are measured the highest exceeds its true value by chance. Actions that
    change something are those that begin more than a fifth from parity.
    """
  static let header = [
    "truth", "staff", "actions", "improved", "highest (at least)", "resting on no one phase",
    "worsened or crossed", "no material change",
    "cannot tell", "moved more than the others",
  ]
  static let rows = SimulatedAction.Truth.allCases.flatMap { truth in Size.allCases.map { Row(truth: truth, size: $0) }
  }

  static let actions: [SimulatedAction] = {
    guard let actions = try? SimulatedAction.all(of: URL(fileURLWithPath: "Data", isDirectory: true)) else {
      preconditionFailure("no illustrative nation")
    }
    return actions
  }()

  static func label(_ row: Row) -> [String] { [row.truth.rawValue, row.size.rawValue] }

  static func measure(_ row: Row, _ random: inout SplitMix) -> Found {
    let isEffective = row.truth == .half || row.truth == .whole
    let chosen = actions.filter { row.size.holds($0.staff) && (!isEffective || abs($0.log) > 0.2231) }
    return measure(
      chosen, row.truth, turns: row.truth == .none ? turns : turns / 4, comparisons: comparisons, &random)
  }

  /// Draws each action so many times, and the others with it so many.
  static func measure(
    _ actions: [SimulatedAction], _ truth: SimulatedAction.Truth, turns: Int, comparisons: Int,
    _ random: inout SplitMix
  ) -> Found {
    var found = Found()
    for action in actions {
      let drawn = action.drawn(truth)
      var improved = 0
      for _ in 0..<turns {
        let sides = drawn.draw(&random)
        let kind = sides.verdict().kind
        found.verdicts[kind, default: 0] += 1
        guard kind == .improving else { continue }
        improved += 1
        if sides.improvesWithoutLastBefore() { found.firmly += 1 }
      }
      if let share = Proportion(improved, of: turns) { found.improved.append(share) }
      guard comparisons > 0 else { continue }
      let others = action.drawnOthers(truth)
      for _ in 0..<comparisons {
        let (own, rest) = (drawn.draw(&random), drawn.draw(others, &random))
        found.compared += 1
        if own.move(against: rest)?.kind == .closer { found.closer += 1 }
      }
    }
    return found
  }

  static func cells(_ found: Found) -> [String] {
    let all = Double(max(1, found.verdicts.values.reduce(0, +)))
    func share(_ kinds: LineVerdict.Kind...) -> String {
      percent(kinds.reduce(0) { $0 + Double(found.verdicts[$1] ?? 0) } / all)
    }
    let highest = found.improved.max { $0.count < $1.count }
    return [
      "\(found.improved.count)", share(.improving),
      highest.map { "\(percent($0.value ?? 0)) (\(percent(atLeast($0))))" } ?? "–",
      percent(Double(found.firmly) / all), share(.worsening, .crossedParity),
      share(.noMaterialChange), share(.cannotTell), percent(Double(found.closer) / Double(max(1, found.compared))),
    ]
  }

  /// What a share surely is at least.
  static func atLeast(_ share: Proportion) -> Double { share.wilsonInterval(.ninetyNineEight)?.lower ?? 0 }

  static func remarks(_ found: [(row: Row, found: Found)]) -> [String] {
    let without = found.filter { $0.row.truth == .none }.flatMap(\.found.improved)
    guard let highest = without.max(by: { $0.count < $1.count }) else { return [] }
    let missed = without.count { atLeast($0) > most }
    let above = without.count { $0.value ?? 0 > most }
    return [
      (missed == 0 ? "Bound met" : "**Bound missed** for \(missed) actions")
        + ": of \(without.count) actions without effect none may be said to have improved more often than "
        + "\(percent(most, 0))%. The highest share is \(percent(highest.value ?? 0))%; \(above) are above the bound as "
        + "measured, \(missed) beyond chance.",
      "An action that was chosen because a phase was bad looks better afterwards whatever it does. An improvement that is not "
        + "shown without the last phase before the start, or that has but one before it, is therefore said to rest on that "
        + "phase: the column beside has those that do not. A move that all make is told from an effect by the comparison with "
        + "the others alone.",
    ]
  }
}
