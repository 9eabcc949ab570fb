import Testing

@testable import IndicatorStatistics

/// Nations to test with: published, made up, and random.
enum Nations {
  static func tables(_ rows: [(Int, Int, Int, Int)]) throws -> [GroupCounts] {
    try rows.map { try #require(GroupCounts(x1: $0.0, n1: $0.1, x0: $0.2, n0: $0.3)) }
  }

  /// Tuberculosis among the vaccinated and the others in 13 trials: Colditz et al. (1994) JAMA 271:698–702, as in R's
  /// `metadat::dat.bcg`.
  static let bcg = [
    (4, 123, 11, 139), (6, 306, 29, 303), (3, 231, 11, 220), (62, 13598, 248, 12867), (33, 5069, 47, 5808),
    (180, 1541, 372, 1451), (8, 2545, 10, 629), (505, 88391, 499, 88391), (29, 7499, 45, 7277), (17, 1716, 65, 1665),
    (186, 50634, 141, 27338), (5, 2498, 3, 2341), (27, 16913, 29, 17854),
  ]

  /// Worked example k19.
  static let k19 = [(4, 60, 20, 500), (0, 25, 9, 300), (12, 140, 40, 800), (7, 33, 30, 410)]

  /// 28 made-up authorities: one without a case, one without a denominator, three without a minoritised case, one full on
  /// one side.
  static let madeUp = [
    (23, 378, 98, 1912), (21, 365, 5, 115), (3, 141, 21, 907), (12, 207, 152, 2986), (7, 344, 22, 1876),
    (21, 324, 122, 2759), (4, 46, 16, 657), (9, 250, 41, 2507), (59, 292, 90, 1572), (13, 96, 28, 535),
    (6, 180, 86, 1854), (0, 28, 21, 1267), (0, 13, 53, 971), (25, 302, 109, 2790), (1, 91, 10, 794),
    (17, 195, 48, 1034),
    (7, 170, 140, 2904), (2, 30, 71, 1811), (3, 128, 5, 115), (8, 340, 26, 2464), (1, 42, 48, 2204),
    (9, 129, 133, 2849),
    (7, 87, 103, 2943), (6, 154, 68, 1293), (0, 40, 0, 300), (0, 0, 4, 80), (0, 30, 6, 250), (3, 3, 5, 5),
  ]

  /// Five that differ less than chance would have them.
  static let similar = [(9, 100, 30, 400), (10, 100, 33, 400), (18, 200, 62, 800), (5, 50, 14, 200), (4, 60, 20, 300)]

  /// Three, the first without a minoritised case.
  static let three = [(0, 20, 12, 300), (14, 60, 40, 500), (30, 90, 55, 800)]

  /// A random nation of so many authorities: sizes from one person to thousands, with zeros, full counts and empty groups.
  static func random(_ random: inout SplitMix, authorities: ClosedRange<Int> = 5...150) -> [GroupCounts] {
    let rate = Double.random(in: 0.005...0.6, using: &random)
    let spread: Double = [0, 0.2, 1].randomElement(using: &random) ?? 0
    return (0..<Int.random(in: authorities, using: &random)).compactMap { _ in
      let n1 = size(&random, [1, 20, 300, 5000])
      let n0 = size(&random, [1, 60, 2000, 50_000])
      let ratio = Double.exp(0.3 + spread * random.normal())
      return GroupCounts(x1: cases(&random, n1, rate * ratio), n1: n1, x0: cases(&random, n0, rate), n0: n0)
    }
  }

  private static func size(_ random: inout SplitMix, _ most: [Int]) -> Int {
    if Int.random(in: 0..<40, using: &random) == 0 { return 0 }
    return Int.random(in: 1...(most.randomElement(using: &random) ?? 1), using: &random)
  }

  /// None, all, or about as many as expected.
  private static func cases(_ random: inout SplitMix, _ total: Int, _ rate: Double) -> Int {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return 0
    case 1: return total
    default:
      let expected = min(1, rate) * Double(total)
      let found = expected + (expected * max(0, 1 - rate)).squareRoot() * random.normal()
      return max(0, min(total, Int(found.rounded())))
    }
  }
}

extension GroupCounts {
  /// The same with the groups swapped.
  var swapped: GroupCounts { GroupCounts(bame: white, white: bame) }
}

extension Interval {
  /// Whether both limits are numbers.
  var isFinite: Bool { lower.isFinite && upper.isFinite }
}
