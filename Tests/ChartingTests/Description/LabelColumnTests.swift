import Testing

@testable import Charting

@Suite("Label column") struct LabelColumnTests {
  @Test(
    "labels move apart, as little as can be, and stay within",
    arguments: [
      ([50.0, 10.0], [50.0, 10.0]), ([50, 50], [45, 55]), ([0, 1, 2], [0, 10, 20]), ([100, 99, 100], [90, 80, 100]),
      ([], []), ([30, 34, 90], [27, 37, 90]),
    ])
  func separate(wanted: [Double], expected: [Double]) {
    #expect(LabelColumn.separate(wanted, distance: 10, within: 0...100) == expected)
  }

  @Test("whatever is wanted, neighbours keep their distance", arguments: 0..<50)
  func distance(seed: Int) {
    let wanted = (0..<8).map { Double((seed * 7919 + $0 * 104_729) % 100) }
    let placed = LabelColumn.separate(wanted, distance: 9, within: 0...100).sorted()
    for (lower, upper) in zip(placed, placed.dropFirst()) { #expect(upper - lower >= 9 - 1e-6) }
    #expect(placed.first ?? 0 >= -1e-6 && placed.last ?? 0 <= 100 + 1e-6)
  }
}
