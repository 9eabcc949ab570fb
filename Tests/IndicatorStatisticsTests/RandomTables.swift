import IndicatorStatistics

/// Tables of all sizes, with empty and full groups among them.
enum RandomTables {
  static let tables: [GroupCounts] = {
    var numbers = SplitMix(seed: 20_260_301)
    return (0..<400).compactMap { _ in
      guard let bame = group(&numbers), let white = group(&numbers), bame.count + white.count > 0 else { return nil }
      return GroupCounts(bame: bame, white: white)
    }
  }()

  private static func group(_ numbers: inout SplitMix) -> Proportion? {
    let size = [1, 2, 9, 60, 700, 50_000].randomElement(using: &numbers) ?? 1
    let total = Int.random(in: 1...size, using: &numbers)
    let count: Int =
      switch Int.random(in: 0..<8, using: &numbers) {
      case 0: 0
      case 1: total
      case 2: Int.random(in: 0...min(4, total), using: &numbers)
      default: Int.random(in: 0...total, using: &numbers)
      }
    return Proportion(count, of: total)
  }
}

extension GroupCounts {
  func times(_ factor: Int) -> GroupCounts? {
    GroupCounts(
      x1: bame.count * factor, n1: bame.total * factor, x0: white.count * factor, n0: white.total * factor)
  }
}

/// Whether two numbers agree to a share of the one expected; the same infinity agrees, and so do two that are missing.
func near(_ found: Double?, _ expected: Double?, _ share: Double) -> Bool {
  guard let found, let expected else { return found == nil && expected == nil }
  return found == expected || abs(found - expected) <= share * abs(expected)
}
