import IndicatorStatistics
import Testing

@testable import Phaseline

/// Small tables with margins, of which every one that the shown counts allow is tried.
@Suite("What protects a hidden count") struct ProtectionTests {
  /// Rows by columns, with sums over both.
  private struct Table {
    static let (rows, columns) = (2, 3)
    let counts: [Int]
    var lattice = Lattice()
    var inner: [Int] = []
    var rowTotals: [Int] = []
    var columnTotals: [Int] = []

    init(seed: Int) {
      var random = SeededRandom(UInt64(seed), "protection")
      counts = (0..<Self.rows * Self.columns).map { _ in
        Int(random.uniform() * (random.uniform() < 0.5 ? 12 : 40))
      }
      func cell(_ count: Int, cost: Double) -> Int {
        lattice.add(Lattice.Cell(received: CountRange(count), denominator: nil, cost: cost))
      }
      inner = counts.map { cell($0, cost: 1) }
      rowTotals = (0..<Self.rows).map { cell(row($0).reduce(0) { $0 + counts[$1] }, cost: 3) }
      columnTotals = (0..<Self.columns).map { cell(column($0).reduce(0) { $0 + counts[$1] }, cost: 2) }
      for row in 0..<Self.rows { lattice.relate(rowTotals[row], self.row(row)) }
      for column in 0..<Self.columns { lattice.relate(columnTotals[column], self.column(column)) }
    }

    func row(_ row: Int) -> [Int] { (0..<Self.columns).map { row * Self.columns + $0 } }
    func column(_ column: Int) -> [Int] { (0..<Self.rows).map { $0 * Self.columns + column } }

    /// Cells that are hidden and take fewer values than promised in all tables that the shown counts allow; of great counts
    /// the nearest few are tried.
    func narrow(_ suppression: Suppression) -> [Int] {
      let meanings = lattice.cells.indices.map { suppression.meaning($0) }
      var seen = [Set<Int>](repeating: [], count: lattice.cells.count)
      func isEnough(_ cell: Int) -> Bool {
        !suppression.needsProtection(cell) || seen[cell].count >= suppression.rules.spread
      }
      var values = counts
      func totals() -> [Int: Int]? {
        var found: [Int: Int] = [:]
        for (total, parts) in (0..<Self.rows).map({ (rowTotals[$0], row($0)) })
          + (0..<Self.columns).map({ (columnTotals[$0], column($0)) })
        {
          let sum = parts.reduce(0) { $0 + values[$1] }
          guard sum >= meanings[total].low, sum <= meanings[total].high else { return nil }
          found[total] = sum
        }
        return found
      }
      func fill(_ cell: Int) {
        guard !lattice.cells.indices.allSatisfy(isEnough) else { return }
        guard cell < inner.count else {
          guard let totals = totals() else { return }
          for cell in inner { seen[cell].insert(values[cell]) }
          for (total, value) in totals { seen[total].insert(value) }
          return
        }
        let (low, high) = (max(meanings[cell].low, counts[cell] - 6), min(meanings[cell].high, counts[cell] + 6))
        for value in low...high {
          values[cell] = value
          fill(cell + 1)
        }
        values[cell] = counts[cell]
      }
      fill(0)
      return lattice.cells.indices.filter { !isEnough($0) }
    }
  }

  @Test(
    "every hidden count takes as many values as promised in the tables that the shown ones allow", arguments: 0..<40)
  func exhaustive(seed: Int) {
    let table = Table(seed: seed)
    let suppression = Suppression(table.lattice, SuppressionTests.rules(spread: 3))
    #expect(table.narrow(suppression) == [], "\(table.counts)")
    #expect(suppression.unproven.isEmpty && suppression.pinned.isEmpty)
    let alone = Suppression(named: table.lattice, SuppressionTests.rules(spread: 3), hidden: [], known: [])
    let hidden = alone.reasons.count { $0 != nil }
    #expect(suppression.reasons.count { $0 != nil } >= hidden)
  }

  @Test("the trial of every table works: with small counts hidden alone it finds some of most tables")
  func control() {
    let found = (0..<40).count { seed in
      let table = Table(seed: seed)
      let alone = Suppression(named: table.lattice, SuppressionTests.rules(spread: 3), hidden: [], known: [])
      return !table.narrow(alone).isEmpty
    }
    #expect(found > 20)
  }

  @Test(
    "nothing is hidden besides that need not be: shown again by itself, each would give one away", arguments: 0..<20)
  func minimal(seed: Int) {
    let table = Table(seed: seed)
    let suppression = Suppression(table.lattice, SuppressionTests.rules(spread: 3))
    for cell in table.lattice.cells.indices where suppression.reasons[cell] == .secondary {
      var shown = suppression
      shown.reveal(cell)
      #expect(!table.narrow(shown).isEmpty, "\(table.counts): \(cell)")
    }
  }

  @Test(
    "without time all that hangs together with a hidden count is hidden, and said to be unproven", arguments: 0..<10)
  func slow(seed: Int) {
    let table = Table(seed: seed)
    let rules = SuppressionTests.rules(spread: 3)
    guard table.counts.contains(where: rules.isSmall) else { return }
    let suppression = Suppression(table.lattice, rules, limit: .seconds(-1))
    #expect(suppression.reasons.allSatisfy { $0 != nil })
    #expect(!suppression.unproven.isEmpty)
    #expect(table.narrow(suppression) == [])
  }

  @Test("where what came hidden contradicts its sum, all of it is hidden")
  func contradictory() {
    var lattice = Lattice()
    let total = lattice.add(Lattice.Cell(received: CountRange(40), denominator: nil, cost: 1))
    let parts = (0..<2).map { _ in
      lattice.add(Lattice.Cell(received: CountRange(low: 1, high: 4), denominator: nil, cost: 1))
    }
    lattice.relate(total, parts)
    let suppression = Suppression(lattice, SuppressionTests.rules(spread: 3))
    #expect(suppression.reasons == [.secondary, .received, .received])
    #expect(suppression.unproven == Set([total] + parts))
  }

  @Test("a count without a limit keeps what it was promised, and that is no question of time")
  func boundless() {
    var system = CountSystem()
    let (part, other) = (system.add(0...9), system.add(0...Bounds.most))
    system.add(.sum(total: system.add(0...Bounds.most), parts: [part, other]))
    let found = system.narrower(than: [other: 3], until: .now + .seconds(60))
    #expect(found.found.isEmpty && found.undecided.isEmpty)
  }

  @Test("what several sums leave together is found as by trying every table", arguments: 0..<40)
  func narrowest(seed: Int) {
    let table = Table(seed: seed)
    let alone = Suppression(named: table.lattice, SuppressionTests.rules(spread: 3), hidden: [], known: [])
    var system = CountSystem()
    let bounds = alone.bounds()
    for cell in table.lattice.cells.indices { _ = system.add(bounds.low[cell]...bounds.high[cell]) }
    for relation in table.lattice.relations { system.add(.sum(total: relation.total, parts: relation.parts)) }
    let hidden = table.lattice.cells.indices.filter { alone.needsProtection($0) }
    let found = system.narrower(
      than: Dictionary(uniqueKeysWithValues: hidden.map { ($0, 3) }), until: .now + .seconds(60))
    #expect(found.undecided.isEmpty)
    let exact = hidden.filter { bounds.low[$0] == bounds.high[$0] }
    #expect(Set(found.found.keys).union(exact) == Set(table.narrow(alone)), "\(table.counts)")
  }
}
