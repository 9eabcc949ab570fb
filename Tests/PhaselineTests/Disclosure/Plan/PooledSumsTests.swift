import IndicatorStatistics
import Testing

@testable import Phaseline

/// Sums over organisations: neither over how many they are, nor whether one is told, says anything of a hidden count.
@Suite("Sums over organisations") struct PooledSumsTests {
  private static func observations(_ counts: String) throws -> [ExportedCount] {
    let view = try GateTests.shared(GateTests.fixture(counts))
    return try view.observations(
      of: view.exported(nil).value, indicators: view.standard.indicators, phases: view.standard.phases, sums: true
    ).value
  }

  @Test("who has nobody of a group is counted like others: two worlds that differ in it print the same numbers")
  func nobody() throws {
    let worlds = try ["0,0", "0,4"].map { people in
      try Self.observations(GateTests.counts.replacing("bame,3,120", with: "bame,\(people)"))
    }
    for rows in worlds {
      let sums = rows.filter { $0.area == "nation" && $0.service == .adults }
      #expect(sums.count == 3 && sums.allSatisfy { $0.organisations == 5 })
    }
    let white = try worlds.map { rows in
      try #require(rows.first { $0.area == "nation" && $0.ethnicity == .white }).counts.denominator
    }
    #expect(white == [CountRange(3300), CountRange(3300)])
  }

  @Test("the row of a sum is there whether one authority makes most of it or not")
  func dominated() throws {
    // Westmoor's 25 are 76% of 33 in the North, and 58% of 43.
    let larger = GateTests.counts.replacing("bame,3,120", with: "bame,9,120")
      .replacing("bame,5,150", with: "bame,9,150")
    let worlds = try [GateTests.counts, larger].map(Self.observations)
    let rows = worlds.map { rows in
      rows.map { "\($0.authority ?? "") \($0.area ?? "") \($0.service) \($0.ethnicity) \($0.organisations ?? 0)" }
    }
    #expect(rows[0] == rows[1] && rows[0].contains(" region North adults bame 3"))
    let north = try #require(worlds[0].first { $0.area == "region North" && $0.ethnicity == .bame })
    #expect(!north.counts.numerator.isExact)
  }

  @Test(
    "a rounded count is hidden where it would follow from what was shared before, that no part makes most of a sum included"
  )
  func roundedAfterwards() {
    var rules = SuppressionTests.rules(below: 8)
    rules.roundedTo = 5
    var lattice = Lattice()
    // Of 12 nobody makes 9, so that 8, printed as 10 and before as 0–9, could only be 8.
    let parts = [8, 4].map { count in
      lattice.add(
        Lattice.Cell(
          received: CountRange(count), denominator: nil, cost: 1, known: CountRange(low: 0, high: 9)))
    }
    let total = lattice.add(Lattice.Cell(received: CountRange(12), denominator: nil, cost: 1))
    lattice.relate(total, parts, isOverOrganisations: true)
    let suppression = Suppression(lattice, rules, known: [total])
    #expect(suppression.reasons[parts[0]] != nil && suppression.pinned.isEmpty && suppression.lowered.isEmpty)
    #expect(suppression.meaning(parts[0]).low < 8)
  }

  @Test(
    "that a sum was told before says that nobody makes most of it; that it was hidden says nothing",
    arguments: [false, true])
  func toldBefore(isHidden: Bool) {
    var phase = PhaseLattice([], organisations: [], rules: Self.rules) { _, _ in }
    func add(_ count: Int, _ place: String) -> Int {
      let cells = [count, 90].map { phase.lattice.add(.init(received: CountRange($0), denominator: nil, cost: 1)) }
      let key = PhaseLattice.RowKey(
        indicator: "leaving", category: "all", place: place, service: .adults, ethnicity: .bame)
      phase.rows.append(PhaseLattice.Row(key: key, numerator: cells[0], denominator: cells[1]))
      return cells[0]
    }
    let parts = [add(11, "X1"), add(5, "X2")]
    let total = add(16, "")
    phase.lattice.relate(total, parts, isOverOrganisations: true)
    // Rounded to the nearest 5, 15 is at most 17, of which 70% are 11.9.
    let earlier = EarlierPhase(phase, rules: SuppressionTests.rules()) { row in
      EarlierPhase.Told(
        counts: CountPair(
          numerator: row.place == "" ? CountRange(low: 13, high: 17) : CountRange(low: 3, high: 14),
          denominator: CountRange(90)),
        isNumeratorHidden: row.place == "" && isHidden, isDenominatorHidden: false)
    }
    #expect(parts.map { earlier.told[$0]?.high } == (isHidden ? [14, 14] : [11, 11]))
    #expect(parts.allSatisfy { earlier.told[$0]?.low == 3 })
  }

  @Test("of a hidden sum of which one makes most nothing is told where that would give another count away")
  func untold() {
    var lattice = Lattice()
    func add(_ count: Int, known: ClosedRange<Int>) -> Int {
      lattice.add(
        Lattice.Cell(
          received: CountRange(count), denominator: nil, cost: 1,
          known: CountRange(low: known.lowerBound, high: known.upperBound)))
    }
    // Hidden as not small, 8 would be 8 to 10, and the 2 that are hidden could not be fewer.
    let (greatest, other) = (add(6, known: 6...6), add(2, known: 0...2))
    var sum = Lattice.Cell(
      received: CountRange(8), denominator: nil, cost: 1, known: CountRange(low: 6, high: 10))
    sum.isDominated = true
    lattice.relate(lattice.add(sum), [greatest, other], isOverOrganisations: true)
    let suppression = Suppression(lattice, SuppressionTests.rules(below: 8), known: [greatest])
    #expect(suppression.pinned.isEmpty && suppression.lowered.isEmpty)
    #expect(suppression.untold.isSuperset(of: [other]))
  }

  /// A sum over four, and a second one over the first two.
  private struct Table {
    let counts: [Int]
    var lattice = Lattice()
    var total = 0, pair = 0
    var parts: [Int] = []

    init(seed: Int) {
      var random = SeededRandom(UInt64(seed), "pooled")
      let others = (0..<3).map { _ in Int(random.uniform() * (random.uniform() < 0.6 ? 12 : 25)) }
      // The first makes about as much of the sum as is allowed.
      let first = max(1, others.reduce(0, +) * 7 / 3 - Int(random.uniform() * 4))
      counts = [first] + others
      let rules = PooledSumsTests.rules
      var costs = (0..<6).map { _ in 0.5 + random.uniform() }
      func cell(_ count: Int, isDominated: Bool = false) -> Int {
        var cell = Lattice.Cell(received: CountRange(count), denominator: nil, cost: costs.removeLast())
        cell.isDominated = isDominated
        return lattice.add(cell)
      }
      let sum = counts.reduce(0, +)
      parts = counts.map { cell($0) }
      total = cell(sum, isDominated: rules.isDominated(sum, by: counts.max() ?? 0))
      pair = cell(counts[0] + counts[1])
      lattice.relate(total, parts, isOverOrganisations: true)
      lattice.relate(pair, [parts[0], parts[1]])
    }

    /// Cells that take fewer values than promised in all tables that print the same, with every sum shown that is, and no other
    /// dominated.
    func narrow(_ suppression: Suppression) -> [Int] {
      let meanings = lattice.cells.indices.map { suppression.meaning($0) }
      var seen = [Set<Int>](repeating: [], count: lattice.cells.count)
      func choices(_ part: Int) -> ClosedRange<Int> {
        max(0, meanings[part].low, counts[part] - 12)...max(0, min(meanings[part].high, counts[part] + 12))
      }
      for a in choices(0) {
        for b in choices(1) {
          for c in choices(2) {
            for d in choices(3) {
              let values = [a, b, c, d, a + b + c + d, a + b]
              let fits = values.indices.allSatisfy { values[$0] >= meanings[$0].low && values[$0] <= meanings[$0].high }
              let isDominated = PooledSumsTests.rules.isDominated(values[4], by: values[0..<4].max() ?? 0)
              guard fits, suppression.reasons[total] != nil || !isDominated else { continue }
              for (cell, value) in values.enumerated() { seen[cell].insert(value) }
            }
          }
        }
      }
      return lattice.cells.indices.filter {
        suppression.needsProtection($0) && seen[$0].count < suppression.rules.spread
      }
    }
  }

  private static let rules = SuppressionTests.rules(spread: 3)

  @Test("that no part makes most of a sum that is shown leaves every hidden count its values", arguments: 0..<60)
  func exhaustive(seed: Int) {
    let table = Table(seed: seed)
    let suppression = Suppression(table.lattice, Self.rules)
    #expect(table.narrow(suppression) == [], "\(table.counts), \(suppression.reasons)")
    #expect(
      table.lattice.cells.indices.allSatisfy { suppression.meaning($0) == suppression.meaningNow($0) },
      "what is looked up is what would be worked out")
    #expect(suppression.unproven.isEmpty && suppression.pinned.isEmpty && suppression.lowered.isEmpty)
  }
}
