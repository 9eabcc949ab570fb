import IndicatorStatistics
import Testing

@testable import Phaseline

@Suite("Which counts are hidden") struct SuppressionTests {
  static func rules(below: Int = 10, zero: Bool = true, nearlyAll: Bool = true, spread: Int = 2) -> DisclosureRules {
    DisclosureRules(
      key: "test", source: "", hiddenBelow: below, hidesZero: zero, hidesNearlyAll: nearlyAll,
      roundedTo: 1, smallestBase: 0, fewestOrganisations: 3, dominance: 70, spread: spread, hash: "")
  }

  /// A total, and its parts.
  private static func lattice(_ parts: [Int], costs: [Double]? = nil) -> Lattice {
    var lattice = Lattice()
    let total = lattice.add(Lattice.Cell(received: CountRange(parts.reduce(0, +)), denominator: nil, cost: 5))
    let cells = parts.enumerated().map { index, part in
      lattice.add(Lattice.Cell(received: CountRange(part), denominator: nil, cost: costs?[index] ?? 1))
    }
    lattice.relate(total, cells)
    return lattice
  }

  private static func hidden(_ lattice: Lattice, _ rules: DisclosureRules = rules()) -> [Int] {
    let reasons = Suppression(lattice, rules).reasons
    return reasons.indices.filter { reasons[$0] != nil }
  }

  @Test("a small count, and the cheapest other one, since the sum would give it away")
  func secondary() {
    #expect(Self.hidden(Self.lattice([7, 40, 50], costs: [1, 3, 2])) == [1, 3])
    #expect(Self.hidden(Self.lattice([12, 40, 50])) == [])
  }

  @Test("two small counts hide each other, unless they can be worked out all the same")
  func pairs() {
    #expect(Self.hidden(Self.lattice([7, 4, 50])) == [1, 2])
    // 9 and 9 are the only two under 10 that make 18; 0 and 0 the only two that make 0.
    #expect(Self.hidden(Self.lattice([9, 9, 50])) == [1, 2, 3])
    #expect(Self.hidden(Self.lattice([0, 0, 50])) == [1, 2, 3])
    #expect(Self.hidden(Self.lattice([0, 2, 50], costs: nil), Self.rules(spread: 5)) == [1, 2, 3])
  }

  @Test("a 0 is hidden or shown as the rules say")
  func zero() {
    #expect(Self.hidden(Self.lattice([0, 40, 50]), Self.rules(below: 5, zero: false)) == [])
    #expect(Self.hidden(Self.lattice([0, 40, 50]), Self.rules(below: 5)).count == 2)
  }

  @Test("a count of nearly all is hidden, since those that are left stand out")
  func nearlyAll() {
    var lattice = Lattice()
    let base = lattice.add(Lattice.Cell(received: CountRange(50), denominator: nil, cost: 1))
    for count in [48, 40, 25, 3] {
      _ = lattice.add(Lattice.Cell(received: CountRange(count), denominator: base, cost: 1))
    }
    let suppression = Suppression(lattice, Self.rules())
    #expect(suppression.reasons == [nil, .nearlyAll, nil, nil, .small])
    let bounds = suppression.bounds()
    #expect((bounds.low[1], bounds.high[1]) == (41, 50))
    #expect((bounds.low[4], bounds.high[4]) == (0, 9))
    let shown = Suppression(lattice, Self.rules(nearlyAll: false))
    #expect(shown.reasons == [nil, nil, nil, nil, .small])
  }

  @Test("what came hidden keeps its bounds, wider only where they tell more than the rules allow")
  func received() {
    var lattice = Lattice()
    let base = lattice.add(Lattice.Cell(received: CountRange(4000), denominator: nil, cost: 1))
    for range in [CountRange(low: 76, high: 79), CountRange(low: 0, high: 4), CountRange(low: 3, high: 4)] {
      _ = lattice.add(Lattice.Cell(received: range, denominator: base, cost: 1))
    }
    let bounds = Suppression(lattice, Self.rules()).bounds()
    #expect((1...3).map { [bounds.low[$0], bounds.high[$0]] } == [[76, 79], [0, 9], [0, 9]])
  }

  @Test("what two sums give away together is hidden too")
  func twoSums() {
    // Two groups by two services; the small one and its neighbours would follow from both totals.
    var lattice = Lattice()
    let cells = [8, 30, 40, 60].map {
      lattice.add(Lattice.Cell(received: CountRange($0), denominator: nil, cost: 1))
    }
    let totals = [38, 100, 48, 90].map {
      lattice.add(Lattice.Cell(received: CountRange($0), denominator: nil, cost: 100))
    }
    lattice.relate(totals[0], [cells[0], cells[1]])
    lattice.relate(totals[1], [cells[2], cells[3]])
    lattice.relate(totals[2], [cells[0], cells[2]])
    lattice.relate(totals[3], [cells[1], cells[3]])
    let suppression = Suppression(lattice, Self.rules())
    #expect(cells.allSatisfy { suppression.reasons[$0] != nil })
    #expect(suppression.pinned.isEmpty && suppression.unproven.isEmpty)
  }

  @Test("the group of unknown ethnicity goes with another, so that a total known from elsewhere gives nothing away")
  func companion() {
    var lattice = Lattice()
    let cells = [6, 80, 20].map { lattice.add(Lattice.Cell(received: CountRange($0), denominator: nil, cost: 1)) }
    lattice.hide(cells[2], with: cells[0])
    #expect(Suppression(lattice, Self.rules()).reasons == [.small, nil, .secondary])
  }

  @Test(
    "what was shown before, and is the same, protects nothing any more; it is hidden all the same, if the rules say so")
  func known() {
    func hidden(_ suppression: Suppression) -> [Int] {
      suppression.reasons.indices.filter { suppression.reasons[$0] != nil }
    }
    #expect(hidden(Suppression(Self.lattice([7, 40, 50], costs: [1, 1, 9]), Self.rules(), known: [2])) == [0, 1])
    let small = Suppression(Self.lattice([7, 40, 50]), Self.rules(), known: [1])
    #expect(hidden(small) == [1])
    let (told, worked) = (small.bounds(knowing: false), small.bounds())
    #expect(
      (told.low[1], told.high[1], worked.low[1], worked.high[1]) == (7, 7, 7, 7), "the sum gives it, as it did before")
    var lattice = Lattice()
    _ = lattice.add(Lattice.Cell(received: CountRange(7), denominator: nil, cost: 1))
    let alone = Suppression(lattice, Self.rules(), known: [0]).bounds(knowing: false)
    #expect((alone.low[0], alone.high[0]) == (0, 9), "shown by other rules: not by these")
  }

  @Test("the range of a small count is not told where, with what other rules told of it, it would be the count")
  func remembered() {
    var lattice = Self.lattice([4, 8])
    // By rules that hide what is under 10 and show 12: each 4 to 8, where the other is as well.
    for cell in [1, 2] { lattice.learn(CountRange(low: 4, high: 8), of: cell) }
    let suppression = Suppression(lattice, Self.rules(below: 5, zero: false), known: [0])
    #expect(suppression.reasons == [nil, .small, .secondary])
    let worked = suppression.bounds()
    #expect((worked.low[1], worked.high[1]) == (4, 8))
  }

  @Test("where a known numerator is nearly all of a corrected head-count, the head-count is hidden")
  func corrected() {
    var lattice = Lattice()
    let base = lattice.add(Lattice.Cell(received: CountRange(155), denominator: nil, cost: 1))
    let count = lattice.add(Lattice.Cell(received: CountRange(150), denominator: base, cost: 1))
    let suppression = Suppression(lattice, Self.rules(), known: [count])
    #expect(suppression.reasons == [.secondary, .nearlyAll])
  }
}
