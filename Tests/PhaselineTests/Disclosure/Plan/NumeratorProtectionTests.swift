import IndicatorStatistics
import Testing

@testable import Phaseline

/// Numerators and head-counts of two services and of both together, of which every table near the true one is tried that would
/// be printed alike: hidden counts told by the same ranges, shown ones the same and not to be hidden.
@Suite("What protects numerators and head-counts") struct NumeratorProtectionTests {
  @Test(
    "a shown numerator says that not nearly all are in it: where a head-count would follow it is hidden, known or not",
    arguments: [false, true])
  func margin(isKnown: Bool) {
    var lattice = Lattice()
    func add(_ count: Int, _ known: ClosedRange<Int>, of denominator: Int? = nil) -> Int {
      lattice.add(
        Lattice.Cell(
          received: CountRange(count), denominator: denominator, cost: 1,
          known: CountRange(low: known.lowerBound, high: known.upperBound)))
    }
    // Children's and adults' services of two authorities, of which each one's sum and each service's are known already.
    let children = [add(4, 4...8), add(5, 1...5)]
    let adults = [add(9, 5...9), add(5, 5...9)]
    let sums = [add(9, 9...9), add(14, 14...14), add(13, 13...13), add(10, 10...10)]
    lattice.relate(sums[0], children)
    lattice.relate(sums[1], adults)
    for place in 0..<2 { lattice.relate(sums[2 + place], [children[place], adults[place]]) }
    // Were 0 of the 5 shown, they could not be 4.
    let numerator = add(0, 0...5, of: children[1])
    let known = Set(sums + (isKnown ? [numerator] : []))
    let suppression = Suppression(lattice, SuppressionTests.rules(below: 5, zero: false), known: known)
    #expect(suppression.pinned.isEmpty && suppression.lowered.isEmpty)
    #expect(suppression.reasons[numerator] == .secondary)
  }

  @Test("that a numerator was told before says that of its head-count more than a few are left, unless it may be all")
  func toldBefore() {
    func all(hidesAll: Bool?, isHidden: Bool = false, least: Int = 17) -> CountRange? {
      var phase = PhaseLattice([], organisations: [], rules: SuppressionTests.rules()) { _, _ in }
      let cells = [17, 28].map { phase.lattice.add(.init(received: CountRange($0), denominator: nil, cost: 1)) }
      let key = PhaseLattice.RowKey(
        indicator: "leaving", category: "all", place: "X1", service: .adults, ethnicity: .unknown)
      phase.rows = [PhaseLattice.Row(key: key, numerator: cells[0], denominator: cells[1])]
      let earlier = EarlierPhase(phase, rules: hidesAll.map { SuppressionTests.rules(zero: $0) }) { _ in
        EarlierPhase.Told(
          counts: CountPair(
            numerator: isHidden ? CountRange(low: 10, high: 29) : CountRange(17),
            denominator: CountRange(low: least, high: 29)),
          isNumeratorHidden: isHidden, isDenominatorHidden: true)
      }
      return earlier.told[cells[1]]
    }
    #expect(all(hidesAll: true) == CountRange(low: 27, high: 29))
    #expect(all(hidesAll: false) == CountRange(low: 17, high: 29))
    #expect(all(hidesAll: true, isHidden: true) == CountRange(low: 17, high: 29))
    // Whatever the rules were, it is not less than its numerator.
    #expect(
      [nil, false].map { all(hidesAll: $0, least: 10) } == [
        CountRange(low: 17, high: 29), CountRange(low: 17, high: 29),
      ])
  }

  /// Numerator and head-count of one service, of the other, and of both.
  private struct Table {
    let counts: [Int]
    var lattice = Lattice()
    static let bases = [1, 3, 5]

    init(seed: Int) {
      var random = SeededRandom(UInt64(seed), "numerators")
      func below(_ limit: Int) -> Int { Int(random.uniform() * Double(limit)) }
      let services = (0..<2).map { _ in
        let all = below(45)
        return [random.uniform() < 0.2 ? all : below(all + 1), all]
      }
      counts = Table.whole(services.flatMap(\.self))
      var bases: [Int] = []
      for base in Self.bases {
        bases.append(lattice.add(Lattice.Cell(received: CountRange(counts[base]), denominator: nil, cost: 2)))
      }
      let numerators = Self.bases.enumerated().map { place, base in
        lattice.add(
          Lattice.Cell(received: CountRange(counts[base - 1]), denominator: bases[place], cost: Double(place + 1)))
      }
      lattice.relate(bases[2], Array(bases[..<2]))
      lattice.relate(numerators[2], Array(numerators[..<2]))
    }

    static func whole(_ four: [Int]) -> [Int] { four + [four[0] + four[2], four[1] + four[3]] }

    /// The place in `counts` of a cell: the head-counts came first.
    static func place(of cell: Int) -> Int { cell < 3 ? bases[cell] : bases[cell - 3] - 1 }
    static func cell(of place: Int) -> Int { place % 2 == 1 ? place / 2 : 3 + place / 2 }
  }

  /// What is told of a hidden count, by its size alone: said again here, from the words of the article on sharing.
  private static func told(_ count: Int, of all: Int?, _ rules: DisclosureRules) -> ClosedRange<Int> {
    let (below, far) = (rules.hiddenBelow, 1_000_000)
    guard let all else { return count < below ? 0...below - 1 : below...far }
    let nearlyAll = all - below + 1
    guard nearlyAll >= below else { return 0...all }
    let pieces = [0...below - 1] + (nearlyAll > below ? [below...nearlyAll - 1] : []) + [nearlyAll...all]
    guard pieces.allSatisfy({ $0.count >= rules.spread }) else { return 0...all }
    return pieces.first { $0.contains(count) } ?? 0...all
  }

  /// Whether the rules themselves hide a count of a table.
  private static func isNamed(_ place: Int, _ table: [Int], _ rules: DisclosureRules) -> Bool {
    rules.isSmall(table[place]) || (place % 2 == 0 && rules.isSmall(table[place + 1] - table[place]))
  }

  /// Counts that keep fewer values than promised among the tables that would be printed alike.
  private static func narrow(_ table: Table, _ suppression: Suppression) -> [Int] {
    let rules = suppression.rules
    let places = table.counts.indices
    func isHidden(_ place: Int) -> Bool { suppression.reasons[Table.cell(of: place)] != nil }
    func told(_ counts: [Int], _ place: Int) -> ClosedRange<Int> {
      let all = place % 2 == 0 && !isHidden(place + 1) ? counts[place + 1] : nil
      if suppression.untold.contains(Table.cell(of: place)) { return 0...(all ?? 1_000_000) }
      return Self.told(counts[place], of: all, rules)
    }
    let printed = places.map { told(table.counts, $0) }
    var (least, most) = (table.counts, table.counts)
    func look(_ counts: [Int]) {
      let isAlike = places.allSatisfy { place in
        isHidden(place)
          ? told(counts, place) == printed[place]
          : counts[place] == table.counts[place] && !isNamed(place, counts, rules)
      }
      guard isAlike else { return }
      for place in places {
        (least[place], most[place]) = (min(least[place], counts[place]), max(most[place], counts[place]))
      }
    }
    let near = table.counts[..<4].map { max(0, $0 - 6)...$0 + 6 }
    for n1 in near[1] {
      for n2 in near[3] {
        for x1 in near[0] where x1 <= n1 { for x2 in near[2] where x2 <= n2 { look(Table.whole([x1, n1, x2, n2])) } }
      }
    }
    return places.filter { place in
      isHidden(place) && most[place] - least[place] + 1 < min(rules.spread, printed[place].count)
    }
  }

  @Test(
    "every hidden count keeps its values among the tables that would be printed alike", arguments: 0..<60,
    [true, false])
  func exhaustive(seed: Int, hidesZero: Bool) {
    let table = Table(seed: seed)
    let rules = SuppressionTests.rules(below: hidesZero ? 10 : 5, zero: hidesZero, spread: hidesZero ? 3 : 2)
    let suppression = Suppression(table.lattice, rules)
    #expect(Self.narrow(table, suppression) == [], "\(table.counts)")
    #expect(suppression.unproven.isEmpty && suppression.pinned.isEmpty)
  }

  @Test("the trial works: with what the rules name hidden alone it finds some of many tables")
  func works() {
    let rules = SuppressionTests.rules(below: 10, spread: 3)
    let found = (0..<60).filter { seed in
      let table = Table(seed: seed)
      return !Self.narrow(table, Suppression(named: table.lattice, rules, hidden: [], known: [])).isEmpty
    }
    #expect(found.count > 20)
  }
}
