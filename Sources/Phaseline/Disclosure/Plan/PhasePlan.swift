import GRDB
import IndicatorStatistics

/// What one phase's counts are shown as.
struct PhasePlan {
  /// A row as it came, and as it is shown.
  struct Shown {
    var row: PhaseLattice.Row
    var received: CountPair
    var shown: CountPair
  }
  private(set) var rows: [Shown] = []
  private(set) var totals: [Shown] = []
  /// How many counts are hidden, of how many; a count that several rows give is one.
  private(set) var hidden = 0
  private(set) var cells = 0
  /// How many are hidden with all around them, since no proof was found in time.
  private(set) var unproven = 0
  /// How many are known better than the rules promise, whatever is hidden, from what was shared before.
  private(set) var narrowed = 0

  /// Decides.
  /// - Parameters:
  ///   - phase: The phase's counts.
  ///   - rules: By which it decides.
  ///   - earlier: What was shared of the phase before, in other states of the workspace.
  init(_ phase: PhaseLattice, _ rules: DisclosureRules, earlier: [EarlierPhase] = []) {
    var phase = phase
    let own = phase.lattice.cells.count
    var (before, known) = (Set<Int>(), Set<Int>())
    for it in earlier {
      let map = phase.add(it.lattice, hidden: it.hidden)
      if it.isSame { before.formUnion(it.hidden.map { map[$0] }) }
      for (cell, told) in it.told {
        phase.lattice.learn(told, of: map[cell])
        if told.isExact { known.insert(map[cell]) } else if map[cell] >= own { before.insert(map[cell]) }
      }
    }
    if rules.isRounding { before.formUnion((0..<own).filter { phase.lattice.cells[$0].isNarrowed(byRounding: rules) }) }
    let suppression = Suppression(phase.lattice, rules, hidden: before.subtracting(known), known: known)
    unproven = suppression.unproven.count
    let bounds = suppression.bounds(knowing: false)
    let cellsOfRows = Set((phase.rows + phase.totals).flatMap { [$0.numerator, $0.denominator] })
    cells = cellsOfRows.count
    func isHidden(_ cell: Int) -> Bool { suppression.reasons[cell] != nil }
    hidden = cellsOfRows.count(where: isHidden)
    narrowed = suppression.pinned.union(suppression.lowered.keys).intersection(cellsOfRows).count(where: isHidden)
    func shown(_ cell: Int, most: Int) -> CountRange {
      guard isHidden(cell) else {
        return CountRange(rules.rounded(phase.lattice.cells[cell].count ?? 0))
      }
      // What follows all the same is not printed for that.
      guard bounds.low[cell] < bounds.high[cell] else { return CountRange(low: 0, high: most) }
      let low = min(bounds.low[cell], most)
      return CountRange(low: low, high: max(low, min(bounds.high[cell], most)))
    }
    func shown(_ row: PhaseLattice.Row) -> Shown {
      let denominator = shown(row.denominator, most: Bounds.most)
      var numerator = shown(row.numerator, most: denominator.high)
      // Rounded, it may come out above its denominator, 3 of 4 as 5 of 0–4: then it is what both leave.
      if numerator.isExact, numerator.low > denominator.high {
        let low = min(rules.meaning(ofShown: numerator.low).low, denominator.high)
        numerator = CountRange(low: low, high: denominator.high)
      }
      func received(_ cell: Int) -> CountRange {
        phase.lattice.cells[cell].received ?? CountRange(low: 0, high: Bounds.most)
      }
      return Shown(
        row: row, received: CountPair(numerator: received(row.numerator), denominator: received(row.denominator)),
        shown: CountPair(numerator: numerator, denominator: denominator))
    }
    rows = phase.rows.map(shown)
    totals = phase.totals.map(shown)
  }
}

/// What was shared of a phase in an earlier state of the workspace.
struct EarlierPhase {
  /// What was said of a row's counts.
  struct Told: Hashable {
    /// What they may be, by what was printed.
    var counts: CountPair
    /// Whether they were hidden, and not only rounded.
    var isNumeratorHidden, isDenominatorHidden: Bool
  }
  let lattice: PhaseLattice
  /// What was said of its cells.
  private(set) var told: [Int: CountRange] = [:]
  /// Its cells that were hidden.
  private(set) var hidden = Set<Int>()
  /// Whether it was shared by the same rules: then what was hidden stays so.
  let isSame: Bool

  /// - Parameters:
  ///   - rules: By which it was told; none where they are not known.
  ///   - told: What was said of a row.
  init(
    _ lattice: PhaseLattice, isSame: Bool = true, rules: DisclosureRules?, told: (PhaseLattice.RowKey) -> Told?
  ) {
    (self.lattice, self.isSame) = (lattice, isSame)
    for row in lattice.rows + lattice.sumRows {
      guard let it = told(row.key) else { continue }
      take(it.counts.numerator, isHidden: it.isNumeratorHidden, of: row.numerator)
      take(it.counts.denominator, isHidden: it.isDenominatorHidden, of: row.denominator)
    }
    limitParts(to: rules?.dominance ?? DisclosureRules.usualDominance)
    limitDenominators(rules)
    hidden = hidden.filter { self.told[$0]?.isExact != true }
  }

  /// That a sum was told says too that none of its parts makes too much of it.
  private mutating func limitParts(to dominance: Double) {
    for relation in lattice.lattice.relations where relation.isOverOrganisations && !hidden.contains(relation.total) {
      guard let sum = told[relation.total] else { continue }
      let most = Int(dominance * Double(sum.high) / 100)
      for part in relation.parts {
        guard let range = told[part], range.low < most, most < range.high else { continue }
        told[part] = CountRange(low: range.low, high: most)
      }
    }
  }

  /// That a numerator was told says too that of its denominator more than a few are left.
  private mutating func limitDenominators(_ rules: DisclosureRules?) {
    for row in lattice.rows + lattice.sumRows where !hidden.contains(row.numerator) {
      guard let numerator = told[row.numerator], let all = told[row.denominator], numerator.isExact else { continue }
      let least = numerator.low + (rules?.leastLeftOut(ofShown: numerator.low, all: all.low) ?? 0)
      if all.low < least, least <= all.high { told[row.denominator] = CountRange(low: least, high: all.high) }
    }
  }

  private mutating func take(_ range: CountRange, isHidden: Bool, of cell: Int) {
    if isHidden { hidden.insert(cell) }
    let before = told[cell] ?? range
    let (low, high) = (max(before.low, range.low), min(before.high, range.high))
    told[cell] = low <= high ? CountRange(low: low, high: high) : range
  }
}

extension Lattice.Cell {
  /// Whether, shown rounded, fewer values would be left of it than the rules promise, with what was said of it before.
  fileprivate func isNarrowed(byRounding rules: DisclosureRules) -> Bool {
    guard let count, let known, !known.isExact else { return false }
    let shown = rules.meaning(ofShown: rules.rounded(count))
    let left = min(shown.high, known.high) - max(shown.low, known.low) + 1
    return left < min(rules.spread, known.high - known.low + 1)
  }
}
